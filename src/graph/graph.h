// Graph: every module the entries reach, and where each of its imports leads.
//
// Owns:  its modules, each with an arena of its own.
// Takes: entry specifiers; reads files and parses them on workers.
// Gives: modules in a fixed order (depth first from the entries, in the order of imports), whatever
//        the number of threads; from then on they don't change.
// Never: decides what is kept or renamed; that is link.
#pragma once

#include "graph/kept.h"
#include "graph/module.h"
#include "host/workers.h"

// An entry that is no file.
typedef struct GivenSource {
  Text path;  // absolute: of the file that it would be
  Text shown; // its name
  Text base;  // a path beside those that it imports
  Text bytes; // with FILE_PADDING bytes of zero behind
  Loader loader;
} GivenSource;

typedef struct GraphOptions {
  LoadOptions load;
  const GivenSource *source; // the last entry, or NULL
  const Texts *injects;      // files, see inject.h; or NULL
  Kept *kept; // modules of an earlier graph, to be taken over where they are still right; or NULL
  void (*progress)(void *context, size_t done, size_t known); // may be NULL; from any thread
  void *progress_context;
} GraphOptions;

typedef struct Graph {
  Arena arena;
  Array(Module *) modules; // by id
  Array(Module *) entries; // in the order they were asked for; NULL where one was not found
  Array(Module *) injected;
  Rereads rereads;       // modules that were read again; the caller may take what they were before
  uint32_t loaded_count; // of modules that were read; the others were kept
} Graph;

// Builds the graph. Diagnostics of all modules are added to `diagnostics` in the order of modules.
void graph_build(Graph *graph, const Texts *entries, const GraphOptions *options,
                 Diagnostics *diagnostics);

// Adds all that is said of modules before they are linked.
void graph_report(const Graph *graph, Diagnostics *diagnostics);

// Where `module` is first imported; nowhere, if it is an entry alone.
Place graph_place_of(const Graph *graph, const Module *module);
void graph_release(Graph *graph);

// Releases what modules were before they were read again.
void graph_release_rereads(Graph *graph);

// Releases the graph, but for its modules.
void graph_keep(Graph *graph, Kept *kept);
