// The same input gives the same bytes: one build of real packages is repeated with other numbers of
// threads and with work taken in random orders (CBUNDLE_SHUFFLE), and compared byte for byte.
//
//   node determinism.mjs [--cbundle PATH] [--builds N]
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cbundlePath, inParallel, runProcess } from "./programs.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = ["express", "graphql", "yargs", "postcss", "rxjs", "immer", "redux", "zod"];
const THREADS = [1, 2, 3, 8];
const AT_ONCE = 2; // builds
const TIMEOUT_MS = 120_000;

const { values: flags } = parseArgs({
  options: {
    cbundle: { type: "string" },
    builds: { type: "string", default: "24" },
  },
});

const cbundle = cbundlePath(flags.cbundle);
const uses = PACKAGES.map((name, i) => `import * as p${i} from "${name}";\nprobe(p${i});\n`);
const all = PACKAGES.map((name) => `exports["${name}"] = require("${name}");\n`).join("");

// A place where one build at a time can run. What is said and written has paths that are seen from
// there, and so the same ones in all of them.
function makePlace(_, number) {
  const place = join(HERE, ".work/determinism", `${number}`);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "imports.mjs"), `function probe() {}\n${uses.join("")}`);
  writeFileSync(join(place, "requires.cjs"), all);
  return place;
}

// Everything that a build writes and says, as one text.
async function build(number, place) {
  const folder = join(place, "out");
  rmSync(folder, { recursive: true, force: true });
  const threads = THREADS[number % THREADS.length];
  const args = ["build", "imports.mjs", "requires.cjs", "--platform=node", "--outdir=out"];
  args.push("--sourcemap", "--metafile=out/meta.json", `--threads=${threads}`);
  const env = { ...process.env, CBUNDLE_SHUFFLE: `${number + 1}` };
  const options = { cwd: place, env, limitMs: TIMEOUT_MS };
  const done = await runProcess(cbundle, [...args, "--log-level=warning"], options);
  if (!done.ok) throw new Error(`build ${number}: ${done.stderr}${done.end}`);
  const files = readdirSync(folder).sort();
  return done.stderr + files.map((file) => `${file}\n${readFileSync(join(folder, file))}`).join("");
}

function complain(number, first, text) {
  let at = 0;
  while (text[at] === first[at]) at++;
  const around = text.slice(Math.max(at - 80, 0), at + 80);
  console.log(`FAIL build ${number} differs at ${at}:\n${around}`);
}

const places = Array.from({ length: AT_ONCE }, makePlace);
const first = await build(0, places[0]);
const numbers = Array.from({ length: Number(flags.builds) - 1 }, (_, i) => i + 1);
let passed = 0;
let failed = 0;
await inParallel(numbers, AT_ONCE, async (number) => {
  if (failed) return;
  const place = places.pop();
  const text = await build(number, place);
  places.push(place);
  if (text === first) passed++;
  else if (!failed++) complain(number, first, text);
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
