// Rename: the shortest names for all symbols of a program, the most frequent ones first.
#pragma once

#include "minify/work.h"

// What each symbol is called, by SymbolId; `at` is NULL where its name stays. Labels and private
// names are changed in the Ast itself.
Text *rename_symbols(Minify *minify);
