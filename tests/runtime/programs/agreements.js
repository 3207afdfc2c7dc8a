// crypto.createDiffieHellman, its groups, and primes.
const crypto = require("crypto");
const one = crypto.createDiffieHellman(512);
const other = crypto.createDiffieHellman(one.getPrime("hex"), "hex", one.getGenerator(), "buffer");
const [key, otherKey] = [one.generateKeys(), other.generateKeys("base64")];
const secret = one.computeSecret(otherKey, "base64");
console.log(secret.length, secret.equals(other.computeSecret(key)), one.verifyError, other.verifyError);
for (const name of ["modp1", "modp2", "modp5", "modp14", "modp18"]) {
  const group = crypto.getDiffieHellman(name);
  const sum = crypto.createHash("md5").update(group.getPrime()).digest("hex");
  console.log(sum, group.getGenerator("hex"), group.verifyError);
}
const [a, b] = [crypto.createDiffieHellmanGroup("modp14"), crypto.getDiffieHellman("modp14")];
// A key is written without its leading zeros: one in 256 is a byte shorter, so the longest of four counts.
const longest = (group) => Math.max(...Array.from({ length: 4 }, () => group.generateKeys().length));
console.log(longest(a), longest(b), a.computeSecret(b.getPublicKey())
  .equals(b.computeSecret(a.getPublicKey())), a.setPrivateKey, a instanceof crypto.DiffieHellmanGroup);
const fixed = crypto.createDiffieHellman(crypto.getDiffieHellman("modp2").getPrime());
fixed.setPrivateKey("05", "hex");
fixed.generateKeys();
console.log(fixed.getPrivateKey("hex"), fixed.getPublicKey("hex"), fixed.generateKeys("hex"));
for (const wrong of [
  () => crypto.createDiffieHellman(5), () => crypto.createDiffieHellman(), () => crypto.createDiffieHellman(-1),
  () => one.computeSecret(Buffer.from([0])), () => one.computeSecret(one.getPrime()),
  () => crypto.getDiffieHellman("none"),
  () => crypto.createDiffieHellman(one.getPrime()).getPrivateKey(), () => crypto.checkPrimeSync("x"),
  () => crypto.generatePrimeSync(0), () => crypto.generatePrimeSync("x")]) {
  try {
    console.log(wrong());
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
const small = [[Buffer.from([0xff, 0xff]), 2], [Buffer.from([23]), Buffer.from([5])]];
console.log(small.map((given) => crypto.createDiffieHellman(...given).verifyError));
const made = crypto.generatePrimeSync(64, { safe: true, bigint: true });
console.log(crypto.checkPrimeSync(made), crypto.checkPrimeSync((made - 1n) / 2n), crypto.checkPrimeSync(made + 1n),
  made > 2n ** 63n, crypto.generatePrimeSync(32, { add: 12n, rem: 11n, bigint: true }) % 12n,
  crypto.generatePrimeSync(24).byteLength);
crypto.generatePrime(32, (error, bytes) => {
  crypto.checkPrime(bytes, (failure, is) => { console.log(error, failure, is); });
});
