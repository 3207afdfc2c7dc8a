// Node's `http`.
"use strict";
const { METHODS, STATUS_CODES, validateHeaderName, validateHeaderValue } = require("internal/http_names");
const { IncomingMessage } = require("internal/http_incoming");
const { OutgoingMessage } = require("internal/http_outgoing");
const { Server, ServerResponse } = require("internal/http_server");

const client = () => require("internal/http_client");

function createServer(options, listener) {
  return new Server(options, listener);
}

module.exports = {
  METHODS, STATUS_CODES, IncomingMessage, OutgoingMessage, Server, ServerResponse, createServer,
  validateHeaderName, validateHeaderValue,
  maxHeaderSize: 16 * 1024,
  setMaxIdleHTTPParsers(max) { require("internal/validators").checkInteger(max, "max", 1); },
  request: (...args) => client().request(...args),
  get: (...args) => client().get(...args),
  get Agent() { return require("internal/http_agent").Agent; },
  get ClientRequest() { return client().ClientRequest; },
  get globalAgent() { return require("internal/http_agent").globalAgent(); },
  set globalAgent(agent) { require("internal/http_agent").setGlobalAgent(agent); },
  _connectionListener() {},
};
