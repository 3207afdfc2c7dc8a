// The file system is asked whether it holds what it held: each module's file, and whatever the
// resolver has seen. If so, imports lead where they led, unless a module has other ones now; that
// is seen where its face is compared (link/relink.h).
#include "bundle/swift.h"

#include "bundle/entries.h"
#include "bundle/kept_plans.h"
#include "bundle/outputs.h"
#include "graph/reread.h"

// After a change of as many modules, as by a checkout, it matters little how all is built.
enum { MOST_STALE_MODULES = 100 };

static bool are_plain(const StaleModules *stale) {
  for (uint32_t i = 0; i < stale->count; i++) {
    const Module *module = stale->at[i];
    // What is wrong with an import has a place in the text, which may have moved.
    if (module->import_diagnostics.items.count > 0 || !loader_is_script(module->loader))
      return false;
  }
  return stale->count <= MOST_STALE_MODULES;
}

static uint32_t count_good(const StaleModules *stale) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < stale->count; i++) count += !stale->at[i]->is_broken;
  return count;
}

// All that is said of modules before they are linked.
static void say_again(CbBuild *build) {
  graph_report(&build->graph, &build->diagnostics);
  resolver_report(build->resolver, &build->diagnostics);
}

// Releases all that is made anew but for the graph, and what it was found by.
static void begin_again(CbBuild *build) {
  CbBuild before = *build;
  build_empty(build);
  build->watched_arena = before.watched_arena;
  build->watched_indices = before.watched_indices;
  build->watched_folders = before.watched_folders;
  build->watched = before.watched;
  build->resolver = before.resolver;
  build->graph = before.graph;
  build->is_graph_made = true;
  build_begin(build);
  entries_list(build); // the resolver's folders are as they were, and so are the files in them
}

// Whether the plans go on with the modules as they are now.
static bool read_again(CbBuild *build, const StaleModules *stale) {
  LoadOptions options = build_load_options(build);
  graph_read_again(&build->graph, stale, &options, build->workers);
  build->read_before = count_good(stale); // what is broken is read again
  kept_plans_note(build);
  return build->read_before == stale->count && kept_plans_go_on(build);
}

static bool find_and_read(CbBuild *build, StaleModules *stale, Arena *scratch) {
  bool has_injected = build->graph.injected.count > 0; // modules know them
  if (has_injected || !resolver_is_current(build->resolver)) return false;
  *stale = graph_find_stale(scratch, &build->graph, build->workers);
  return are_plain(stale) && read_again(build, stale);
}

bool swift_rebuild(CbBuild *build) {
  Arena scratch = {0};
  StaleModules stale = {0};
  uint64_t started_ns = stamp_time_now_ns();
  bool is_swift = find_and_read(build, &stale, &scratch);
  if (is_swift) {
    begin_again(build);
    build->started_ns = started_ns;
    watched_note_again(build);
    say_again(build);
    build_make_outputs(build);
    build->can_be_swift = build->diagnostics.error_count == 0;
  }
  arena_release(&scratch);
  return is_swift;
}
