// The names that a module exports, those of its `export *` included, are collected once, when they
// are first asked for, by a walk over the stars. What a name means is found by following re-exports
// until they end at a declaration, a namespace, or a module whose exports are only known when it
// runs: the specification's ResolveExport. Each export's meaning is kept, so that a chain of
// re-exports is followed once.
//
// A name that several stars bring is judged when it is asked for: their meanings must be the same.
// Finding those may lead, in a circle, to a question that is not answered yet. As in the
// specification such a circle means nothing, but only as seen from where it was entered: what an
// open question has had a part in is not kept, unless that question is the outermost one.
#include "link/passes.h"

enum {
  // Names in all tables together, some 300 bytes each. Long chains of `export *`, each of which is
  // asked for names, would take any amount.
  EXPORT_NAMES_LIMIT = 1 << 22,
  // Names that are judged inside of each other; a name deeper down counts as ambiguous.
  FRAME_LIMIT = 1000,
  // Answers that are not kept. Beyond this, circles within circles would be followed for ever.
  OPEN_ANSWERS_LIMIT = 1 << 20,
  ANSWER_KNOWN = UINT32_MAX,
};

bool exports_are_static(const Plan *plan, const Module *module) {
  return module->kind == MODULE_ESM && !plan_of(plan, module)->acts_as_commonjs;
}

// ---- Tables

typedef struct StarVisit {
  const Module *module;
  uint32_t next; // star to follow
} StarVisit;

typedef struct StarWalk {
  Plan *plan;
  Arena scratch;
  Array(StarVisit) open;
} StarWalk;

static StarWalk start_walk(Plan *plan) {
  plan->star_walk++;
  return (StarWalk){.plan = plan};
}

// Whether the walk has not been at `module` before.
static bool enter(StarWalk *walk, const Module *module) {
  Linked *linked = plan_of(walk->plan, module);
  if (linked->star_walk == walk->plan->star_walk) return false;
  linked->star_walk = walk->plan->star_walk;
  array_push(&walk->scratch, &walk->open, (StarVisit){module, 0});
  return true;
}

// Keeps another module that exports the name of a slot, if that is not the table's own.
static void add_rival(Arena *arena, ExportTable *table, uint32_t index, ExportRival rival) {
  ExportSlot *slot = &table->slots.at[index];
  if (index < table->own_count || slot->module == rival.module) return;
  rival.next = slot->rivals;
  array_push(arena, &table->rivals, rival);
  slot->rivals = table->rivals.count;
}

static void add_exports(Arena *arena, ExportTable *table, const Module *module, bool is_own) {
  for (uint32_t i = 0; i < module->record.exports.count; i++) {
    Text name = module->record.exports.at[i].name;
    if (!is_own && text_is(name, TEXT("default"))) continue;
    bool is_new;
    uint32_t *index = map_add(arena, &table->names, name, &is_new);
    if (!is_new) {
      add_rival(arena, table, *index, (ExportRival){.module = module, .entry = i});
      continue;
    }
    *index = table->slots.count;
    array_push(arena, &table->slots, (ExportSlot){.name = name, .module = module, .entry = i});
  }
  if (is_own) table->own_count = table->slots.count;
}

static void add_dynamic(Plan *plan, ExportTable *table, const Module *module, uint32_t record) {
  const Module *target = plan_target(module, record);
  Binding source = {.kind = target ? BINDING_NAMESPACE : BINDING_EXTERNAL,
                    .module = target ? target : module,
                    .record = record,
                    .name = TEXT("*"),
                    .is_node_mode = target && plan_is_node_mode(module, target)};
  if (!target || target->kind != MODULE_VALUE) array_push(plan->arena, &table->dynamic, source);
}

// Adds the names that CommonJS modules seem to export, where no ES module has them.
static void add_commonjs_names(Plan *plan, ExportTable *table, const Binding *source) {
  const Texts *names = commonjs_names(plan, source->module);
  for (uint32_t i = 0; i < names->count; i++) {
    bool is_new;
    uint32_t *index = map_add(plan->arena, &table->names, names->at[i], &is_new);
    if (!is_new) continue;
    *index = table->slots.count;
    array_push(plan->arena, &table->slots,
               (ExportSlot){.name = names->at[i],
                            .module = source->module,
                            .is_commonjs = true,
                            .is_node_mode = source->is_node_mode});
  }
}

