// Probe: the minifier as a process that is asked many times (minify_probe.c).
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const PROBE = fileURLToPath(new URL("../../build/dev/tests/minify_probe", import.meta.url));

// Gives { minify, close }: minify(goal, what, source) resolves to { text }, or to { problem } when
// the source is no program (then the problem is "error") or the minifier crashed.
export function startProbe(path = PROBE) {
  if (!existsSync(path)) throw new Error(`${path} is not there: ninja -C build/dev minify_probe`);
  let child = null;
  let last = Promise.resolve();
  const minifyNow = (goal, what, source) => {
    child ??= startChild(path);
    const bytes = Buffer.from(source);
    child.stdin.write(Buffer.concat([Buffer.from(`${goal} ${what} ${bytes.length}\n`), bytes]));
    return child.answer().then((answer) => {
      if (answer.crashed) child = null;
      return answer;
    });
  };
  return {
    minify: (goal, what, source) => (last = last.then(() => minifyNow(goal, what, source))),
    close: () => child?.stdin.end(),
  };
}

function startChild(path) {
  const child = spawn(path, [], { stdio: ["pipe", "pipe", "pipe"] });
  let received = Buffer.alloc(0);
  let said = "";
  let take = null; // whoever waits for an answer
  const settle = (value) => {
    const done = take;
    take = null;
    done?.(value);
  };
  child.stdin.on("error", () => {});
  child.stderr.setEncoding("utf8").on("data", (part) => (said += part));
  child.stdout.on("data", (part) => {
    received = Buffer.concat([received, part]);
    const answer = readAnswer(received);
    if (!answer) return;
    received = received.subarray(answer.size);
    settle(answer.value);
  });
  child.on("close", (code, signal) =>
    settle({ crashed: true, problem: `the minifier ended (${signal ?? code}):\n${said}` }),
  );
  const answer = () => new Promise((done) => (take = done));
  return { stdin: child.stdin, answer };
}

// { value, size } once all of an answer is there.
function readAnswer(bytes) {
  const end = bytes.indexOf("\n");
  if (end < 0) return null;
  const head = bytes.toString("latin1", 0, end);
  if (head === "error") return { value: { problem: "error" }, size: end + 1 };
  const length = Number(head.slice("ok ".length));
  if (bytes.length < end + 1 + length + 1) return null;
  const text = bytes.toString("utf8", end + 1, end + 1 + length);
  return { value: { text }, size: end + 1 + length + 1 };
}
