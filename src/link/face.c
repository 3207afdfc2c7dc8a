// Two versions look the same if their lists are the same, item by item. Symbols and nodes are
// counted through the file, so that an edit moves them: symbols of the top level are matched in the
// order of their declarations, parts in that of the text.
#include "link/face.h"

#include "base/search.h"
#include "link/taken.h"

static bool match_facts(const Module *a, const Module *b);
static bool match_symbols(Face *self);
static bool match_bindings(Face *self);
static bool match_imports(Face *self);
static bool match_exports(const Face *self);
static bool match_commonjs(const Module *a, const Module *b);
static bool match_constants(const Face *self);
static bool match_parts(Face *self);

bool face_match(Face *face) {
  return match_facts(face->before, face->now) && match_symbols(face) && match_bindings(face) &&
         match_imports(face) && match_exports(face) && match_commonjs(face->before, face->now) &&
         match_constants(face) && (!face->now->parts.at || match_parts(face));
}

// ---- Facts

static bool match_facts(const Module *a, const Module *b) {
  if (a->is_broken || b->is_broken || a->loader != b->loader) return false;
  return a->kind == b->kind && a->type == b->type && a->is_strict == b->is_strict &&
         a->is_disabled == b->is_disabled && a->no_side_effects == b->no_side_effects &&
         a->is_injected == b->is_injected && !a->parts.at == !b->parts.at &&
         a->scopes.has_underscored == b->scopes.has_underscored &&
         a->scopes.has_eval == b->scopes.has_eval && a->scopes.has_with == b->scopes.has_with &&
         !a->scopes.first_jsx == !b->scopes.first_jsx && text_is(a->hashbang, b->hashbang) &&
         text_is(a->directives, b->directives) && a->record.syntax == b->record.syntax &&
         a->injected.count == b->injected.count &&
         a->injected_uses.count == b->injected_uses.count &&
         a->record.import_metas.count == b->record.import_metas.count &&
         a->record.requires.count == b->record.requires.count;
}

// ---- Symbols

static SymbolId symbol_now(const Face *self, SymbolId before) {
  return self->symbols[before];
}

static bool match_symbols(Face *self) {
  const ScopeTable *a = &self->before->scopes, *b = &self->now->scopes;
  self->symbols = arena_new(self->arena, SymbolId, a->symbol_count);
  SymbolId from = a->scopes[SCOPE_FILE].first_symbol, to = b->scopes[SCOPE_FILE].first_symbol;
  for (; from && to; from = a->symbols[from].next_in_scope, to = b->symbols[to].next_in_scope) {
    const Symbol *was = &a->symbols[from], *is = &b->symbols[to];
    bool is_same = was->kind == is->kind && was->flags == is->flags &&
                   text_is(scope_symbol_name(a, from), scope_symbol_name(b, to)) &&
                   !was->hoisted == !is->hoisted;
    if (!is_same) return false;
    self->symbols[from] = to;
  }
  return !from && !to;
}

// ---- Imports

// A symbol that JSX needs is no scope's own.
static bool match_local(Face *self, SymbolId before, SymbolId now) {
  const ScopeTable *a = &self->before->scopes, *b = &self->now->scopes;
  SymbolId *known = &self->symbols[before];
  if (!*known && text_is(scope_symbol_name(a, before), scope_symbol_name(b, now))) *known = now;
  return *known == now && !a->symbols[before].reference_count == !b->symbols[now].reference_count;
}

static bool match_bindings(Face *self) {
  const ModuleRecord *a = &self->before->record, *b = &self->now->record;
  if (a->bindings.count != b->bindings.count) return false;
  for (uint32_t i = 0; i < a->bindings.count; i++) {
    const ImportBinding *was = &a->bindings.at[i], *is = &b->bindings.at[i];
    if (!text_is(was->name, is->name) || was->record != is->record) return false;
    if (!match_local(self, was->local, is->local)) return false;
  }
  return true;
}

static bool match_attributes(const ImportRecord *a, const ImportRecord *b) {
  if (a->attributes.count != b->attributes.count) return false;
  for (uint32_t i = 0; i < a->attributes.count; i++) {
    const ImportAttribute *was = &a->attributes.at[i], *is = &b->attributes.at[i];
    if (!text_is(was->key, is->key) || !text_is(was->value, is->value)) return false;
  }
  return true;
}

static bool match_names(const Text *a, uint32_t a_count, const Text *b, uint32_t b_count) {
  if (a_count != b_count) return false;
  for (uint32_t i = 0; i < a_count; i++) {
    if (!text_is(a[i], b[i])) return false;
  }
  return true;
}

