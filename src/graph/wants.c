// An import waits if nothing but `export … from` needs it. Who asks puts the name on a list; one
// thread at a time goes through the list of a module, and asks on.
#include "graph/wants.h"

struct Wants {
  uint32_t index; // of the module, among those that were found
  // What is asked for, and not yet looked at; with the next three, guarded by the lock of the scan.
  bool wants_all;
  Texts names;
  bool gives_all;   // all was asked for once: in a circle of lists that comes round again
  bool is_followed; // all but what waits
  bool is_served;   // by some thread, which has all that follows for itself
  bool *waits;      // by record: nobody has asked for it
  Map entries;      // exported name → 1 + its index; made when a name is first asked for
  Map answered;     // names
};

Wants *wants_make(Arena *arena, uint32_t index) {
  Wants *wants = arena_new(arena, Wants, 1);
  wants->index = index;
  return wants;
}

// ---- What waits

static void mark(Wants *wants, const Module *module, uint32_t record) {
  const ImportRecord *import = &module->record.imports.at[record];
  bool is_plain = import->kind == IMPORT_STATEMENT && import->phase == PHASE_EVALUATION;
  wants->waits[record] = is_plain && record >= module->injected.count;
}

void wants_find(Module *module) {
  const ModuleRecord *record = &module->record;
  Wants *wants = module->wants;
  if (!wants || module->is_broken || module->kind != MODULE_ESM || !module->parts.at) return;
  wants->waits = arena_new(&module->imports_arena, bool, record->imports.count);
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    if (entry->kind == EXPORT_INDIRECT) mark(wants, module, entry->record);
  }
  for (uint32_t i = 0; i < record->stars.count; i++) mark(wants, module, record->stars.at[i]);
  for (uint32_t i = 0; i < record->bindings.count; i++)
    wants->waits[record->bindings.at[i].record] = false;
}

bool wants_waits(const Module *module, uint32_t record) {
  const Wants *wants = module->wants;
  return wants && wants->waits && wants->waits[record];
}

// ---- What is exported

// The entry that exports `name`, or NULL.
static const ExportEntry *entry_of(Arena *arena, Wants *wants, const Module *module, Text name) {
  const ModuleRecord *record = &module->record;
  for (uint32_t i = wants->entries.entries.count; i < record->exports.count; i++)
    map_set(arena, &wants->entries, record->exports.at[i].name, i + 1);
  const uint32_t *index = map_find(&wants->entries, name);
  return index ? &record->exports.at[*index - 1] : NULL;
}

// Whether an entry that is no re-export is more than a name for an import: code of its own.
static bool is_own(const Module *module, const ExportEntry *entry) {
  SymbolId local = entry->kind == EXPORT_LOCAL ? entry->local : 0;
  return !local || module->scopes.symbols[local].kind != SYMBOL_IMPORT;
}

// ---- Asking and answering

static void serve_later(void *context, uint32_t index);

void wants_ask(Scan *scan, Module *module, Text name) {
  Wants *wants = module ? module->wants : NULL;
  if (!wants) return;
  lock_take(&scan->lock);
  bool is_known = wants->gives_all, is_all = text_is(name, WANTS_ALL);
  wants->gives_all |= is_all;
  wants->wants_all |= is_all && !is_known;
  if (!is_all && !is_known) array_push(&scan->arena, &wants->names, name);
  bool starts = !is_known && wants->is_followed && !wants->is_served;
  wants->is_served |= starts;
  lock_leave(&scan->lock);
  if (starts) workers_add(scan->options->load.threads, serve_later, scan, wants->index);
}

static void follow_waiting(Scan *scan, Module *module, uint32_t record) {
  if (!wants_waits(module, record)) return;
  module->wants->waits[record] = false;
  module->targets[record] = scan_follow(scan, module, &module->record.imports.at[record]);
}

// Code of the module may be in the output then, with what that imports.
static void follow_all(Scan *scan, Module *module) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) follow_waiting(scan, module, i);
}

// Asks for what the module exports of others.
static void ask_on(Scan *scan, Module *module) {
  const ModuleRecord *record = &module->record;
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    if (entry->kind != EXPORT_INDIRECT) continue;
    wants_ask(scan, module->targets[entry->record].module, entry->imported);
  }
  for (uint32_t i = 0; i < record->stars.count; i++)
    wants_ask(scan, module->targets[record->stars.at[i]].module, WANTS_ALL);
}

// Beyond this, each of many names is not asked of each of many stars: all of them are.
enum { MOST_QUESTIONS = 1 << 14 };

static void ask_stars(Scan *scan, Module *module, Text name) {
  const ModuleRecord *record = &module->record;
  size_t names = module->wants->answered.entries.count;
  if (names * record->stars.count > MOST_QUESTIONS) {
    wants_ask(scan, module, WANTS_ALL);
    return;
  }
  for (uint32_t i = 0; i < record->stars.count; i++) {
    follow_waiting(scan, module, record->stars.at[i]);
    wants_ask(scan, module->targets[record->stars.at[i]].module, name);
  }
}

static void answer(Scan *scan, Module *module, Text name) {
  Wants *wants = module->wants;
  bool is_new;
  map_add(&module->imports_arena, &wants->answered, name, &is_new);
  if (!is_new) return;
  const ExportEntry *entry = entry_of(&module->imports_arena, wants, module, name);
  if (entry && entry->kind == EXPORT_INDIRECT) {
    follow_waiting(scan, module, entry->record);
    wants_ask(scan, module->targets[entry->record].module, entry->imported);
  } else if (entry) {
    if (is_own(module, entry)) follow_all(scan, module);
  } else if (!text_is(name, TEXT("default"))) {
    ask_stars(scan, module, name);
  }
}

// Looks at what has been asked of a module until nothing is left. Who calls has it for itself.
static void serve(Scan *scan, Module *module) {
  Wants *wants = module->wants;
  for (;;) {
    lock_take(&scan->lock);
    bool wants_all = wants->wants_all;
    Texts names = wants->names;
    wants->wants_all = false;
    wants->names = (Texts){0};
    wants->is_served = wants_all || names.count > 0;
    lock_leave(&scan->lock);
    if (!wants_all && names.count == 0) return;
    if (wants_all) follow_all(scan, module);
    if (wants_all) ask_on(scan, module);
    for (uint32_t i = 0; i < names.count; i++) answer(scan, module, names.at[i]);
  }
}

static void serve_later(void *context, uint32_t index) {
  serve(context, scan_found(context, index));
}

// Asks for what a module uses of others: names, or all that they have.
static void ask_for_uses(Scan *scan, Module *module) {
  const ModuleRecord *record = &module->record;
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    const ImportBinding *binding = &record->bindings.at[i];
    wants_ask(scan, module->targets[binding->record].module, binding->name);
  }
  for (uint32_t i = 0; i < record->imports.count; i++) {
    if (record->imports.at[i].kind == IMPORT_STATEMENT && i >= module->injected.count) continue;
    wants_ask(scan, module->targets[i].module, WANTS_ALL);
    wants_ask(scan, module->targets[i].worker, WANTS_ALL);
  }
  ask_on(scan, module);
}

void wants_tell(Scan *scan, Module *module) {
  ask_for_uses(scan, module);
  if (!module->wants) return;
  lock_take(&scan->lock);
  module->wants->is_followed = module->wants->is_served = true;
  lock_leave(&scan->lock);
  serve(scan, module);
}
