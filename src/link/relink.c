// The decisions of the linker are about symbols, parts and nodes by their numbers. Where a module's
// face is the same, so are the decisions, and only the numbers have moved. What the face does not
// show is looked at here with the plan at hand: names that might hide others, uses of namespaces,
// constants of other modules.
#include "link/relink.h"

#include "link/face.h"
#include "link/splitting.h"

#include <stdlib.h>

struct Relink {
  Face face;
  bool is_idle;            // the plan does without the module
  Array(FaceNode) members; // member expressions of namespaces, ascending
};

// ---- Names

// Escapes make names that stand nowhere in the source: they would go with the tree.
static bool names_last(const Module *module) {
  return text_find(module->file.text, TEXT("\\u")) == TEXT_NOT_FOUND;
}

static void compare_names(Arena *arena, const ScopeTable *from, const ScopeTable *to, Texts *inner,
                          Texts *globals) {
  for (AtomId atom = 1; atom <= from->atoms.entries.count; atom++) {
    Text name = scope_name(from, atom);
    uint8_t lost = from->atom_uses[atom] & (uint8_t)~scope_name_uses(to, name);
    if (lost & ATOM_NESTED) array_push(arena, inner, name);
    if (lost & ATOM_UNBOUND) array_push(arena, globals, name);
  }
}

static bool match_names(Relink *self, const Plan *plan) {
  const ScopeTable *before = &self->face.before->scopes, *now = &self->face.now->scopes;
  NameChanges changes = {0};
  Arena *arena = self->face.arena;
  compare_names(arena, now, before, &changes.hiding, &changes.globals);
  compare_names(arena, before, now, &changes.bare, &changes.globals);
  return names_stand(plan, self->face.before, self->face.now, &changes);
}

// ---- Uses of namespaces

// Whether it matters how a namespace is used: its members are known, or Node gives it others.
static bool matters_whole(const Plan *plan, const Binding *binding) {
  return is_known_namespace(plan, binding) || lacks_names(plan, binding);
}

// The identifiers that mean such a namespace.
static void find_uses(Arena *arena, const Plan *plan, const Module *module, NodeIds *uses) {
  const Tree *tree = &module->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    const Node *node = tree_node(tree, id);
    if (!node->symbol || module->scopes.symbols[node->symbol].kind != SYMBOL_IMPORT) continue;
    const Binding *binding = link_binding(plan, module, node->symbol);
    if (binding && matters_whole(plan, binding)) array_push(arena, uses, id);
  }
}

static bool uses_namespaces(const Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  for (uint32_t i = 0; i < module->record.bindings.count; i++) {
    if (matters_whole(plan, &linked->bindings[i])) return true;
  }
  return false;
}

// In an import statement.
static bool is_declared(const Tree *tree, NodeId id) {
  NodeKind parent = tree_kind(tree, tree_node(tree, id)->parent);
  return parent == NODE_NAMESPACE_IMPORT || parent == NODE_IMPORT_CLAUSE ||
         parent == NODE_IMPORT_SPECIFIER;
}

static bool is_same_use(const Relink *self, NodeId was, NodeId is) {
  const Module *a = self->face.before, *b = self->face.now;
  const Node *from = tree_node(&a->tree, was), *to = tree_node(&b->tree, is);
  return self->face.symbols[from->symbol] == to->symbol &&
         is_declared(&a->tree, was) == is_declared(&b->tree, is) &&
         (from->flags & NODE_DEAD) == (to->flags & NODE_DEAD);
}

static bool is_in_same_part(const Relink *self, NodeId was, NodeId is) {
  const Module *a = self->face.before, *b = self->face.now;
  if (!b->parts.at) return true;
  uint32_t from = parts_find(&a->parts, &a->tree, was), to = parts_find(&b->parts, &b->tree, is);
  if (to == b->parts.count) return from == a->parts.count;
  return self->face.parts[to] == 1 + from;
}

