// Observer: runs programs, each in a world of its own, and tells what each did. A process of its
// own, since a program may hang: observers.mjs starts it and talks to it by messages.
//
// A message is a list of runs:
//   { source, goal, names, plain, imports, world, showsGlobals, most }
// and the answer a list of lines for each: what it printed, what it did to what it was given, what
// it threw, and what it left (exports, globals). `imports` maps specifiers to the names imported.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const TIME_LIMIT_MS = 5000; // for code that never ends; busy machines are slow
const TURN_LIMIT = 50; // of the event loop, for programs that start timers from timers
const MOST_LINES = 400;
const makeWorld = new vm.Script(
  readFileSync(new URL("./world.js", import.meta.url), "utf8").trim().replace(/;$/, ""),
  { filename: "world.js" },
);

let rejected = () => {};
process.on("unhandledRejection", (reason) => rejected(reason));
process.on("message", async (runs) => {
  const answers = [];
  for (const run of runs) answers.push(await observe(run));
  process.send(answers);
});

async function observe(run) {
  const lines = [];
  const { names = [], plain = [], world = 0, showsGlobals = false, most = MOST_LINES } = run;
  const context = vm.createContext();
  const request = { lines, most, world, names, plain, showsGlobals };
  const given = makeWorld.runInContext(context)(request);
  const tell = (text) => {
    try {
      given.log(text());
    } catch (error) {
      if (error !== "full") lines.push("what it left can't be shown");
    }
  };
  rejected = (reason) => tell(() => `rejects ${given.show(reason)}`);
  try {
    const finish = await start(run, context, given);
    await drain(given.timers);
    if (finish) tell(finish);
    tell(() => "end");
    given.finish();
  } catch (error) {
    await drain([]);
    tell(() => (isTimeout(error) ? "hangs" : `throws ${given.show(error)}`));
  }
  rejected = () => {};
  if (given.isFull()) lines.push("full");
  return lines;
}

const isTimeout = (error) => error?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";

// Starts the program; gives what tells the end result, if any.
async function start({ source, goal, imports = {} }, context, given) {
  const options = { timeout: TIME_LIMIT_MS };
  if (goal === "script") {
    vm.runInContext(source, context, { ...options, filename: "in.js" });
    return null;
  }
  if (goal === "commonjs") {
    const parameters = ["exports", "require", "module", "__filename", "__dirname"];
    const program = vm.compileFunction(source, parameters, { parsingContext: context });
    const module = vm.runInContext("({ exports: {} })", context);
    const require = (specifier) => given.value(`require(${specifier})`);
    callWithLimit(context, () => program.call(module.exports, module.exports, require, module));
    return () => `exports ${given.show(module.exports)}`;
  }
  const module = new vm.SourceTextModule(source, { context, identifier: "in.js" });
  await module.link((specifier) => synthetic(specifier, imports[specifier] ?? [], given, context));
  await module.evaluate(options);
  return () => `exports ${given.show({ ...module.namespace })}`;
}

// A time limit for a call needs a script that makes it.
function callWithLimit(context, call) {
  Object.defineProperty(context, "__call", { value: call, configurable: true });
  const script = "{ const call = __call; delete globalThis.__call; call(); }";
  vm.runInContext(script, context, { timeout: TIME_LIMIT_MS });
}

function synthetic(specifier, names, given, context) {
  const evaluate = function () {
    for (const name of names) this.setExport(name, given.value(`${specifier}.${name}`));
  };
  return new vm.SyntheticModule(names, evaluate, { context, identifier: specifier });
}

// Lets promises and timers run, timers in the order of their times.
async function drain(timers) {
  for (let turn = 0; turn < TURN_LIMIT; turn++) {
    await new Promise((done) => setImmediate(done));
    const next = Object.keys(timers).sort((a, b) => timers[a].at - timers[b].at || a - b)[0];
    if (next === undefined) return;
    const { run } = timers[next];
    delete timers[next];
    run();
  }
}
