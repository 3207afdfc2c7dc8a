// UMD as compilers write it around a whole module:
//
//   (function (factory) {
//     if (typeof module === "object") factory(require, exports);
//     else if (typeof define === "function") define(["require", "exports", "./a"], factory);
//   })(function (require, exports) { const a = require("./a"); });
//
// Other loaders of AMD may call `factory` with a `require` of their own, which means the same.
#include "scope/passed_require.h"

// The symbol of a parameter that keeps what it was called with, or 0.
static SymbolId steady_parameter(const ScopeTable *table, NodeId name) {
  SymbolId id = tree_node(table->tree, name)->symbol;
  const Symbol *symbol = &table->symbols[id];
  unsigned writes = SYMBOL_ASSIGNED | SYMBOL_REDECLARED;
  bool is_steady = symbol->kind == SYMBOL_PARAMETER && !(symbol->flags & writes);
  return id && is_steady ? id : 0;
}

// What a parameter of a function that is called where it stands is called with, or none.
static NodeId argument_of(const ScopeTable *table, SymbolId parameter) {
  const Tree *tree = table->tree;
  NodeId declared = table->symbols[parameter].declaration;
  NodeId parameters = tree_node(tree, declared)->parent;
  if (tree_kind(tree, parameters) != NODE_FORMAL_PARAMETERS) return NO_NODE;
  NodeId callee = tree_outside_parentheses(tree, tree_node(tree, parameters)->parent);
  NodeId call = tree_node(tree, callee)->parent;
  bool is_called = tree_kind(tree, call) == NODE_CALL_EXPRESSION &&
                   tree_node(tree, callee)->field == FIELD_FUNCTION;
  if (!is_called) return NO_NODE;
  NodeId argument = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  tree_each_named(tree, parameters, each) {
    if (each == declared || !argument) break;
    argument = tree_next_named(tree, argument);
  }
  return argument ? tree_inside_parentheses(tree, argument) : NO_NODE;
}

SymbolId passed_require(const ScopeTable *table, NodeId name) {
  const Tree *tree = table->tree;
  NodeId arguments = tree_node(tree, name)->parent;
  bool is_first =
      tree_kind(tree, arguments) == NODE_ARGUMENTS && tree_first_named(tree, arguments) == name;
  NodeId call = is_first ? tree_node(tree, arguments)->parent : NO_NODE;
  if (tree_kind(tree, call) != NODE_CALL_EXPRESSION) return 0;
  NodeId callee = tree_child(tree, call, FIELD_FUNCTION);
  SymbolId factory =
      tree_kind(tree, callee) == NODE_IDENTIFIER ? steady_parameter(table, callee) : 0;
  NodeId code = factory ? argument_of(table, factory) : NO_NODE;
  bool is_function = tree_kind(tree, code) == NODE_FUNCTION_EXPRESSION ||
                     tree_kind(tree, code) == NODE_ARROW_FUNCTION;
  if (!is_function) return 0;
  NodeId first = tree_first_named(tree, tree_child(tree, code, FIELD_PARAMETERS));
  bool is_require =
      tree_kind(tree, first) == NODE_IDENTIFIER && text_is(tree_text(tree, first), TEXT("require"));
  return is_require ? steady_parameter(table, first) : 0;
}
