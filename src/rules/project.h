// Project: the files around the one that is linted, as rules about imports see them.
//
// Owns:  nothing: who lints has read the files before the first rule runs (lint/project.h), and any
//        number of threads may look at them.
// Gives: what each file imports and exports, and which files use what it exports.
// Never: reads a file. Where there is no project (`code->project` is NULL), such rules are silent.
#pragma once

#include "base/json.h"
#include "base/map.h"
#include "rules/source_code.h"
#include "scope/module_record.h"

typedef struct ProjectFile ProjectFile;

typedef enum ImportFate {
  IMPORT_UNKNOWN, // nobody has asked where it leads
  IMPORT_NOWHERE, // there is no such file or package
  IMPORT_OUTSIDE, // what the platform brings, or an address
  IMPORT_FOUND,   // to `file`
} ImportFate;

// What a file says with `from`, `import()` or `require()`.
typedef struct ProjectImport {
  ImportKind kind;
  ImportFate fate;
  bool is_dynamic;
  Text specifier;
  uint32_t line;     // of the specifier, from 1
  ProjectFile *file; // or NULL
} ProjectImport;

enum { NO_IMPORT = UINT32_MAX };

typedef struct ProjectExport {
  Text name;
  uint32_t import; // of `export { imported as name } from`; else NO_IMPORT
  Text imported;   // "*": all of it
} ProjectExport;

// What a package.json says of the packages that its files may import.
typedef enum DependencySort {
  DEPENDENCY_USUAL = 1 << 0,
  DEPENDENCY_DEV = 1 << 1,
  DEPENDENCY_PEER = 1 << 2,
  DEPENDENCY_OPTIONAL = 1 << 3,
  DEPENDENCY_BUNDLED = 1 << 4,
} DependencySort;

typedef struct ProjectPackage {
  Text folder;
  Text name;
  Map dependencies; // name → DependencySort
  Map entries;      // absolute paths of the files that others begin with; none if it is private
} ProjectPackage;

// Packages that options name by the paths of their folders.
typedef struct NamedPackages {
  Map known;                         // path as it is written → index
  Array(const ProjectPackage *) all; // NULL: there is no package.json
} NamedPackages;

struct ProjectFile {
  Text path;      // absolute and real
  Text shown;     // seen from the working folder
  bool is_module; // it has import or export statements; else nothing is known of what it exports
  bool is_in_package;
  Text problem; // what is wrong where it does not parse; else empty
  uint32_t problem_line, problem_column;
  Array(ProjectImport) imports; // in the order of the text
  Array(ProjectExport) exports;
  Array(uint32_t) stars;         // imports that are `export * from`
  Map export_index;              // name → index
  Map import_index;              // ImportKind and specifier → index
  uint32_t cycle;                // files that import each other have the same number; 0: none
  const ProjectPackage *package; // the nearest one, or NULL
  const NamedPackages *named;    // or NULL
  Map used;                      // names that others import
  bool is_used_whole;            // others import all of it
  bool is_used_by_star;          // others export all of it but `default`
};

// What the file at work imports and exports; made when it is first asked for.
const ModuleRecord *source_record(SourceCode *code);

// Where an import of the file at work leads, or NULL: it is not known, or there is no project.
const ProjectImport *project_import(SourceCode *code, const ImportRecord *import);

// The file that it leads to, if that is one whose exports are known; else NULL.
const ProjectFile *project_module(SourceCode *code, const ImportRecord *import);

// Adds an import to the index; finds one there.
void project_index_import(Arena *arena, ProjectFile *file, uint32_t index);

typedef Array(const ProjectFile *) ProjectPath;

// Whether a module exports a name, be it by other modules. `path` gets those that were asked in the
// end: the last one is the one that should have it.
bool project_exports(Arena *arena, const ProjectFile *file, Text name, ProjectPath *path);

// Whether a file is meant by one of a list of patterns and folders, seen from the working folder.
bool project_file_is_meant(Arena *arena, const ProjectFile *file, const Json *patterns);

// The names that a module exports by itself and by `export *`, each once; `default` is left out of
// the latter. False: one of the modules is not known.
bool project_export_names(Arena *arena, const ProjectFile *file, Map *names);
