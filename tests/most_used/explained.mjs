// What differs between a bundle of a package and the package in Node, and why: by package and
// format, by the path that most_used.mjs tells ("*": all of it differs).
const OWN_FILES = "it reads its own source files, by paths that it puts together when it runs";
const OWN_BINARY = "it looks for its native part beside itself, by a name that it puts together";
const MODULE = 'package.json has an ES module for bundlers, under the condition "module"';

export const EXPLAINED = {
  "jsdom cjs": { run: OWN_FILES },
  "jsdom esm": { run: OWN_FILES },
  "rollup cjs": { run: OWN_BINARY },
  "rollup esm": { run: OWN_BINARY },
  "tslib cjs": { "exports.__assign": MODULE },
  "tslib esm": { "exports.__assign": MODULE, "exports.default.__assign": MODULE },
  "uglify-js cjs": { run: OWN_FILES },
  "uglify-js esm": { run: OWN_FILES },
  "underscore cjs": { "*": MODULE },
};

// What packages load if somebody has installed it, and nobody has here: it stays outside.
export const NOT_INSTALLED = {
  eslint: ["jiti", "jiti/package.json"],
  knex: ["better-sqlite3", "mariadb/callback", "mysql", "oracledb", "sqlite3", "tedious"],
  sequelize: ["pg-hstore"],
  webpack: ["@napi-rs/image", "@swc/core", "@swc/wasm", "sharp", "svgo"],
};
