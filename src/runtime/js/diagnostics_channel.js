// Node's `diagnostics_channel`: named channels that modules tell others through of what they do.
"use strict";
const { make } = require("internal/errors");
const { checkFunction } = require("internal/validators");

const channels = new Map();
const kStores = Symbol("kStores");

class Channel {
  constructor(name) {
    this.name = name;
    this._subscribers = undefined;
    this[kStores] = undefined;
  }

  get hasSubscribers() {
    return this._subscribers !== undefined && this._subscribers.length > 0 || this[kStores] !== undefined;
  }

  subscribe(subscription) {
    checkFunction(subscription, "subscription");
    this._subscribers = [...this._subscribers || [], subscription];
  }

  unsubscribe(subscription) {
    const place = this._subscribers === undefined ? -1 : this._subscribers.indexOf(subscription);
    if (place < 0) return false;
    this._subscribers = this._subscribers.toSpliced(place, 1);
    return true;
  }

  bindStore(store, transform) {
    (this[kStores] ??= new Map()).set(store, transform);
  }

  unbindStore(store) {
    if (this[kStores] === undefined || !this[kStores].delete(store)) return false;
    if (this[kStores].size === 0) this[kStores] = undefined;
    return true;
  }

  publish(data) {
    for (const subscriber of this._subscribers || []) {
      try {
        subscriber(data, this.name);
      } catch (error) {
        process.nextTick(() => { throw error; });
      }
    }
  }

  runStores(data, callback, self, ...values) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(callback, self, values);
    };
    for (const [store, transform] of this[kStores] || []) {
      const inner = run;
      run = () => store.run(transform === undefined ? data : transform(data), inner);
    }
    return run();
  }
}

function channel(name) {
  if (typeof name !== "string" && typeof name !== "symbol") {
    throw make("ERR_INVALID_ARG_TYPE", "channel", ["string", "symbol"], name);
  }
  let found = channels.get(name);
  if (found === undefined) channels.set(name, found = new Channel(name));
  return found;
}

const events = ["start", "end", "asyncStart", "asyncEnd", "error"];

class TracingChannel {
  constructor(names) {
    for (const event of events) {
      this[event] = typeof names === "string" ? channel(`tracing:${names}:${event}`) : names[event];
    }
  }

  get hasSubscribers() { return events.some((event) => this[event].hasSubscribers); }

  subscribe(handlers) {
    for (const event of events) if (handlers[event]) this[event].subscribe(handlers[event]);
  }

  unsubscribe(handlers) {
    let all = true;
    for (const event of events) {
      if (handlers[event] && !this[event].unsubscribe(handlers[event])) all = false;
    }
    return all;
  }

  traceSync(callback, context = {}, self = undefined, ...values) {
    return this.start.runStores(context, () => {
      try {
        const result = Reflect.apply(callback, self, values);
        context.result = result;
        return result;
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  tracePromise(callback, context = {}, self = undefined, ...values) {
    const settled = (isGood) => (value) => {
      context[isGood ? "result" : "error"] = value;
      if (!isGood) this.error.publish(context);
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
      if (!isGood) throw value;
      return value;
    };
    return this.start.runStores(context, () => {
      try {
        return Promise.resolve(Reflect.apply(callback, self, values)).then(settled(true), settled(false));
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  traceCallback(callback, position = -1, context = {}, self = undefined, ...values) {
    const place = position < 0 ? values.length + position : position;
    const original = values[place];
    checkFunction(original, "callback");
    const tracing = this;
    values[place] = function (error, result) {
      if (error) {
        context.error = error;
        tracing.error.publish(context);
      } else {
        context.result = result;
      }
      return tracing.asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(original, this, [error, result]);
        } finally {
          tracing.asyncEnd.publish(context);
        }
      });
    };
    return this.start.runStores(context, () => {
      try {
        return Reflect.apply(callback, self, values);
      } catch (error) {
        context.error = error;
        this.error.publish(context);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }
}

module.exports = {
  channel,
  hasSubscribers: (name) => channels.get(name)?.hasSubscribers ?? false,
  subscribe: (name, subscription) => channel(name).subscribe(subscription),
  unsubscribe: (name, subscription) => channel(name).unsubscribe(subscription),
  tracingChannel: (names) => new TracingChannel(names),
  Channel,
};
