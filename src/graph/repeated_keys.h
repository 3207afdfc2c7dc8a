// RepeatedKeys: warns of keys that an object of a JSON file has twice.
//
// Takes: a module whose text json_check found good.
// Never: speaks of packages, whose users can't help it.
#pragma once

#include "graph/module.h"

// The warnings are the module's.
void repeated_keys_report(Module *module);
