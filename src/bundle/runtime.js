// What the output of the bundler needs when it runs. Each part begins with a line that says which
// name it defines; a part is put into an output only if something uses it.
/* eslint no-unused-vars: ["error", { "varsIgnorePattern": "^__" }] -- outputs use the parts */

//: __commonJS
// Runs a CommonJS module when it is first required; a module that throws runs again the next time.
var __commonJS = (modules, module) => () => {
  if (module) return module.exports;
  module = { exports: {} };
  try {
    for (var path in modules) modules[path].call(module.exports, module.exports, module);
  } catch (error) {
    module = 0;
    throw error;
  }
  return module.exports;
};

//: __commonJSMin
// The same for a module that is only a function: no path tells in a stack trace which one it is.
var __commonJSMin = (run, module) => () => {
  if (module) return module.exports;
  try {
    run.call((module = { exports: {} }).exports, module.exports, module);
  } catch (error) {
    module = 0;
    throw error;
  }
  return module.exports;
};

//: __esm
// Runs an ES module when it is first needed. Its body is a generator: up to its `yield` it makes
// its functions and links what it imports, behind it stands its code. Called with 1, only the first
// half runs: linking never fails, not even where a module has failed, whose importers run up to it.
var __esm = (body, run, state, error) => (link) => {
  if (!run) (run = body()).next();
  if (link || state === 1) return;
  if (state) throw error;
  state = 1;
  try {
    run.next();
  } catch (reason) {
    state = 2;
    throw (error = reason);
  }
};

//: __esmAsync
// Runs ES modules of which some await at their top level, as the specification has it: a module
// runs up to its first `await` as soon as those that it imports have run, and holds up only those
// that import it. Those that can go on at the same time do so in the order in which they were met.
//
// A module is a function whose properties are its state. `init_a(1)` links it, as above; it can run
// from the next tick on. `init_b(init_a)` asks for it on behalf of the module that imports it, in
// the order of that one's imports, which `imports` goes through. `init_a()` gives a promise.
// Without a body it stands for code that is in no closure, and whose imports are just gone through:
// `started(init_a)` says that they lead back there, `started()` waits for all that was asked for.
var __esmAsync = ((count) => {
  // `open` holds the modules whose imports are being gone through, and those that one of them leads
  // back to: they end together, with the first one, their root. `low` is the lowest place in `open`
  // that a module is known to lead to.
  var visit = (module, open) => {
    var place = (module.low = open.push(module));
    module.open = open;
    if (module.imports) module.imports();
    leave(module, place);
  };
  var leave = (module, place) => {
    if (module.waits || module.awaits) {
      module.order = ++count;
      if (!module.waits) start(module);
    } else if (module.run) module.run.next();
    if (module.low < place) return;
    for (let last of module.open.splice(place - 1)) last.root = module;
  };
  // Gives what ends when `module` does.
  var reach = (module, from) => {
    if (!module.low) visit(module, from.open);
    if (!module.root) {
      from.low = Math.min(from.low, module.low);
      return module;
    }
    if (module.root.failed) throw module.root.error;
    return module.root;
  };
  var reachFirst = (module, from) => {
    try {
      return reach(module, from);
    } catch (error) {
      for (let one of from.open) fail((one.root = one), error);
      throw error;
    }
  };
  var start = (module) => {
    module.run.next().then(
      () => finish(module),
      (error) => fail(module, error),
    );
  };
  var finish = (module) => {
    if (module.failed) return;
    var ready = [];
    close(module);
    collect(module, ready);
    for (let next of ready.sort((a, b) => a.order - b.order)) {
      if (next.failed) continue;
      if (next.awaits) start(next);
      else runAtOnce(next);
    }
  };
  var runAtOnce = (module) => {
    try {
      if (module.run) module.run.next();
    } catch (error) {
      return fail(module, error);
    }
    close(module);
  };
  var close = (module) => {
    module.order = 0;
    if (module.resolve) module.resolve();
  };
  var fail = (module, error) => {
    if (module.failed) return;
    module.failed = 1;
    module.error = error;
    module.order = 0;
    for (let importer of module.importers) fail(importer, error);
    if (module.reject) module.reject(error);
  };
  // Those that wait for nothing any more; one that does not await itself will be done at once.
  var collect = (module, ready) => {
    for (let importer of module.importers) {
      if ((importer.root || importer).failed || --importer.waits) continue;
      ready.push(importer);
      if (!importer.awaits) collect(importer, ready);
    }
  };
  var promiseOf = (module) => {
    if (module.failed) throw module.error;
    if (!module.order) return;
    return (
      module.promise ||
      (module.promise = new Promise((resolve, reject) => {
        module.resolve = resolve;
        module.reject = reject;
      }))
    );
  };
  return (body, imports) => {
    var link = () => {
      if (module.run) return;
      module.run = body();
      module.awaits = !!module.run.next().then;
    };
    var ask = (from) => {
      var other = (from.run ? reach : reachFirst)(module, from);
      if (!other.order) return;
      from.waits++;
      other.importers.push(from);
    };
    var module = (from) => {
      if (from === 1) return link();
      if (from) return ask(from);
      if (body) {
        link();
        return Promise.resolve().then(() => promiseOf(reachFirst(module, { open: [] })));
      }
      leave(module, 1);
      return promiseOf(module);
    };
    module.imports = imports;
    module.importers = [];
    module.waits = 0;
    if (!body) module.low = (module.open = [module]).length;
    return module;
  };
})(0);

