// fs: waiting, with callbacks, with promises, as streams; and its errors.
const fs = require("fs");
const path = require("path");
const folder = fs.mkdtempSync(path.join(require("os").tmpdir(), "cbundle-files-"));
const at = (name) => path.join(folder, name);
const hide = (error) => error.message.replaceAll(folder, "FOLDER");
fs.writeFileSync(at("a.txt"), "héllo\n");
fs.appendFileSync(at("a.txt"), "more");
console.log(fs.readFileSync(at("a.txt"), "utf8"), fs.readFileSync(at("a.txt")), fs.statSync(at("a.txt")).size);
console.log(fs.mkdirSync(at("b/c/d"), { recursive: true }).replace(folder, "FOLDER"));
fs.writeFileSync(at("b/c/e.json"), "{}");
fs.symlinkSync("a.txt", at("link"));
console.log(fs.readdirSync(folder).sort(), fs.readdirSync(folder, { recursive: true }).sort());
console.log(fs.readdirSync(folder, { withFileTypes: true }).map((one) => [one.name, one.isFile(), one.isDirectory(),
  one.isSymbolicLink()]).sort());
console.log(fs.readlinkSync(at("link")), fs.existsSync(at("none")), fs.lstatSync(at("link")).isSymbolicLink());
for (const fail of [() => fs.readFileSync(at("none")), () => fs.mkdirSync(at("b")), () => fs.rmdirSync(at("b")),
  () => fs.readFileSync(folder), () => fs.openSync(at("x"), "q"), () => fs.readFileSync(5.5), () => fs.statSync({})]) {
  try {
    fail();
  } catch (error) {
    console.log(error.code, error.errno, error.syscall, hide(error));
  }
}
const descriptor = fs.openSync(at("f"), "w+");
console.log(fs.writeSync(descriptor, "0123456789"), fs.readSync(descriptor, Buffer.alloc(4), 0, 4, 3));
fs.ftruncateSync(descriptor, 3);
fs.closeSync(descriptor);
(async () => {
  await fs.promises.copyFile(at("f"), at("g"));
  await fs.promises.rename(at("g"), at("h"));
  console.log(await fs.promises.readFile(at("h"), "utf8"));
  const handle = await fs.promises.open(at("h"), "r+");
  console.log((await handle.read(Buffer.alloc(8), 0, 8, 0)).bytesRead, (await handle.stat()).size);
  await handle.close();
  await fs.promises.readFile(at("none")).catch((error) => console.log(hide(error)));
  fs.createReadStream(at("a.txt"), { start: 1, end: 4 }).on("data", (bytes) => console.log("piece", bytes))
    .on("close", () => {
      const out = fs.createWriteStream(at("out"));
      out.write("one ");
      out.end("two", () => {
        console.log(fs.readFileSync(at("out"), "utf8"), out.bytesWritten);
        fs.rmSync(folder, { recursive: true });
        fs.stat(folder, (error) => console.log(error.code));
      });
    });
})();
