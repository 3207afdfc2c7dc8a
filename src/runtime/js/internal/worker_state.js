// What a thread is: the first one, unless worker_child.js has said otherwise.
"use strict";

module.exports = {
  isMainThread: true, parentPort: null, workerData: null, threadId: 0, resourceLimits: {},
  environmentData: new Map(), SHARE_ENV: Symbol.for("nodejs.worker_threads.SHARE_ENV"),
};
