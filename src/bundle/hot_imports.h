// Hot_imports: what a module imports, and where that leads after its text has changed.
#pragma once

#include "bundle/hot_parts.h"

// Of what it imports, as its source says it.
uint64_t hot_imports_hash(const Module *module);

// Of the names that it takes from others, and gives to them.
uint64_t hot_imports_names_hash(const Module *module);

// Of where its imports lead.
uint64_t hot_imports_targets_hash(const Hot *hot, const Module *module);

// Leads the imports of a module that was read again to modules of the graph. False: some may lead
// elsewhere, and the graph is to be made anew.
bool hot_imports_follow(Hot *hot, const Reread *reread);
