// Generates one random module graph: what modules there are, who loads whom and how, what each
// exports. write_esm.mjs and write_commonjs.mjs put it into words.
//
// Everything that is generated must run in Node 20.19 as it stands, and must mean the same to a
// bundler. Where bundlers mean to differ from Node (they follow esbuild), nothing is generated:
//
// - named imports from CommonJS that Node's lexer does not see (Node refuses them), and changes to
//   module.exports after its module has run (Node's named imports don't follow them);
// - the default import of a CommonJS module with `__esModule`, where the importing file is neither
//   .mjs nor in a package of "type": "module" (there a bundler takes exports.default);
// - a name that two `export *` bring, one of them from CommonJS (Node: ambiguous);
// - `require` of an ES module that is being evaluated (ERR_REQUIRE_CYCLE_MODULE);
// - listing the names of a namespace with members still in their dead zone (Node throws);
// - `this` in a function called as a member of a namespace, names of functions and classes, and
//   `typeof require` in ES modules;
// - import() of a CommonJS module that throws (Node keeps the error, bundles try again);
// - in a cycle, imports from CommonJS that are read before it has run (undefined, not an error),
//   and from JSON that are (undefined; in bundles its value is there from the start);
// - a name that is ambiguous in a module, and that `export *` brings from there and from elsewhere
//   (by the specification ambiguous again, V8 takes the other one);
// - import() of what others run, or wait for, while modules await side by side: Node has to read
//   files first.
//
// Modules that await come in two styles of graphs: in chains, and side by side.
import { Random } from "./random.mjs";
import { writeCommonJs } from "./write_commonjs.mjs";
import { writeEsm } from "./write_esm.mjs";

// Exported names: few, so that `export *` meets the same one twice.
const EXPORTED = [
  "alpha",
  "beta",
  "gamma",
  "delta",
  "run",
  "make",
  "Thing",
  "value",
  "of",
  "async",
];
const STRANGE = ["a-b", "π", "with space", "__proto__", "constructor", "toString", "then2"];
const CJS_EXPORTED = [...EXPORTED.slice(0, 8), "epsilon", "zeta", "kind"];

const STYLES = ["esm", "esm", "cjs", "mixed", "mixed", "mixed", "await", "beside"];

// `style` is one of STYLES; without it, the seed decides.
export function generateCase(seed, style) {
  const random = new Random(seed);
  const graph = makeGraph(random, style ?? random.pick(STYLES));
  addEdges(graph);
  for (const module of graph.modules) chooseExports(graph, module);
  for (const module of [...graph.modules].reverse()) chooseReexports(graph, module);
  for (const module of graph.modules) chooseImports(graph, module);
  const files = new Map();
  if (graph.type !== "none") {
    files.set("package.json", JSON.stringify({ type: graph.type }) + "\n");
  }
  for (const module of graph.modules) files.set(module.path, writeModule(graph, module));
  const [entry] = graph.modules;
  const formats = graph.awaits ? ["esm"] : ["cjs", "esm", "iife"];
  if (exportsHiddenCounter(graph)) formats.splice(formats.indexOf("esm"), 1);
  const modules = graph.modules.map(({ path, kind }) => ({ path, kind }));
  const { type, isBeside } = graph;
  return { seed, entry: entry.path, kind: entry.kind, type, isBeside, files, formats, modules };
}

// Whether the entry exports a variable that changes, out of a module that is a closure because
// CommonJS modules require it: an ES module's output can't show the changes.
function exportsHiddenCounter({ modules, isBeside }) {
  const [entry] = modules;
  const closures = modules
    .filter(({ kind }) => kind === "cjs")
    .flatMap((module) => [...reachedBy(module)]);
  if (isBeside) closures.push(...modules); // those that await may be closures, too
  return namesOf(entry, entry).some((name) => {
    const found = resolveExport(entry, name, entry);
    return found?.own?.kind === "counter" && closures.includes(found.module);
  });
}

function writeModule(graph, module) {
  if (module.kind === "json") return module.text;
  return module.kind === "esm" ? writeEsm(graph, module) : writeCommonJs(graph, module);
}

// --- Modules and edges ---------------------------------------------------------------------------

function makeGraph(random, style) {
  const graph = {
    random,
    style,
    type: random.pick(["none", "none", "module", "commonjs"]),
    awaits: style === "await" || style === "beside",
    isBeside: style === "beside",
    kinds: ESM_KINDS,
    modules: [],
  };
  if (graph.isBeside) graph.kinds = random.chance(0.3) ? ESM_KINDS : UNCHANGING_KINDS;
  const count = graph.isBeside ? 3 + random.below(8) : 2 + random.below(random.chance(0.3) ? 9 : 5);
  for (let index = 0; index < count; index++) graph.modules.push(makeModule(graph, index));
  return graph;
}

