// A free name that a file exports becomes an imported symbol, and everything else follows from
// that. Where a whole expression stands for an import (`process.cwd`), it gets a symbol without a
// name, which the expression's node then means.
#include "graph/inject.h"

#include "scope/imported.h"
#include "scope/roles.h"
#include "transform/places.h"

// ---- What is injected

static uint32_t add_name(Arena *arena, Injection *injection, InjectedName name) {
  array_push(arena, &injection->names, name);
  return injection->names.count; // 1 + its index
}

void injection_add_file(Arena *arena, Injection *injection, Module *file) {
  uint32_t index = injection->files.count;
  array_push(arena, &injection->files, file);
  injection->always = injection->files.count;
  for (uint32_t i = 0; i < file->record.exports.count; i++) {
    Text name = file->record.exports.at[i].name;
    bool has_dots = text_find_byte(name, '.', 0) != TEXT_NOT_FOUND;
    if (!define_is_name(name) || map_find(&injection->first, name)) continue;
    uint32_t injected = add_name(arena, injection, (InjectedName){index, name});
    map_set(arena, &injection->first, name, injected);
    if (has_dots) {
      defines_add_injected(arena, &injection->defines,
                           (Define){.name = name, .is_name = true, .injected = injected});
    }
  }
}

void injection_add_defines(Arena *arena, Injection *injection, const Defines *defines,
                           MakeJson make_json, void *context) {
  for (uint32_t i = 0; i < defines->list.count; i++) {
    Define define = defines->list.at[i];
    Text root = text_until(define.value, '.');
    const uint32_t *plain = define.is_name ? map_find(&injection->first, root) : NULL;
    if (make_json && injection_has_object(&define)) {
      InjectedName name = {injection->files.count, TEXT("default")};
      Text shown = text_concat(arena, TEXT("<define:"), define.name, TEXT(">"));
      array_push(arena, &injection->files, make_json(context, shown, define.value));
      define.injected = add_name(arena, injection, name);
      define.value = TEXT("");
    } else if (plain) {
      define.injected = *plain;
      define.value = text_slice(define.value, root.size, define.value.size);
    }
    defines_add_injected(arena, &injection->defines, define);
  }
}

// ---- One module

typedef struct Injecting {
  const Injection *injection;
  Module *module;
  uint32_t *records; // by file: 1 + its import in the module's record, or 0
  Arena scratch;
} Injecting;

static uint32_t import_of(Injecting *self, uint32_t file) {
  Module *module = self->module;
  if (!self->records[file]) {
    ImportRecord import = {.kind = IMPORT_STATEMENT,
                           .node = NODE_ROOT,
                           .specifier_node = NODE_ROOT,
                           .specifier = self->injection->files.at[file]->file.path};
    array_push(&module->arena, &module->record.imports, import);
    array_push(&module->arena, &module->injected, self->injection->files.at[file]);
    self->records[file] = module->record.imports.count;
  }
  return self->records[file] - 1;
}

static void bind(Injecting *self, SymbolId symbol, uint32_t injected, NodeId node) {
  const InjectedName *name = &self->injection->names.at[injected];
  ImportBinding binding = {symbol, name->exported, import_of(self, name->file), node};
  array_push(&self->module->arena, &self->module->record.bindings, binding);
}

// An import can't be assigned to.
static void report_assigned(Injecting *self, NodeId id, uint32_t injected) {
  Module *module = self->module;
  const InjectedName *name = &self->injection->names.at[injected];
  Diagnostics *diagnostics = &module->diagnostics;
  Place place = module_place(module, id);
  diag_add(diagnostics, MESSAGE_INJECTED_ASSIGNED, place, name->exported,
           self->injection->files.at[name->file]->file.path);
  module->is_broken = true;
}

static NodeId find_assigned(const Tree *tree, SymbolId symbol) {
  NodeId id = NODE_ROOT;
  while (id + 1 < tree->node_count &&
         (tree_node(tree, id)->symbol != symbol || role_in_pattern(tree, id) != ROLE_WRITE))
    id++;
  return id;
}

static void bind_free_names(Injecting *self) {
  ScopeTable *table = &self->module->scopes;
  if (self->injection->first.entries.count == 0) return;
  for (SymbolId id = 1; id < table->symbol_count; id++) {
    if (table->symbols[id].kind != SYMBOL_UNBOUND) continue;
    const uint32_t *injected = map_find(&self->injection->first, scope_symbol_name(table, id));
    if (!injected) continue;
    if (table->symbols[id].flags & SYMBOL_ASSIGNED) {
      report_assigned(self, find_assigned(&self->module->tree, id), *injected - 1);
      continue;
    }
    scope_make_import(table, id);
    bind(self, id, *injected - 1, NODE_ROOT);
  }
}

// Uses of one export share a symbol.
static void bind_uses(Injecting *self, const DefineResults *results) {
  Module *module = self->module;
  if (results->injected.count == 0) return;
  SymbolId *symbols = arena_new(&self->scratch, SymbolId, self->injection->names.count);
  SymbolId first = module->scopes.symbol_count, next = first;
  for (uint32_t i = 0; i < results->injected.count; i++) {
    const InjectedUse *use = &results->injected.at[i];
    if (use->after.size == 0 && place_is_target(&module->tree, use->node)) {
      report_assigned(self, use->node, use->injected);
      continue;
    }
    SymbolId *symbol = &symbols[use->injected];
    if (!*symbol) {
      *symbol = next++;
      bind(self, *symbol, use->injected, use->node);
    }
    module->tree.nodes[use->node].symbol = *symbol;
    if (use->after.size) module->tree.nodes[use->node].flags |= NODE_GOES_ON;
    array_push(&module->arena, &module->injected_uses, *use);
  }
  scope_add_imports(&module->syntax_arena, &module->scopes, next - first);
}

void injection_apply(const Injection *injection, Module *module, const DefineResults *results) {
  Injecting self = {.injection = injection, .module = module};
  self.records = arena_new(&self.scratch, uint32_t, injection->files.count);
  for (uint32_t file = 0; file < injection->always; file++) import_of(&self, file);
  bind_free_names(&self);
  bind_uses(&self, results);
  arena_release(&self.scratch);
}