// What is taken of what a call loads is seen in the code around it.
static bool match_taken(Face *self, const ImportRecord *a, const ImportRecord *b) {
  bool is_require = a->kind == IMPORT_REQUIRE;
  if (a->is_glob || (!is_require && a->kind != IMPORT_DYNAMIC)) return true;
  Texts was = {0}, is = {0};
  bool (*taken)(Arena *, const Tree *, NodeId, Texts *) =
      is_require ? taken_by_require : taken_names;
  bool was_known = taken(self->arena, &self->before->tree, a->node, &was);
  bool is_known = taken(self->arena, &self->now->tree, b->node, &is);
  return was_known == is_known && match_names(was.at, was.count, is.at, is.count);
}

static bool match_imports(Face *self) {
  const ModuleRecord *a = &self->before->record, *b = &self->now->record;
  if (a->imports.count != b->imports.count) return false;
  for (uint32_t i = 0; i < a->imports.count; i++) {
    const ImportRecord *was = &a->imports.at[i], *is = &b->imports.at[i];
    bool is_same = was->kind == is->kind && was->phase == is->phase &&
                   was->is_glob == is->is_glob && was->is_glob_import == is->is_glob_import &&
                   was->is_guarded == is->is_guarded && was->is_created == is->is_created &&
                   !was->cause == !is->cause && !was->chooser == !is->chooser &&
                   text_is(was->specifier, is->specifier) && match_attributes(was, is);
    if (!is_same || !match_taken(self, was, is)) return false;
  }
  return true;
}

// ---- Exports

static bool match_exports(const Face *self) {
  const ModuleRecord *a = &self->before->record, *b = &self->now->record;
  if (a->exports.count != b->exports.count || a->stars.count != b->stars.count) return false;
  for (uint32_t i = 0; i < a->exports.count; i++) {
    const ExportEntry *was = &a->exports.at[i], *is = &b->exports.at[i];
    bool is_same = was->kind == is->kind && was->record == is->record &&
                   text_is(was->name, is->name) && text_is(was->imported, is->imported) &&
                   symbol_now(self, was->local) == is->local;
    if (!is_same) return false;
  }
  for (uint32_t i = 0; i < a->stars.count; i++) {
    if (a->stars.at[i] != b->stars.at[i]) return false;
  }
  return true;
}

static bool is_as_certain(CommonJsCertainty a, CommonJsCertainty b) {
  return a.is_set == b.is_set && a.is_seen == b.is_seen;
}

static bool match_commonjs(const Module *a, const Module *b) {
  const CommonJsExports *was = &a->record.commonjs, *is = &b->record.commonjs;
  if (was->names.count != is->names.count) return false;
  if (was->reexports.count != is->reexports.count) return false;
  for (uint32_t i = 0; i < was->names.count; i++) {
    const CommonJsName *from = &was->names.at[i], *to = &is->names.at[i];
    if (!text_is(from->name, to->name) || !is_as_certain(from->certainty, to->certainty))
      return false;
  }
  if (a->commonjs_parts.count != b->commonjs_parts.count) return false;
  for (uint32_t i = 0; i < was->reexports.count; i++) {
    const CommonJsReexport *from = &was->reexports.at[i], *to = &is->reexports.at[i];
    if (from->import != to->import || !is_as_certain(from->certainty, to->certainty)) return false;
  }
  for (uint32_t i = 0; i < a->commonjs_parts.count; i++) {
    if (!text_is(a->commonjs_parts.at[i].name, b->commonjs_parts.at[i].name)) return false;
  }
  return true;
}

// ---- Constants

static bool is_same_constant(const Constant *a, const Constant *b) {
  return a->kind == b->kind && a->boolean == b->boolean && text_is(a->text, b->text) &&
         memcmp(&a->number, &b->number, sizeof a->number) == 0;
}

static bool match_open_constants(const Face *self) {
  const Module *before = self->before, *now = self->now;
  if (before->open_constants.count != now->open_constants.count) return false;
  for (uint32_t i = 0; i < now->open_constants.count; i++) {
    const OpenConstant *was = &before->open_constants.at[i], *is = &now->open_constants.at[i];
    bool is_same = symbol_now(self, was->symbol) == is->symbol &&
                   text_is(tree_text(&before->tree, was->value), tree_text(&now->tree, is->value));
    if (!is_same) return false;
  }
  return true;
}

static bool match_constants(const Face *self) {
  const NamedConstants *a = &self->before->constants, *b = &self->now->constants;
  if (a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++) {
    const NamedConstant *was = &a->at[i], *is = &b->at[i];
    bool is_same = symbol_now(self, was->symbol) == is->symbol && was->is_early == is->is_early &&
                   text_is(was->spelling, is->spelling) &&
                   is_same_constant(&was->value, &is->value);
    if (!is_same) return false;
  }
  return match_open_constants(self);
}

// ---- Parts

typedef struct Side {
  const Module *module;
  bool *declares; // by part
} Side;

