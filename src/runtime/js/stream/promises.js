// Node's `stream/promises`.
"use strict";
const { make } = require("internal/errors");

function finished(stream, options) {
  return new Promise((resolve, reject) => {
    if (options !== undefined && options !== null && options.cleanup !== undefined &&
      typeof options.cleanup !== "boolean") {
      throw make("ERR_INVALID_ARG_TYPE", "cleanup", "boolean", options.cleanup);
    }
    const stop = require("internal/stream_end").finished(stream, options, (error) => {
      if (options?.cleanup) stop();
      if (error) reject(error);
      else resolve();
    });
  });
}

function pipeline(...values) {
  return require("internal/stream_pipeline").pipelinePromise(...values);
}

module.exports = { finished, pipeline };
