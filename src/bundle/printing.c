// Modules are printed on all cores; each batch of them has an arena of its own, which goes when the
// outputs are joined.
#include "bundle/printing.h"

enum {
  BATCHES_PER_THREAD = 4, // so that a thread with large modules does not keep the others waiting
  LARGE_SOURCE_BYTES = 1 << 18 // which another thread quotes for the map meanwhile
};

struct PrintBatch {
  Arena arena;
  uint32_t first, end; // indices into the modules to print
  const Module *large; // or one of them, whose source is quoted
  Text quoted;
};

static bool is_large(const Module *module) {
  return module->file.text.size >= LARGE_SOURCE_BYTES;
}

// The plan of the output that a module is in.
static const Plan *plan_for(const Printing *printing, const Module *module) {
  return printing->split ? &split_chunk_of(printing->split, module)->plan : printing->plan;
}

static Piece *piece_of(const Printing *printing, const Module *module) {
  return &printing->pieces[plan_place(printing->plan, module)];
}

static void print_batch(void *context, uint32_t index) {
  Printing *printing = context;
  const PieceOptions *options = printing->options;
  PrintBatch *batch = &printing->batches[index];
  if (batch->large) batch->quoted = piece_quote(&batch->arena, batch->large, options);
  for (uint32_t i = batch->first; i < batch->end; i++) {
    const Module *module = printing->modules[i];
    Piece *piece = piece_of(printing, module);
    piece_print(&batch->arena, plan_for(printing, module), module, options, piece);
    if (!is_large(module)) piece->quoted_source = piece_quote(&batch->arena, module, options);
    // Trees are most of a build's memory: what is printed for the last time makes room for the
    // rest. A map of the module's own is followed only when the output has been minified.
    bool is_needed = options->is_minified && module->input_map;
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

static uint32_t count_large(const Printing *printing, uint32_t module_count) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < module_count; i++) count += is_large(printing->modules[i]);
  return count;
}

static void add_large(Printing *printing, uint32_t module_count) {
  for (uint32_t i = 0; i < module_count; i++) {
    const Module *module = printing->modules[i];
    if (is_large(module)) printing->batches[printing->batch_count++].large = module;
  }
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
  printing.batches = arena_new(arena, PrintBatch, most + count_large(&printing, count));
  cut_batches(&printing, count, most);
  add_large(&printing, count);
  workers_each(build->workers, printing.batch_count, print_batch, &printing);
  for (uint32_t i = most; i < printing.batch_count; i++)
    piece_of(&printing, printing.batches[i].large)->quoted_source = printing.batches[i].quoted;
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
  Piece *piece = &self->printing->pieces[place];
  piece_print(arena, plan_for(self->printing, module), module, self->printing->options, piece);
  piece->quoted_source = piece_quote(arena, module, self->printing->options);
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
