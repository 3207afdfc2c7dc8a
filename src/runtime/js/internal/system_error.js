// Errors of the system as Node makes them: "ENOENT: no such file or directory, open 'x'".
"use strict";
/* global internalBinding */
const binding = internalBinding("process");
const { setStack } = require("internal/error_stack");

/** The error of an operation that gave the negative number `errno`. */
function systemError(errno, syscall, path, dest) {
  const code = binding.errorName(errno);
  let message = `${code}: ${binding.errorText(errno)}, ${syscall}`;
  if (path !== undefined) message += ` '${path}'`;
  if (dest !== undefined) message += ` -> '${dest}'`;
  const error = new Error(message);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

/** Nothing of the program led to the error of an operation that ends later: it has no frames. */
function laterError(...details) {
  const error = systemError(...details);
  setStack(error, `Error: ${error.message}`);
  return error;
}

/** The error of a connection: "connect ECONNREFUSED 127.0.0.1:80". */
function connectionError(errno, syscall, address, port, detail) {
  const code = binding.errorName(errno);
  let place = "";
  if (port && port > 0) place = ` ${address}:${port}`;
  else if (address) place = ` ${address}`;
  const text = syscall === "listen" || syscall === "bind" ? `${syscall} ${code}: ${binding.errorText(errno)}${place}`
    : `${syscall} ${code}${place}${detail ? ` - Local (${detail})` : ""}`;
  const error = new Error(text);
  if (syscall === "listen" || syscall === "bind") error.code = code; // they have it first
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  if (address) error.address = address;
  if (port) error.port = port;
  return error;
}

/** The error of one stream: "read ECONNRESET". */
function streamError(errno, syscall) {
  const code = binding.errorName(errno);
  const error = new Error(`${syscall} ${code}`);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  return error;
}

/** The error of what cannot go on, as the other side has given the connection up. */
function resetError(message = "socket hang up") {
  const error = new Error(message);
  error.code = "ECONNRESET";
  return error;
}

module.exports = { systemError, laterError, connectionError, streamError, resetError };