function makeModule(graph, index) {
  const { random } = graph;
  let kind = graph.style === "mixed" ? random.pick(["esm", "cjs"]) : graph.style;
  if (kind === "await") kind = "esm";
  if (kind === "beside") kind = index > 0 && random.chance(0.1) ? "cjs" : "esm";
  const { isBeside } = graph;
  const isLeaf = index > 0 && (!graph.awaits || isBeside) && random.chance(0.12);
  if (isLeaf) kind = "json";
  const plain = { esm: "module", cjs: "commonjs" }[kind];
  const allowsPlain = graph.type === "none" || graph.type === plain;
  const own = { esm: ".mjs", cjs: ".cjs", json: ".json" }[kind];
  const extension = kind !== "json" && allowsPlain && random.chance(0.6) ? ".js" : own;
  const folder = random.pick(["", "", "", "lib/", "lib/deep/"]);
  const name = index === 0 ? "entry" : random.pick([`m${index}`, `m${index}`, `m-${index}`]);
  const module = {
    index,
    kind,
    name: `m${index}`,
    path: index === 0 ? `entry${extension}` : folder + name + extension,
    isNodeMode: extension === ".mjs" || (extension === ".js" && graph.type === "module"),
    throws: kind !== "json" && index > 0 && (!graph.awaits || isBeside) && random.chance(0.05),
    awaits: graph.awaits && kind === "esm" && random.chance(isBeside ? 0.4 : 0.5),
    edges: [], // { to, how }: "import", "require", "lazy" (require in a function), "dynamic"
    own: [], // { exported, local, kind }
    indirect: [], // { exported, imported, from }; imported "*" is a namespace
    stars: [],
    imports: [],
  };
  if (kind === "json") writeJson(random, module);
  return module;
}

function writeJson(random, module) {
  module.value = random.pick([
    { name: module.name, alpha: 1, "a-b": [1, { x: null }], list: [true, "é", 1e3] },
    { default: 1, beta: "two", __esModule: true },
    [1, "two", { three: 3 }],
    "text  ",
    42,
  ]);
  module.text = JSON.stringify(module.value, null, random.pick([0, 2])) + "\n";
}

function addEdges(graph) {
  const { random, modules } = graph;
  if (graph.awaits && !graph.isBeside) {
    addChains(graph);
    return;
  }
  for (const module of modules) {
    const later = modules.slice(module.index + 1);
    if (module.kind === "json") continue;
    const next = modules[module.index + 1];
    if (next && random.chance(0.7)) addEdge(graph, module, next);
    for (const to of random.some(later, 1.6 / (later.length + 1))) addEdge(graph, module, to);
    if (random.chance(0.35)) addEdge(graph, module, random.pick(modules));
    if (random.chance(0.3)) addEdge(graph, module, random.pick(modules), "dynamic");
  }
  // Nothing is left aside: what nobody loads, the entry does.
  const loaded = new Set(modules.flatMap(({ edges }) => edges.map(({ to }) => to)));
  for (const module of modules.slice(1)) {
    if (!loaded.has(module)) addEdge(graph, modules[0], module);
  }
}

// Modules that await stand in chains, so that each runs before the next in any order.
function addChains({ random, modules }) {
  let chain = [modules[0]];
  for (const module of modules.slice(1)) {
    if (random.chance(0.75)) {
      chain.at(-1).edges.push({ to: module, how: "import" });
      for (const from of random.some(chain.slice(0, -1), 0.3)) {
        from.edges.splice(random.below(2), 0, { to: module, how: "import" });
      }
      chain.push(module);
    } else {
      random.pick(modules.slice(0, module.index)).edges.push({ to: module, how: "dynamic" });
      chain = [module];
    }
  }
}

function addEdge(graph, from, to, wanted) {
  const { random } = graph;
  if (from.edges.some((edge) => edge.to === to)) return;
  if (graph.isBeside && from.kind === "cjs" && to.kind === "esm") return; // it may await
  const isStatic = !wanted && (!to.throws || (graph.isBeside && to.kind === "esm"));
  let how = "dynamic";
  if (from.kind === "cjs" && (!wanted || to.kind === "json"))
    how = !to.throws && random.chance(0.8) ? "require" : "lazy";
  else if (isStatic) how = "import";
  if (how === "dynamic" && to.throws && to.kind === "cjs") return;
  if (how === "dynamic" && to.kind === "json") how = from.kind === "esm" ? "import" : "lazy";
  from.edges.push({ to, how });
  if (how !== "dynamic" && !isAllowed(graph, from)) from.edges.pop();
}

