// Measures how long the language server takes from a change to its diagnostics.
//
//   node tests/lsp_latency.mjs [--cbundle=PATH] [FILES…]
//
// The files are typescript.js and a part of it of 200 KB, unless others are given. A change is one
// key that is typed in the middle; each is awaited. The wait for more keys is part of what is
// measured.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import * as lsp from "vscode-languageserver-protocol/node";
import { cbundlePath, cleanEnvironment, makeFolder } from "./programs.mjs";

const CHANGES = 15;
const PART_BYTES = 200_000;

const { values: flags, positionals } = parseArgs({
  options: { cbundle: { type: "string" } },
  allowPositionals: true,
});

function texts() {
  if (positionals.length) return positionals.map((path) => [path, readFileSync(path, "utf8")]);
  const path = createRequire(import.meta.url).resolve("typescript/lib/typescript.js");
  const text = readFileSync(path, "utf8");
  const start = text.indexOf("\nfunction ");
  const part = text.slice(start, text.lastIndexOf("\n}\n", start + PART_BYTES) + 3);
  return [
    ["a part of it", part],
    ["typescript.js", text],
  ];
}

async function measure(name, text) {
  const child = spawn(cbundlePath(flags.cbundle), ["lint", "--lsp"], {
    cwd: makeFolder("latency"),
    env: cleanEnvironment(),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(child.stdout),
    new lsp.StreamMessageWriter(child.stdin),
  );
  let awaited;
  connection.onNotification("textDocument/publishDiagnostics", ({ version, diagnostics }) => {
    if (version === awaited?.version) awaited.done(diagnostics.length);
  });
  connection.listen();
  await connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  connection.sendNotification("initialized", {});
  const uri = "untitled:text.js";
  const published = (version) => new Promise((done) => (awaited = { version, done }));
  let told = published(1);
  const textDocument = { uri, languageId: "javascript", version: 1, text };
  const opened = performance.now();
  connection.sendNotification("textDocument/didOpen", { textDocument });
  const count = await told;
  const first = performance.now() - opened;
  const times = [];
  const line = Math.floor(text.split("\n").length / 2);
  for (let version = 2; version < CHANGES + 2; version++) {
    told = published(version);
    const range = { start: { line, character: 0 }, end: { line, character: 0 } };
    const start = performance.now();
    const change = { textDocument: { uri, version }, contentChanges: [{ range, text: " " }] };
    connection.sendNotification("textDocument/didChange", change);
    await told;
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const middle = times[times.length >> 1];
  console.log(
    `${name}: ${text.length >> 10} KB, ${count} problems; opened in ${first.toFixed(0)} ms, ` +
      `a change in ${middle.toFixed(0)} ms (${times[0].toFixed(0)} to ${times.at(-1).toFixed(0)})`,
  );
  connection.dispose();
  child.kill();
}

for (const [name, text] of texts()) await measure(name, text);