static Side side_of(Arena *arena, const Module *module) {
  const Parts *parts = &module->parts;
  Side side = {module, arena_new(arena, bool, parts->count + 1)};
  uint32_t count = parts->first_declarer[module->scopes.symbol_count];
  for (uint32_t i = 0; i < count; i++) side.declares[parts->declarers[i]] = true;
  return side;
}

// The first import whose node is `node` or behind it.
static uint32_t first_import(const Module *module, NodeId node) {
  return search_first(module->record.imports.at, module->record.imports.count, node, node);
}

static uint32_t count_imports(const Module *module, const Part *part) {
  NodeId end = tree_node(&module->tree, part->node)->after;
  return first_import(module, end) - first_import(module, part->node);
}

static bool is_plain(const Side *side, uint32_t index) {
  const Part *part = &side->module->parts.at[index];
  return part->has_effects && !side->declares[index] && part->first_use == part[1].first_use &&
         part->first_call == part[1].first_call && count_imports(side->module, part) == 0;
}

static bool match_uses(const Face *self, const Part *a, const Part *b) {
  const Parts *before = &self->before->parts, *now = &self->now->parts;
  uint32_t count = a[1].first_use - a->first_use;
  if (count != b[1].first_use - b->first_use) return false;
  for (uint32_t i = 0; i < count; i++) {
    SymbolId is = now->uses[b->first_use + i];
    if (symbol_now(self, before->uses[a->first_use + i]) != is || !is) return false;
  }
  return true;
}

static bool match_calls(const Face *self, const Part *a, const Part *b) {
  const Parts *before = &self->before->parts, *now = &self->now->parts;
  uint32_t count = a[1].first_call - a->first_call;
  if (count != b[1].first_call - b->first_call) return false;
  for (uint32_t i = 0; i < count; i++) {
    const EffectsCall *was = &before->calls[a->first_call + i];
    const EffectsCall *is = &now->calls[b->first_call + i];
    bool is_same = was->needed == is->needed && text_is(tree_text(&self->before->tree, was->callee),
                                                        tree_text(&self->now->tree, is->callee));
    if (!is_same) return false;
  }
  return true;
}

static bool match_part(const Face *self, const Part *a, const Part *b) {
  return a->has_effects == b->has_effects && match_uses(self, a, b) && match_calls(self, a, b) &&
         first_import(self->before, a->node) == first_import(self->now, b->node) &&
         count_imports(self->before, a) == count_imports(self->now, b);
}

static uint32_t skip_plain(const Side *side, uint32_t part, bool *has_plain) {
  for (; part < side->module->parts.count && is_plain(side, part); part++) *has_plain = true;
  return part;
}

static bool pair_parts(Face *self) {
  Side before = side_of(self->arena, self->before), now = side_of(self->arena, self->now);
  const Parts *a = &self->before->parts, *b = &self->now->parts;
  self->parts = arena_new(self->arena, uint32_t, b->count);
  uint32_t from = 0, to = 0;
  for (;;) {
    from = skip_plain(&before, from, &self->has_plain[0]);
    to = skip_plain(&now, to, &self->has_plain[1]);
    if (from == a->count || to == b->count) return from == a->count && to == b->count;
    if (!match_part(self, &a->at[from], &b->at[to])) return false;
    self->parts[to++] = 1 + from++;
  }
}

// What declares a symbol, and whether calls of it can be noticed.
static bool match_declarers(const Face *self, SymbolId was, SymbolId is) {
  const Parts *a = &self->before->parts, *b = &self->now->parts;
  uint32_t from = a->first_declarer[was], to = b->first_declarer[is];
  uint32_t count = a->first_declarer[was + 1] - from;
  if (count != b->first_declarer[is + 1] - to) return false;
  for (uint32_t i = 0; i < count; i++) {
    if (self->parts[b->declarers[to + i]] != 1 + a->declarers[from + i]) return false;
  }
  return a->quiet_calls[was] == b->quiet_calls[is];
}

static bool match_defaults(const Face *self) {
  const Module *a = self->before, *b = self->now;
  for (uint32_t i = 0; i < a->record.exports.count; i++) {
    if (a->record.exports.at[i].kind != EXPORT_DEFAULT) continue;
    uint32_t was = parts_find(&a->parts, &a->tree, a->record.exports.at[i].node);
    uint32_t is = parts_find(&b->parts, &b->tree, b->record.exports.at[i].node);
    if (is == b->parts.count || self->parts[is] != 1 + was) return false;
  }
  return true;
}

static bool match_parts(Face *self) {
  if (!pair_parts(self)) return false;
  for (SymbolId was = 1; was < self->before->scopes.symbol_count; was++) {
    SymbolId is = self->symbols[was];
    if (is && !match_declarers(self, was, is)) return false;
  }
  return match_defaults(self);
}
