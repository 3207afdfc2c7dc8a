// What packages use of zlib's insides, which compress and expand chunk by chunk without waiting.
const zlib = require("node:zlib");

/** One chunk: the stream's own way of ending after it is held back meanwhile. */
function feed(stream, chunk, flag) {
  const { _handle: handle } = stream, { close } = handle, closeStream = stream.close;
  handle.close = stream.close = () => {};
  try {
    return Buffer.from(stream._processChunk(chunk, flag)); // the next call may use its memory again
  } finally {
    stream._handle = handle;
    handle.close = close;
    stream.close = closeStream;
    stream.removeAllListeners("error").on("error", () => {});
  }
}

const { Z_NO_FLUSH, Z_SYNC_FLUSH, Z_FINISH } = zlib.constants;
for (const [Packs, Opens] of [[zlib.Gzip, zlib.Gunzip], [zlib.Deflate, zlib.Inflate],
  [zlib.DeflateRaw, zlib.InflateRaw], [zlib.Gzip, zlib.Unzip]]) {
  const packs = new Packs(), opens = new Opens();
  const packed = [feed(packs, Buffer.from("a".repeat(100000)), Z_NO_FLUSH), feed(packs, Buffer.from("b"), Z_SYNC_FLUSH),
    feed(packs, Buffer.from("cd"), Z_FINISH)];
  const opened = packed.map((piece) => feed(opens, piece, Z_NO_FLUSH));
  console.log(Packs.name, packed.map((piece) => piece.length > 0), Buffer.concat(opened).length,
    String(Buffer.concat(opened).subarray(-4)));
}
const many = Buffer.concat([zlib.gzipSync("one, "), zlib.gzipSync("two")]);
console.log(String(feed(new zlib.Gunzip(), many, Z_FINISH)));
try {
  feed(new zlib.Inflate(), Buffer.from("nothing packed"), Z_NO_FLUSH);
} catch (error) {
  console.log(error.code, error.message);
}
