// cluster: workers share a port; what the primary and the workers are told.
const cluster = require("cluster"), http = require("http"), net = require("net");
const { once } = require("events");

const get = (port) => new Promise((resolve, reject) => {
  http.get({ port, host: "127.0.0.1", agent: false }, (response) => {
    let text = "";
    response.on("data", (bytes) => { text += bytes; }).on("end", () => resolve(text));
  }).on("error", reject);
});

async function primary() {
  console.log(cluster.isPrimary, cluster.isMaster, cluster.isWorker, cluster.worker, cluster.workers);
  cluster.on("setup", (settings) => console.log("setup", settings.args, settings.silent));
  cluster.setupPrimary({ args: ["x"] });
  const events = [];
  const told = (name) => (worker) => events.push(`${name} ${worker.id}`);
  for (const name of ["fork", "online", "disconnect", "exit"]) cluster.on(name, told(name));
  const infos = [];
  cluster.on("listening", (worker, info) => infos.push({ ...info, port: info.port > 0 }));
  const workers = [cluster.fork({ WHO: "a" }), cluster.fork({ WHO: "b" })];
  console.log(Object.keys(cluster.workers), workers.map((one) => [one.id, one.isConnected(), one.isDead()]));
  const ports = await Promise.all(workers.map(async (worker) => {
    const [message] = await once(worker, "message");
    return message.port;
  }));
  while (infos.length < 2) await once(cluster, "listening");
  console.log(ports[0] === ports[1], infos);
  const answers = new Set();
  for (let i = 0; i < 200 && answers.size < 2; i++) answers.add(await get(ports[0]));
  console.log([...answers].every((one) => /^[ab] [12] x$/.test(one)), answers.size > 0);
  cluster.on("message", (worker, message) => {
    console.log("message", worker.id, Array.isArray(message) ? message : "port");
  });
  workers[0].send({ say: "taken", port: ports[0] });
  await once(workers[0], "message");
  workers[0].disconnect();
  console.log(await once(workers[0], "exit"), workers[0].exitedAfterDisconnect, workers[0].isDead());
  console.log(await get(ports[0]));
  const left = cluster.fork({ WHO: "c" });
  await once(left, "message");
  left.send("fail");
  console.log(await once(left, "exit"), left.exitedAfterDisconnect);
  workers[1].kill();
  console.log(await once(workers[1], "exit"));
  console.log(Object.keys(cluster.workers), events.sort());
  await get(ports[0]).catch((error) => console.log(error.code));
  cluster.disconnect(() => console.log("all gone"));
}

function worker() {
  const { id } = cluster.worker;
  const server = http.createServer((request, response) => {
    response.end(`${process.env.WHO} ${id} ${process.argv.slice(2)}`);
  });
  server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
  process.on("message", (message) => {
    if (message === "fail") process.exit(3);
    net.createServer().listen(message.port, "127.0.0.1").on("error", (error) => {
      process.send([error.code, error.syscall, error.address, cluster.isWorker, process.env.NODE_UNIQUE_ID,
        cluster.worker.isConnected()]);
    });
  });
}

if (cluster.isPrimary) primary();
else worker();
