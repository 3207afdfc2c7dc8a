// Filter: a program of tests/ that answers questions: one comes in as a line and bytes, what it
// answers goes out the same way. Questions may be asked ahead: answers come in order.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const NEWLINE = 10;
const SHOWN_LINES = 12; // of what a program says that crashes

// Where a program is: at the given path, or in the given build, or that of $CBUNDLE_BUILD, or dev.
export function filterPath(program, build = process.env.CBUNDLE_BUILD ?? "dev") {
  if (build.includes("/")) return build;
  const path = fileURLToPath(new URL(`../build/${build}/tests/${program}`, import.meta.url));
  if (!existsSync(path)) throw new Error(`there is no ${path}: build the target ${program}`);
  return path;
}

// What answers look like is told by classes that extend this one, by a method
//   read(line, rest, question)  → { size, make }
// where `rest` is what came after the line so far; `size` bytes belong to the answer, of which
// make() gives the result when all of them are there.
export class Filter {
  constructor(path) {
    this.waiting = []; // { question, accept, refuse }, without an answer yet, oldest first
    this.chunks = []; // of what was answered and not read yet
    this.size = 0; // bytes in them
    this.wanted = 1; // bytes that the next answer has at least
    this.said = ""; // on stderr
    this.child = spawn(path, { stdio: ["pipe", "pipe", "pipe"] });
    this.child.stderr.setEncoding("utf8").on("data", (text) => (this.said += text));
    this.child.stdout.on("data", (chunk) => this.take(chunk));
    this.child.on("close", (code, signal) => this.end(code ?? signal));
    this.child.stdin.on("error", () => {}); // it ended: "close" tells
  }

  // Gives what is made of the answer.
  ask(question, bytes) {
    this.child.stdin.write(`${question}\n`);
    if (bytes.length) this.child.stdin.write(bytes);
    return new Promise((accept, refuse) => this.waiting.push({ question, accept, refuse }));
  }

  close() {
    this.child.stdin.end();
  }

  // A bad end that no question waits for, such as a leak that is told last, fails the test.
  end(code) {
    const first = this.said.split("\n").slice(0, SHOWN_LINES).join("\n");
    const problem = new Error(`${this.child.spawnfile} ended with ${code}\n${first}`.trim());
    if (code !== 0 && this.waiting.length === 0) throw problem;
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
    this.wanted = bytes.length + 1;
    const end = bytes.indexOf(NEWLINE) + 1;
    if (end === 0) return 0;
    const [line, rest] = [bytes.toString("utf8", 0, end - 1), bytes.subarray(end)];
    const { size, make } = this.read(line, rest, this.waiting[0].question);
    if (rest.length < size) {
      this.wanted = end + size;
      return 0;
    }
    this.wanted = 1;
    this.waiting.shift().accept(make());
    return end + size;
  }
}

// Asks a filter that `start` gives, and another one after it has crashed. One question at a time
// goes to it, so that the one is known that it crashed on: { problem } is the answer to that.
export class LastingFilter {
  constructor(start) {
    this.start = start;
    this.filter = null;
    this.last = Promise.resolve();
  }

  ask(question, bytes) {
    return (this.last = this.last.then(() => this.askNow(question, bytes)));
  }

  async askNow(question, bytes) {
    this.filter ??= this.start();
    try {
      return await this.filter.ask(question, bytes);
    } catch (error) {
      this.filter = null;
      return { problem: error.message };
    }
  }

  close() {
    this.filter?.close();
  }
}
