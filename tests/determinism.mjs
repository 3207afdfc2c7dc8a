// The same input gives the same bytes: one build of real packages is repeated with other numbers of
// threads and with work taken in random orders (CBUNDLE_SHUFFLE), and compared byte for byte.
//
//   node determinism.mjs [--cbundle PATH] [--builds N]
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cbundlePath, makeFolder, runProcess } from "./programs.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = ["express", "graphql", "yargs", "postcss", "rxjs", "immer", "redux", "zod"];
const THREADS = [1, 2, 3, 8];
const TIMEOUT_MS = 120_000;

const { values: flags } = parseArgs({
  options: {
    cbundle: { type: "string" },
    builds: { type: "string", default: "24" },
  },
});

const cbundle = cbundlePath(flags.cbundle);
const entries = join(HERE, ".work/determinism");
mkdirSync(entries, { recursive: true });
const uses = PACKAGES.map((name, i) => `import * as p${i} from "${name}";\nprobe(p${i});\n`);
writeFileSync(join(entries, "imports.mjs"), `function probe() {}\n${uses.join("")}`);
const all = PACKAGES.map((name) => `exports["${name}"] = require("${name}");\n`).join("");
writeFileSync(join(entries, "requires.cjs"), all);

// Everything that a build writes and says, as one text.
async function build(number, work) {
  const folder = join(work, "out"); // the same for all: its name is part of the output
  rmSync(folder, { recursive: true, force: true });
  const threads = THREADS[number % THREADS.length];
  const args = ["build", "imports.mjs", "requires.cjs", "--platform=node", `--outdir=${folder}`];
  args.push("--sourcemap", `--metafile=${folder}/meta.json`, `--threads=${threads}`);
  const env = { ...process.env, CBUNDLE_SHUFFLE: `${number + 1}` };
  const options = { cwd: entries, env, limitMs: TIMEOUT_MS };
  const done = await runProcess(cbundle, [...args, "--log-level=warning"], options);
  if (!done.ok) throw new Error(`build ${number}: ${done.stderr}${done.end}`);
  const files = readdirSync(folder).sort();
  return done.stderr + files.map((file) => `${file}\n${readFileSync(join(folder, file))}`).join("");
}

const work = makeFolder("determinism");
const first = await build(0, work);
let passed = 0;
let failed = 0;
for (let number = 1; number < Number(flags.builds) && !failed; number++) {
  const text = await build(number, work);
  if (text === first) {
    passed++;
    continue;
  }
  failed++;
  let at = 0;
  while (text[at] === first[at]) at++;
  const around = text.slice(Math.max(at - 80, 0), at + 80);
  console.log(`FAIL build ${number} differs at ${at}:\n${around}`);
}
rmSync(work, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
