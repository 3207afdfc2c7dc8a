// Probe: the minifier as a process that is asked many times, and started anew when it crashed.
import { openMinifier } from "../minify_probe.mjs";

// Gives { minify, close }: minify(goal, what, source) resolves to { text }, or to { problem } when
// the source is no program or the minifier crashed. One question at a time goes to a process, so
// that the one is known that it crashed on.
export function startProbe(path) {
  let minifier = null;
  let last = Promise.resolve();
  const minifyNow = async (goal, what, source) => {
    minifier ??= await openMinifier(path);
    try {
      const text = await minifier.ask(goal, what, source);
      return text === null ? { problem: "it is no program" } : { text };
    } catch (error) {
      minifier = null;
      return { problem: error.message };
    }
  };
  return {
    minify: (goal, what, source) => (last = last.then(() => minifyNow(goal, what, source))),
    close: () => minifier?.close(),
  };
}
