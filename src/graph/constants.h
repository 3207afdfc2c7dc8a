// Constants: the variables at the top of an ES module that have one value for good.
#pragma once

#include "graph/module.h"

// Fills `module->constants` and `open_constants`; its parts are known.
void constants_find(Module *module);
