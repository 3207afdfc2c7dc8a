// Folders one by one, Stats as they are shown, and errors of callbacks, which have no frames.
const fs = require("fs"), os = require("os"), path = require("path");
process.chdir(fs.mkdtempSync(path.join(os.tmpdir(), "folders-")));
console.log(fs.mkdirSync("a/b/c", { recursive: true }), fs.mkdirSync("a/b/d/e/", { recursive: true }));
console.log(fs.mkdirSync("./a/b/d", { recursive: true }));
fs.writeFileSync("a/b/file", "text");
const folder = fs.opendirSync("a", { recursive: true });
const seen = [];
for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
  seen.push(`${entry.parentPath} ${entry.path} ${entry.name}`);
}
console.log(folder.path, seen.sort());
folder.closeSync();
fs.utimesSync("a/b/file", 1000, 2000);
const stat = fs.statSync("a/b/file");
console.log(Object.keys(stat).join(), stat.mtime, JSON.parse(JSON.stringify(stat)).mtime);
fs.readFile("none", (error) => {
  console.log(error, error.stack);
  fs.readFile("a", ({ stack }) => { console.log(stack); });
  fs.rm("none", ({ stack }) => { console.log(stack); });
});
(async () => {
  const file = await fs.promises.open("a/b/file");
  for await (const piece of file.readableWebStream()) console.log(piece);
  await file.close();
  for await (const { name, parentPath } of await fs.promises.opendir("a")) console.log(parentPath, name);
  const { stack } = await fs.promises.readFile("none").catch((error) => error);
  console.log(stack.includes("\n    at "));
  fs.rmSync(process.cwd(), { recursive: true });
})();
