// Authorities whose certificates are trusted: those of the system, and those of NODE_EXTRA_CA_CERTS.
"use strict";

// Where systems keep them in one file: Debian, Fedora, SUSE, Alpine and others, FreeBSD, Homebrew.
const bundles = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
  "/usr/local/share/certs/ca-root-nss.crt", "/opt/homebrew/etc/ca-certificates/cert.pem"];

function read(path) {
  try {
    return require("fs").readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
}

let system;

/** The PEM of the system's authorities; "" where none are found. */
function systemAuthorities() {
  if (system !== undefined) return system;
  const own = process.env.SSL_CERT_FILE;
  for (const path of own ? [own] : bundles) if ((system = read(path)) !== undefined) return system;
  return system = "";
}

const oneCertificate = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** Each of them, as tls.rootCertificates has them. */
function rootCertificates() {
  const found = systemAuthorities().match(oneCertificate) || [];
  return Object.freeze(found.map((one) => one.replaceAll("\r", "")));
}

let extra;

/** The system's authorities and those that the environment adds; undefined where it adds none. */
function extraAuthorities() {
  const path = process.env.NODE_EXTRA_CA_CERTS;
  if (!path) return undefined;
  if (extra !== undefined && extra.path === path) return extra.all;
  const more = read(path);
  if (more === undefined) process.emitWarning(`Ignoring extra certs from \`${path}\`, load failed: it can't be read`);
  extra = { path, all: more === undefined ? undefined : `${systemAuthorities()}\n${more}` };
  return extra.all;
}

module.exports = { rootCertificates, extraAuthorities };