static void fill_table(Plan *plan, ExportTable *table, const Module *root) {
  StarWalk walk = start_walk(plan);
  enter(&walk, root);
  add_exports(plan->arena, table, root, true);
  while (walk.open.count > 0) {
    StarVisit *visit = &array_last(&walk.open);
    const Module *module = visit->module;
    if (visit->next == module->record.stars.count) {
      walk.open.count--;
      continue;
    }
    uint32_t record = module->record.stars.at[visit->next++];
    const Module *target = plan_target(module, record);
    if (!target || !exports_are_static(plan, target))
      add_dynamic(plan, table, module, record);
    else if (enter(&walk, target))
      add_exports(plan->arena, table, target, false);
  }
  arena_release(&walk.scratch);
  for (uint32_t i = 0; i < table->dynamic.count; i++) {
    const Binding *source = &table->dynamic.at[i];
    if (source->kind == BINDING_NAMESPACE) add_commonjs_names(plan, table, source);
  }
}

// What a file exports by itself is bounded by its size, so that it is made whoever asks for it.
void make_own_table(Plan *plan, Arena *arena, const Module *module) {
  ExportTable *table = &plan_of(plan, module)->exports;
  if (module->record.stars.count > 0 || !exports_are_static(plan, module)) return;
  add_exports(arena, table, module, true);
  table->is_made = true;
}

const ExportTable *link_exports(Plan *plan, const Module *module) {
  ExportTable *table = &plan_of(plan, module)->exports;
  if (table->is_made) return table;
  table->is_made = true;
  if (plan->export_count > EXPORT_NAMES_LIMIT) return table;
  fill_table(plan, table, module);
  plan->export_count += table->slots.count;
  if (plan->export_count > EXPORT_NAMES_LIMIT) {
    diag_add(plan->diagnostics, MESSAGE_TOO_MANY_EXPORTS, NOWHERE,
             text_format(plan->diagnostics->arena, "%d", EXPORT_NAMES_LIMIT));
  }
  return table;
}

// ---- Following names

// A name that is asked of a module.
typedef struct Question {
  const Module *module; // whose import `record` is asked
  uint32_t record;
  Text name;
} Question;

// An export, as a place where following goes on.
typedef struct Origin {
  const Module *module;
  uint32_t entry; // in its record.exports
} Origin;

static bool judge(Plan *plan, const Module *module, ExportSlot *slot, Origin *chosen);

// The import that declares `symbol`, or NULL.
static const ImportBinding *import_of(const Plan *plan, const Module *module, SymbolId symbol) {
  if (!symbol || module->scopes.symbols[symbol].kind != SYMBOL_IMPORT) return NULL;
  const Binding *found = link_binding(plan, module, symbol);
  return found ? &module->record.bindings.at[found - plan_of(plan, module)->bindings] : NULL;
}

// Answers an export, or asks on. True where `*answer` is final.
static bool answer_entry(const Plan *plan, Origin origin, Question *next, Binding *answer) {
  const ExportEntry *entry = &origin.module->record.exports.at[origin.entry];
  if (entry->kind == EXPORT_INDIRECT) {
    *next = (Question){origin.module, entry->record, entry->imported};
    return false;
  }
  if (entry->kind == EXPORT_DEFAULT) {
    *answer = (Binding){.kind = BINDING_DEFAULT, .module = origin.module, .name = entry->name};
    return true;
  }
  const ImportBinding *import = import_of(plan, origin.module, entry->local);
  if (import) {
    *next = (Question){origin.module, import->record, import->name};
    return false;
  }
  *answer = (Binding){
      .kind = BINDING_SYMBOL, .module = origin.module, .symbol = entry->local, .name = entry->name};
  return true;
}

static Binding answer_value(const Module *module, Text name) {
  const uint32_t *key = map_find(&module->key_indices, name);
  BindingKind kind = text_is(name, TEXT("*"))         ? BINDING_NAMESPACE
                     : text_is(name, TEXT("default")) ? BINDING_DEFAULT
                     : key                            ? BINDING_KEY
                                                      : BINDING_MISSING;
  return (Binding){.kind = kind, .module = module, .record = key ? *key : 0, .name = name};
}

// Answers what no table need be looked at for. False where the name is one of its table.
static bool answer_at_once(const Plan *plan, const Module *module, Text name, Binding *answer) {
  bool is_namespace = text_is(name, TEXT("*"));
  if (module->kind == MODULE_VALUE && !plan_of(plan, module)->acts_as_commonjs) {
    *answer = answer_value(module, name);
    return true;
  }
  *answer = (Binding){.kind = BINDING_MISSING, .module = module, .name = name};
  if (!is_namespace && exports_are_static(plan, module)) return false;
  answer->kind = is_namespace ? BINDING_NAMESPACE : BINDING_MEMBER;
  return true;
}

