// Wants: what is asked of modules that can do without some of what they import.
//
// A file of a package without side effects is often a list of what others export, ten thousand
// times over: `export { a } from "./a"`. Such re-exports wait until somebody asks for one of their
// names. What is followed in the end does not depend on who asks first.
//
// Never: lets anything wait of one's own files, so that what is wrong with them is told.
#pragma once

#include "graph/scan.h"

static const Text WANTS_ALL = {"*", 1}; // names of a module

// For a module that may wait; `index` is its place among those that the scan has found.
Wants *wants_make(Arena *arena, uint32_t index);

// Finds what can wait of a module that is loaded, and whether an import does.
void wants_find(Module *module);
bool wants_waits(const Module *module, uint32_t record);

// Asks a module, which may be NULL, for a name that it exports. From any thread.
void wants_ask(Scan *scan, Module *module, Text name);

// Asks for what a module uses of others, once its imports are followed but for those that wait;
// these are followed as they are asked for, from now on.
void wants_tell(Scan *scan, Module *module);
