// Syntax probe: asks our parser, as the program tests/syntax_probe.c has it, many questions.
//
//   const probe = await openProbe();
//   await probe.check("module", "a = b")   → null, or { line, column, message }
//   await probe.tree("script", { path })   → { nodes } (8 words a node), or { error: { line … } }
//   await probe.stock("script", text)      → the same from the stock runtime
//   probe.close()
//
// A source is a string, bytes, or { path }. Questions may be asked ahead: answers come in order.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const NODE_BYTES = 32;
const NEWLINE = 10;

// The program of the given build, or of $CBUNDLE_BUILD, or dev.
export function probePath(build = process.env.CBUNDLE_BUILD ?? "dev") {
  const path = join(HERE, `../build/${build}/tests/syntax_probe`);
  if (!existsSync(path)) throw new Error(`there is no ${path}: build the target syntax_probe`);
  return path;
}

// Starts it. The result's `kinds` and `fields` are names by number, `isNamed` tells nodes from
// tokens.
export async function openProbe(path = probePath()) {
  const probe = new Probe(path);
  const lines = await probe.ask("unknown", "kinds", "");
  const kinds = lines.filter((line) => !line.startsWith("field "));
  probe.kinds = kinds.map((line) => line.slice(line.indexOf(" ") + 1));
  probe.isNamed = kinds.map((line) => line.startsWith("node "));
  probe.fields = lines.slice(kinds.length).map((line) => line.slice("field ".length));
  return probe;
}

class Probe {
  constructor(path) {
    this.waiting = []; // { accept, refuse } of the questions without an answer yet, oldest first
    this.chunks = []; // of what was answered and not read yet
    this.size = 0; // bytes in them
    this.wanted = 1; // bytes that the next answer has at least
    this.child = spawn(path, { stdio: ["pipe", "pipe", "inherit"] });
    this.child.stdout.on("data", (chunk) => this.take(chunk));
    this.child.on("exit", (code, signal) => this.fail(code ?? signal));
    this.child.stdin.on("error", () => {}); // it ended: "exit" tells
  }

  check(goal, source) {
    return this.ask(goal, "check", source);
  }

  tree(goal, source) {
    return this.ask(goal, "tree", source);
  }

  stock(goal, source) {
    return this.ask(goal, "stock", source);
  }

  close() {
    this.child.stdin.end();
  }

  ask(goal, what, source) {
    const isPath = typeof source === "object" && "path" in source;
    const bytes = isPath ? Buffer.alloc(0) : Buffer.from(source);
    this.child.stdin.write(`${goal} ${what} ${isPath ? `@${source.path}` : bytes.length}\n`);
    if (bytes.length) this.child.stdin.write(bytes);
    return new Promise((accept, refuse) => this.waiting.push({ what, accept, refuse }));
  }

  fail(code) {
    const problem = new Error(`the probe ended with ${code}`);
    for (const { refuse } of this.waiting.splice(0)) refuse(problem);
  }

  take(chunk) {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size < this.wanted) return;
    let bytes = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks, this.size);
    for (let size; bytes.length && (size = this.answer(bytes)); ) bytes = bytes.subarray(size);
    this.chunks = [bytes];
    this.size = bytes.length;
  }

  // Reads one answer; gives its size, or 0 where it is not complete.
  answer(bytes) {
    const end = bytes.indexOf(NEWLINE);
    this.wanted = bytes.length + 1;
    if (end < 0) return 0;
    const [word, count] = bytes.toString("utf8", 0, end).split(" ", 2);
    let [size, result] = [end + 1];
    if (word === "tree") {
      size += Number(count) * NODE_BYTES + 1;
      if (bytes.length < size) return this.wait(size);
      const copy = new Uint8Array(bytes.subarray(end + 1, size - 1)); // aligned
      result = { nodes: new Uint32Array(copy.buffer) };
    } else if (word === "kinds") {
      const lines = bytes.toString("utf8", size).split("\n");
      if (lines.length <= Number(count)) return 0;
      result = lines.slice(0, Number(count));
      size = bytes.length;
    } else result = this.words(bytes.toString("utf8", 0, end));
    this.wanted = 1;
    this.waiting.shift().accept(result);
    return size;
  }

  wait(size) {
    this.wanted = size;
    return 0;
  }

  words(line) {
    if (line === "ok") return null;
    const [, row, column, message] = /^(\d+) (\d+) (.*)$/.exec(line) ?? [, 0, 0, line];
    const error = { line: Number(row), column: Number(column), message };
    return this.waiting[0].what === "check" ? error : { error };
  }
}
