// What goes wrong in a program's own calls: after the end, with bad texts, with ids that are not there.
const http = require("http");
const { exec, spawn, spawnSync } = require("child_process");
const tell = (run) => {
  try {
    run();
  } catch (error) {
    console.log(error.code, error.syscall, error.message);
  }
};
for (const name of ["setuid", "setgid", "seteuid", "setegid"]) {
  tell(() => process[name]("nobody is called so"));
  tell(() => process[name](null));
}
process.setgid(process.getgid());
process.setuid(process.getuid());
tell(() => process.kill(999999999));
tell(() => spawn("a\0b"));
tell(() => spawn("a", ["b", "c\0"]));
tell(() => spawnSync("sh", ["\0"]));

process.on("uncaughtException", (error, origin) => console.log(origin, error.code));
const server = http.createServer((request, response) => {
  response.end("1");
  if (request.url === "/write") response.write("2", (error) => console.log("written", error.code));
  if (request.url === "/end") response.end("3");
  if (request.url === "/heard") {
    response.on("error", (error) => console.log("heard", error.code));
    response.write("4");
  }
});
const run = async () => {
  for (const path of ["write", "end", "heard"]) {
    const answer = await fetch(`http://localhost:${server.address().port}/${path}`);
    console.log(path, answer.status, await answer.text());
    await new Promise((resolve) => { setTimeout(resolve, 60); });
  }
  server.close();
  server.closeAllConnections();
};
exec("head -c 1000000 /dev/zero", { maxBuffer: 100 }, (error, out) => {
  console.log(error.code, out.length);
  server.listen(0, run);
});
