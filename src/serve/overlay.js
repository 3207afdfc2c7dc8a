// The error of a build, over the page, until it is gone. It lives in a shadow root: the page's
// styles don't reach it, and its own don't reach the page. Texts are set as texts, never as HTML.

const styles = `
  :host { position: fixed; inset: 0; z-index: 2147483647; }
  .back { position: absolute; inset: 0; background: rgba(12, 12, 18, 0.66); overflow: auto;
    backdrop-filter: blur(2px); }
  .card { box-sizing: border-box; max-width: 62rem; margin: 7vh auto; padding: 1.6rem 2rem 1.3rem;
    border-radius: 10px; border-top: 5px solid #f2555a; background: #17171f; color: #e9e9f0;
    font: 15px/1.55 system-ui, sans-serif; box-shadow: 0 18px 60px rgba(0, 0, 0, 0.5); }
  h1 { margin: 0 0 0.9rem; font-size: 1.12rem; font-weight: 600; line-height: 1.45;
    overflow-wrap: anywhere; }
  section + section { margin-top: 1.7rem; padding-top: 1.4rem; border-top: 1px solid #2b2b38; }
  .kind { color: #ff7b80; font-weight: 700; letter-spacing: 0.04em; margin-right: 0.6em; }
  button.place { all: unset; cursor: pointer; color: #8ab8ff; text-decoration: underline;
    text-underline-offset: 3px; font: 13.5px ui-monospace, monospace; }
  button.place:focus-visible, button.close:focus-visible { outline: 2px solid #8ab8ff; }
  pre { margin: 0.7rem 0 0; padding: 0.9rem 1.1rem; overflow: auto; border-radius: 7px;
    background: #0e0e14; color: #cfd0dc; font: 13.5px/1.5 ui-monospace, monospace; tab-size: 4; }
  pre .mark { color: #ff7b80; }
  footer { display: flex; justify-content: space-between; gap: 1rem; margin-top: 1.3rem;
    color: #9192a3; font-size: 13px; }
  button.close { all: unset; cursor: pointer; color: #cfd0dc; }
  @media (prefers-color-scheme: light) {
    .card { background: #fff; color: #1c1c26; }
    pre { background: #f4f4f8; color: #33343f; }
    section + section { border-color: #e4e4ec; }
    .kind, pre .mark { color: #c9262c; }
    button.place { color: #1a5fd0; }
    button.close { color: #33343f; }
    footer { color: #6b6c7b; }
  }`;

const errors = new Map(); // what it is about → list of { kind, text, place, frame, file, … }
let host = null;
let openEditor = () => {};

export function setEditor(open) {
  openEditor = open;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// The line below the code that marks a place is in another colour.
function frameOf(frame) {
  const pre = element("pre");
  for (const line of frame.split("\n")) {
    const isMark = /^\s*[╵│|]?\s*[~^]/u.test(line);
    pre.append(element("span", isMark ? "mark" : "", `${line}\n`));
  }
  return pre;
}

function sectionOf(error) {
  const section = element("section");
  const heading = element("h1");
  heading.append(element("span", "kind", error.kind), error.text);
  section.append(heading);
  if (error.file) {
    const place = element("button", "place", `${error.file}:${error.line}:${error.column}`);
    place.title = "Open in your editor";
    place.addEventListener("click", () => openEditor(error));
    section.append(place);
  }
  if (error.frame) section.append(frameOf(error.frame));
  return section;
}

function draw() {
  host?.remove();
  host = null;
  const list = [...errors.values()].flat();
  if (!list.length) return;
  host = element("cbundle-overlay");
  const root = host.attachShadow({ mode: "open" });
  const sheet = element("style", "", styles);
  const back = element("div", "back");
  const card = element("div", "card");
  card.setAttribute("role", "alertdialog");
  card.setAttribute("aria-label", "Build error");
  for (const error of list) card.append(sectionOf(error));
  const foot = element("footer", "", "This goes away when the error does.");
  const close = element("button", "close", "Dismiss (Esc)");
  close.addEventListener("click", dismiss);
  foot.append(close);
  card.append(foot);
  back.append(card);
  back.addEventListener("click", (event) => event.target === back && dismiss());
  root.append(sheet, back);
  (document.body ?? document.documentElement).append(host);
}

function dismiss() {
  host?.remove();
  host = null;
}

globalThis.addEventListener("keydown", (event) => event.key === "Escape" && dismiss());

export function show(about, list) {
  errors.set(about, list);
  draw();
}

export function clear(about) {
  if (errors.delete(about)) draw();
}
