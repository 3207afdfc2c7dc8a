// Turns: what runs while others await. By the specification, a module that awaits runs up to its
// first `await` when its turn comes, in the order of imports, and then holds up only those who
// import it.
//
// An output in which all modules stand one after the other does the same as long as each of them
// waits for all those before it that await, or can't be noticed. From the *waiting turn* on that is
// so. Those with an earlier turn that await, or wait for one that does, become closures, which the
// runtime runs by the rules of the specification (__esmAsync); the rest stays where it is.
//
// A module that throws, having waited, stops only those that import it, so that others must not
// wait for it either: those that say `throw` at their top level are taken for some that may. What
// is not the same: where another module fails behind the waiting turn, as a call in it throws, what
// stands behind it does not run, even if it does not import it.
#include "link/splitting.h"

#include "transform/places.h"

typedef struct Visit {
  const Module *module;
  uint32_t next; // import to follow
} Visit;

typedef struct Turns {
  Plan *plan;
  Arena scratch;
  Array(Visit) open;
  Array(const Module *) list; // by turn, from 1 on: at turn - 1
  bool *is_seen;              // by place
  uint32_t *of;               // by place: its turn, or 0
  bool *holds_up;             // by turn - 1: it awaits, or may throw when others have awaited
  uint64_t *waits;            // by turn - 1, in rows: which of those that hold up it waits for
  uint32_t words;             // of a row
  uint32_t waiting;           // the waiting turn
  bool *is_inside;            // by turn - 1: a closure with a later turn runs it
  bool **changed;             // by turn - 1: by symbol, or NULL as long as nobody asked
} Turns;

// ---- Who has which turn

// Of a module, or of none.
static uint32_t turn_of(const Turns *turns, const Module *module) {
  return module ? turns->of[plan_place(turns->plan, module)] : 0;
}

static void enter(Turns *turns, const Module *module) {
  bool *is_seen = &turns->is_seen[plan_place(turns->plan, module)];
  if (*is_seen || module->kind == MODULE_VALUE) return;
  *is_seen = true;
  array_push(&turns->scratch, &turns->open, (Visit){module, 0});
}

// The module that `importer` waits for because of import `record`, or NULL.
static const Module *waited_for(const Module *importer, uint32_t record) {
  bool is_statement = importer->record.imports.at[record].kind == IMPORT_STATEMENT;
  return is_statement && importer->kind == MODULE_ESM ? plan_target(importer, record) : NULL;
}

static void list_turns(Turns *turns) {
  uint32_t count = turns->plan->place_count;
  turns->is_seen = arena_new(&turns->scratch, bool, count);
  turns->of = arena_new(&turns->scratch, uint32_t, count);
  enter(turns, turns->plan->entry);
  while (turns->open.count > 0) {
    Visit *visit = &array_last(&turns->open);
    if (visit->next < visit->module->record.imports.count) {
      const Module *target = waited_for(visit->module, visit->next++);
      if (target) enter(turns, target);
      continue;
    }
    array_push(&turns->scratch, &turns->list, visit->module);
    turns->of[plan_place(turns->plan, visit->module)] = turns->list.count;
    turns->open.count--;
  }
}

// ---- Who waits for whom

static bool is_in_function(const Tree *tree, NodeId id) {
  for (NodeId at = tree_node(tree, id)->parent; at != NODE_ROOT; at = tree_node(tree, at)->parent) {
    NodeKind kind = tree_kind(tree, at);
    if (kind_is_function(kind) || kind == NODE_FIELD_DEFINITION) return true;
  }
  return false;
}

bool throws_by_itself(const Module *module) {
  const Tree *tree = &module->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    if (tree_kind(tree, id) == NODE_THROW_STATEMENT && !is_in_function(tree, id)) return true;
  }
  return false;
}

static bool may_throw_late(Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  if (!linked->is_async || !linked->is_included || module->kind != MODULE_ESM) return false;
  plan->asks_what_throws = true;
  return throws_by_itself(module);
}

