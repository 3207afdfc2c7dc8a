// Plan: what link has decided about the modules of one output, in tables by place (plan_place).
//
// Owns:  nothing; all tables live in the plan's arena.
// Never: points from a module to the plan: modules stay as the graph made them.
#pragma once

#include "graph/graph.h"

// How a module's code gets into the output.
typedef enum Wrap {
  WRAP_NONE,     // its top level becomes the output's: run where it stands
  WRAP_FILE,     // a CommonJS entry of a CommonJS output: the file is the closure that it needs
  WRAP_COMMONJS, // a closure that runs when it is first required
  WRAP_ESM,      // a closure too: an ES module that somebody require()s or import()s
} Wrap;

typedef enum BindingKind {
  BINDING_MISSING,
  BINDING_SYMBOL,    // a symbol of another module's top level
  BINDING_DEFAULT,   // the nameless default export of another module
  BINDING_NAMESPACE, // a module's namespace object
  BINDING_MEMBER,    // a member of a module's namespace object, looked up when it runs
  BINDING_KEY,       // a key of a JSON value
  BINDING_EXTERNAL,  // a name of a module outside of the output; "*" is its namespace
} BindingKind;

// What an imported name means in the end, re-exports followed.
typedef struct Binding {
  BindingKind kind;
  const Module *module; // EXTERNAL: the module whose import it is
  SymbolId symbol;      // SYMBOL
  uint32_t record;      // EXTERNAL: its import there; KEY: its index in the module's keys
  Text name;            // the name that `module` exports it by
  bool is_node_mode;    // NAMESPACE, MEMBER: whether Node takes the importing file for an ES module
} Binding;

// A variable of the output's own scope, and what it is called in the end.
typedef uint32_t SlotId; // 0 = none
typedef struct Slot {
  Text preferred;
  Text name;           // final; set by name_slots
  Text alias;          // splitting: what its chunk exports it by, if that is not `name`
  const Module *owner; // whose top-level symbol it is, or NULL
  bool keeps_name;     // eval can see it
  bool is_capitalized; // `preferred` is not as in the source, but for a tag of JSX
  uint32_t chunk;      // splitting: whose variable it is, or SLOT_EVERYWHERE
} Slot;

typedef Array(Slot) Slots;

enum { SLOT_EVERYWHERE = UINT32_MAX }; // each chunk that uses it has one of its own

// Splitting: what a variable that is not a chunk's own is called there.
typedef struct LocalName {
  SlotId slot;
  SlotId variable; // cjs: of what require() of its chunk returned; it is a member of that
  Text name;
} LocalName;

// One exported name of a module, its own or through `export *`.
typedef struct ExportSlot {
  Text name;
  const Module *module; // where it is written; or the CommonJS module that seems to export it
  uint32_t entry;       // index into that module's record.exports
  bool is_commonjs;     // a member of what `module` exports when it runs
  bool is_node_mode;    // CommonJS: as seen from the `export *` that leads there
  uint32_t rivals;      // the first rival, 1 + its index; 0 if there is none, or once it is judged
  uint32_t frame;       // being judged, see exports.c
  bool is_hidden;       // as in ExportRival
  bool is_ambiguous;    // two `export *` disagree: it is not exported
} ExportSlot;

// Another module that exports the name of a slot, by another `export *`.
typedef struct ExportRival {
  const Module *module;
  uint32_t entry;
  uint32_t next;  // 1 + index, or 0
  bool is_hidden; // only other rivals lead to it
} ExportRival;

typedef struct ExportTable {
  Map names; // name → index into slots
  Array(ExportSlot) slots;
  uint32_t own_count;        // the first slots are the module's own
  Array(ExportRival) rivals; // lists, linked by `next`
  Array(Binding) dynamic;    // namespaces (CommonJS, external) that `export *` copies when it runs
  bool is_made;
} ExportTable;

// What an export means, once that is known; until then, see exports.c.
typedef struct ExportAnswer ExportAnswer;
struct ExportAnswer {
  Binding binding;
  uint32_t frame;
  ExportAnswer *before;
};

// A module that stays outside and is imported by an output's ES modules.
typedef struct External {
  Text path;
  ImportPhase phase;
  Text attributes;        // `{ key: "value" }` of its imports, or empty
  const Module *importer; // the first module that imports it
  uint32_t record;        // its import there
  const Module *copy;     // a file that is copied beside the output, or NULL
  bool is_node_mode;      // imported from a file that Node takes for an ES module
  bool is_quiet;          // it stays only where something of it is used
  SlotId namespace_slot;  // `* as name` (esm), or the result of require() (cjs, iife)
  bool needs_namespace;
  bool is_used_lazily; // some closure imports it: the result of require() is set late
  Array(Text) names;   // esm: imported names
  Array(SlotId) slots; // by names
  Map name_indices;    // name → index into names
} External;

