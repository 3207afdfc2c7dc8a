// What certificates say, and whether they are about a host.
const tls = require("node:tls");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const file = (name) => readFileSync(path.join(process.env.CERTS, name));

function shown(name) {
  const pair = { key: file(`${name}.key`), cert: file(`${name}.pem`) };
  return new Promise((resolve) => {
    const server = tls.createServer(pair, (socket) => { socket.end(); }).listen(0, () => {
      const { port } = server.address();
      const client = tls.connect({ port, rejectUnauthorized: false }, () => {
        console.log(name, client.getPeerCertificate());
      });
      client.resume();
      client.on("close", () => { server.close(resolve); });
    });
  });
}

const pairs = [
  ["a.com", "DNS:a.com"], ["A.com.", "DNS:a.com"], ["b.a.com", "DNS:*.a.com"],
  ["c.b.a.com", "DNS:*.a.com"], ["a.com", "DNS:*.com"], ["foo.a.com", "DNS:f*.a.com"],
  ["foo.a.com", "DNS:*o.a.com"], ["foo.a.com", "DNS:**.a.com"], ["xn--foo.a.com", "DNS:xn--*.a.com"],
  ["127.0.0.1", "IP Address:127.0.0.1"], ["127.0.0.1", "DNS:127.0.0.1"],
  ["::1", "IP Address:0:0:0:0:0:0:0:1"],
  ["0:0::1", "IP Address:0:0:0:0:0:0:0:2, IP Address:1.2.3.4"],
  ["a.com", "IP Address:1.2.3.4", "a.com"], ["a.com", "URI:http://a.com/", "a.com"],
  ["a.com", undefined, "a.com"], ["a.com", undefined, ["x.com", "a.com"]],
  ["b.com", undefined, ["x.com", "a.com"]], ["b.com", undefined, "x"], ["b.com", undefined],
  ["b.com", "DNS:\"a, DNS:b.com\""], ["b.com", "DNS:\"b.com\""], ["", "DNS:a"], ["a.com", "DNS:"],
  ["a.com", ""], ["a.com", "DNS:a.com.", "b"], ["a..com", "DNS:a..com"], ["*.a.com", "DNS:*.a.com"],
];

async function main() {
  for (const name of ["good", "elliptic", "odd", "self", "other"]) await shown(name);
  for (const [host, subjectaltname, CN] of pairs) {
    const subject = CN === undefined ? {} : { CN };
    const error = tls.checkServerIdentity(host, { subject, subjectaltname });
    console.log(host, subjectaltname, error && [error.message, error.code, error.host]);
  }
}
main();