// A cycle must be of one kind of module, or Node refuses it.
function isAllowed(graph, module) {
  const reached = reachedBy(module);
  const cycle = [...reached].filter((other) => reachedBy(other).has(module));
  return cycle.every(({ kind }) => kind === module.kind);
}

export function reachedBy(module, ways = ["import", "require", "lazy"]) {
  const reached = new Set();
  const open = [module];
  while (open.length > 0) {
    for (const { to, how } of open.pop().edges) {
      if (!ways.includes(how) || reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}

// --- Exports -------------------------------------------------------------------------------------

const UNCHANGING_KINDS = ["let", "const", "var", "function", "class", "pattern"];
const ESM_KINDS = [...UNCHANGING_KINDS, "counter"];
const DEFAULT_KINDS = ["expression", "function", "namedFunction", "class", "namedClass", "arrow"];
const CJS_STYLES = ["assign", "assign", "object", "function", "class", "esModule", "define"];
const LOOSE_STYLES = ["this", "reexport", "dynamic"]; // Node's lexer sees no names, or others'

function chooseExports(graph, module) {
  const { random } = graph;
  if (module.kind === "json") return;
  if (module.kind === "cjs") {
    module.style = random.pick(random.chance(0.25) ? LOOSE_STYLES : CJS_STYLES);
    module.own = random.some(CJS_EXPORTED, 0.35).map((exported) => ({
      exported,
      kind: random.pick(["value", "value", "function", "class"]),
    }));
    return;
  }
  module.own = random.some(EXPORTED, 0.3).map((exported) => ({
    exported,
    kind: random.pick(graph.kinds),
  }));
  if (random.chance(0.3)) module.own.push({ exported: random.pick(STRANGE), kind: "const" });
  if (random.chance(0.55)) {
    module.own.push({ exported: "default", kind: random.pick(DEFAULT_KINDS) });
  }
}

function chooseReexports(graph, module) {
  const { random } = graph;
  if (module.kind !== "esm") return;
  for (const { to, how } of module.edges) {
    if (how !== "import" || to.kind === "json" || !random.chance(0.35)) continue;
    if (to.kind === "cjs" && reachedBy(module).has(module)) continue;
    if (to.kind === "cjs" && isFlagged(to) && !module.isNodeMode) continue;
    const form = random.pick(["names", "names", "star", "star", "namespace"]);
    if (form === "star") addStar(graph, module, to);
    else if (form === "namespace") addIndirect(module, random.pick(EXPORTED), "*", to);
    // Names of an earlier module could lead back here, around in a circle.
    else if (to.index > module.index) addNames(graph, module, to);
  }
}

function addNames(graph, module, from) {
  const { random } = graph;
  for (const imported of random.some(namesOf(from, module), 0.4)) {
    const exported = random.chance(0.5) ? imported : random.pick([...EXPORTED, "default", "q r"]);
    addIndirect(module, exported, imported, from);
  }
}

function addIndirect(module, exported, imported, from) {
  if ([...module.own, ...module.indirect].some((other) => other.exported === exported)) return;
  module.indirect.push({ exported, imported, from });
}

function addStar(graph, module, from) {
  if (hasHiddenNames(from, { isNodeMode: true })) return;
  module.stars.push(from);
  // All tables that this changes must still be free of clashes with CommonJS.
  const clashes = (other) => clashesWithCommonJs(other) || hidesAmbiguity(other);
  if (graph.modules.some((other) => other.kind === "esm" && clashes(other))) module.stars.pop();
}

function hidesAmbiguity({ stars }) {
  const lists = stars.map((star) => {
    const names = new Set();
    if (star.kind === "esm") collectNames(star, new Set(), names);
    return [...names].filter((name) => name !== "default");
  });
  return lists.some((list, i) =>
    list.some(
      (name) =>
        !resolveExport(stars[i], name, stars[i]) &&
        lists.some((other, j) => i !== j && other.includes(name)),
    ),
  );
}

function clashesWithCommonJs(module) {
  if (module.stars.length < 2) return false;
  const own = new Set(explicitNames(module));
  const lists = module.stars.map((star) => namesOf(star, module));
  const isDynamic = module.stars.map((star) => hasCommonJs(star));
  return lists.some((list, i) =>
    lists.some(
      (other, j) =>
        i !== j && isDynamic[i] && list.some((name) => !own.has(name) && other.includes(name)),
    ),
  );
}

function hasCommonJs(module, seen = new Set()) {
  if (module.kind === "cjs") return true;
  if (seen.has(module)) return false;
  seen.add(module);
  return module.stars.some((star) => hasCommonJs(star, seen));
}

const explicitNames = ({ own, indirect }) => [...own, ...indirect].map(({ exported }) => exported);

// What `name` of `module` means, as the specification's ResolveExport: { module, own } for an
// export written there, { module, namespace: true }, { module, member } of CommonJS or JSON; null
// where there is none, or two.
export function resolveExport(module, name, importer, seen = []) {
  if (module.kind === "cjs") return resolveCommonJs(module, name, importer);
  if (module.kind === "json") return name === "default" ? { module, member: "default" } : null;
  if (seen.some((other) => other.module === module && other.name === name)) return null;
  seen = [...seen, { module, name }];
  const own = module.own.find(({ exported }) => exported === name);
  if (own) return { module, own };
  const indirect = module.indirect.find(({ exported }) => exported === name);
  if (indirect?.imported === "*") return { module: indirect.from, namespace: true };
  if (indirect) return resolveExport(indirect.from, indirect.imported, module, seen);
  if (name === "default") return null;
  let found = null;
  for (const star of module.stars) {
    const through = resolveExport(star, name, module, seen);
    if (!through) continue;
    if (found && !isSame(found, through)) return null;
    found = through;
  }
  return found;
}

const isSame = (a, b) =>
  a.module === b.module && a.own === b.own && a.namespace === b.namespace && a.member === b.member;

function resolveCommonJs(module, name, importer) {
  if (name === "default") {
    const isDoubtful = isFlagged(module) && !importer.isNodeMode;
    return isDoubtful ? null : { module, member: "default" };
  }
  return visibleNames(module).includes(name) ? { module, member: name } : null;
}

// Whether a CommonJS module says, or may say, that it was an ES module once.
function isFlagged(module, seen = new Set()) {
  if (seen.has(module)) return false;
  seen.add(module);
  if (module.style === "esModule") return true;
  const mayPassOn = ({ to, how }) =>
    how === "require" && (to.kind !== "cjs" || isFlagged(to, seen));
  return module.style === "reexport" && module.edges.some(mayPassOn);
}

// Whether Node's lexer misses names of a module, or a bundle has no `default` for the importer.
export function hasHiddenNames(module, importer) {
  if (module.kind !== "cjs") return false;
  return LOOSE_STYLES.includes(module.style) || (isFlagged(module) && !importer.isNodeMode);
}

// What Node's lexer sees of a CommonJS module.
export function visibleNames(module) {
  if (LOOSE_STYLES.includes(module.style)) return [];
  return module.own.map(({ exported }) => exported);
}

// All names that `importer` can import from `module`.
export function namesOf(module, importer, seen = new Set()) {
  if (module.kind === "json") return ["default"];
  if (module.kind === "cjs") {
    return ["default", ...visibleNames(module)].filter((name) =>
      resolveCommonJs(module, name, importer),
    );
  }
  const names = new Set();
  collectNames(module, seen, names);
  return [...names].filter((name) => resolveExport(module, name, importer));
}

function collectNames(module, seen, names) {
  if (seen.has(module)) return;
  seen.add(module);
  for (const name of explicitNames(module)) names.add(name);
  for (const star of module.stars) {
    const found = new Set();
    if (star.kind === "esm") collectNames(star, seen, found);
    else for (const name of namesOf(star, module)) found.add(name);
    found.delete("default");
    for (const name of found) names.add(name);
  }
}

// --- Imports -------------------------------------------------------------------------------------

function chooseImports(graph, module) {
  const { random } = graph;
  if (module.kind !== "esm") return;
  for (const { to, how } of module.edges) {
    if (how !== "import") continue;
    const mayBeEarly = to.kind !== "esm" && reachedBy(module).has(module);
    const names = mayBeEarly ? [] : namesOf(to, module);
    const isReexported =
      module.stars.includes(to) || module.indirect.some(({ from }) => from === to);
    if (isReexported && random.chance(0.5)) continue;
    const wantsNamespace = to.kind !== "json" && !mayBeEarly && random.chance(0.4);
    module.imports.push({
      from: to,
      names: random.some(names, 0.5),
      namespace: wantsNamespace,
    });
  }
}
