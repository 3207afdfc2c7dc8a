// ModulePlaces: where a module is, as constants in its code: __filename, __dirname and what
// import.meta says. For programs that run where they were built: each of their modules has its own.
#pragma once

#include "graph/module.h"

// `defines`, and those of the module's place if its text names them. In the module's arena.
// `resolver` has a function for import.meta.resolve of each module, by its path; empty: none.
const Defines *module_places_add(Module *module, const Defines *defines, Text resolver);
