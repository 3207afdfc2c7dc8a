// The small apps of fixtures/projects, built in every format; each brings a check.mjs that tells
// whether a bundle of it works.
//
//   node projects.mjs [--cbundle PATH]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TIMEOUT_MS = 60_000;

const { values: options } = parseArgs({
  options: { cbundle: { type: "string", default: join(ROOT, "build/dev/cbundle") } },
});

// Names of outputs tell check.mjs the format.
const BUILDS = [
  { app: "notes", name: "notes.mjs", flags: ["--format=esm"] },
  { app: "notes", name: "notes.cjs", flags: ["--format=cjs"] },
  { app: "notes", name: "notes.iife.js", flags: ["--format=iife", "--global-name=notes"] },
  { app: "api", name: "api.cjs", flags: ["--platform=node", "--format=cjs"] },
  { app: "api", name: "api.mjs", flags: ["--platform=node", "--format=esm"] },
  { app: "api", name: "api.iife.js", flags: ["--platform=node", "--format=iife"] },
];

function run(command, args, folder) {
  const done = spawnSync(command, args, { cwd: folder, encoding: "utf8", timeout: TIMEOUT_MS });
  if (done.status === 0) return "";
  return `${command} ${args.join(" ")}\n${done.stdout}${done.stderr}${done.error ?? ""}`;
}

function check({ app, name, flags }, work) {
  const folder = join(ROOT, "fixtures/projects", app);
  const output = join(work, name);
  const args = ["build", folder, `--outfile=${output}`, "--log-level=warning", ...flags];
  return (
    run(resolve(options.cbundle), args, folder) ||
    run(process.execPath, [join(folder, "check.mjs"), output], folder)
  );
}

const work = mkdtempSync(join(tmpdir(), "cbundle-projects-"));
let failed = 0;
for (const build of BUILDS) {
  const problem = check(build, work);
  if (!problem) continue;
  failed++;
  console.log(`FAIL ${build.name}\n${problem.replaceAll(/^/gm, "    ")}`);
}
rmSync(work, { recursive: true });
console.log(`${BUILDS.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