// How many modules hold others up.
static uint32_t find_holders(Turns *turns) {
  uint32_t count = 0;
  turns->holds_up = arena_new(&turns->scratch, bool, turns->list.count);
  for (uint32_t i = 0; i < turns->list.count; i++) {
    const Module *module = turns->list.at[i];
    turns->holds_up[i] = plan_awaits(turns->plan, module) || may_throw_late(turns->plan, module);
    count += turns->holds_up[i];
  }
  return count;
}

static uint64_t *row_of(const Turns *turns, uint32_t turn) {
  return turns->waits + (size_t)(turn - 1) * turns->words;
}

// A module that has its turn later is on the way already, in a circle: nobody waits for it there.
static void add_waits(const Turns *turns, uint32_t turn, const uint32_t *numbers) {
  const Module *module = turns->list.at[turn - 1];
  uint64_t *row = row_of(turns, turn);
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const Module *target = waited_for(module, i);
    uint32_t earlier = turn_of(turns, target);
    if (!earlier || earlier >= turn) continue;
    const uint64_t *other = row_of(turns, earlier);
    for (uint32_t word = 0; word < turns->words; word++) row[word] |= other[word];
    uint32_t number = numbers[earlier - 1];
    if (turns->holds_up[earlier - 1]) row[number / 64] |= UINT64_C(1) << number % 64;
  }
}

static bool has_first(const uint64_t *row, uint32_t count) {
  for (uint32_t i = 0; i < count / 64; i++) {
    if (row[i] != UINT64_MAX) return false;
  }
  uint64_t rest = (UINT64_C(1) << count % 64) - 1;
  return !rest || (row[count / 64] & rest) == rest;
}

// Whether it can be told when a module runs.
static bool is_noticed(Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  if (!linked->is_included) return false;
  bool is_plain = linked->wrap == WRAP_NONE && !linked->is_async && !linked->is_in_cycle;
  if (!is_plain || !linked->live_parts) return true;
  plan->asks_what_is_inert = true;
  return !runs_unseen(module, linked->live_parts);
}

// False if all can stand one after the other.
static bool find_waiting_turn(Turns *turns) {
  uint32_t count = turns->list.count, holders = find_holders(turns), before = 0;
  uint32_t last_alone = 0, last_closure = 0;
  turns->words = (holders + 63) / 64;
  turns->waits = arena_new(&turns->scratch, uint64_t, (size_t)count * turns->words);
  uint32_t *numbers = arena_new(&turns->scratch, uint32_t, count);
  for (uint32_t turn = 1; turn <= count; turn++) {
    const Module *module = turns->list.at[turn - 1];
    const Linked *linked = plan_of(turns->plan, module);
    numbers[turn - 1] = before;
    add_waits(turns, turn, numbers);
    bool goes_on = before > 0 && !has_first(row_of(turns, turn), before);
    if (goes_on && is_noticed(turns->plan, module)) last_alone = turn;
    if (linked->wrap == WRAP_ESM && linked->is_async) last_closure = turn;
    before += turns->holds_up[turn - 1];
  }
  turns->waiting = 1 + (last_alone > last_closure ? last_alone : last_closure);
  return last_alone > 0;
}

// ---- What becomes a closure

static bool is_asynchronous(const Turns *turns, uint32_t turn) {
  const Linked *linked = plan_of(turns->plan, turns->list.at[turn - 1]);
  return linked->is_async && linked->is_included;
}

// Where closures lead to each other in a circle, the one with the last turn runs all of them, and
// so what has its turn in between.
static void find_circles(Turns *turns) {
  uint32_t last = 0;
  turns->is_inside = arena_new(&turns->scratch, bool, turns->list.count);
  for (uint32_t turn = 1; turn < turns->waiting; turn++) {
    const Module *module = turns->list.at[turn - 1];
    for (uint32_t i = 0; is_asynchronous(turns, turn) && i < module->record.imports.count; i++) {
      const Module *target = waited_for(module, i);
      uint32_t other = turn_of(turns, target);
      bool is_circle = other > last && other < turns->waiting && is_asynchronous(turns, other);
      if (is_circle) last = other;
    }
    turns->is_inside[turn - 1] = turn < last;
  }
}

