// Messages one by one over two streams, as WebSockets are compressed.
const zlib = require("zlib");
const deflate = zlib.createDeflateRaw(), inflate = zlib.createInflateRaw(), packed = [], unpacked = [];
deflate.on("data", (chunk) => packed.push(chunk));
inflate.on("data", (chunk) => unpacked.push(chunk));
const messages = ["hello", "hello again", "x".repeat(100000), ""];
const next = () => {
  const message = messages.shift();
  if (message === undefined) return void inflate.close(() => deflate.close(() => console.log("both closed")));
  deflate.write(message);
  deflate.flush(zlib.constants.Z_SYNC_FLUSH, () => {
    const bytes = Buffer.concat(packed.splice(0));
    inflate.write(bytes.subarray(0, -4));
    inflate.write(bytes.subarray(-4));
    inflate.flush(() => {
      console.log(bytes.subarray(-4), `${Buffer.concat(unpacked.splice(0))}` === message);
      next();
    });
  });
};
next();
