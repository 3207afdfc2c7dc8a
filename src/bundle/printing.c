// Modules are printed on all cores; each batch of them has an arena of its own, which goes when the
// outputs are joined.
#include "bundle/printing.h"

enum {
  BATCHES_PER_THREAD = 4, // so that a thread with large modules does not keep the others waiting
};

struct PrintBatch {
  Arena arena;
  uint32_t first, end; // indices into the modules to print
};

// The plan of the output that a module is in.
static const Plan *plan_for(const Printing *printing, const Module *module) {
  return printing->split ? &split_chunk_of(printing->split, module)->plan : printing->plan;
}

static void print_batch(void *context, uint32_t index) {
  Printing *printing = context;
  PrintBatch *batch = &printing->batches[index];
  for (uint32_t i = batch->first; i < batch->end; i++) {
    const Module *module = printing->modules[i];
    piece_print(&batch->arena, plan_for(printing, module), module, printing->options,
                &printing->pieces[plan_place(printing->plan, module)]);
    // Trees are most of a build's memory: what is printed for the last time makes room for the
    // rest. A map of the module's own is followed only when the output has been minified.
    bool is_needed = printing->options->is_minified && module->input_map;
    if (printing->is_last && !is_needed) module_release_syntax((Module *)module);
  }
}

// Cuts the list of modules into batches of about the same size in bytes.
static void cut_batches(Printing *printing, uint32_t module_count, uint32_t most) {
  uint64_t total = 1, taken = 0;
  for (uint32_t i = 0; i < module_count; i++) total += printing->modules[i]->file.text.size + 1;
  for (uint32_t i = 0; i < module_count; i++) {
    uint32_t batch = (uint32_t)(taken * most / total);
    taken += printing->modules[i]->file.text.size + 1;
    if (printing->batches[batch].end == 0) printing->batches[batch].first = i;
    printing->batches[batch].end = i + 1;
  }
  printing->batch_count = most;
}

Printing pieces_print(CbBuild *build, Arena *arena, const PrintingPlan *what) {
  uint32_t most = workers_count(build->workers) * BATCHES_PER_THREAD;
  const Plan *plan = what->plan;
  Printing printing = {.plan = plan,
                       .split = what->split,
                       .options = &build->settings.piece,
                       .is_last = what->is_last};
  uint32_t count = 0;
  printing.modules = arena_new(arena, const Module *, plan->reachable.count);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (plan_of(plan, module)->is_included) printing.modules[count++] = module;
  }
  build->printed_count += count;
  printing.pieces = arena_new(arena, Piece, plan->place_count);
  printing.batches = arena_new(arena, PrintBatch, most);
  cut_batches(&printing, count, most);
  workers_each(build->workers, printing.batch_count, print_batch, &printing);
  return printing;
}

typedef struct Reprinting {
  Printing *printing;
  const Module *const *modules;
  Arena *arenas;
} Reprinting;

static void print_again(void *context, uint32_t index) {
  const Reprinting *self = context;
  const Module *module = self->modules[index];
  uint32_t place = plan_place(self->printing->plan, module);
  Arena *arena = &self->arenas[place];
  arena_release(arena);
  piece_print(arena, plan_for(self->printing, module), module, self->printing->options,
              &self->printing->pieces[place]);
}

void pieces_print_again(CbBuild *build, Printing *printing, const Module *const *modules,
                        uint32_t count, Arena *arenas) {
  Reprinting reprinting = {printing, modules, arenas};
  build->printed_count += count;
  workers_each(build->workers, count, print_again, &reprinting);
}

void release_pieces(Printing *printing) {
  for (uint32_t i = 0; i < printing->batch_count; i++) arena_release(&printing->batches[i].arena);
}
