// What keeps a page up to date: the server tells of changes by server-sent events. When it is gone,
// it is asked for until it is there again, and the page is loaded anew if it is another one.

import config from "./config.js";
import { emit, emitCustom, programs, reload, update } from "./hot_runtime.js";
import { clear, setEditor, show } from "./overlay.js";

const live = `${config.base}/@cbundle/`;
let sequence = config.sequence; // of the last event
let isLost = false;
const failed = new Set(); // entries that could not be built

function post(what, data) {
  return fetch(`${live}${what}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-cbundle-token": config.token },
    body: JSON.stringify(data),
  }).catch(() => {});
}

config.send = (event, data) => post("send", { event, data });
setEditor(({ file, line, column }) => post("open", { file, line, column: column + 1 }));

// ---- Stylesheets of the page

function isSheet(link, path) {
  const url = new URL(link.href, location.href);
  return url.origin === location.origin && (!path || url.pathname === config.base + path);
}

function swapLink(link) {
  const url = new URL(link.href);
  url.searchParams.set("t", String(sequence));
  const next = link.cloneNode();
  next.href = url.pathname + url.search;
  next.addEventListener("load", () => link.remove());
  next.addEventListener("error", () => link.remove());
  link.after(next);
}

// A stylesheet that no link names may be imported by another one.
function swapStyles(path) {
  const links = [...document.querySelectorAll('link[rel~="stylesheet"][href]')];
  const own = links.filter((link) => isSheet(link, encodeURI(path)));
  for (const link of own.length ? own : links.filter((each) => isSheet(each))) swapLink(link);
}

// ---- Events

const isOurs = (entry) => programs.has(entry);

const handlers = {
  hello({ boot }) {
    if (boot !== config.boot) location.reload();
  },
  async update(event) {
    const { entry, changed, gone } = event;
    clear(entry);
    if (failed.has(entry)) location.reload();
    if (!isOurs(entry) || programs.get(entry) >= event.sequence) return;
    programs.set(entry, event.sequence);
    const url = `${live}update.js?entry=${encodeURIComponent(entry)}&n=${event.sequence}`;
    await update({ url, changed, gone });
  },
  async style({ path }) {
    await emit("beforeUpdate", { type: "update", updates: [{ type: "css-update", path }] });
    swapStyles(path);
    await emit("afterUpdate", { type: "update", updates: [{ type: "css-update", path }] });
  },
  async error({ entry, errors }) {
    if (!isOurs(entry)) return;
    show(entry, errors);
    await emit("error", { type: "error", err: { message: errors[0]?.text } });
  },
  fixed({ entry }) {
    clear(entry);
    if (failed.has(entry)) location.reload();
  },
  reload({ entry, why }) {
    if (!entry || isOurs(entry)) reload(why);
  },
  custom({ sent }) {
    emitCustom(sent.event, sent.data);
  },
};

function onMessage(message) {
  const event = JSON.parse(message.data);
  if (event.sequence) sequence = event.sequence;
  handlers[event.kind]?.(event);
}

// ---- The connection

const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 2000;

function pause(time) {
  return new Promise((done) => setTimeout(done, time));
}

// A page that nobody looks at asks seldom.
async function waitForServer() {
  for (let time = FIRST_PAUSE_MS; ; time = Math.min(time * 1.5, LONGEST_PAUSE_MS)) {
    await pause(document.hidden ? LONGEST_PAUSE_MS : time);
    try {
      const answer = await fetch(`${live}ping`, { cache: "no-store" });
      if (answer.ok) return answer.text();
    } catch {
      // not yet
    }
  }
}

async function onLost(source) {
  source.close();
  if (!isLost) await emit("ws:disconnect", {});
  isLost = true;
  const boot = await waitForServer();
  if (boot === config.boot) connect();
  else location.reload();
}

function connect() {
  const token = encodeURIComponent(config.token);
  const source = new EventSource(`${live}live?token=${token}&n=${sequence}`);
  source.addEventListener("open", () => {
    isLost = false;
    emit("ws:connect", {});
  });
  source.addEventListener("message", onMessage);
  source.addEventListener("error", () => onLost(source));
  globalThis.addEventListener("pagehide", () => source.close());
}

connect();

// A program that could not be built calls this in its place.
globalThis.__cbundle.fail = (entry, number, errors) => {
  programs.set(entry, number);
  failed.add(entry);
  show(entry, errors);
};