// The members that are asked for of a namespace, and of what they are in their turn.
static bool match_members(Relink *self, NodeId was, NodeId is) {
  const Tree *a = &self->face.before->tree, *b = &self->face.now->tree;
  for (;;) {
    was = member_of(a, was), is = member_of(b, is);
    if (!was || !is) return !was && !is;
    bool is_same = text_is(tree_text(a, tree_child(a, was, FIELD_PROPERTY)),
                           tree_text(b, tree_child(b, is, FIELD_PROPERTY)));
    if (!is_same || may_be_absent(a, was) != may_be_absent(b, is)) return false;
    array_push(self->face.arena, &self->members, (FaceNode){was, is});
  }
}

static int by_node(const void *a, const void *b) {
  NodeId left = ((const FaceNode *)a)->before, right = ((const FaceNode *)b)->before;
  return (left > right) - (left < right);
}

static bool match_namespaces(Relink *self, const Plan *plan) {
  const Module *before = self->face.before, *now = self->face.now;
  NodeIds was = {0}, is = {0};
  if (!uses_namespaces(plan, now)) return true;
  find_uses(self->face.arena, plan, before, &was);
  find_uses(self->face.arena, plan, now, &is);
  if (was.count != is.count) return false;
  for (uint32_t i = 0; i < was.count; i++) {
    bool is_same = is_same_use(self, was.at[i], is.at[i]) &&
                   is_in_same_part(self, was.at[i], is.at[i]) &&
                   match_members(self, was.at[i], is.at[i]);
    if (!is_same) return false;
  }
  if (self->members.count)
    qsort(self->members.at, self->members.count, sizeof *self->members.at, by_node);
  return true;
}

static NodeId member_now(const Relink *self, NodeId before) {
  FaceNode key = {before, NO_NODE};
  const FaceNode *found =
      bsearch(&key, self->members.at, self->members.count, sizeof *self->members.at, by_node);
  return found ? found->now : NO_NODE;
}

// Whether each member that the plan has put a name for is found again.
static bool knows_members(const Relink *self, const Linked *linked) {
  if (linked->members.count > 0 && self->members.count == 0) return false;
  for (uint32_t i = 0; i < linked->members.count; i++) {
    if (!member_now(self, linked->members.at[i].node)) return false;
  }
  return true;
}

// ---- The rest

static bool match_order(const Linked *linked, const Module *now) {
  for (uint32_t i = 1; i < now->record.bindings.count; i++) {
    const ImportBinding *bindings = now->record.bindings.at;
    if (bindings[linked->binding_order[i - 1]].local >= bindings[linked->binding_order[i]].local)
      return false;
  }
  return true;
}

// A module that is in only because it does something may be out without its plain parts.
static bool match_presence(const Relink *self, const Linked *linked) {
  const Face *face = &self->face;
  if (face->has_plain[0] == face->has_plain[1]) return true;
  if (!linked->is_included || !linked->live_parts) return linked->is_included;
  for (uint32_t i = 0; i < face->now->parts.count; i++) {
    uint32_t before = face->parts[i];
    if (before && linked->live_parts[before - 1]) return true;
  }
  return false;
}

// By part of the module as it is: whether it is in the output. Plain parts are there: they do
// something.
static bool *live_parts_now(Arena *arena, const Face *face, const Linked *linked) {
  uint32_t count = face->now->parts.count;
  bool *live = arena_new(arena, bool, count);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t before = face->parts[i];
    live[i] = before ? linked->live_parts[before - 1] : linked->is_included;
  }
  return live;
}

static bool match_throws(const Plan *plan, const Module *before, const Module *now) {
  return !plan->asks_what_throws || throws_by_itself(before) == throws_by_itself(now);
}

// Chunks and their order, and turns, depend on what may run at any time; chunks on how large
// modules are, too.
static bool match_chunks(const Relink *self, const Plan *plan, const Linked *linked) {
  const Face *face = &self->face;
  if (!plan->options->splits && !plan->asks_what_is_inert) return true;
  bool is_same_size = face->before->file.text.size == face->now->file.text.size;
  if (plan->options->min_chunk_bytes > 0 && !is_same_size) return false;
  if (!linked->live_parts) return true;
  const bool *live = live_parts_now(face->arena, face, linked);
  return runs_unseen(face->before, linked->live_parts) == runs_unseen(face->now, live);
}

