// ModuleRecord: what one file imports and exports, and which module system it speaks; the
// specification's module record, and its counterpart for CommonJS.
//
// Takes: a tree with its scopes; nodes marked NODE_DEAD import nothing.
// Gives: lists in source order; all texts live as long as the tree or in the arena.
// Never: resolves a specifier: that is graph.
#pragma once

#include "scope/scope.h"

typedef enum ImportKind {
  IMPORT_ENTRY,     // named on the command line
  IMPORT_STATEMENT, // import … from, export … from
  IMPORT_DYNAMIC,   // import()
  IMPORT_REQUIRE,   // require()
  IMPORT_RESOLVE,   // require.resolve()
  IMPORT_URL,       // new URL("./file", import.meta.url): nothing is loaded
  IMPORT_WORKER,    // the same in `new Worker(…)`: the file is code that runs by itself
} ImportKind;

// What of a module an import asks for, and when it runs.
typedef enum ImportPhase {
  PHASE_EVALUATION, // all of it, at once
  PHASE_DEFER,      // import defer * as a, import.defer(): it runs when it is first used
  PHASE_SOURCE,     // import source a, import.source(): it does not run
} ImportPhase;

// `with { key: "value" }`
typedef struct ImportAttribute {
  Text key, value;
  NodeId key_node, value_node;
} ImportAttribute;

typedef struct ImportRecord {
  ImportKind kind;
  ImportPhase phase;
  NodeId node;           // the statement or call
  NodeId specifier_node; // its string
  Text specifier;
  Array(ImportAttribute) attributes;
  NodeId cause; // of an import that is not written in the file: the node that needs it
  // Of a call such as `require(a ? "./b" : "./c")`: what is called, `import` or `require`. There is
  // a record for each of the strings, which are their `node`.
  NodeId chooser;
  // The specifier is a pattern (glob_pattern.h), and `node` what is called: `import` or `require`.
  // It stands for a function that is called with the path. `kind` is IMPORT_REQUIRE: of that
  // function.
  bool is_glob;
  bool is_glob_import; // `import` rather than `require`
  NodeId options;      // of import(): its second argument, if what it is must be looked at
  bool is_guarded;     // the code around deals with failures: one to resolve it is only a warning
  bool is_created; // of a `require` that the file makes (created_require.h), which may also answer
} ImportRecord;

// `import { name as local }`; name is "*" for a namespace import.
typedef struct ImportBinding {
  SymbolId local;
  Text name;
  uint32_t record;
  NodeId node; // the name in the statement, for messages
} ImportBinding;

typedef enum ExportKind {
  EXPORT_LOCAL,    // a symbol of the file
  EXPORT_DEFAULT,  // `export default` of an expression or of something without a name
  EXPORT_INDIRECT, // export { imported as name } from record; imported is "*" for `* as name`
} ExportKind;

typedef struct ExportEntry {
  ExportKind kind;
  Text name;
  SymbolId local;
  Text imported;
  uint32_t record;
  NodeId node;
} ExportEntry;

typedef enum ModuleSyntax {
  MODULE_HAS_IMPORT = 1 << 0,    // import statements or import.meta
  MODULE_HAS_EXPORT = 1 << 1,    // export statements
  MODULE_USES_EXPORTS = 1 << 2,  // the CommonJS variable `exports`
  MODULE_USES_MODULE = 1 << 3,   // `module`
  MODULE_USES_FILENAME = 1 << 4, // `__filename`
  MODULE_USES_DIRNAME = 1 << 5,  // `__dirname`
  MODULE_HAS_RETURN = 1 << 6,    // `return` at the top level
  MODULE_HAS_AWAIT = 1 << 7,     // `await` at the top level
  MODULE_USES_THIS = 1 << 8,     // `this` at the top level
  // Object.getOwnPropertyDescriptor() and its like of an import; or of another variable, where
  // they do nothing but look
  MODULE_LOOKS_INTO_IMPORTS = 1 << 9,
  MODULE_LOOKS_INTO_OBJECTS = 1 << 10,
  MODULE_READS_NAMES = 1 << 11,  // `name` of an import, or of something's `default`
  MODULE_READS_PATHS = 1 << 12,  // import.meta, or something in it that is not `url`
  MODULE_READS_MAIN = 1 << 13,   // `require.main`
  MODULE_READS_PARENT = 1 << 14, // `module.parent`
} ModuleSyntax;

typedef Array(NodeId) NodeIds;

// How certain an export of a CommonJS module is.
typedef struct CommonJsCertainty {
  bool is_set;  // whenever the module has run to its end
  bool is_seen; // by Node, which lists it even where it is never set
} CommonJsCertainty;

typedef struct CommonJsName {
  Text name;
  CommonJsCertainty certainty;
} CommonJsName;

typedef struct CommonJsReexport {
  uint32_t import; // whose names are exported, too, by index
  CommonJsCertainty certainty;
} CommonJsReexport;

// See commonjs_exports.h.
typedef struct CommonJsExports {
  Array(CommonJsName) names; // each once, in the order of the text
  Array(CommonJsReexport) reexports;
} CommonJsExports;

typedef struct ModuleRecord {
  Array(ImportRecord) imports;
  Array(ImportBinding) bindings;
  Array(ExportEntry) exports;
  Array(uint32_t) stars;    // records of `export * from`
  Array(NodeId) requires;   // uses of `require` that are not understood: kept as they stand
  NodeIds dynamic_requires; // calls of it whose argument is not a string, outside of try blocks
  Array(NodeId) this_nodes; // `this` at the top level
  Array(NodeId) import_metas;
  CommonJsExports commonjs; // of a module that is not ESM
  NodeId top_level_await;   // the first one, if MODULE_HAS_AWAIT
  uint32_t syntax;          // ModuleSyntax
} ModuleRecord;

// Adds what the file says to `record`, which may begin with imports that it does not say (their
// node is NODE_ROOT: they stand at its start); lists live in `arena`.
void module_record_read(Arena *arena, const ScopeTable *table, ModuleRecord *record);

// The node that messages about an import point to.
static inline NodeId import_place(const ImportRecord *import) {
  return import->cause ? import->cause : import->specifier_node;
}

static inline bool module_record_is_esm(const ModuleRecord *record) {
  return record->syntax & (MODULE_HAS_IMPORT | MODULE_HAS_EXPORT);
}

// A name that code can use after a dot: neither empty nor with other characters than ASCII letters,
// digits, `_` and `$`.
bool name_is_plain(Text name);
