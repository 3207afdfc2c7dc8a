// A client of the language server, made of the library that VS Code's own clients are made with,
// and what tests of it share. The program is that of --cbundle, as everywhere.
import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import * as lsp from "vscode-languageserver-protocol/node";
import { cbundlePath, cleanEnvironment, makeFolder, metSanitizer } from "./programs.mjs";

export const PATIENCE_MS = 20_000; // under sanitizers, on a busy machine

const { values: flags, positionals } = parseArgs({
  options: { cbundle: { type: "string" } },
  allowPositionals: true,
});
export const words = positionals;
export const cbundle = cbundlePath(flags.cbundle);

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function expect(actual, expected, what = "") {
  if (isDeepStrictEqual(actual, expected)) return;
  const shown = [actual, expected].map((value) => JSON.stringify(value, null, 1));
  throw new Error(`${what}\n  is       ${shown[0]}\n  expected ${shown[1]}`);
}

export function expectTrue(condition, what) {
  if (!condition) throw new Error(what);
}

// What a client can do that can do all: but by default, it is told of diagnostics.
export const ABLE = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: {
    publishDiagnostics: {
      versionSupport: true,
      dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

export const PULLING = {
  ...ABLE,
  textDocument: { ...ABLE.textDocument, diagnostic: {} },
  workspace: { ...ABLE.workspace, diagnostics: { refreshSupport: true } },
};

// A server in a folder of its own, and the client of it.
export class Session {
  constructor(files = {}) {
    this.folder = makeFolder("lsp");
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    this.told = new Map(); // URI → what was published last
    this.requests = []; // of the server
    this.messages = [];
    this.edits = [];
  }

  spawn(args = [], more = {}) {
    const env = cleanEnvironment(more);
    const options = { cwd: this.folder, env, stdio: ["pipe", "pipe", "pipe"] };
    this.process = spawn(cbundle, ["lint", "--lsp", ...args], options);
    this.stderr = "";
    this.process.stderr.on("data", (data) => (this.stderr += data));
    this.ended = new Promise((resolve) =>
      this.process.on("exit", (code, signal) => resolve(code ?? signal)),
    );
  }

  async start({ capabilities = ABLE, args = [], env = {}, params = {} } = {}) {
    this.spawn(args, env);
    const reader = new lsp.StreamMessageReader(this.process.stdout);
    const writer = new lsp.StreamMessageWriter(this.process.stdin);
    this.connection = lsp.createProtocolConnection(reader, writer);
    this.connection.onNotification("textDocument/publishDiagnostics", (params) => {
      this.told.set(params.uri, params);
      this.count = (this.count ?? 0) + 1;
    });
    this.connection.onNotification("window/showMessage", (params) => this.messages.push(params));
    for (const name of ["client/registerCapability", "workspace/diagnostic/refresh"])
      this.connection.onRequest(name, (params) => {
        this.requests.push({ name, params });
        return null;
      });
    this.connection.onRequest("workspace/applyEdit", ({ edit }) => {
      this.edits.push(edit);
      return { applied: true };
    });
    this.connection.onError(([error]) => (this.failure = error));
    this.connection.listen();
    const workspaceFolders = [{ uri: this.uri(""), name: "test" }];
    const given = { processId: process.pid, rootUri: this.uri(""), workspaceFolders, capabilities };
    this.initialized = await this.ask("initialize", { ...given, ...params });
    this.tell("initialized", {});
    return this;
  }

  write(path, text) {
    fs.mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    fs.writeFileSync(join(this.folder, path), text);
  }

  uri(path) {
    return pathToFileURL(join(this.folder, path)).href.replace(/\/$/, "");
  }

  ask(name, params) {
    return this.connection.sendRequest(name, params);
  }

  tell(name, params) {
    return this.connection.sendNotification(name, params);
  }

  open(path, text, { languageId = "javascript", version = 1 } = {}) {
    const uri = path.includes(":") ? path : this.uri(path);
    this.tell("textDocument/didOpen", { textDocument: { uri, languageId, version, text } });
    return uri;
  }

  change(uri, version, ...contentChanges) {
    this.tell("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  // What was published of a document in this version.
  async published(uri, version = 1) {
    await this.until(() => this.told.get(uri)?.version === version, `${uri} in version ${version}`);
    return this.told.get(uri).diagnostics;
  }

  async until(condition, what) {
    for (const end = Date.now() + PATIENCE_MS; !condition(); await sleep(5))
      if (Date.now() > end) throw new Error(`waited in vain: ${what}\n${this.stderr}`);
  }

  async actions(uri, range, context = {}) {
    const params = { textDocument: { uri }, range, context: { diagnostics: [], ...context } };
    return this.ask("textDocument/codeAction", params);
  }

  // Ends as clients do; the exit code must be right, and nothing said but messages.
  async end() {
    if (this.process.exitCode !== null || !this.connection) return this.clean();
    await this.ask("shutdown");
    this.tell("exit");
    const code = await Promise.race([this.ended, sleep(PATIENCE_MS).then(() => "never")]);
    expect(code, 0, "exit code");
    if (this.failure) throw this.failure;
    this.clean();
  }

  clean() {
    this.connection?.dispose();
    this.process.kill("SIGKILL");
    fs.rmSync(this.folder, { recursive: true, force: true });
    expect(this.stderr, "", "standard error");
  }
}

export const at = (line, character, endLine = line, endCharacter = character) => ({
  start: { line, character },
  end: { line: endLine, character: endCharacter },
});

export const codes = (diagnostics) => diagnostics.map(({ code }) => code);

// Applies the edits of a document as clients do; in UTF-16 units.
export function applyEdits(text, edits) {
  const document = lines(text);
  const places = edits.map(({ range, newText }) => ({
    start: document.offset(range.start),
    end: document.offset(range.end),
    newText,
  }));
  places.sort((a, b) => b.start - a.start || b.end - a.end);
  for (const { start, end, newText } of places)
    text = text.slice(0, start) + newText + text.slice(end);
  return text;
}

export function editsOf(action, uri) {
  const edit = action.edit ?? action;
  return edit.documentChanges?.[0].edits ?? edit.changes[uri];
}

export function lines(text) {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return {
    starts,
    offset: ({ line, character }) => starts[line] + character,
    position: (offset) => {
      let line = starts.length - 1;
      while (starts[line] > offset) line--;
      return { line, character: offset - starts[line] };
    },
  };
}

// A configuration that has no rules but those that it names.
export const config = (lint) => JSON.stringify({ lint: { extends: [], ...lint } });
export const CALL_ALL = config({ rules: { eqeqeq: "error", "no-var": "warn", semi: "error" } });

// ---- Messages as bytes, for what no client would send

export function frame(message) {
  const body = typeof message === "string" ? message : JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

export const call = (id, method, params = {}) => ({ jsonrpc: "2.0", id, method, params });
export const note = (method, params = {}) => ({ jsonrpc: "2.0", method, params });

// Gives bytes to a server and takes what it says: { code, answers, stderr }.
export function speak(bytes, folder = makeFolder("lsp")) {
  const { status, signal, stdout, stderr } = spawnSync(cbundle, ["lint", "--lsp"], {
    cwd: folder,
    input: bytes,
    env: cleanEnvironment(),
    timeout: PATIENCE_MS,
    maxBuffer: 1 << 28,
  });
  const answers = [];
  for (let rest = stdout; rest.length;) {
    const head = /^Content-Length: (\d+)\r\n\r\n/.exec(rest.subarray(0, 64).toString("latin1"));
    if (!head) throw new Error(`no message: ${rest.subarray(0, 200)}`);
    const end = head[0].length + Number(head[1]);
    answers.push(JSON.parse(rest.subarray(head[0].length, end).toString()));
    rest = rest.subarray(end);
  }
  fs.rmSync(folder, { recursive: true, force: true });
  if (signal || metSanitizer(String(stderr))) throw new Error(`ended by ${signal}: ${stderr}`);
  return { code: status, answers, stderr: String(stderr) };
}

export const errorsOf = ({ answers }) =>
  answers.filter(({ error }) => error).map(({ id, error }) => [id, error.code]);
export const INITIALIZE = frame(call(0, "initialize", { capabilities: {} }));
export const END = frame(call("end", "shutdown")) + frame(note("exit"));
