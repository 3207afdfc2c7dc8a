// Reread: modules of a graph whose files have changed, read again in their places.
//
// Takes: a graph that was made with modules to be kept, and nothing injected; the resolver's
// answers
//        are what they were.
// Gives: the modules as they are now. Their imports lead where they led before, as long as they are
//        the same: whoever goes on with the graph sees to that.
// Never: makes a graph: modules that are imported now, and were not before, are not looked for.
#pragma once

#include "graph/graph.h"

typedef Array(Module *) StaleModules;

// The modules whose files are not as they were read, found on all cores; the list is in `arena`.
StaleModules graph_find_stale(Arena *arena, const Graph *graph, Workers *workers);

// Reads them again, on all cores; what they were before is added to the graph's rereads.
void graph_read_again(Graph *graph, const StaleModules *stale, const LoadOptions *options,
                      Workers *workers);
