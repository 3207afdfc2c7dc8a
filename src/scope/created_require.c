// An ES module has no `require`, but Node makes one:
//
//   import { createRequire } from "node:module";
//   const require = createRequire(import.meta.url);
//   const data = require("./data.json");
//
// What it is asked for is beside the module, not beside the output.
#include "scope/created_require.h"

#include "scope/url_import.h"

// What an identifier imports from Node's module `module`, or an empty text.
static Text imported_name(const ScopeTable *table, const ModuleRecord *record, NodeId identifier) {
  SymbolId symbol = tree_node(table->tree, identifier)->symbol;
  if (!symbol || table->symbols[symbol].kind != SYMBOL_IMPORT) return TEXT("");
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    const ImportBinding *binding = &record->bindings.at[i];
    if (binding->local != symbol) continue;
    Text specifier = record->imports.at[binding->record].specifier;
    bool is_module = text_is(specifier, TEXT("module")) || text_is(specifier, TEXT("node:module"));
    return is_module ? binding->name : TEXT("");
  }
  return TEXT("");
}

static bool is_creator(const ScopeTable *table, const ModuleRecord *record, NodeId callee) {
  const Tree *tree = table->tree;
  if (tree_kind(tree, callee) == NODE_IDENTIFIER)
    return text_is(imported_name(table, record, callee), TEXT("createRequire"));
  if (tree_kind(tree, callee) != NODE_MEMBER_EXPRESSION) return false;
  Text object = imported_name(table, record, tree_child(tree, callee, FIELD_OBJECT));
  Text property = tree_text(tree, tree_child(tree, callee, FIELD_PROPERTY));
  bool is_module = text_is(object, TEXT("default")) || text_is(object, TEXT("*"));
  return is_module && text_is(property, TEXT("createRequire"));
}

bool creates_require(const ScopeTable *table, const ModuleRecord *record, NodeId call) {
  const Tree *tree = table->tree;
  if (tree_kind(tree, call) != NODE_CALL_EXPRESSION) return false;
  NodeId place = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  return place && url_import_is_own(tree, place) &&
         is_creator(table, record, tree_child(tree, call, FIELD_FUNCTION));
}

SymbolId created_require(const ScopeTable *table, const ModuleRecord *record, NodeId declarator) {
  const Tree *tree = table->tree;
  NodeId name = tree_child(tree, declarator, FIELD_NAME);
  NodeId value = tree_child(tree, declarator, FIELD_VALUE);
  bool is_variable = value && tree_kind(tree, name) == NODE_IDENTIFIER;
  SymbolId symbol = is_variable ? tree_node(tree, name)->symbol : 0;
  bool is_changed = table->symbols[symbol].flags & (SYMBOL_ASSIGNED | SYMBOL_REDECLARED);
  return symbol && !is_changed && creates_require(table, record, value) ? symbol : 0;
}