//: __export
// Fills a namespace object: names in order, each a live binding. It is then complete, unless it is
// open to what `export *` finds later.
var __export = (namespace, getters, isOpen) => {
  for (var name of Object.keys(getters).sort()) {
    Object.defineProperty(namespace, name, { get: getters[name], enumerable: true });
  }
  Object.defineProperty(namespace, Symbol.toStringTag, { value: "Module" });
  if (!isOpen) Object.preventExtensions(namespace);
};

//: __exact
// A namespace object for __export() to fill that is like an engine's to the last property
// descriptor: what are getters elsewhere are values in it. It takes a proxy, which is slow.
var __exact = (getters = new Map()) => {
  var describe = (target, name) => {
    var own = Reflect.getOwnPropertyDescriptor(target, name);
    if (own && getters.has(name)) own.value = getters.get(name)();
    return own;
  };
  return new Proxy(
    { __proto__: null },
    {
      get: (target, name) => (getters.has(name) ? getters.get(name)() : target[name]),
      getOwnPropertyDescriptor: describe,
      set: () => false,
      preventExtensions: (target) => !!Object.seal(target),
      defineProperty(target, name, given) {
        if (Object.isExtensible(target)) {
          var { value, get, enumerable } = given;
          if (get) getters.set(name, get);
          given = { value, enumerable, writable: !!get, configurable: true };
          return Reflect.defineProperty(target, name, given);
        }
        var own = describe(target, name);
        return (
          !!own && Object.keys(given).every((key) => key in own && Object.is(given[key], own[key]))
        );
      },
    },
  );
};

//: __reExport
// `export *` from modules whose names are not known before they run. It completes a namespace
// object; what stands for one to require() stays open.
var __reExport = (target, sources, isOpen) => {
  for (let source of sources) {
    for (let name of Object.getOwnPropertyNames(Object(source))) {
      if (name === "default" || Object.prototype.hasOwnProperty.call(target, name)) continue;
      let own = Object.getOwnPropertyDescriptor(source, name);
      Object.defineProperty(target, name, { get: () => source[name], enumerable: own.enumerable });
    }
  }
  if (!isOpen) Object.preventExtensions(target);
};

//: __toESM
// The namespace of a CommonJS module. `default` is module.exports, unless the module was an ES
// module before it was compiled and the importing file is not one that Node takes for an ES module.
// It has the prototype's members, too, but for those of a promise: it is none, and import() would
// take it for one.
var __toESM = (exports, isNodeMode) => {
  var isObject = Object(exports) === exports;
  var isWhole = isNodeMode || !isObject || !exports.__esModule;
  var proto = exports == null ? null : Object.getPrototypeOf(exports);
  var namespace = Object.create(proto && "then" in proto ? null : proto);
  if (isWhole) Object.defineProperty(namespace, "default", { value: exports, enumerable: true });
  for (let name of isObject ? Object.getOwnPropertyNames(exports) : []) {
    if (isWhole && name === "default") continue;
    let { enumerable } = Object.getOwnPropertyDescriptor(exports, name);
    Object.defineProperty(namespace, name, { get: () => exports[name], enumerable });
  }
  return namespace;
};

