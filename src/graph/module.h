// Module: one loaded file and all that can be said of it without looking at another.
//
// Owns:  its arenas, in which everything below lives. What is read of the file points to nothing of
//        the resolver: the next graph, which has another, may take the module over (graph/kept.h).
// Never: changes once the graph is made.
#pragma once

#include "graph/input_map.h"
#include "graph/loaders.h"
#include "graph/resolve.h"
#include "host/stamp.h"
#include "host/workers.h"
#include "scope/commonjs_parts.h"
#include "scope/module_record.h"
#include "scope/parts.h"
#include "transform/define.h"
#include "transform/drop.h"
#include "transform/jsx.h"

typedef enum ModuleKind {
  MODULE_ESM,
  MODULE_COMMONJS,
  MODULE_SCRIPT, // speaks neither: no imports or exports of any kind, though it may require()
  MODULE_VALUE,  // no code: JSON, a text, the URL of a file
} ModuleKind;

typedef struct Module Module;
typedef struct Wants Wants; // see wants.h
typedef struct Injection Injection; // see inject.h

// A key of a JSON object, as a name that can be imported.
typedef struct ValueKey {
  Text name;
  Text value; // as the file spells it
} ValueKey;

// Where an import leads.
typedef struct ImportTarget {
  ResolveStatus status;
  Module *module;   // RESOLVE_FILE and RESOLVE_DISABLED
  Module *copy;     // RESOLVE_EXTERNAL: a file that is copied; the import leads to the copy
  Module *worker;   // RESOLVE_EXTERNAL: a script that has an output of its own
  uint8_t form;     // of that output: see worker_import.h
  Text suffix;      // "?query" or "#hash" of its URL, or empty
  Text path;        // RESOLVE_EXTERNAL: what to import instead
  bool is_file;     // RESOLVE_EXTERNAL: path is absolute, to be written relative to the output
  bool is_quiet;    // RESOLVE_EXTERNAL: that it is imported can't be noticed by itself
  Text alternative; // the file that require() of the same package leads to, if another
} ImportTarget;

// A variable of the top level of an ES module that has one value for good.
typedef struct NamedConstant {
  SymbolId symbol;
  Constant value;
  Text spelling; // of the value, where that can stand for the name; or empty
  bool is_early; // nothing of the module runs before it has the value
} NamedConstant;

typedef Array(NamedConstant) NamedConstants; // ascending by symbol

// The same where its value depends on what the module imports.
typedef struct OpenConstant {
  SymbolId symbol;
  NodeId value;
} OpenConstant;

typedef Array(OpenConstant) OpenConstants; // ascending by symbol

// A file that a module was made from besides its own.
typedef struct OtherFile {
  Text path;
  FileStamp stamp; // as it was before it was read, by module_stamp_of
} OtherFile;

struct Module {
  // Holds the module itself where it was read again in the place of an earlier version: what points
  // to a module then points to the new one. Empty where `arena` holds it.
  Arena cell;
  Arena arena;
  uint32_t
      serial;     // of modules that may be kept: no other one ever has it, unless read in its place
  Text key;       // tells it from all others of a graph, and finds it again in the next one
  bool is_loaded; // all that is known of the file alone is there
  FileStamp stamp; // of the file as it was read, by module_stamp_of
  Array(OtherFile) others;
  uint32_t id; // its index in the graph
  // Absolute and real; of a data: URL, the whole of it. What comes from no file has a name that is
  // not absolute: the table of a glob, the JSON of a flag, a disabled package that isn't there.
  Text path;
  Text suffix;     // "?query" or "#hash" of its imports, or empty
  SourceFile file; // the path as shown, and the text (a byte order mark left out)
  Loader loader;   // what is made of the file
  Text attribute;  // the `type` of an import that says so; empty if the extension does
  // Where in file.path its own path is, or its folder's; nowhere: it has none.
  uint32_t shown_start, shown_end;
  Text label;      // the path as code shows it, with the attribute where it tells modules apart
  bool tells_type; // it has the attribute
  ModuleKind kind;
  ModuleType type;        // what its extension or package.json says
  Text home;              // of a glob's table: a path beside those that it imports; else empty
  Text base;              // the same, of a program that was given
  bool is_meta_glob;      // of the table of an import.meta.glob()
  Place asked_from;       // of a glob's table: the first import of it
  bool is_disabled;       // a `false` in a browser map: empty
  bool no_side_effects;   // package.json says that importing it does nothing by itself
  bool is_nowhere;        // what nobody has asked for leads there: see wants.h
  Wants *wants;           // while the graph is made; NULL: all that it imports is followed
  const TsConfigJsx *jsx; // what tsconfig.json says of it, or NULL
  bool is_strict;         // as a whole: an ES module, or "use strict" at the top
  bool is_mended;         // its text was no UTF-8
  Text hashbang;          // the first line, if it is one, without its end
  Text directives;        // those that speak to whoever runs the program, such as "use client"
  bool is_broken;         // could not be read or parsed; its diagnostics say why
  Arena syntax_arena;     // holds the tree and the scopes; see module_release_syntax
  Tree tree;
  ScopeTable scopes;
  ModuleRecord record;
  Parts parts;               // of an ES module whose names no eval can see; `at` is NULL otherwise
  Replacements replacements; // by --define and --drop, dead code, and JSX
  NodeIds open_conditions;   // those that depend on names of the top level: see dead.h
  NamedConstants constants;
  OpenConstants open_constants;
  CommonJsParts commonjs_parts; // of a CommonJS module: statements that only export
  Place react_is_free; // the first tag that calls a React which the file does not have; or nowhere
  bool is_injected;    // by a flag: nothing is injected into it
  bool is_given;       // its text is no file's: JSON that a flag gave
  Text given;          // where that is still to be decoded: its bytes; `at` is NULL else
  Array(Module *) injected;         // what its first imports lead to: see inject.h
  Array(InjectedUse) injected_uses; // expressions that imports of those stand in for
  Array(ValueKey) keys;             // of a JSON object, each name once
  Map key_indices;                  // name → index into keys
  uint64_t content_hash;            // of an asset
  const InputMap *input_map; // what the text was made from; NULL if it says nothing of it, or if
                             // nobody asks. Its mappings go with the syntax.
  Diagnostics diagnostics;   // what is wrong with the file by itself
  Arena imports_arena;       // holds what follows, which each graph makes anew
  ImportTarget *targets;     // by record.imports
  Diagnostics import_diagnostics;
};

