// dgram: sockets that send and receive, connected and not, and what goes wrong.
const dgram = require("dgram");
const { once } = require("events");

const bound = async (type, ...args) => {
  const socket = dgram.createSocket(type);
  socket.bind(...args);
  await once(socket, "listening");
  return socket;
};
const tell = (run) => {
  try {
    console.log(run());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};

async function talk() {
  const server = await bound("udp4", 0, "127.0.0.1");
  const { port, address, family } = server.address();
  console.log(address, family, port > 0);
  server.on("message", (message, from) => {
    console.log(`${message}`, message instanceof Buffer, from.address, from.family, from.size);
    if (`${message}` === "ping") server.send("pong", from.port, from.address);
  });
  const client = dgram.createSocket("udp4");
  console.log(await new Promise((resolve) => {
    client.send("ping", port, "127.0.0.1", (error, size) => resolve([error, size]));
  }));
  console.log(`${(await once(client, "message"))[0]}`);
  client.send(["a", Buffer.from("b"), new Uint8Array([99])], port, "localhost");
  await once(server, "message");
  client.send(Buffer.from("0123456789"), 2, 3, port, "127.0.0.1");
  await once(server, "message");
  client.connect(port, "127.0.0.1");
  await once(client, "connect");
  console.log(client.remoteAddress().port === port);
  client.send("connected");
  await once(server, "message");
  tell(() => client.send("x", port));
  tell(() => client.connect(port));
  client.disconnect();
  tell(() => client.remoteAddress());
  tell(() => client.disconnect());
  client.close(() => console.log("closed"));
  await once(client, "close");
  tell(() => client.send("x", port));
  tell(() => client.address());
  tell(() => client.close());
  server.setTTL(10);
  server.setBroadcast(true);
  server.setMulticastTTL(3);
  server.setMulticastLoopback(true);
  console.log(server.getRecvBufferSize() > 0, server.getSendBufferSize() > 0, server.getSendQueueSize());
  const other = dgram.createSocket("udp4");
  other.bind(port, "127.0.0.1");
  const [error] = await once(other, "error");
  console.log(error.code, error.syscall, error.address, error.port === port, error.message.replace(port, "PORT"));
  other.close();
  server.close();
}

async function others() {
  const six = await bound({ type: "udp6", ipv6Only: true }, { port: 0, address: "::1" });
  console.log(six.address().family);
  six.send("six", six.address().port, "::1");
  console.log(`${(await once(six, "message"))[0]}`);
  six.unref().ref().close();
  const all = dgram.createSocket("udp4", (message) => {
    console.log(`${message}`);
    all.close();
  });
  all.bind(() => {
    console.log(all.address().address);
    all.send("to all", all.address().port);
  });
  await once(all, "close");
  const control = new AbortController();
  const aborted = dgram.createSocket({ type: "udp4", signal: control.signal });
  control.abort();
  await once(aborted, "close");
}

function wrong() {
  tell(() => dgram.createSocket("udp5"));
  tell(() => dgram.createSocket());
  const socket = dgram.createSocket("udp4");
  tell(() => socket.send());
  tell(() => socket.send("x", -1));
  tell(() => socket.send("x", 70000, "127.0.0.1"));
  tell(() => socket.send(5, 80));
  tell(() => socket.bind(0).bind(0));
  socket.on("listening", () => {
    tell(() => socket.setTTL(1000));
    tell(() => socket.setTTL("x"));
    tell(() => socket.addMembership());
    tell(() => socket.addMembership("127.0.0.1"));
    socket.close();
  });
}

talk().then(others).then(wrong);
