// Libraries: well-known packages as one file each, bundled by esbuild for production and not
// minified: what minifiers are given to compare them.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const TESTS = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(tmpdir(), "cbundle-minify-libraries"); // bundles, by what they are made from

const everything = (name) => `export * from "${name}";\n`;
const theDefault = (name) => `export { default } from "${name}";\n`;

// What is bundled of each package: an entry's text.
export const LIBRARIES = {
  react: theDefault("react"),
  "react-dom": `${theDefault("react-dom")}export { default as client } from "react-dom/client";\n`,
  vue: everything("vue/dist/vue.esm-bundler.js"),
  three: everything("three"),
  d3: everything("d3"),
  lodash: theDefault("lodash"),
  moment: theDefault("moment"),
  jquery: theDefault("jquery"),
  antd: everything("antd"),
  echarts: everything("echarts"),
  victory: everything("victory"),
  typescript: theDefault("typescript"),
};

export const DEFINE = {
  "process.env.NODE_ENV": '"production"',
  __VUE_OPTIONS_API__: "true",
  __VUE_PROD_DEVTOOLS__: "false",
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
};

// Gives the text of a library's bundle, made once for a version of the packages.
export async function libraryText(name) {
  const entry = LIBRARIES[name];
  const lock = readFileSync(join(TESTS, "package-lock.json"));
  const options = JSON.stringify(DEFINE) + bundle; // its own text is what it does
  const hash = createHash("sha256").update(lock).update(entry).update(options);
  const path = join(CACHE, `${name}-${hash.digest("hex").slice(0, 16)}.js`);
  if (!existsSync(path)) {
    const text = await bundle(name, entry);
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(path, text);
  }
  return { path, text: readFileSync(path, "utf8") };
}

async function bundle(name, entry) {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: TESTS, sourcefile: "entry.js" },
    absWorkingDir: TESTS, // paths get into the bundle: they must be the same everywhere
    preserveSymlinks: true,
    bundle: true,
    write: false,
    format: "esm",
    platform: name === "typescript" ? "node" : "browser",
    define: DEFINE,
    legalComments: "none",
    logLevel: "error",
  });
  return outputFiles[0].text;
}
