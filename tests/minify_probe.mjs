// Minify probe: asks our minifier, as the program tests/minify_probe.c has it, many questions.
//
//   const minifier = await openMinifier("release");
//   await minifier.ask("module", "wis", text)  → what it becomes, or null where it is no program
//   minifier.close()
//
// Questions may be asked ahead: answers come in order.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const NEWLINE = 10;
const SHOWN_LINES = 12; // of what a probe says that crashes

// Starts the program of the given build, or at a path, or of $CBUNDLE_BUILD, or dev.
export async function openMinifier(build = process.env.CBUNDLE_BUILD ?? "dev") {
  const own = join(HERE, `../build/${build}/tests/minify_probe`);
  const path = build.includes("/") ? build : own;
  if (!existsSync(path)) throw new Error(`there is no ${path}: build the target minify_probe`);
  return new Minifier(path);
}

class Minifier {
  constructor(path) {
    this.waiting = []; // { accept, refuse } of the questions without an answer yet, oldest first
    this.chunks = []; // of what was answered and not read yet
    this.size = 0; // bytes in them
    this.wanted = 1; // bytes that the next answer has at least
    this.said = ""; // on stderr
    this.child = spawn(path, { stdio: ["pipe", "pipe", "pipe"] });
    this.child.stderr.setEncoding("utf8").on("data", (text) => (this.said += text));
    this.child.stdout.on("data", (chunk) => this.take(chunk));
    this.child.on("close", (code, signal) => this.fail(code ?? signal));
    this.child.stdin.on("error", () => {}); // it ended: "close" tells
  }

  ask(goal, what, source) {
    const bytes = Buffer.from(source);
    this.child.stdin.write(`${goal} ${what} ${bytes.length}\n`);
    this.child.stdin.write(bytes);
    return new Promise((accept, refuse) => this.waiting.push({ accept, refuse }));
  }

  close() {
    this.child.stdin.end();
  }

  fail(code) {
    const first = this.said.split("\n").slice(0, SHOWN_LINES).join("\n");
    const problem = new Error(`the probe ended with ${code}\n${first}`.trim());
    for (const { refuse } of this.waiting.splice(0)) refuse(problem);
  }

  take(chunk) {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size < this.wanted) return;
    let bytes = Buffer.concat(this.chunks, this.size);
    for (let size; bytes.length && (size = this.answer(bytes));) bytes = bytes.subarray(size);
    this.chunks = [bytes];
    this.size = bytes.length;
  }

  // Reads one answer; gives its size, or 0 where it is not complete.
  answer(bytes) {
    const end = bytes.indexOf(NEWLINE);
    this.wanted = bytes.length + 1;
    if (end < 0) return 0;
    const [word, count] = bytes.toString("utf8", 0, end).split(" ", 2);
    const size = word === "ok" ? Number(count) + 1 : 0;
    if (bytes.length < end + 1 + size) {
      this.wanted = end + 1 + size;
      return 0;
    }
    this.wanted = 1;
    const text = word === "ok" ? bytes.toString("utf8", end + 1, end + size) : null;
    this.waiting.shift().accept(text);
    return end + 1 + size;
  }
}
