// pipeTo and tee of the web's streams.
"use strict";
const { checkSignal } = require("internal/validators");
const { kState, deferred, wrongState, settle } = require("internal/web_queue");
const readable = require("internal/web_readable");
const writable = require("internal/web_writable");

// One pipe: it reads while the target has room, and passes on ends and failures, each unless told not to.
class Pipe {
  constructor(source, target, options) {
    this.source = source;
    this.target = target;
    this.options = { ...options };
    this.reader = source.getReader();
    this.writer = target.getWriter();
    this.pair = deferred();
    this.isShuttingDown = false;
    this.lastWrite = Promise.resolve();
  }

  run() {
    const { signal } = this.options;
    this.source[kState].disturbed = true;
    if (signal !== undefined) {
      checkSignal(signal);
      this.onAbort = () => this.abort(signal.reason);
      if (signal.aborted) {
        this.onAbort();
        return this.pair.promise;
      }
      signal.addEventListener("abort", this.onAbort);
    }
    this.watch();
    this.loop();
    return this.pair.promise;
  }

  abort(reason) {
    const { preventAbort, preventCancel } = this.options;
    this.shutDown(() => Promise.all([
      preventAbort || this.target[kState].state !== "writable" ? undefined : writable.abort(this.target, reason),
      preventCancel || this.source[kState].state !== "readable" ? undefined : readable.cancel(this.source, reason),
    ]), true, reason);
  }

  watch() {
    const { source, target, options } = this;
    const from = source[kState], to = target[kState];
    const sourceFailed = (reason) => {
      this.shutDown(options.preventAbort ? undefined : () => writable.abort(target, reason), true, reason);
    };
    const targetFailed = (reason) => {
      this.shutDown(options.preventCancel ? undefined : () => readable.cancel(source, reason), true, reason);
    };
    const sourceClosed = () => {
      this.shutDown(options.preventClose ? undefined : () => this.closeTarget(), false);
    };
    if (from.state === "errored") return sourceFailed(from.error);
    if (to.state === "errored" || to.state === "erroring") return targetFailed(to.error);
    if (from.state === "closed") return sourceClosed();
    if (writable.isClosing(target) || to.state === "closed") {
      return targetFailed(wrongState("Destination WritableStream is closed"));
    }
    this.reader.closed.then(sourceClosed, sourceFailed);
    this.writer.closed.then(undefined, targetFailed);
    return undefined;
  }

  closeTarget() {
    const { state, error } = this.target[kState];
    if (writable.isClosing(this.target) || state === "closed") return Promise.resolve();
    return state === "errored" ? Promise.reject(error) : writable.close(this.target);
  }

  async loop() {
    try {
      while (!this.isShuttingDown) {
        await this.writer.ready;
        if (this.isShuttingDown) return;
        if (!await this.step()) return;
      }
    } catch {
      // Who watches the streams deals with it.
    }
  }

  step() {
    return new Promise((resolve, reject) => {
      readable.read(this.reader, {
        chunk: (value) => {
          this.lastWrite = this.writer.write(value);
          this.lastWrite.catch(() => {});
          resolve(true);
        },
        close: () => resolve(false),
        error: reject,
      });
    });
  }

  shutDown(action, hasFailed, reason) {
    if (this.isShuttingDown) return;
    this.isShuttingDown = true;
    const end = async () => {
      if (this.target[kState].state === "writable" && !writable.isClosing(this.target)) {
        await this.lastWrite.catch(() => {});
      }
      if (action !== undefined) await action();
    };
    end().then(() => this.finish(hasFailed, reason), (other) => this.finish(true, other));
  }

  finish(hasFailed, reason) {
    this.writer.releaseLock();
    this.reader.releaseLock();
    if (this.options.signal !== undefined) this.options.signal.removeEventListener("abort", this.onAbort);
    if (hasFailed) this.pair.reject(reason);
    else settle(this.pair);
  }
}

function pipeTo(source, target, options) {
  return new Pipe(source, target, options).run();
}

/** Two streams of what one gives. */
function tee(stream) {
  const reader = stream.getReader();
  const cancelled = [undefined, undefined];
  const cancelPair = deferred();
  const branches = [];
  let reading = false, again = false;
  const pull = async () => {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    readable.read(reader, {
      chunk: (value) => queueMicrotask(() => {
        again = false;
        const isView = ArrayBuffer.isView(value) && stream[kState].controller[kState].isBytes;
        branches.forEach((branch, i) => {
          if (cancelled[i] !== undefined) return;
          branch.enqueue(i === 1 && isView ? new Uint8Array(value) : value);
        });
        reading = false;
        if (again) pull();
      }),
      close: () => {
        reading = false;
        branches.forEach((branch, i) => { if (cancelled[i] === undefined) branch.close(); });
        if (cancelled[0] === undefined || cancelled[1] === undefined) settle(cancelPair);
      },
      error: () => { reading = false; },
    });
  };
  const cancelBranch = (i) => (reason) => {
    cancelled[i] = { reason };
    if (cancelled[0] !== undefined && cancelled[1] !== undefined) {
      cancelPair.resolve(readable.cancel(stream, cancelled.map((one) => one.reason)));
    }
    return cancelPair.promise;
  };
  const makeBranch = (i) => readable.makeReadable((controller) => { branches[i] = controller; }, pull, cancelBranch(i));
  const result = [makeBranch(0), makeBranch(1)];
  reader.closed.then(undefined, (reason) => {
    for (const branch of branches) branch.error(reason);
    if (cancelled[0] === undefined || cancelled[1] === undefined) settle(cancelPair);
  });
  return result;
}

module.exports = { pipeTo, tee };