// What `name` of `module` means as far as this module can tell. True where `*answer` is final; it
// goes on at `*next` otherwise.
static bool answer_name(Plan *plan, const Module *module, Text name, Origin *next,
                        Binding *answer) {
  if (answer_at_once(plan, module, name, answer)) return true;
  link_exports(plan, module);
  ExportTable *table = &plan_of(plan, module)->exports;
  const uint32_t *index = map_find(&table->names, name);
  if (!index) {
    bool may_be_dynamic = table->dynamic.count > 0 && !text_is(name, TEXT("default"));
    may_be_dynamic |= plan->export_count > EXPORT_NAMES_LIMIT; // that was told already
    if (may_be_dynamic) answer->kind = BINDING_MEMBER;
    return true;
  }
  ExportSlot *slot = &table->slots.at[*index];
  if (slot->is_commonjs) {
    *answer = (Binding){.kind = BINDING_MEMBER,
                        .module = slot->module,
                        .name = slot->name,
                        .is_node_mode = slot->is_node_mode};
    return true;
  }
  return !judge(plan, module, slot, next);
}

// The same for a name that an import asks for.
static bool answer_question(Plan *plan, const Question *question, Origin *next, Binding *answer) {
  if (plan_is_external(question->module, question->record)) {
    *answer = (Binding){.kind = BINDING_EXTERNAL,
                        .module = question->module,
                        .record = question->record,
                        .name = question->name};
    return true;
  }
  const Module *target = plan_target(question->module, question->record);
  if (!answer_name(plan, target, question->name, next, answer)) return false;
  if (answer->module == target) answer->is_node_mode = plan_is_node_mode(question->module, target);
  return true;
}

// Notes that an answer depends on a question that the frame `open` is about.
static void lean_on(Plan *plan, uint32_t open) {
  if (open < plan->lowest_frame) plan->lowest_frame = open;
}

// Whether what was found in the current frame may be kept.
static bool is_settled(Plan *plan) {
  return plan->lowest_frame >= plan->frame || plan->open_answers++ > OPEN_ANSWERS_LIMIT;
}

static ExportAnswer *answer_of(Plan *plan, Origin origin) {
  Linked *linked = plan_of(plan, origin.module);
  if (!linked->answers) {
    linked->answers = arena_new(plan->arena, ExportAnswer, origin.module->record.exports.count);
  }
  return &linked->answers[origin.entry];
}

// Follows an export to its end, in the current frame.
static Binding follow_in_frame(Plan *plan, Origin origin) {
  ExportAnswer *path = NULL; // what is followed on the way
  Binding result = {.kind = BINDING_MISSING, .module = origin.module};
  Question question;
  for (bool is_final = false; !is_final;) {
    ExportAnswer *answer = answer_of(plan, origin);
    if (answer->frame == ANSWER_KNOWN) {
      result = answer->binding;
      break;
    }
    if (answer->frame) { // a circle
      lean_on(plan, answer->frame);
      break;
    }
    *answer = (ExportAnswer){.frame = plan->frame, .before = path};
    path = answer;
    is_final = answer_entry(plan, origin, &question, &result) ||
               answer_question(plan, &question, &origin, &result);
  }
  bool is_kept = is_settled(plan);
  for (; path; path = path->before) {
    path->binding = result;
    path->frame = is_kept ? ANSWER_KNOWN : 0;
  }
  return result;
}

static Binding follow(Plan *plan, Origin origin) {
  uint32_t outer = plan->lowest_frame;
  plan->lowest_frame = UINT32_MAX;
  plan->frame++;
  Binding result = follow_in_frame(plan, origin);
  plan->frame--;
  lean_on(plan, outer);
  return result;
}

Binding link_resolve(Plan *plan, const Module *module, uint32_t record, Text name) {
  Origin next;
  Binding answer;
  plan->frame = 1;
  plan->lowest_frame = UINT32_MAX;
  bool is_final = answer_question(plan, &(Question){module, record, name}, &next, &answer);
  return is_final ? answer : follow(plan, next);
}

Binding link_resolve_export(Plan *plan, const Module *module, Text name) {
  Origin next;
  Binding answer;
  plan->frame = 1;
  plan->lowest_frame = UINT32_MAX;
  return answer_name(plan, module, name, &next, &answer) ? answer : follow(plan, next);
}

// ---- The short way

// Re-exports behind each other; more, or a circle, are left to the long way.
enum { SHORT_WAY = 16 };