Relink *relink_match(Arena *arena, Plan *plan, const Module *before, const Module *now) {
  Relink *self = arena_new(arena, Relink, 1);
  *self = (Relink){.face = {.arena = arena, .before = before, .now = now}};
  const Linked *linked = plan_of(plan, now);
  // What a file is copied to, or is a value of, others may name, whether they import it or not.
  if (!loader_is_script(before->loader) || !loader_is_script(now->loader)) return NULL;
  self->is_idle = !linked->is_reachable;
  if (self->is_idle) return self;
  if (plan->asks_what_changes || plan->has_eval) return NULL;
  if (!names_last(before) || !names_last(now) || linked->folds.count > 0) return NULL;
  bool fits = face_match(&self->face) && match_order(linked, now) && match_presence(self, linked) &&
              !can_be_folded(plan, now) && match_names(self, plan) &&
              match_namespaces(self, plan) && knows_members(self, linked) &&
              match_chunks(self, plan, linked) && match_throws(plan, before, now);
  return fits ? self : NULL;
}

// ---- Adopting

static void adopt_slots(Plan *plan, const Relink *self, Linked *linked) {
  SlotId *slots = arena_new(plan->arena, SlotId, self->face.now->scopes.symbol_count);
  for (SymbolId id = 1; id < self->face.before->scopes.symbol_count; id++) {
    if (self->face.symbols[id]) slots[self->face.symbols[id]] = linked->slots[id];
  }
  linked->slots = slots;
}

static void adopt_binding(const Relink *self, Binding *binding) {
  if (binding->kind != BINDING_SYMBOL || binding->module != self->face.now) return;
  binding->symbol = self->face.symbols[binding->symbol];
}

static void adopt_exports(const Plan *plan, const Relink *self) {
  for (uint32_t i = 0; i < plan->exports.count; i++)
    adopt_binding(self, &plan->exports.at[i].binding);
}

// Symbols of the module, wherever they are meant.
static void adopt_symbols(const Plan *plan, const Split *split, const Relink *self) {
  for (uint32_t m = 0; m < plan->reachable.count; m++) {
    const Module *module = plan->reachable.at[m];
    Linked *linked = plan_of(plan, module);
    for (uint32_t i = 0; i < module->record.bindings.count; i++)
      adopt_binding(self, &linked->bindings[i]);
    for (uint32_t i = 0; i < linked->members.count; i++)
      adopt_binding(self, &linked->members.at[i].binding);
    for (uint32_t i = 0; i < linked->namespace_names.count; i++)
      adopt_binding(self, &linked->namespace_names.at[i].binding);
    for (uint32_t i = 0; i < linked->exports.dynamic.count; i++)
      adopt_binding(self, &linked->exports.dynamic.at[i]);
  }
  adopt_exports(plan, self);
  for (uint32_t i = 0; split && i < split->chunks.count; i++)
    adopt_exports(&split->chunks.at[i].plan, self);
}

static bool has_moved(const Face *face) {
  for (SymbolId id = 1; id < face->before->scopes.symbol_count; id++) {
    if (face->symbols[id] && face->symbols[id] != id) return true;
  }
  return false;
}

void relink_adopt(Plan *plan, const Split *split, const Relink *relink) {
  if (relink->is_idle) return;
  Linked *linked = plan_of(plan, relink->face.now);
  if (linked->slots) adopt_slots(plan, relink, linked);
  if (linked->live_parts) linked->live_parts = live_parts_now(plan->arena, &relink->face, linked);
  for (uint32_t i = 0; i < linked->members.count; i++)
    linked->members.at[i].node = member_now(relink, linked->members.at[i].node);
  if (has_moved(&relink->face)) adopt_symbols(plan, split, relink);
}