// What the outputs of a build are, as far as workers are concerned.
typedef struct WorkerOptions {
  bool is_node;       // --platform=node
  bool makes_modules; // --format=esm
  bool makes_scripts; // --format=iife
} WorkerOptions;

// What paths are seen from as they are shown: the working folder, or empty where they are absolute.
typedef struct PathBases {
  Text code, log, metafile;
} PathBases;

// What modules are loaded with; shared by all threads and constant.
typedef struct LoadOptions {
  PathBases bases;
  const Loaders *loaders;
  const Defines *defines;
  const Injection *injection; // or NULL
  DropOptions drop;
  EffectsOptions effects;
  bool keeps_modules;              // for a graph that is made later
  bool tells_places;               // see module_places.h
  Text stack_reader;               // see transform/stacks.h; empty: none
  Text place_resolver;             // see module_places.h; empty: none
  Text await_keeper;               // see transform/awaits.h; empty: none
  bool defers;                     // re-exports of packages, see wants.h
  bool is_shaken;                  // what nobody uses is left out, where packages allow it
  bool missing_stays;              // what packages ask for and is not there, or is native code
  bool is_strict;                  // outputs are ES modules, and so all of their code is strict
  bool is_alone;                   // --no-bundle: imports lead nowhere, they are left as they are
  bool reads_maps, reads_contents; // the modules' own source maps, and the contents of sources
  JsxOptions jsx;
  WorkerOptions workers;
  Resolver *resolver;
  Workers *threads; // on which modules are loaded, and large ones by several at a time
} LoadOptions;

// Reads, parses and analyses the file of `module` (path, type and flags are set). Imports are not
// resolved. Diagnostics of the file as a whole have no place yet.
void module_load(Module *module, const LoadOptions *options);

// Reads the source map that a parsed module names, into module->input_map.
void input_map_load(Module *module, bool wants_contents);

// Returns the memory of the tree and the scopes, which is most of a module's, once all that is
// printed of it is printed. Its record, its text and its diagnostics stay.
void module_release_syntax(Module *module);

// The file's stamp, to be asked for before it is read; `changed_ns` is 0, as no file's is, if a
// change that comes right behind might not show in it.
FileStamp module_stamp_of(Text path);

// Notes that the module depends on another file, be it there or not, which is to be read now.
void module_note_other(Module *module, Text path);

// Whether the module's file has the text that was read.
bool module_is_as_read(const Module *module);

// Where `node` stands in its file.
static inline Place module_place(const Module *module, NodeId node) {
  const Node *at = tree_node(&module->tree, node);
  return (Place){&module->file, at->start, at->end, {0}};
}

// What follows the path in URLs of the file: nothing of what says only what is made of it.
static inline Text module_url_suffix(const Module *module) {
  return loader_of_query(module->suffix) ? TEXT("") : module->suffix;
}

// Whether it is not one's own code.
static inline bool module_is_in_package(const Module *module) {
  return resolve_is_in_package(module->path);
}

// The path as shown where paths are seen from `base`, or absolute if that is empty; with the
// attribute, where that tells modules apart.
Text module_path_shown(Arena *arena, const Module *module, Text base);
Text module_label(Arena *arena, const Module *module, Text base);

// The module of an import, be it part of the output or a file beside it; or NULL.
static inline Module *module_led_to(const ImportTarget *target) {
  if (target->module) return target->module;
  return target->copy ? target->copy : target->worker;
}

// A path beside those that it imports.
static inline Text module_base(const Module *module) {
  if (module->home.size > 0) return module->home;
  return module->base.size > 0 ? module->base : module->path;
}

// Whether it is the table that stands for an import of all files that fit a pattern.
static inline bool module_is_glob(const Module *module) {
  return module->home.size > 0;
}

static inline bool module_is_esm(const Module *module) {
  return module->kind == MODULE_ESM;
}