bool link_resolve_shortly(const Plan *plan, const Module *module, uint32_t record, Text name,
                          Binding *answer) {
  Question question = {module, record, name};
  for (int i = 0; i < SHORT_WAY; i++) {
    if (plan_is_external(question.module, question.record)) return false;
    const Module *target = plan_target(question.module, question.record);
    if (answer_at_once(plan, target, question.name, answer)) {
      answer->is_node_mode = plan_is_node_mode(question.module, target);
      // What is missing, and what may be, is told the long way.
      return answer->kind != BINDING_MISSING && answer->kind != BINDING_MEMBER;
    }
    const ExportTable *table = &plan_of(plan, target)->exports;
    const uint32_t *index = table->is_made ? map_find(&table->names, question.name) : NULL;
    if (!index || *index >= table->own_count) return false;
    Origin origin = {target, table->slots.at[*index].entry};
    if (answer_entry(plan, origin, &question, answer)) return true;
  }
  return false;
}

// ---- Rivals

static bool same_binding(const Binding *a, const Binding *b) {
  return a->kind == b->kind && a->module == b->module && a->symbol == b->symbol &&
         (a->kind == BINDING_SYMBOL || a->kind == BINDING_DEFAULT || text_is(a->name, b->name));
}

typedef struct Verdict {
  Origin chosen;
  Binding binding; // of the chosen one
  bool has_chosen, is_ambiguous;
} Verdict;

static void hear(Plan *plan, Verdict *verdict, Origin origin) {
  Binding binding = follow(plan, origin);
  if (binding.kind == BINDING_MISSING) return;
  if (verdict->has_chosen) {
    verdict->is_ambiguous |= !same_binding(&verdict->binding, &binding);
  } else {
    *verdict = (Verdict){origin, binding, true, false};
  }
}

static Verdict hear_all(Plan *plan, const ExportTable *table, const ExportSlot *slot) {
  Verdict verdict = {0};
  if (!slot->is_hidden) hear(plan, &verdict, (Origin){slot->module, slot->entry});
  for (uint32_t i = slot->rivals; i; i = table->rivals.at[i - 1].next) {
    const ExportRival *rival = &table->rivals.at[i - 1];
    if (!rival->is_hidden) hear(plan, &verdict, (Origin){rival->module, rival->entry});
  }
  return verdict;
}

static void walk_to_rivals(StarWalk *walk, const Module *root) {
  enter(walk, root);
  while (walk->open.count > 0) {
    StarVisit *visit = &array_last(&walk->open);
    bool is_end = plan_of(walk->plan, visit->module)->star_end == walk->plan->star_walk;
    if (is_end || visit->next == visit->module->record.stars.count) {
      walk->open.count--;
      continue;
    }
    const Module *target =
        plan_target(visit->module, visit->module->record.stars.at[visit->next++]);
    if (target && exports_are_static(walk->plan, target)) enter(walk, target);
  }
}

// A module that exports the name hides those to which only its own stars lead.
static void hide_rivals(Plan *plan, const Module *root, ExportSlot *slot) {
  ExportTable *table = &plan_of(plan, root)->exports;
  StarWalk walk = start_walk(plan);
  plan_of(plan, slot->module)->star_end = plan->star_walk;
  for (uint32_t i = slot->rivals; i; i = table->rivals.at[i - 1].next) {
    plan_of(plan, table->rivals.at[i - 1].module)->star_end = plan->star_walk;
  }
  walk_to_rivals(&walk, root);
  slot->is_hidden = plan_of(plan, slot->module)->star_walk != plan->star_walk;
  for (uint32_t i = slot->rivals; i; i = table->rivals.at[i - 1].next) {
    ExportRival *rival = &table->rivals.at[i - 1];
    rival->is_hidden = plan_of(plan, rival->module)->star_walk != plan->star_walk;
  }
  arena_release(&walk.scratch);
}

static bool judge(Plan *plan, const Module *module, ExportSlot *slot, Origin *chosen) {
  *chosen = (Origin){slot->module, slot->entry};
  if (slot->rivals == 0) return !slot->is_ambiguous;
  if (slot->frame || plan->frame > FRAME_LIMIT) {
    lean_on(plan, slot->frame); // a circle
    return false;
  }
  slot->frame = plan->frame;
  const ExportTable *table = &plan_of(plan, module)->exports;
  Verdict verdict = hear_all(plan, table, slot);
  if (verdict.is_ambiguous) {
    hide_rivals(plan, module, slot);
    verdict = hear_all(plan, table, slot);
  }
  slot->frame = 0;
  if (verdict.has_chosen) *chosen = verdict.chosen;
  if (is_settled(plan)) {
    slot->rivals = 0;
    slot->is_ambiguous = verdict.is_ambiguous;
    slot->module = chosen->module;
    slot->entry = chosen->entry;
  }
  return verdict.has_chosen && !verdict.is_ambiguous;
}
