// Inject: files that every module imports before all else, and whose exports stand in for names
// that a module does not declare (`--inject`). Objects that `--define` puts in the place of a name
// are such exports as well, so that there is one object wherever the name stands.
//
// Takes: the files, loaded; their imports need not be followed yet.
// Gives: for each module, imports in front of its own, and what is printed as one of them.
// Never: injects a file into itself or another such file.
#pragma once

#include "graph/module.h"

typedef struct InjectedName {
  uint32_t file; // index into `files`
  Text exported;
} InjectedName;

struct Injection {
  Array(Module *) files;
  uint32_t always;           // the first files, which all modules import; others only where used
  Array(InjectedName) names; // indices are those of DefineResults
  Map first;                 // name → 1 + index into names: of the first file that exports it
  Defines defines;           // the user's, and names with dots that files export
};

// Adds a file that is loaded; all files before the first object.
void injection_add_file(Arena *arena, Injection *injection, Module *file);

// Whether a define puts an object or a list in the place of a name.
static inline bool injection_has_object(const Define *define) {
  return define->value.at[0] == '{' || define->value.at[0] == '[';
}

// Takes over the user's defines; `make_json` makes a module of a JSON text.
typedef Module *(*MakeJson)(void *context, Text shown, Text json);
void injection_add_defines(Arena *arena, Injection *injection, const Defines *defines,
                           MakeJson make_json, void *context);

// Makes imports of free names of `module`, and of the uses that defines have found.
void injection_apply(const Injection *injection, Module *module, const DefineResults *results);
