// Keys from passwords and from other keys, curves, random numbers, hashes of any length.
const crypto = require("crypto");
const { told } = require("./parts/told.js");

console.log(crypto.getHashes().join(), crypto.getCurves().join());
for (const name of [...crypto.getHashes(), "none", "", 5, undefined, null]) {
  for (const options of [undefined, { outputLength: 5 }, { outputLength: 0 }, { outputLength: 32 },
    { outputLength: 300 }]) {
    told(`${name} ${JSON.stringify(options)}`, () => crypto.createHash(name, options).update("text").digest("hex"));
  }
  told(`${name} hash`, () => crypto.hash(name, "text"));
  told(`${name} hmac`, () => crypto.createHmac(name, "key").update("text").digest("hex"));
  told(`${name} pbkdf2`, () => crypto.pbkdf2Sync("password", "salt", 3, 40, name));
  told(`${name} hkdf`, () => crypto.hkdfSync(name, "key", "salt", "info", 100));
}
for (const outputLength of [-1, 1.5, "a", null, NaN, 2 ** 33, true]) {
  told(`length ${outputLength}`, () => crypto.createHash("shake256", { outputLength }).digest("hex"));
}
told("copy", () => crypto.createHash("shake128", { outputLength: 9 }).update("a").copy().digest("hex"));
const values = [undefined, null, 0, 1, -1, 1.5, 3, 16, "a", "", NaN, Infinity, 2 ** 31, 2 ** 48, {}, Buffer.from("a"),
  new Uint16Array([1]), new ArrayBuffer(2), true];
for (const value of values) {
  told("pbkdf2 password", () => crypto.pbkdf2Sync(value, "salt", 1, 5, "sha1"));
  told("pbkdf2 salt", () => crypto.pbkdf2Sync("a", value, 1, 5, "sha1"));
  if (value !== 2 ** 31 - 1) told("pbkdf2 size", () => crypto.pbkdf2Sync("a", "b", 1, value, "sha1"));
  told("pbkdf2 rounds", () => crypto.pbkdf2Sync("a", "b", value, 5, "sha1"));
  told("scrypt password", () => crypto.scryptSync(value, "salt", 5, { N: 16 }));
  told("scrypt salt", () => crypto.scryptSync("a", value, 5, { N: 16 }));
  told("scrypt size", () => crypto.scryptSync("a", "b", value, { N: 16 }));
  for (const name of ["N", "cost", "r", "blockSize", "p", "parallelization", "maxmem"]) {
    told(`scrypt ${name} ${String(value)}`, () => crypto.scryptSync("a", "b", 5, { [name]: value }));
  }
  told("scrypt options", () => crypto.scryptSync("a", "b", 5, { N: value, cost: value }));
  told("hkdf key", () => crypto.hkdfSync("sha256", value, "salt", "info", 5));
  told("hkdf salt", () => crypto.hkdfSync("sha256", "a", value, "info", 5));
  told("hkdf info", () => crypto.hkdfSync("sha256", "a", "b", value, 5));
  told("hkdf size", () => crypto.hkdfSync("sha256", "a", "b", "c", value));
  told("int", () => typeof crypto.randomInt(value));
  told("int", () => typeof crypto.randomInt(2, value));
  told("int", () => typeof crypto.randomInt(2, 5, value));
  told("fill", () => crypto.randomFillSync(structuredClone(value)).byteLength);
  told("fill", () => crypto.randomFillSync(Buffer.alloc(4), value).length);
  told("fill", () => crypto.randomFillSync(new Uint32Array(4), 0, value).length);
  told("fill", () => crypto.randomFill(Buffer.alloc(4), value));
  told("hash", () => crypto.hash("sha1", value));
  told("hash", () => crypto.hash("sha1", "a", value));
  told("hmac", () => crypto.createHmac("sha1", value).digest("hex"));
  told("ecdh", () => crypto.createECDH(value).constructor.name);
}
told("long info", () => crypto.hkdfSync("sha256", "a", "b", Buffer.alloc(1025), 5));
told("key", () => crypto.hkdfSync("sha256", crypto.createSecretKey("a"), "b", "c", 8160));
told("too long", () => crypto.hkdfSync("sha256", "a", "b", "c", 8161));
told("wrong key", () => crypto.createHmac("sha1", crypto.generateKeyPairSync("ed25519").publicKey));
for (const name of ["pbkdf2", "scrypt", "hkdf"]) told(name, () => crypto[name]("sha256", "b",
  name === "hkdf" ? "c" : 1, 5, "sha1", 5));

for (const curve of ["prime256v1", "secp256k1", "secp521r1", "sect163k1", "P-256", "none", 5]) {
  told(curve, () => crypto.createECDH(curve).generateKeys().length);
  told(curve, () => {
    const one = crypto.createECDH(curve), other = crypto.createECDH(curve);
    one.setPrivateKey("05", "hex");
    other.setPrivateKey(Buffer.alloc(20, 7));
    const lines = [one.computeSecret(other.getPublicKey(), null, "hex"),
      other.computeSecret(one.getPublicKey("base64", "compressed"), "base64", "base64"), one.getPrivateKey("hex")];
    for (const form of [undefined, "compressed", "hybrid", "uncompressed"]) {
      lines.push(one.getPublicKey("hex", form), crypto.ECDH.convertKey(other.getPublicKey(), curve, null, "hex",
        form));
    }
    return lines;
  });
  for (const wrong of [undefined, null, 5, "", "zz", Buffer.alloc(0), Buffer.alloc(20), Buffer.alloc(33, 2),
    Buffer.alloc(65, 4),
    Buffer.alloc(80, 255)]) {
    told(`${curve} secret`, () => crypto.createECDH(curve).computeSecret(wrong));
    told(`${curve} secret`, () => {
      const one = crypto.createECDH(curve);
      one.generateKeys();
      return one.computeSecret(wrong).length;
    });
    told(`${curve} private`, () => crypto.createECDH(curve).setPrivateKey(wrong).getPublicKey("hex"));
    told(`${curve} public`, () => crypto.createECDH(curve).setPublicKey(wrong).getPublicKey("hex"));
    told(`${curve} convert`, () => crypto.ECDH.convertKey(wrong, curve));
    told(`${curve} form`, () => crypto.createECDH(curve).getPublicKey("hex", wrong));
  }
  told(`${curve} none`, () => crypto.createECDH(curve).getPublicKey());
  told(`${curve} none`, () => crypto.createECDH(curve).getPrivateKey());
}

const wait = (run) => new Promise((resolve) => { run((...given) => { console.log(given); resolve(); }); });
(async () => {
  await wait((done) => crypto.pbkdf2("a", "b", 2, 10, "sha256", done));
  await wait((done) => crypto.scrypt("a", "b", 10, { cost: 32 }, done));
  await wait((done) => crypto.scrypt("a", "b", 10, done));
  await wait((done) => crypto.hkdf("sha256", "a", "b", "c", 10, done));
  await wait((done) => crypto.randomInt(1, done));
  await wait((done) => crypto.randomFill(Buffer.alloc(3), 3, done));
})();
