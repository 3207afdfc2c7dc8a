// Rspack as a command: it comes without one. Options are those that the other bundlers get.
//
//   node bench_rspack.mjs ENTRY OUTPUT --format=esm|cjs --platform=browser|node [--sourcemap]
//   node bench_rspack.mjs --version
import { basename, dirname } from "node:path";
import { parseArgs } from "node:util";
import { rspack } from "@rspack/core";

const { values: flags, positionals } = parseArgs({
  options: {
    format: { type: "string", default: "esm" },
    platform: { type: "string", default: "browser" },
    sourcemap: { type: "boolean", default: false },
    version: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

if (flags.version) console.log(rspack.rspackVersion);
else build(...positionals);

function build(entry, output) {
  const isModule = flags.format === "esm";
  const compiler = rspack({
    mode: "none",
    entry,
    target: flags.platform === "node" ? "node" : "web",
    devtool: flags.sourcemap ? "source-map" : false,
    experiments: { outputModule: isModule },
    optimization: {
      // With it, namespaces of three lack what comes by `export *`, and the answer is wrong.
      concatenateModules: false,
      innerGraph: true,
      providedExports: true,
      sideEffects: true,
      usedExports: true,
    },
    output: {
      path: dirname(output),
      filename: basename(output),
      module: isModule,
      library: { type: isModule ? "module" : "commonjs2" },
    },
  });
  compiler.run((error, stats) => {
    const problem = error ?? (stats.hasErrors() ? new Error(stats.toString("errors-only")) : null);
    if (problem) {
      console.error(problem.message);
      process.exitCode = 1;
    }
    compiler.close(() => {});
  });
}
