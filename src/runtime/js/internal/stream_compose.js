// stream.compose: several streams as one Duplex. What is written goes into the first, what is read comes from the last.
"use strict";
const { make } = require("internal/errors");
const state = require("internal/stream_state");

const isStream = (value) => state.isNode(value) || state.isWeb(value);

/** Streams, and functions that take an iterable and give one. */
function compose(...streams) {
  const { duplexFrom, joined } = require("internal/stream_from");
  if (streams.length === 0) throw make("ERR_MISSING_ARGS", "streams");
  if (streams.length === 1) return duplexFrom(streams[0]);
  const last = streams.length - 1;
  const parts = streams.map((one, i) => (i === 0 || i === last) && !isStream(one) ? duplexFrom(one) : one);
  const head = parts[0];
  let whole, failure;
  const tail = require("internal/stream_pipeline").pipeline(...parts, (error) => {
    if (whole !== undefined && error) whole.destroy(error);
    failure = error;
  });
  const reads = state.isReadable(tail), writes = state.isWritable(head);
  whole = joined(reads ? tail : undefined, writes ? head : undefined);
  if (failure) whole.destroy(failure);
  return whole;
}

module.exports = { compose };
