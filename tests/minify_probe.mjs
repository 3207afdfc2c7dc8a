// Minify probe: asks our minifier, as the program tests/minify_probe.c has it, many questions.
//
//   const probe = startProbe("release");
//   await probe.minify("module", "wis", text)  → { text }, what it becomes, or { problem }
//   probe.close()
//
// A problem is that the text is no program, or that the minifier crashed: it is then started anew.
import { Filter, LastingFilter, filterPath } from "./filter.mjs";

export const REFUSED = "it is no program";

class Minifier extends Filter {
  read(line, rest) {
    if (line === "error") return { size: 0, make: () => ({ problem: REFUSED }) };
    const size = Number(line.slice("ok ".length));
    return { size: size + 1, make: () => ({ text: rest.toString("utf8", 0, size) }) };
  }
}

// Starts the program of the given build, or at a path, or of $CBUNDLE_BUILD, or dev.
export function startProbe(build) {
  const path = filterPath("minify_probe", build);
  const minifier = new LastingFilter(() => new Minifier(path));
  const minify = (goal, what, source) => {
    const bytes = Buffer.from(source);
    return minifier.ask(`${goal} ${what} ${bytes.length}`, bytes);
  };
  return { minify, close: () => minifier.close() };
}
