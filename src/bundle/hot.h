// Hot: a program for development, module by module: one that can be changed while it runs.
//
// Owns:  a graph, which goes on from change to change, and the definition of each module.
// Takes: options as cb_build does, with one entry; output names don't matter.
// Gives: the whole program, and after a change the modules that are new. As long as something is
//        wrong, what was good last stays.
// Never: looks at files that nobody says have changed.
#pragma once

#include "cbundle/cbundle.h"
#include "graph/resolve.h"

typedef struct Hot Hot;

typedef struct HotOptions {
  const CbBuildOptions *build; // must stay valid
  Text root;                   // a real path: ids of modules are paths below it
  Text base;                   // what URLs begin with: "/app", or empty
  bool refreshes;              // React's components are registered
} HotOptions;

typedef enum HotState {
  HOT_GOOD,
  HOT_BROKEN, // the diagnostics say why; the program is what was good last, if anything was
} HotState;

typedef struct HotCode {
  Text text; // without a line that names its map
  Text map;
} HotCode;

typedef struct HotUpdate {
  HotState state;
  bool is_concerned; // some of the changed files matters to the program
  Texts changed;     // ids of modules that are new, or other than before
  Texts gone;        // ids of modules that are not there any more
} HotUpdate;

Hot *hot_make(const HotOptions *options);
void hot_release(Hot *hot);

HotState hot_state(const Hot *hot);
uint32_t hot_module_count(const Hot *hot);

// Goes on after these files (absolute paths) have changed, come or gone. What is returned lives
// until the next call.
HotUpdate hot_update(Hot *hot, const Texts *changed);

// The whole program: an ES module. It lives until the next call or update.
HotCode hot_program(Hot *hot);

// The definitions of these modules, as an ES module; in `arena`.
HotCode hot_definitions(Hot *hot, Arena *arena, const Texts *ids);

// What was built: for its diagnostics, and the paths that it depends on.
CbBuild *hot_build(Hot *hot);
