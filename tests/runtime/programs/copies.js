// fs.cp in its forms, and what it refuses; folders that are read through links; paths of which a part isn't there.
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const root = fs.mkdtempSync(path.join(os.tmpdir(), "copies-"));
process.chdir(root);
const shown = (text) => String(text).replaceAll(root, "ROOT");
const told = (error) => console.log(error.name, error.code, shown(error.message), error.errno, error.syscall);
const attempt = (work) => {
  try {
    console.log(shown(work()));
  } catch (error) {
    told(error);
  }
};
const list = (folder) => fs.readdirSync(folder, { recursive: true }).sort().join();

fs.mkdirSync("from/in", { recursive: true });
fs.writeFileSync("from/file", "1", { mode: 0o640 });
fs.writeFileSync("from/in/deep", "2");
fs.symlinkSync("in", "from/link");
fs.writeFileSync("plain", "3");

attempt(() => list("from"));
attempt(() => fs.cpSync("from", "to", { recursive: true, preserveTimestamps: true }));
attempt(() => `${list("to")} ${fs.readlinkSync("to/link")} ${(fs.statSync("to/file").mode & 0o777).toString(8)}`);
// Times go through a number of seconds in Node, and not all of them come out the same.
attempt(() => Math.abs(fs.statSync("to/file").mtimeMs - fs.statSync("from/file").mtimeMs) < 1);
attempt(() => fs.cpSync("from", "from/in/again", { recursive: true }));
attempt(() => fs.cpSync("from", "from", { recursive: true }));
attempt(() => fs.cpSync("from", "plain", { recursive: true }));
attempt(() => fs.cpSync("plain", "from"));
attempt(() => fs.cpSync("plain", "from/file", { errorOnExist: true, force: false }));
attempt(() => fs.cpSync("plain", "from/file", { force: false }));
attempt(() => fs.readFileSync("from/file"));
attempt(() => fs.cpSync("plain", "new/folder/file"));
attempt(() => list("new"));
attempt(() => fs.cpSync("from", "as", { recursive: true, verbatimSymlinks: true }));
attempt(() => fs.readlinkSync("as/link"));
attempt(() => fs.cpSync("from/link", "followed", { recursive: true, dereference: true }));
attempt(() => list("followed"));
attempt(() => fs.cpSync("from", "some", { recursive: true, filter: (one) => !one.endsWith("deep") }));
attempt(() => list("some"));
for (const options of [{ recursive: 1 }, { filter: 1 }, { mode: 99 }, { dereference: true, verbatimSymlinks: true }]) {
  attempt(() => fs.cpSync("from", "never", options));
}
attempt(() => fs.realpathSync("missing/part"));
attempt(() => fs.realpathSync.native("missing/part"));
attempt(() => fs.statSync("plain/part", { throwIfNoEntry: false }));
attempt(() => fs.statSync("missing", { throwIfNoEntry: false }));
attempt(() => fs.readdir("."));
attempt(() => fs.read("x"));
attempt(() => fs.openSync("plain", "r", 1.5));
const fd = fs.openSync("plain");
for (const given of [[Buffer.alloc(2), -1, 1], [Buffer.alloc(2), 0, -1], [Buffer.alloc(2), 0, 1, "x"]]) {
  attempt(() => fs.readSync(fd, ...given));
}
attempt(() => fs.writevSync(fd, ["text"]));
attempt(() => fs.closeSync(fd));

(async () => {
  await fs.promises.cp("from", "later", { recursive: true, filter: async (one) => !one.endsWith("file") });
  attempt(() => list("later"));
  await fs.promises.cp("from", "later", {}).catch(told);
  const handle = await fs.promises.open("streamed", "w");
  const stream = handle.createWriteStream();
  stream.end("text");
  await new Promise((resolve) => { stream.on("close", resolve); });
  console.log(handle.fd, fs.readFileSync("streamed", "utf8"));
  process.chdir("/");
  fs.rmSync(root, { recursive: true });
})();