//: __withNames
// A namespace of a CommonJS module with the names that Node finds in the module's text, set or not.
var __withNames = (namespace, names) => {
  for (let name of names) {
    if (Object.prototype.hasOwnProperty.call(namespace, name)) continue;
    Object.defineProperty(namespace, name, { value: undefined, enumerable: true });
  }
  return namespace;
};

//: __requireOnce
// Runs a CommonJS module for those that import it: to them it is an ES module, which is not run
// again when it has failed. Those that require it have it run again.
var __requireOnce = ((failed) => (require) => {
  if (failed.has(require)) throw failed.get(require);
  try {
    return require();
  } catch (error) {
    failed.set(require, error);
    throw error;
  }
})(new Map());

//: __toCommonJS
// What require() of an ES module returns, each time the same.
var __toCommonJS = ((made) => (namespace) => {
  if ("module.exports" in namespace) return namespace["module.exports"];
  var exports = made.get(namespace);
  if (exports) return exports;
  made.set(namespace, (exports = Object.defineProperty({}, "__esModule", { value: true })));
  for (let name of Object.getOwnPropertyNames(namespace)) {
    if (name === "__esModule") continue;
    var enumerable;
    try {
      enumerable = Object.getOwnPropertyDescriptor(namespace, name).enumerable;
    } catch {
      enumerable = true; // it has no value yet
    }
    Object.defineProperty(exports, name, { get: () => namespace[name], enumerable });
  }
  return exports;
})(new WeakMap());

//: __exports
// What require() of an ES module returns that the output begins with, and nobody else asks for.
var __exports = (getters) => {
  var exports = Object.defineProperty({}, "__esModule", { value: true });
  for (var name of Object.keys(getters).sort()) {
    Object.defineProperty(exports, name, { get: getters[name], enumerable: true });
  }
  return exports;
};

//: __chunk
// What a chunk exports. One that has failed keeps the error and does not run again, as modules
// don't; require() would run it again if it threw.
var __chunk = (exports) => {
  if (Object.prototype.hasOwnProperty.call(exports, "*")) throw exports["*"];
  return exports;
};

//: __import
// import() of a module in the output: like the real one, it runs nothing before it returns.
var __import = (load) => Promise.resolve().then(load);

//: __importWith
// import() with a second argument: as the specification says, what is in it is looked at before
// anything is loaded. Attributes are read once, so that `load` gets what was found.
var __importWith = (load, options) => {
  var attributes = {};
  try {
    if (options !== undefined) {
      if (Object(options) !== options) throw TypeError("Options of import() must be an object");
      let given = options.with;
      if (given !== undefined) {
        if (Object(given) !== given) throw TypeError("Attributes of import() must be an object");
        for (let [name, value] of Object.entries(given)) {
          if (typeof value !== "string")
            throw TypeError("The attribute " + name + " of import() must be a string");
          attributes[name] = value;
        }
      }
    }
  } catch (error) {
    return Promise.reject(error);
  }
  return load({ with: attributes });
};

//: __require
// require() where the output may run without one.
var __require = ((fail) =>
  typeof require !== "undefined"
    ? require
    : typeof Proxy !== "undefined"
      ? new Proxy(fail, {
          get: (target, name) => (typeof require !== "undefined" ? require : target)[name],
        })
      : fail)(function (path) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + path + '" is not supported');
});

//: __name
// Gives a function or class that had to be renamed the name that it has in its source.
var __name = (target, value) =>
  Object.defineProperty(target, "name", { value, configurable: true });

//: __template
// The strings that a tag gets of a template: the same array for one place of the source.
var __template = ((made) => (site, cooked, raw) => {
  if (made[site]) return made[site];
  Object.defineProperty(cooked, "raw", { value: Object.freeze(raw) });
  return made[site] = Object.freeze(cooked);
})({});

//: __toBinary
// The bytes of a file that was embedded. Not every engine can decode Base64 into bytes by itself.
var __toBinary = (base64) => {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  var text = atob(base64);
  var bytes = new Uint8Array(text.length);
  for (var i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
};
