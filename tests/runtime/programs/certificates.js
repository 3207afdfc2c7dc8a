// X509Certificate: fields and questions, of the certificates that Node brings along and of one for a host.
const { X509Certificate, createPrivateKey, createSecretKey } = require("crypto");
const { keys, certificates } = require("./parts/keys.js");
const { told } = require("./parts/told.js");

const all = Object.entries(certificates).map(([name, pem]) => [name, new X509Certificate(pem)]);
for (const [name, one] of all) {
  console.log(name, one);
  console.log(one.toString(), JSON.stringify(one), one.raw.length, one.ca, one.infoAccess, one.publicKey,
    one.issuerCertificate);
  console.log(one.toLegacyObject());
  console.log(new X509Certificate(one.raw).fingerprint === one.fingerprint, Object.prototype.toString.call(one));
  for (const host of ["example.com", "www.example.com", "a.b.example.com", "EXAMPLE.com", "localhost", "", "x.org",
    "a\0b",
    ".example.com", "www.x.org"]) {
    for (const options of [undefined, { subject: "always" }, { subject: "never" }, { wildcards: false },
      { partialWildcards: false }, { multiLabelWildcards: true }, { singleLabelSubdomains: true }]) {
      told(`${name} ${host} ${JSON.stringify(options)}`, () => one.checkHost(host, options));
    }
    told(`${name} ${host} mail`, () => one.checkEmail(`me@${host}`));
  }
  for (const ip of ["127.0.0.1", "::1", "10.0.0.1", "x", "", "300.1.1.1"]) told(`${name} ${ip}`, () =>
    one.checkIP(ip));
  for (const [other, that] of all) {
    console.log(name, other, one.checkIssued(that), one.verify(that.publicKey));
  }
  for (const key of Object.keys(keys)) console.log(name, key, one.checkPrivateKey(createPrivateKey(keys[key])));
}
const [[, first]] = all;
for (const value of [undefined, null, 5, "", "text", Buffer.alloc(0), Buffer.alloc(4), {}, true, [],
  createSecretKey("a"),
  first.publicKey]) {
  told("new", () => new X509Certificate(value));
  told("host", () => first.checkHost(value));
  told("mail", () => first.checkEmail(value));
  told("ip", () => first.checkIP(value));
  if (value !== undefined && value !== null) told("issued", () => first.checkIssued(value));
  told("key", () => first.checkPrivateKey(value));
  told("verify", () => first.verify(value).toString());
  for (const name of ["subject", "wildcards", "multiLabelWildcards"]) {
    if (value !== undefined && value !== null) told(name, () => first.checkHost("a", { [name]: value }));
  }
  if (value !== undefined) told("options", () => first.checkHost("a", value));
}