typedef enum StepKind {
  STEP_RUN,      // the code of a module that is not wrapped
  STEP_REQUIRE,  // import_foo = __toESM(require_foo()): a CommonJS module that an ES module imports
  STEP_INIT,     // init_foo(): an ES module that is wrapped
  STEP_EXTERNAL, // import_foo = __toESM(require("foo")), or an import statement
  STEP_WAIT,     // await started(): what has been asked for so far must have run
  STEP_CIRCLE,   // started(init_foo): a closure leads back to what stands behind that
} StepKind;

typedef struct Step {
  StepKind kind;
  const Module *module;
  uint32_t external;
  bool is_node_mode;
} Step;

// A member of an imported namespace that is known beforehand.
typedef struct MemberUse {
  NodeId node; // the member expression
  Binding binding;
} MemberUse;

// A name that is exported, and what it means.
typedef struct NamedExport {
  Text name;
  Binding binding;
  SlotId slot; // of the entry: a variable that holds it, where no variable of a module does
} NamedExport;

// What the parts of a module use, like `uses` of Parts, where constants stand for some names.
typedef struct UsesLeft {
  Array(SymbolId) uses; // of all parts
  uint32_t *first;      // by part, and one more; NULL where nothing is folded
} UsesLeft;

// What link knows of one module.
typedef struct Linked {
  Wrap wrap;
  bool acts_as_commonjs; // its exports are only known when it runs
  bool is_entry;         // reaching begins here
  bool is_reachable;     // from an entry, over any import
  bool is_in_cycle;      // it leads to itself over import statements and require()
  bool is_included;      // its code is in the output
  bool exports_are_kept; // all that it exports is included
  bool is_loaded;        // WRAP_FILE: a module of the output loads it, too
  bool runs_at_start;    // the entry imports it, and it is no closure: see wrap.c
  bool needs_namespace;  // its namespace object is used
  bool exports_alone;    // nothing but the output's exports would need such an object
  bool name_is_read;     // of what it exports by default
  bool is_looked_into;   // by code that could tell that object from an engine's
  bool is_used_lazily;   // acts_as_commonjs: some closure imports it, so its import_foo is set late
  bool import_is_used[2]; // acts_as_commonjs, by node mode: something of it is used
  Map taken;              // of a CommonJS module: names that are asked for one by one
  // By open constant of the module: what it is, or UNKNOWN; NULL before somebody asks.
  NamedConstant *late_constants;
  Replacements folds;       // constants of other modules, and what never runs because of them
  UsesLeft left;            // what its parts use besides
  bool is_bound;            // all that it imports is there, and was found the short way
  bool *live_parts;         // by part: it is in the output; NULL where all are
  Binding *bindings;        // by record.bindings
  uint32_t *externals;      // by record.imports: 1 + index into the plan's externals, or 0
  uint32_t *binding_order;  // indices into record.bindings by symbol, ascending
  ExportTable exports;      // ESM; made when first asked for
  ExportAnswer *answers;    // by record.exports; made when first asked for
  uint32_t star_walk;       // the last walk over `export *` that came by
  uint32_t star_end;        // the last one that was to end here
  SlotId *slots;            // if it is bare: by SymbolId, of its top-level symbols
  SlotId default_slot;      // `export default` of an expression; a value as a whole
  bool *live_keys;          // of a value, by key: it is used; NULL where none is
  bool value_is_whole;      // of a value: all of it is used
  SlotId *key_slots;        // of a value that is not used as a whole, by key
  SlotId namespace_slot;    // foo_exports
  SlotId wrapper_slot;      // require_foo, init_foo
  SlotId import_slots[2];   // acts_as_commonjs: import_foo, by node mode
  Array(MemberUse) members; // `namespace.name` that is printed as the name itself
  Array(NamedExport) namespace_names; // what the namespace object has
  Array(Step) init_steps;             // wrapped: what its static imports run, in order
  Texts commonjs_names;               // see commonjs_names()
  Texts unset_names;                  // CommonJS: that its namespace has, set or not
  bool lists_unset[2];                // by node mode: a namespace of it is used as an object
  // Splitting only:
  uint32_t chunk;           // where its code is
  bool is_late;             // it must not run when its chunk does: see chunk_order.c
  bool is_inert;            // it runs nothing that could be noticed: see inert.c
  bool is_waiting;          // it runs when others have awaited: see turn_chunks.c
  SlotId loader_slots[2];   // acts_as_commonjs: load_foo, which sets import_foo, by node mode
  bool is_required;         // require() leads to it
  SlotId required_slot;     // an ES module that is: require_foo
  bool is_split_off;        // import() leads to it
  uint32_t entry_point;     // of the chunk that import() of it loads
  uint32_t own_point;       // is_entry: of the chunk that runs it as an entry
  Array(Binding) uses;      // what its code mentions of other modules
  Array(Binding) passes_on; // what its exports mean, if they are kept
  Array(uint32_t) loads;    // its calls of require() and import() that are in the output, by record
  bool has_commonjs_names;
  bool has_unset_names;  // they are listed
  bool is_async;         // top-level await, its own or of what it imports
  bool is_run_by_others; // a closure, or a CommonJS module, that has run when what asks for it ends
  uint32_t turn;         // where modules wait beside each other: see turns.c; 0 elsewhere
  uint8_t worker_forms;  // those in which it is among the plan's workers, a bit for each
} Linked;

