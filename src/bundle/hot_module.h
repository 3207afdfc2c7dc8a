// HotModule: one module of a hot program: a function that is called when it is first required, and
// what stands around it.
//
// Takes: a module of a graph, and what its imports are called. It is linked by itself; so nothing
//        of it depends on what others say.
// Gives: the text of its definition. All that it holds is its own: the module may go.
// Never: sees another module than its own, so that all are printed at once.
#pragma once

#include "bundle/build.h"

typedef struct HotImport {
  Text specifier;
  Text id;       // of a module of the program; or empty
  Text external; // what is imported from outside by a statement; or empty
  bool is_late;  // no statement: it is asked for when the code says so
} HotImport;

typedef struct HotModule {
  Text key, path; // as the module's; they live as long as the program
  Text id;        // "/src/app.js"
  uint32_t serial;
  uint64_t imports_hash; // of what it imports, as its source says it
  uint64_t names_hash;   // of names that are imported and exported
  uint64_t targets_hash; // of where that leads
  uint32_t round;        // the last one in which the entry reached it
  bool is_printed;
  bool is_stale; // it is to be printed again, whatever else is known
  Arena arena;   // holds what follows
  uint64_t hash;
  Text before, piece, after;
  bool has_map;
  MapPiece map;
  MapSource *sources;
  uint32_t source_count;
  Array(HotImport) imports;
  Texts exports; // the names that are known before it runs
} HotModule;

typedef struct HotPrinting {
  const CbBuild *build;
  Text root, base;           // a folder; what URLs begin with: "/app", or empty
  HotModule *const *modules; // by id of the graph; NULL for what the program doesn't have
  bool refreshes;            // React's components are registered
} HotPrinting;

// Prints `module` anew. False, and the definition stays, if its text is what it was.
bool hot_module_print(const HotPrinting *printing, const Module *module, HotModule *out);

void hot_module_release(HotModule *module);
