// Link: from the graph to plans of its outputs: what is kept, what runs when, what is called what.
//
// Takes: a graph, and one of its entries or, where outputs share code, all of them.
// Gives: a plan for bundle to print, or one for each chunk. What does not fit together is a
//        diagnostic (a missing export).
// Never: prints, or changes a module.
#pragma once

#include "graph/worker_import.h"
#include "link/plan.h"

// The plan lives in `arena`; diagnostics are added to `diagnostics`.
Plan *link_run(Arena *arena, const Graph *graph, const Module *entry, const LinkOptions *options,
               Diagnostics *diagnostics);

// Only says what does not fit together.
void link_check(const Graph *graph, const Module *entry, const LinkOptions *options,
                Diagnostics *diagnostics);

// The same as link_run for all entries together, with what they share in chunks of its own; see
// split.h.
Split *link_split(Arena *arena, const Graph *graph, const LinkOptions *options,
                  Diagnostics *diagnostics);

// What `name` means when imported by `record` of `module`. Used by bundle for exports of entries.
Binding link_resolve(Plan *plan, const Module *module, uint32_t record, Text name);

// What `module` exports as `name`.
Binding link_resolve_export(Plan *plan, const Module *module, Text name);

// All names that an ES module exports, `export *` included; ambiguous ones are marked.
const ExportTable *link_exports(Plan *plan, const Module *module);

// The external that import `record` of `module` leads to.
static inline External *link_external(const Plan *plan, const Module *module, uint32_t record) {
  return &((Plan *)plan)->externals.at[plan_of(plan, module)->externals[record] - 1];
}

// The URL of a file at the absolute `path`, which lies in the output's root: by --public-path, or
// relative to the output.
Text link_url(Arena *arena, const Plan *plan, Text path);

// The URL that a server with `root` at `base`, such as "/app", has for a file: "/app/src/logo.png",
// or below "/app/@fs" if it is outside of the root.
Text link_site_url(Arena *arena, Text root, Text base, Text path);

// The same for the file beside the output that import `record` of a module leads to, with what
// follows its path there: "?worker" where a script is started, for which it is built.
Text link_site_target_url(Arena *arena, Text root, Text base, const Module *module,
                          uint32_t record);

// The URL of an asset, with the "?query" or "#hash" that it is imported with.
Text link_asset_url(Arena *arena, const Plan *plan, const Module *module);

// Where the absolute path of a worker's script stands; it is empty if there is no such output.
static inline Text *link_worker_path(const LinkOptions *options, const Module *module,
                                     uint8_t form) {
  return &options->worker_paths[(size_t)module->id * WORKER_FORMS + form];
}

// The URL of the script that import `record` of `module` starts; empty if there is none.
Text link_worker_url(Arena *arena, const Plan *plan, const Module *module, uint32_t record);

// The same for an external; chunks may see it from different folders.
Text link_external_path(Arena *arena, const Plan *plan, const External *external);

// How the output names what import `record` of `module` leads to outside of it.
Text link_outside_path(Arena *arena, const Plan *plan, const Module *module, uint32_t record);

// How code mentions what lies in another module.
typedef struct Mention {
  SlotId slot;    // 0: nothing of it is in the output
  bool is_member; // the member of that variable that `binding` names
} Mention;

// What stands where `binding` is mentioned, once all slots are there.
Mention link_mention(const Plan *plan, const Binding *binding);

// What an imported symbol of `module` means, or NULL if it is not imported.
const Binding *link_binding(const Plan *plan, const Module *module, SymbolId symbol);
