// What the tests of servers share: a socket that says bytes as they are, answers taken apart, and
// a program under test.
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";

const MUCH = 100_000; // bytes
const PATIENCE_MS = 20_000; // under sanitizers, on a busy machine

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Whether all that follows goes over TLS. Who the server is doesn't matter to these tests.
let isEncrypted = false;
export const encrypt = () => (isEncrypted = true);

function open(options) {
  if (!isEncrypted || options.isPlain) return connect(options);
  return connectTls({ ...options, rejectUnauthorized: false, ALPNProtocols: ["http/1.1"] });
}

// A connection that keeps what comes. `latin1` throughout: a character is a byte.
export class Raw {
  constructor(port, host = "127.0.0.1", options = {}) {
    this.data = "";
    this.ended = false; // the server has said that no more will come
    this.closed = false;
    this.waiting = [];
    this.socket = open({ port, host, allowHalfOpen: true, ...options });
    this.socket.setNoDelay(true);
    this.socket.on("data", (data) => {
      this.data += data.toString("latin1");
      if (this.data.length < MUCH) this.wake();
      else this.timer ??= setTimeout(() => this.wake(), 10); // looking at much takes a while
    });
    this.socket.on("connect", () => this.wake());
    this.socket.on("end", () => {
      this.ended = true;
      this.wake();
    });
    this.socket.on("error", (error) => (this.error = error));
    this.socket.on("close", () => {
      this.ended = this.closed = true;
      this.wake();
    });
  }

  wake() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = this.waiting.filter((check) => !check());
  }

  // Resolves when `test()` holds; rejects after a while.
  until(test, what = String(test)) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const got = JSON.stringify(this.data.slice(0, 1000));
        reject(new Error(`waited in vain for ${what}; got ${got}`));
      }, PATIENCE_MS);
      const check = () => {
        const holds = test();
        if (holds) {
          clearTimeout(timer);
          resolve();
        }
        return holds;
      };
      if (!check()) this.waiting.push(check);
    });
  }

  write(text) {
    this.socket.write(Buffer.from(text, "latin1"));
    return this;
  }

  end() {
    this.socket.end();
    return this;
  }

  close() {
    this.socket.destroy();
  }

  // Breaks it; TLS, which cannot do that, ends it without a word.
  reset() {
    if (isEncrypted) this.socket.destroy();
    else this.socket.resetAndDestroy();
  }

  // All that came until the server ended the connection.
  async all() {
    await this.until(() => this.ended, "the end");
    this.close();
    return this.data;
  }

  // The next answer, taken off what came.
  async answer(isHead = false) {
    let found;
    await this.until(() => {
      found = parseAnswer(this.data, { isHead, isOver: this.ended });
      return found || this.ended;
    }, "an answer");
    if (found) this.data = this.data.slice(found.size);
    return found;
  }
}

// The answer at the start of `data`; undefined if it is not all there.
export function parseAnswer(data, { isHead = false, isOver = false } = {}) {
  const end = data.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first, ...lines] = data.slice(0, end).split("\r\n");
  const [, version, status, reason] = /^HTTP\/(\d\.\d) (\d{3}) ?(.*)$/.exec(first) ?? [];
  const headers = {};
  for (const line of lines) {
    const at = line.indexOf(":");
    const name = line.slice(0, at).toLowerCase();
    const value = line.slice(at + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  const answer = { version, status: Number(status), reason, headers, lines };
  const rest = data.slice(end + 4);
  const body = parseBody(rest, answer, isHead, isOver);
  return body && { ...answer, body: body.text, size: end + 4 + body.size };
}

function parseBody(rest, { status, headers }, isHead, isOver) {
  if (isHead || status < 200 || status === 204 || status === 304) return { text: "", size: 0 };
  if (headers["transfer-encoding"] === "chunked") return parseChunks(rest);
  const length = headers["content-length"];
  if (length === undefined) return isOver ? { text: rest, size: rest.length } : undefined;
  if (rest.length < Number(length) && !isOver) return undefined;
  const text = rest.slice(0, Number(length));
  return { text, size: text.length };
}

function parseChunks(rest) {
  let at = 0;
  let text = "";
  for (;;) {
    const end = rest.indexOf("\r\n", at);
    if (end < 0) return undefined;
    const size = parseInt(rest.slice(at, end), 16);
    if (size === 0) {
      const last = rest.indexOf("\r\n\r\n", end - 2);
      return last < 0 ? undefined : { text, size: Math.max(last + 4, end + 4) };
    }
    if (rest.length < end + 2 + size + 2) return undefined;
    text += rest.slice(end + 2, end + 2 + size);
    at = end + 2 + size + 2;
  }
}

// Says `text` on a connection of its own, and gives the first answer; undefined if there is none.
export async function ask(port, text, { isHead = /^HEAD /.test(text), host } = {}) {
  const raw = new Raw(port, host);
  raw.write(text);
  try {
    return await raw.answer(isHead);
  } finally {
    raw.close();
  }
}

// A server under test. Its standard input stays open until stop().
process.setMaxListeners(0); // each program listens

export class Program {
  constructor(path, args = [], options = {}) {
    this.said = "";
    this.output = "";
    this.process = spawn(path, args, { stdio: ["pipe", "pipe", "pipe"], ...options });
    this.process.stdout.on("data", (data) => (this.output += data));
    this.process.stderr.on("data", (data) => (this.said += data));
    const kill = () => this.process.kill("SIGKILL"); // if a test leaves it behind
    process.on("exit", kill);
    this.exited = new Promise((resolve) => {
      this.process.on("exit", (code, signal) => {
        process.off("exit", kill);
        this.code = code ?? signal;
        resolve(this.code);
      });
    });
  }

  // What `pattern` finds in what the program writes.
  async find(pattern) {
    for (const start = Date.now(); Date.now() - start < PATIENCE_MS; await sleep(5)) {
      const found = pattern.exec(this.output) ?? pattern.exec(this.said);
      if (found) return found;
      if (this.code !== undefined) break;
    }
    throw new Error(`"${pattern}" was not said, but: ${this.output}${this.said}`);
  }

  // The port at which `cbundle serve` says that it is.
  async port() {
    return Number((await this.find(/https?:\/\/[^/]*:(\d+)/))[1]);
  }

  async stop(signal) {
    if (signal) this.process.kill(signal);
    else this.process.stdin.end();
    return this.end();
  }

  // Its exit code, or the signal of who has lost patience.
  async end() {
    const late = setTimeout(() => this.process.kill("SIGKILL"), PATIENCE_MS);
    const code = await this.exited;
    clearTimeout(late);
    return code;
  }
}

// Runs tests one after the other: [name, function] pairs, those whose names have all the words.
export async function runTests(tests, words = []) {
  let passed = 0;
  let failed = 0;
  for (const [name, test] of tests) {
    if (!words.every((word) => name.includes(word))) continue;
    try {
      await test();
      passed++;
    } catch (error) {
      failed++;
      console.log(`FAILED ${name}\n  ${String(error.stack ?? error).replaceAll("\n", "\n  ")}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
