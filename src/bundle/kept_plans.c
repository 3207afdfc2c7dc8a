// What a plan depends on is the graph, what each module says, and the options, which stay. Whether
// the graph is the same is seen by a hash of it: modules have numbers that no other one ever has.
// Whether a module that was read again says the same is link's to tell (relink.h). A build with
// errors changes nothing here: what modules were before it, those of the plans, waits until all is
// well again.
#include "bundle/kept_plans.h"

#include "base/hash.h"
#include "link/relink.h"

enum {
  // Earlier versions of modules, whose texts stay with the plans. After as many, linking anew makes
  // room.
  MOST_VERSIONS = 500,
};

struct KeptPlans {
  Arena arena; // of the lists
  bool are_begun, are_made;
  uint64_t graph_hash;
  uint32_t last_serial; // of the modules of that graph
  Array(LinkedOutput *) outputs;
  bool knows_placeholders;
  Placeholders placeholders;
  Rereads pending;   // modules that were read again since; what they were when plans were made
  Array(Arena) past; // of such, once plans have gone on
};

// ---- The graph

static uint64_t hash_target(uint64_t hash, const ImportTarget *target) {
  uint64_t parts[] = {hash,
                      target->status,
                      target->form,
                      target->is_file,
                      target->module ? target->module->serial : 0,
                      target->copy ? target->copy->serial : 0,
                      target->worker ? target->worker->serial : 0,
                      hash_text(target->suffix),
                      target->module ? 0 : hash_text(target->path)};
  return hash_numbers(parts, sizeof parts / sizeof *parts);
}

static uint64_t hash_module(uint64_t hash, const Module *module) {
  uint64_t parts[] = {hash, module->serial, module->type, module->no_side_effects,
                      hash_text(module->label)};
  hash = hash_numbers(parts, sizeof parts / sizeof *parts);
  for (uint32_t i = 0; i < module->record.imports.count; i++)
    hash = hash_target(hash, &module->targets[i]);
  return hash;
}

static uint64_t hash_graph(const Graph *graph) {
  uint64_t hash = graph->modules.count;
  for (uint32_t i = 0; i < graph->entries.count; i++)
    hash = hash_numbers((uint64_t[]){hash, graph->entries.at[i]->serial}, 2);
  for (uint32_t i = 0; i < graph->modules.count; i++)
    hash = hash_module(hash, graph->modules.at[i]);
  return hash;
}

// ---- Ends

void kept_plans_drop(CbBuild *build) {
  KeptPlans *plans = build->kept_plans;
  if (!plans) return;
  for (uint32_t i = 0; i < plans->outputs.count; i++) linked_output_release(plans->outputs.at[i]);
  for (uint32_t i = 0; i < plans->pending.count; i++) reread_release(&plans->pending.at[i]);
  for (uint32_t i = 0; i < plans->past.count; i++) arena_release(&plans->past.at[i]);
  arena_release(&plans->arena);
  *plans = (KeptPlans){0};
}

bool kept_plans_are_made(const CbBuild *build) {
  return build->kept_plans && build->kept_plans->are_made;
}

// ---- Modules that were read again

// Of a module that was read again more than once, what it was at first is what plans know.
static void note_reread(KeptPlans *plans, Reread *reread) {
  for (uint32_t i = 0; i < plans->pending.count; i++) {
    if (plans->pending.at[i].module != reread->module) continue;
    reread_release(reread);
    return;
  }
  if (reread->module->serial <= plans->last_serial)
    array_push(&plans->arena, &plans->pending, *reread);
  else
    reread_release(reread); // no plan knows it
}

void kept_plans_note(CbBuild *build) {
  KeptPlans *plans = build->kept_plans;
  Rereads *rereads = &build->graph.rereads;
  uint32_t known = plans ? plans->pending.count + plans->past.count : 0;
  if (!kept_plans_are_made(build) || known + rereads->count > MOST_VERSIONS) {
    kept_plans_drop(build);
    graph_release_rereads(&build->graph);
    return;
  }
  for (uint32_t i = 0; i < rereads->count; i++) note_reread(plans, &rereads->at[i]);
  rereads->count = 0;
}

// How each module fits into the plan of an output; false if one does not.
static bool match_output(Arena *arena, const KeptPlans *plans, LinkedOutput *output,
                         Relink **relinks) {
  for (uint32_t i = 0; i < plans->pending.count; i++) {
    Reread *reread = &plans->pending.at[i];
    const Module *module = reread->module;
    reread->before.id = module->id; // a graph with errors may have had another one
    if (linked_output_complains(output, module)) return false;
    Plan *plan = linked_output_plan_of(output, module);
    relinks[i] = relink_match(arena, plan, &reread->before, module);
    if (!relinks[i]) return false;
  }
  return true;
}

