// The same input gives the same bytes: one build of real packages is repeated with other numbers of
// threads and with work taken in random orders (CBUNDLE_SHUFFLE), and compared byte for byte.
//
//   node determinism.mjs [--cbundle PATH] [--builds N]
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cbundlePath, makeFolder } from "./programs.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = ["express", "graphql", "yargs", "postcss", "rxjs", "immer", "redux", "zod"];
const THREADS = [1, 2, 3, 8];

const { values: options } = parseArgs({
  options: {
    cbundle: { type: "string" },
    builds: { type: "string", default: "24" },
  },
});

const cbundle = cbundlePath(options.cbundle);
const entries = join(HERE, ".work/determinism");
mkdirSync(entries, { recursive: true });
const uses = PACKAGES.map((name, i) => `import * as p${i} from "${name}";\nprobe(p${i});\n`);
writeFileSync(join(entries, "imports.mjs"), `function probe() {}\n${uses.join("")}`);
const all = PACKAGES.map((name) => `exports["${name}"] = require("${name}");\n`).join("");
writeFileSync(join(entries, "requires.cjs"), all);

// Everything that a build writes and says, as one text.
function build(number, work) {
  const folder = join(work, "out"); // the same for all: its name is part of the output
  rmSync(folder, { recursive: true, force: true });
  const threads = THREADS[number % THREADS.length];
  const done = spawnSync(
    cbundle,
    ["build", "imports.mjs", "requires.cjs", "--platform=node", `--outdir=${folder}`]
      .concat(["--sourcemap", `--metafile=${folder}/meta.json`, `--threads=${threads}`])
      .concat(["--log-level=warning"]),
    { cwd: entries, encoding: "utf8", env: { ...process.env, CBUNDLE_SHUFFLE: `${number + 1}` } },
  );
  if (done.status !== 0) return `exit code ${done.status}\n${done.stderr}${done.error ?? ""}`;
  const files = readdirSync(folder).sort();
  return done.stderr + files.map((file) => `${file}\n${readFileSync(join(folder, file))}`).join("");
}

const work = makeFolder("determinism");
const first = build(0, work);
let passed = 0;
let failed = first.startsWith("exit code") ? 1 : 0;
if (failed) console.log(first);
for (let number = 1; number < Number(options.builds) && !failed; number++) {
  const text = build(number, work);
  if (text === first) {
    passed++;
    continue;
  }
  failed++;
  let at = 0;
  while (text[at] === first[at]) at++;
  console.log(`FAIL build ${number} differs at ${at}:\n${text.slice(at - 80, at + 80)}`);
}
rmSync(work, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
