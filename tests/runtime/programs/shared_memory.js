// Memory that could be shared: packages sleep on it, and look into it like into any other.
const crypto = require("crypto");
const util = require("util");
const words = new Int32Array(new SharedArrayBuffer(8)), { buffer } = words;
const start = Date.now();
console.log(Atomics.wait(words, 0, 0, 30), Date.now() - start >= 29);
console.log(Atomics.add(words, 0, 5), Atomics.load(words, 0), Atomics.notify(words, 0), words, buffer);
const { isSharedArrayBuffer, isAnyArrayBuffer, isArrayBuffer } = util.types;
console.log(isSharedArrayBuffer(buffer), isAnyArrayBuffer(buffer), isArrayBuffer(buffer));
const bytes = Buffer.from(buffer);
bytes[4] = 7;
console.log(words[1], bytes, structuredClone(buffer) instanceof SharedArrayBuffer);
console.log(crypto.createHash("md5").update(bytes).digest("hex"));
console.log(util.isDeepStrictEqual(buffer, new SharedArrayBuffer(8)));
