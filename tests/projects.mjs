// The small apps of fixtures/projects, built in every format; each brings a check.mjs that tells
// whether a bundle of it works.
//
//   node projects.mjs [--cbundle PATH]
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cbundlePath, makeFolder, runProcess } from "./programs.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TIMEOUT_MS = 60_000;

const { values: options } = parseArgs({ options: { cbundle: { type: "string" } } });
const cbundle = cbundlePath(options.cbundle);

// Names of outputs tell check.mjs the format.
const BUILDS = [
  { app: "notes", name: "notes.mjs", flags: ["--format=esm"] },
  { app: "notes", name: "notes.cjs", flags: ["--format=cjs"] },
  { app: "notes", name: "notes.iife.js", flags: ["--format=iife", "--global-name=notes"] },
  { app: "api", name: "api.cjs", flags: ["--platform=node", "--format=cjs"] },
  { app: "api", name: "api.mjs", flags: ["--platform=node", "--format=esm"] },
  { app: "api", name: "api.iife.js", flags: ["--platform=node", "--format=iife"] },
];

async function run(command, args, folder) {
  const done = await runProcess(command, args, { cwd: folder, limitMs: TIMEOUT_MS });
  if (done.ok) return "";
  return `${command} ${args.join(" ")}\n${done.stdout}${done.stderr}${done.end}`;
}

async function check({ app, name, flags }, work) {
  const folder = join(ROOT, "fixtures/projects", app);
  const output = join(work, name);
  const args = ["build", folder, `--outfile=${output}`, "--log-level=warning", ...flags];
  return (
    (await run(cbundle, args, folder)) ||
    (await run(process.execPath, [join(folder, "check.mjs"), output], folder))
  );
}

const work = makeFolder("projects");
let failed = 0;
for (const build of BUILDS) {
  const problem = await check(build, work);
  if (!problem) continue;
  failed++;
  console.log(`FAIL ${build.name}\n${problem.replaceAll(/^/gm, "    ")}`);
}
rmSync(work, { recursive: true });
console.log(`${BUILDS.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