static bool becomes_closure(const Turns *turns, uint32_t turn) {
  const Module *module = turns->list.at[turn - 1];
  const Linked *linked = plan_of(turns->plan, module);
  if (turn >= turns->waiting || linked->wrap != WRAP_NONE || !linked->is_included) return false;
  return linked->is_async || turns->is_inside[turn - 1];
}

// By symbol: whether it may get another value when the module of a turn has run. Looked for once.
static const bool *find_changed(Turns *turns, uint32_t turn) {
  const Module *module = turns->list.at[turn - 1];
  const Tree *tree = &module->tree;
  bool **changed = &turns->changed[turn - 1];
  if (*changed) return *changed;
  *changed = arena_new(&turns->scratch, bool, module->scopes.symbol_count);
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    SymbolId symbol = tree_node(tree, id)->symbol;
    bool may_be = symbol && module->scopes.symbols[symbol].flags & SYMBOL_ASSIGNED;
    if (may_be && place_is_target(tree, id) && is_in_function(tree, id)) (*changed)[symbol] = true;
  }
  return *changed;
}

static bool changes_later(Turns *turns, uint32_t turn, SymbolId symbol) {
  uint8_t flags = turns->list.at[turn - 1]->scopes.symbols[symbol].flags;
  if (flags & SYMBOL_KEEP_NAME) return true;
  if (!(flags & SYMBOL_ASSIGNED)) return false;
  turns->plan->asks_what_changes = true;
  return find_changed(turns, turn)[symbol];
}

// Whether the entry exports a variable that changes later, out of what becomes a closure. An ES
// module can't export that: the changes count for more than the order.
static bool hides_changes(Turns *turns) {
  Plan *plan = turns->plan;
  if (plan->options->format != OUTPUT_ESM) return false;
  turns->changed = arena_new(&turns->scratch, bool *, turns->list.count);
  const ExportTable *table = link_exports(plan, plan->entry);
  for (uint32_t i = 0; i < table->slots.count; i++) {
    if (table->slots.at[i].is_ambiguous) continue;
    Binding binding = link_resolve_export(plan, plan->entry, table->slots.at[i].name);
    uint32_t turn = binding.kind == BINDING_SYMBOL ? turn_of(turns, binding.module) : 0;
    if (!turn || !becomes_closure(turns, turn)) continue;
    if (changes_later(turns, turn, binding.symbol)) return true;
  }
  return false;
}

static void set_turns(const Turns *turns) {
  turns->plan->waiting_turn = turns->waiting;
  for (uint32_t turn = 1; turn <= turns->list.count; turn++) {
    Linked *linked = plan_of(turns->plan, turns->list.at[turn - 1]);
    linked->turn = turn;
    linked->is_run_by_others = turns->is_inside[turn - 1];
    if (becomes_closure(turns, turn)) {
      linked->wrap = WRAP_ESM;
      linked->needs_namespace = true;
    } else if (linked->wrap == WRAP_NONE) { // closures find it done, or do not wait for it
      linked->runs_at_start = linked->is_included || !linked->is_async;
    }
  }
}

void find_turns(Plan *plan) {
  const Linked *entry = plan_of(plan, plan->entry);
  if (entry->wrap != WRAP_NONE || !entry->is_async) return;
  Turns turns = {.plan = plan};
  list_turns(&turns);
  if (find_waiting_turn(&turns)) {
    find_circles(&turns);
    if (!hides_changes(&turns)) set_turns(&turns);
  }
  arena_release(&turns.scratch);
}