static bool match_all(Arena *arena, const KeptPlans *plans, Relink **relinks) {
  for (uint32_t o = 0; o < plans->outputs.count; o++) {
    LinkedOutput *output = plans->outputs.at[o];
    bool fits = !output->plan ||
                match_output(arena, plans, output, relinks + (size_t)o * plans->pending.count);
    if (!fits) return false;
  }
  return true;
}

static void adopt(const KeptPlans *plans, LinkedOutput *output, Relink *const *relinks) {
  for (uint32_t i = 0; i < plans->pending.count; i++) {
    const Module *module = plans->pending.at[i].module;
    relink_adopt(output->plan, output->split, relinks[i]);
    if (plan_of(output->plan, module)->is_included) linked_output_add_stale(output, module);
  }
}

// Where a text looks like a placeholder, all have to look otherwise.
static void avoid_placeholders(KeptPlans *plans) {
  uint32_t mark = plans->placeholders.mark;
  if (!plans->knows_placeholders) return;
  for (uint32_t i = 0; i < plans->pending.count; i++)
    placeholders_avoid(&plans->placeholders, plans->pending.at[i].module->file.text);
  if (plans->placeholders.mark == mark) return;
  for (uint32_t i = 0; i < plans->outputs.count; i++) linked_output_reset(plans->outputs.at[i]);
}

static void settle_pending(KeptPlans *plans) {
  avoid_placeholders(plans);
  for (uint32_t i = 0; i < plans->pending.count; i++) {
    array_push(&plans->arena, &plans->past, plans->pending.at[i].before.arena);
    arena_release(&plans->pending.at[i].before.syntax_arena);
  }
  plans->pending.count = 0;
}

static bool adopt_all(KeptPlans *plans) {
  Arena scratch = {0};
  uint32_t count = plans->pending.count;
  Relink **relinks = arena_new(&scratch, Relink *, (size_t)plans->outputs.count * count);
  bool fits = match_all(&scratch, plans, relinks);
  for (uint32_t o = 0; fits && o < plans->outputs.count; o++) {
    LinkedOutput *output = plans->outputs.at[o];
    if (output->plan) adopt(plans, output, relinks + (size_t)o * count);
  }
  if (fits) settle_pending(plans);
  arena_release(&scratch);
  return fits;
}

void kept_plans_check(CbBuild *build) {
  KeptPlans *plans = build->kept_plans;
  if (!plans || !plans->are_made) return;
  bool is_same = plans->graph_hash == hash_graph(&build->graph);
  if (!is_same || !adopt_all(plans)) kept_plans_drop(build);
}

bool kept_plans_go_on(CbBuild *build) {
  if (!kept_plans_are_made(build)) return false;
  bool fits = adopt_all(build->kept_plans);
  if (!fits) kept_plans_drop(build);
  return fits;
}

// ---- Making

// What is left of JSX shows in names, and names of properties depend on all modules.
static bool are_wanted(const CbBuild *build) {
  const BuildSettings *settings = &build->settings;
  return settings->is_incremental && !settings->link.keeps_jsx && !settings->mangle.pattern;
}

static void begin(CbBuild *build) {
  if (!build->kept_plans) build->kept_plans = arena_new(&build->lasting, KeptPlans, 1);
  KeptPlans *plans = build->kept_plans;
  plans->are_begun = true;
  plans->graph_hash = hash_graph(&build->graph);
  plans->last_serial = build->kept.serials;
}

LinkedOutput *kept_plans_output(CbBuild *build, uint32_t index) {
  if (!are_wanted(build)) return NULL;
  if (!build->kept_plans || !build->kept_plans->are_begun) begin(build);
  KeptPlans *plans = build->kept_plans;
  while (plans->outputs.count <= index) {
    LinkedOutput *output = arena_new(&plans->arena, LinkedOutput, 1);
    output->is_kept = true;
    array_push(&plans->arena, &plans->outputs, output);
  }
  return plans->outputs.at[index];
}

uint32_t kept_plans_count(const CbBuild *build) {
  return build->kept_plans ? build->kept_plans->outputs.count : 0;
}

const Placeholders *kept_plans_placeholders(const CbBuild *build) {
  const KeptPlans *plans = build->kept_plans;
  return plans && plans->knows_placeholders ? &plans->placeholders : NULL;
}

// What was printed has the placeholders of then.
void kept_plans_set_placeholders(CbBuild *build, const Placeholders *placeholders) {
  KeptPlans *plans = build->kept_plans;
  if (!plans || !plans->are_begun) return;
  plans->knows_placeholders = true;
  plans->placeholders = *placeholders;
}

void kept_plans_settle(CbBuild *build) {
  KeptPlans *plans = build->kept_plans;
  if (plans && plans->are_begun) plans->are_made = build->diagnostics.error_count == 0;
}
