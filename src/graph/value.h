// Value: what is known beforehand of a module that is no code.
#pragma once

#include "graph/module.h"

// Analyses a module whose file has been read: it is a value, and JSON has keys that can be
// imported. What is wrong with it is added to its diagnostics.
void value_load(Module *module);
