// Syntax probe: asks our parser, as the program tests/syntax_probe.c has it, many questions.
//
//   const probe = await openProbe();
//   await probe.check("module", "a = b")   → null, or { line, column, message }
//   await probe.tree("script", { path })   → { nodes } (6 words a node), or { error: { line … } }
//   await probe.stock("script", text)      → the same from the stock runtime
//   probe.close()
//
// A source is a string, bytes, or { path }. Questions may be asked ahead: answers come in order.
import { Filter, filterPath } from "./filter.mjs";

const NODE_BYTES = 24;

// The program of the given build, or of $CBUNDLE_BUILD, or dev.
export function probePath(build) {
  return filterPath("syntax_probe", build);
}

// Starts it. The result's `kinds` and `fields` are names by number, `isNamed` tells nodes from
// tokens.
export async function openProbe(path = probePath()) {
  const probe = new Probe(path);
  const lines = await probe.put("unknown", "kinds", "");
  const kinds = lines.filter((line) => !line.startsWith("field "));
  probe.kinds = kinds.map((line) => line.slice(line.indexOf(" ") + 1));
  probe.isNamed = kinds.map((line) => line.startsWith("node "));
  probe.fields = lines.slice(kinds.length).map((line) => line.slice("field ".length));
  return probe;
}

class Probe extends Filter {
  check(goal, source) {
    return this.put(goal, "check", source);
  }

  tree(goal, source) {
    return this.put(goal, "tree", source);
  }

  stock(goal, source) {
    return this.put(goal, "stock", source);
  }

  put(goal, what, source) {
    const isPath = typeof source === "object" && "path" in source;
    const bytes = isPath ? Buffer.alloc(0) : Buffer.from(source);
    return this.ask(`${goal} ${what} ${isPath ? `@${source.path}` : bytes.length}`, bytes);
  }

  read(line, rest, question) {
    const [word, count] = line.split(" ", 2);
    if (word === "tree") {
      const size = Number(count) * NODE_BYTES;
      const copy = () => new Uint8Array(rest.subarray(0, size)); // aligned
      return { size: size + 1, make: () => ({ nodes: new Uint32Array(copy().buffer) }) };
    }
    if (word === "kinds") {
      const lines = rest.toString("utf8").split("\n").slice(0, -1);
      const isWhole = lines.length === Number(count);
      return { size: isWhole ? rest.length : rest.length + 1, make: () => lines };
    }
    return { size: 0, make: () => this.words(line, question) };
  }

  words(line, question) {
    if (line === "ok") return null;
    const [, row, column, message] = /^(\d+) (\d+) (.*)$/.exec(line) ?? ["", 0, 0, line];
    const error = { line: Number(row), column: Number(column), message };
    return question.split(" ", 2)[1] === "check" ? error : { error };
  }
}