// A script that the output's code starts, and that is an output by itself.
typedef struct WorkerScript {
  const Module *module;
  uint8_t form;  // see worker_import.h
  Place started; // where the first one starts
} WorkerScript;

typedef enum OutputFormat { OUTPUT_IIFE, OUTPUT_CJS, OUTPUT_ESM } OutputFormat;

static inline Text output_format_name(OutputFormat format) {
  static const Text names[] = {
      [OUTPUT_IIFE] = {"iife", 4}, [OUTPUT_CJS] = {"cjs", 3}, [OUTPUT_ESM] = {"esm", 3}};
  return names[format];
}

// --manual-chunks:NAME=PATTERN
typedef struct ManualChunk {
  Text name, pattern;
} ManualChunk;

typedef struct LinkOptions {
  OutputFormat format;
  bool has_global_name;
  Text working_folder; // absolute
  Text output_folder;  // absolute: paths of files outside are written relative to it
  Text output_root;    // absolute: --outdir, or the folder of --outfile; empty if neither is given
  Text public_path;    // what stands for the root in URLs; empty: a relative path
  // The folder of a server that has files at their places, at "/" or below "/base"; or empty.
  Text site_root, site_base;
  Text *worker_paths;       // absolute, of scripts that are outputs: see link_worker_path
  const Text *asset_paths;  // by module id, absolute: where assets are put; empty for others
  const Defines *defines;   // their names are taken
  bool keeps_everything;    // --tree-shaking=false
  bool keeps_names;         // any module may call the helper for that
  bool ignores_annotations; // what packages say of their side effects
  bool is_alone;            // --no-bundle: the output is one module; what it imports stays outside
  bool is_copied;           // such a module that speaks the output's module system already
  bool is_hot;              // such a module, whose imports lead to others of a hot program
  bool is_ascii_only;       // --charset=ascii: of texts that are made, too
  bool keeps_jsx;           // --jsx=preserve
  bool splits;              // into chunks
  bool shortens_aliases;    // of what chunks use of each other
  Text module_host;         // what has some of the helpers (see cbundle.h); empty: nothing
  bool returns_promise;     // where the program has top-level await, whatever the format
  bool is_plain_worker;     // a worker's script, which could import others if it were a module
  Array(ManualChunk) manual_chunks;
  uint32_t min_chunk_bytes;
  Workers *threads; // for passes that look at each module by itself
} LinkOptions;

typedef struct Split Split;

// Functions of bundle/runtime.js, see runtime.def.
typedef enum RuntimeHelper {
#define HELPER(NAME, name) RUNTIME_##NAME,
#include "link/runtime.def"
  RUNTIME_HELPER_COUNT
} RuntimeHelper;

typedef enum Strictness {
  STRICT_NOWHERE,    // no directive for the whole
  STRICT_EVERYWHERE, // one at the top
  STRICT_APART,      // one in a function around all but the CommonJS closures
} Strictness;

