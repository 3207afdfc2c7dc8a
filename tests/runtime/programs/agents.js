// Agents of a script's own: connections that come later, or from somewhere else.
const http = require("node:http");
const net = require("node:net");

class Later extends http.Agent {
  createConnection(options, callback) {
    setTimeout(() => { callback(null, net.connect(options)); }, 5);
  }
}

class Failing extends http.Agent {
  createConnection(options, callback) {
    setTimeout(() => { callback(new Error("no connection")); }, 5);
  }
}

/** As packages for proxies do it: the socket is there before it is asked for. */
class Prepared extends http.Agent {
  createSocket(request, options, callback) {
    const socket = net.connect(options);
    socket.once("connect", () => {
      this.prepared = socket;
      super.createSocket(request, options, callback);
    });
    socket.once("error", callback);
  }
  createConnection() { return this.prepared; }
}

function ask(agent, port) {
  return new Promise((resolve) => {
    const request = http.get({ port, host: "127.0.0.1", agent }, (response) => {
      let text = "";
      response.on("data", (chunk) => { text += chunk; });
      response.on("end", () => { resolve(`${text}, ${request.reusedSocket}`); });
    });
    request.on("error", (error) => { resolve(error.message.replace(/\d{4,}/, "N")); });
  });
}

const server = http.createServer((request, response) => {
  response.end(request.headers.connection);
});
server.listen(0, "127.0.0.1", async () => {
  const { port } = server.address();
  for (const Agent of [Later, Failing, Prepared]) {
    for (const keepAlive of [false, true]) {
      const agent = new Agent({ keepAlive });
      console.log(Agent.name, keepAlive, await ask(agent, port));
      await new Promise((resolve) => { setImmediate(resolve); });
      console.log(Agent.name, keepAlive, await ask(agent, port));
      agent.destroy();
    }
  }
  console.log(await ask(new Prepared(), 1));
  server.close();
});
