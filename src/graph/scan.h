// Scan: what the files that find the modules of a graph share while they do (graph.c, wants.c).
//
// Owns:  the table of known modules, until the graph is made.
#pragma once

#include "graph/graph.h"
#include "graph/inject.h"
#include "host/lock.h"

#include <stdatomic.h>

typedef struct Scan {
  Graph *graph;
  const GraphOptions *options;
  Lock lock;   // guards the four below, and what is kept
  Arena arena; // of the table
  Map known;   // path → index into found
  Array(Module *) found;
  Rereads rereads;
  atomic_size_t known_count, done; // of modules, for progress
  Injection injection;             // made before any other module is loaded
  LoadOptions load;                // the options', with the injection
  atomic_uint loaded;              // likewise, without those that were kept
} Scan;

// A module that was found; from any thread.
Module *scan_found(Scan *scan, uint32_t index);

// Where an import leads; the module there is loaded sooner or later.
ImportTarget scan_follow(Scan *scan, Module *module, const ImportRecord *import);
