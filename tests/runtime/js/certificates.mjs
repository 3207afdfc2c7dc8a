// Certificates: those that Node brings along say the same to ours, and a damaged one ends in an
// error or in fields, never in a loop; names match hosts as Node has it.
import { X509Certificate } from "node:crypto";
import tls from "node:tls";
import { ours, random, Report } from "../js_compare.mjs";

const require = ours();
const { certificateOf } = require("internal/x509");
const { checkServerIdentity } = require("internal/tls_names");
const { rnd, pick } = random(5);

function compareFields(report) {
  for (const pem of tls.rootCertificates) {
    const certificate = new X509Certificate(pem);
    const [theirs, own] = [certificate.toLegacyObject(), certificateOf(certificate.raw)];
    report.compare("fields", JSON.stringify(theirs), JSON.stringify(own), theirs.subject.CN);
  }
}

function damage(report) {
  const whole = tls.rootCertificates.slice(0, 20).map((pem) => new X509Certificate(pem).raw);
  for (let i = 0; i < 4000; i++) {
    const bytes = Buffer.from(pick(whole));
    for (let k = 0; k <= rnd(4); k++) bytes[rnd(bytes.length)] = rnd(256);
    const part = bytes.subarray(0, rnd(3) === 0 ? rnd(bytes.length) : bytes.length);
    let kind = "fields";
    try {
      certificateOf(part);
    } catch (error) {
      kind = error instanceof Error ? "fields" : "something else";
    }
    report.compare("damaged", "fields", kind, part.toString("hex"));
  }
}

const labels = ["a", "b", "www", "*", "A", "xn--a", "a*", "*b", "", "ä", "1", "com"];
const name = () => Array.from({ length: 1 + rnd(4) }, () => pick(labels)).join(".");
const addresses = ["127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "10.0.0.1", "FE80::1", "::ffff:1.2.3.4",
  "::1:0", "::102:304", "::FFFF:7F00:1", "0:0:0:0:0:ffff:1:0", "1::2:3"];

function alternative() {
  const kind = rnd(5);
  if (kind < 3) return `DNS:${name()}`;
  if (kind === 3) return `IP Address:${pick(addresses)}`;
  return pick([`DNS:${JSON.stringify(`${name()}, DNS:${name()}`)}`, "URI:http://a.com/"]);
}

function told(check, host, certificate) {
  const error = check(host, certificate);
  return error === undefined ? "fits" : `${error.code} ${error.message} ${error.host}`;
}

function compareNames(report) {
  for (let i = 0; i < 20_000; i++) {
    const host = rnd(6) === 0 ? pick(addresses) : name() + pick(["", "", "."]);
    const subject = rnd(3) === 0 ? {} : { CN: rnd(4) === 0 ? [name(), name()] : name() };
    const names = Array.from({ length: rnd(4) }, alternative).join(", ");
    const certificate = { subject, subjectaltname: names === "" ? undefined : names };
    report.compare("names", told(tls.checkServerIdentity, host, certificate),
      told(checkServerIdentity, host, certificate), `${host} ${JSON.stringify(certificate)}`);
  }
}

export default () => {
  const report = new Report("certificates");
  compareFields(report);
  damage(report);
  compareNames(report);
  return report.end();
};
