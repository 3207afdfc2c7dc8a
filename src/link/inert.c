// Which modules may run at any time, as long as what they import is there: those that can't be
// noticed and that look at nothing that others may have changed. Functions look when they are
// called. What is in a cycle is never inert: there, when it runs decides what others find.
#include "link/splitting.h"

static bool is_function(NodeKind kind) {
  return kind == NODE_FUNCTION_DECLARATION || kind == NODE_GENERATOR_FUNCTION_DECLARATION ||
         kind == NODE_FUNCTION_EXPRESSION || kind == NODE_GENERATOR_FUNCTION ||
         kind == NODE_ARROW_FUNCTION;
}

// Whether reading the symbol gives the same at any time.
static bool is_fixed(const Module *module, SymbolId symbol) {
  const Symbol *what = &module->scopes.symbols[symbol];
  if (what->kind == SYMBOL_IMPORT) return false;
  if (what->kind != SYMBOL_UNBOUND) return true;
  Text name = scope_symbol_name(&module->scopes, symbol);
  return text_is(name, TEXT("undefined")) || text_is(name, TEXT("NaN")) ||
         text_is(name, TEXT("Infinity"));
}

// What is exported by a list is not looked at.
static bool is_list(const Tree *tree, NodeId id) {
  NodeKind kind = tree_kind(tree, id);
  bool has_code = tree_child(tree, id, FIELD_DECLARATION) || tree_child(tree, id, FIELD_VALUE);
  return kind == NODE_IMPORT_STATEMENT || (kind == NODE_EXPORT_STATEMENT && !has_code);
}

// Whether what runs of a statement at once looks only at what is fixed.
static bool looks_at_nothing(const Module *module, NodeId statement) {
  const Tree *tree = &module->tree;
  NodeId end = tree_node(tree, statement)->after;
  for (NodeId id = statement; id < end;) {
    const Node *node = tree_node(tree, id);
    if (node->flags & NODE_DEAD || is_function(node->kind)) {
      id = node->after;
      continue;
    }
    if (node->symbol && !is_fixed(module, node->symbol)) return false;
    id++;
  }
  return true;
}

bool runs_unseen(const Module *module, const bool *live_parts) {
  for (uint32_t i = 0; i < module->parts.count; i++) {
    const Part *part = &module->parts.at[i];
    if (!live_parts[i] || is_list(&module->tree, part->node)) continue;
    if (part->has_effects || !looks_at_nothing(module, part->node)) return false;
  }
  return true;
}

static bool is_inert(const Plan *plan, const Module *module) {
  const Linked *linked = plan_of(plan, module);
  if (module->kind == MODULE_VALUE) return true;
  if (linked->wrap != WRAP_NONE || linked->is_async || !linked->live_parts) return false;
  return runs_unseen(module, linked->live_parts);
}

void find_inert(Splitting *splitting) {
  const Plan *plan = splitting->plan;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    Linked *linked = plan_of(plan, module);
    bool is_alone = components_size(&splitting->cycles, splitting->cycles.of[module->id]) == 1;
    linked->is_inert = linked->is_included && is_alone && is_inert(plan, module);
  }
}
