// An ES module: imports of Node's modules by both names, import.meta, import().
import http, { STATUS_CODES } from "node:http";
import fs, { readFileSync } from "fs";
import { fileURLToPath } from "node:url";
import path from "path";

console.log(http.STATUS_CODES === STATUS_CODES, fs.readFileSync === readFileSync);
console.log(path.basename(fileURLToPath(import.meta.url)), path.basename(import.meta.dirname));
import("node:os").then((os) => console.log(typeof os.cpus, os.EOL === "\n"));
