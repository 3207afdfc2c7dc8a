// crypto and zlib.
const crypto = require("crypto");
const zlib = require("zlib");
for (const name of ["md5", "sha1", "sha256", "sha512", "RSA-SHA256", "sha3-256"]) {
  console.log(name, crypto.createHash(name).update("a").update(Buffer.from([0, 255])).digest("hex"));
  console.log(crypto.createHmac(name, "key").update("text").digest("base64url"));
}
console.log(crypto.pbkdf2Sync("p", "salt", 100, 20, "sha256").toString("hex"));
console.log(crypto.scryptSync("p", "salt", 16, { N: 1024 }).toString("hex"));
console.log(Buffer.from(crypto.hkdfSync("sha512", "key", "salt", "info", 40)).toString("hex"));
console.log(crypto.randomBytes(8).length, /^[0-9a-f-]{36}$/.test(crypto.randomUUID()), crypto.randomInt(1));
console.log(crypto.timingSafeEqual(Buffer.from("a"), Buffer.from("a")));
for (const fail of [() => crypto.createHash("none"), () => crypto.timingSafeEqual(Buffer.alloc(1), Buffer.alloc(2)),
  () => crypto.randomBytes("1"), () => zlib.inflateSync("xx"),
  () => zlib.gunzipSync(zlib.gzipSync("abc").subarray(0, 9))]) {
  try {
    fail();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
const text = "a text, a text, a text ".repeat(1000);
for (const [pack, unpack] of [["gzip", "gunzip"], ["deflate", "inflate"], ["deflateRaw", "inflateRaw"],
  ["brotliCompress", "brotliDecompress"], ["gzip", "unzip"]]) {
  const packed = zlib[`${pack}Sync`](text);
  console.log(pack, packed.length < 200, zlib[`${unpack}Sync`](packed).toString() === text);
}
const stream = zlib.createGzip(), pieces = [];
stream.on("data", (piece) => pieces.push(piece)).on("end", () => {
  zlib.gunzip(Buffer.concat(pieces), (error, bytes) => console.log(error, bytes.toString() === text));
});
for (let i = 0; i < text.length; i += 1000) stream.write(text.slice(i, i + 1000));
stream.end();
const whole = crypto.createHash("sha1");
whole.on("end", () => console.log(whole.digest("hex"))).resume();
whole.end("a stream and then a value");
