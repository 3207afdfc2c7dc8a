// Hot_refresh: what React Fast Refresh must be told of a module: its components, and which hooks
// each of them calls.
//
// Takes: a module that was linked by itself. What is a component is guessed by its name, as React's
//        own plugin does; the program's runtime looks at the value.
// Never: changes what the module does.
#pragma once

#include "base/buffer.h"
#include "link/plan.h"

// Appends a call behind the module's code, if it has something that may be a component or a hook.
void hot_refresh_add(Buffer *out, const Plan *plan, const Module *module, Text id);