typedef struct Plan {
  Arena *arena;
  const Graph *graph;
  const LinkOptions *options;
  const Module *entry; // NULL: a shared chunk, or all chunks together
  const Split *split;  // NULL: all is one output
  uint32_t chunk;      // splitting: which one this is the plan of
  uint32_t *places;    // by module id: see plan_place
  Linked *linked;      // by place
  uint32_t place_count;
  Array(const Module *) entries;   // where reaching begins: the entry, or all of them
  Array(const Module *) reachable; // from the entries, in the order of ids
  Array(WorkerScript) workers;
  Array(External) externals;
  Map external_indices;              // node mode, path, attributes → index into externals
  Array(const Module *) definitions; // wrapped modules, in the order of their definitions
  Array(Step) steps;                 // what runs, in order
  Slots *slots;                      // one table for all plans of a build; slot 0 is none
  SlotId first_slot, end_slot;       // those of the output itself
  Array(LocalName) locals;           // of other slots that it uses, ascending
  Array(NamedExport) exports;        // what the entry exports; not for OUTPUT_IIFE
  Strictness strictness;
  SlotId helper_slots[RUNTIME_HELPER_COUNT];
  size_t export_count;     // names in all export tables
  uint32_t star_walk;      // the number of walks over `export *`
  uint32_t frame;          // exports.c: questions inside of each other
  uint32_t lowest_frame;   // the outermost open question that the current one depends on
  uint32_t open_answers;   // how many depended on one, and were not kept
  SlotId default_slot;     // a CommonJS entry whose members are exported: its module.exports
  SlotId import_meta_slot; // what stands for import.meta where there is none; 0 if nobody asks
  uint32_t waiting_turn;   // the first that waits for all before it: see turns.c; 0 if none does
  uint32_t constant_depth; // of constants that are asked for, see constants.c
  SlotId started_slot;     // what waits there
  bool asks_what_is_inert; // turns.c: of modules beside one that awaits
  bool asks_what_throws;   // turns.c: of modules that wait for others
  bool asks_what_changes;  // turns.c: of variables that the entry exports
  bool has_eval;           // seen_by_eval.c: closures depend on the names of all modules
  Diagnostics *diagnostics;
} Plan;

// The place of a module in tables of a plan: 1 + its index among those that the plan reaches, which
// scripts of workers follow. Where each of many entries has a plan of its own, most modules are
// none of its business: these share place 0, where nothing is ever set.
static inline uint32_t plan_place(const Plan *plan, const Module *module) {
  return plan->places[module->id];
}

static inline Linked *plan_of(const Plan *plan, const Module *module) {
  return &plan->linked[plan_place(plan, module)];
}

static inline bool plan_owns(const Plan *plan, SlotId slot) {
  return slot - plan->first_slot < plan->end_slot - plan->first_slot;
}

// What a slot that is not the plan's own is called there; NULL if it is not used there.
LocalName *plan_local(const Plan *plan, SlotId slot);

static inline Text plan_name(const Plan *plan, SlotId slot) {
  if (plan_owns(plan, slot)) return plan->slots->at[slot].name;
  const LocalName *local = plan_local(plan, slot);
  return local ? local->name : TEXT("undefined"); // nothing that is printed mentions it
}

// Whether the output has a variable for a slot.
static inline bool plan_has_slot(const Plan *plan, SlotId slot) {
  return slot && (plan_owns(plan, slot) || plan_local(plan, slot));
}

// The module that import `record` leads to, or NULL.
static inline const Module *plan_target(const Module *module, uint32_t record) {
  return module->targets[record].module;
}

// Whether import `record` leads out of the output.
static inline bool plan_is_external(const Module *module, uint32_t record) {
  return !module->targets[record].module;
}

// Whether `importer` gets the namespace of `target` as Node makes it: `default` is module.exports,
// whatever `__esModule` says. A value says nothing by it.
static inline bool plan_is_node_mode(const Module *importer, const Module *target) {
  return importer->type == MODULE_TYPE_MODULE || target->kind == MODULE_VALUE;
}

// Whether the code of a module awaits at its top level.
static inline bool plan_awaits(const Plan *plan, const Module *module) {
  bool awaits = module->kind == MODULE_ESM && (module->record.syntax & MODULE_HAS_AWAIT);
  return awaits && plan_of(plan, module)->is_included;
}

// Whether the top level of a module is that of the output, with names that the plan gives.
static inline bool plan_is_bare(const Plan *plan, const Module *module) {
  Wrap wrap = plan_of(plan, module)->wrap;
  return wrap == WRAP_NONE || wrap == WRAP_FILE;
}

// Whether a module is reached by a call of its wrapper, which gives its module.exports.
static inline bool plan_is_required(const Plan *plan, const Module *module) {
  Wrap wrap = plan_of(plan, module)->wrap;
  return wrap == WRAP_COMMONJS || wrap == WRAP_FILE;
}

// Whether part `index` of a module is in the output.
static inline bool plan_has_part(const Linked *linked, uint32_t index) {
  return !linked->live_parts || linked->live_parts[index];
}

// Adds a variable that wants to be called `preferred`.
SlotId plan_add_slot(Plan *plan, Text preferred, const Module *owner);
