// Hot_parts: what the files of a hot program share.
#pragma once

#include "bundle/hot.h"
#include "bundle/hot_module.h"

struct Hot {
  Arena arena; // holds this struct, and names
  Text root, base;
  bool refreshes;
  CbBuild *build;
  HotState state;
  bool is_open; // the graph has errors: it is not what the definitions were made of
  bool awaits; // modules do, at their top level: the program gives its exports later
  bool owes_check; // whether names fit together, once nothing is broken
  Text entry;
  uint32_t round;
  Array(HotModule *) modules; // all that ever were
  Map ids, by_key;            // → index into modules
  // Of the graph as it is:
  Arena graph_arena;
  HotModule **by_id;      // by id of the graph
  Map by_path;            // → 1 + id of the last module of that path
  uint32_t *next_of_path; // by id: likewise, of the one before
  // Of the last update:
  Arena update_arena;
  HotUpdate update;
  // The whole program, once somebody has asked for it:
  Arena program_arena;
  bool is_program_made;
  HotCode program;
};
