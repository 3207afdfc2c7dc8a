// The form is fixed, as in other bundlers: a relative path that is a string, seen from the file
// itself.
#include "scope/url_import.h"

#include "base/path.h"
#include "base/url.h"

bool url_import_is_own(const Tree *tree, NodeId node) {
  if (tree_kind(tree, node) != NODE_MEMBER_EXPRESSION) return false;
  NodeId object = tree_child(tree, node, FIELD_OBJECT);
  NodeId property = tree_child(tree, node, FIELD_PROPERTY);
  return tree_is_import_meta(tree, object) && text_is(tree_text(tree, property), TEXT("url"));
}

// The `new` expression or call that an expression is the first argument of, or none.
static NodeId taker_of(const Tree *tree, NodeId expression) {
  NodeId arguments = tree_node(tree, expression)->parent;
  bool is_first = tree_kind(tree, arguments) == NODE_ARGUMENTS &&
                  tree_first_named(tree, arguments) == expression;
  return is_first ? tree_node(tree, arguments)->parent : NO_NODE;
}

// The last part of `a.b.c`.
static Text last_name(const Tree *tree, NodeId node) {
  bool is_member = tree_kind(tree, node) == NODE_MEMBER_EXPRESSION;
  return tree_text(tree, is_member ? tree_child(tree, node, FIELD_PROPERTY) : node);
}

static UrlUse use_of_call(const Tree *tree, NodeId call) {
  NodeId callee = tree_child(tree, call, FIELD_FUNCTION);
  if (tree_kind(tree, callee) != NODE_MEMBER_EXPRESSION) return URL_OF_FILE;
  Text name = last_name(tree, callee);
  if (text_is(name, TEXT("addModule"))) return URL_OF_WORKLET;
  Text object = last_name(tree, tree_child(tree, callee, FIELD_OBJECT));
  bool is_service = text_is(name, TEXT("register")) && text_is(object, TEXT("serviceWorker"));
  return is_service ? URL_OF_SERVICE_WORKER : URL_OF_FILE;
}

UrlUse url_import_use(const ScopeTable *table, NodeId expression) {
  const Tree *tree = table->tree;
  NodeId taker = taker_of(tree, expression);
  if (tree_kind(tree, taker) == NODE_CALL_EXPRESSION) return use_of_call(tree, taker);
  if (tree_kind(tree, taker) != NODE_NEW_EXPRESSION) return URL_OF_FILE;
  Text name = last_name(tree, tree_child(tree, taker, FIELD_CONSTRUCTOR));
  return text_ends(name, TEXT("Worker")) ? URL_OF_WORKER : URL_OF_FILE;
}

// Whether the options behind the URL say `type: "module"`.
static bool asks_for_module(const Tree *tree, NodeId expression) {
  NodeId options = tree_next_named(tree, expression);
  if (tree_kind(tree, options) != NODE_OBJECT) return false;
  tree_each_named(tree, options, pair) {
    Text key = tree_text(tree, tree_child(tree, pair, FIELD_KEY));
    Text value = tree_text(tree, tree_child(tree, pair, FIELD_VALUE));
    bool is_type = text_is(key, TEXT("type")) || text_is(key, TEXT("\"type\""));
    if (is_type && value.size > 2)
      return text_is(text_slice(value, 1, value.size - 1), TEXT("module"));
  }
  return false;
}

WorkerUse url_import_worker(const ScopeTable *table, NodeId expression) {
  const Tree *tree = table->tree;
  NodeId taker = taker_of(tree, expression);
  WorkerUse use = {.is_module = asks_for_module(tree, expression)};
  if (tree_kind(tree, taker) == NODE_CALL_EXPRESSION) {
    use.is_service = use_of_call(tree, taker) == URL_OF_SERVICE_WORKER;
    use.is_module |= !use.is_service;
    use.is_certain = true;
    return use;
  }
  NodeId root = tree_child(tree, taker, FIELD_CONSTRUCTOR);
  Text name = last_name(tree, root);
  use.is_certain = text_is(name, TEXT("Worker")) || text_is(name, TEXT("SharedWorker"));
  while (tree_kind(tree, root) == NODE_MEMBER_EXPRESSION)
    root = tree_child(tree, root, FIELD_OBJECT);
  SymbolId symbol = tree_node(tree, root)->symbol;
  if (symbol && table->symbols[symbol].kind != SYMBOL_UNBOUND) use.variable = symbol;
  return use;
}

// Whether a URL is seen from the one that it is based on, and may be that of a file.
static bool may_name_file(Text url) {
  if (url.size == 0 || strchr("/\\?#", url.at[0]) || url_has_scheme(url)) return false;
  Text name = path_basename(text_until(text_until(url, '?'), '#'));
  return name.size && !text_is(name, TEXT(".")) && !text_is(name, TEXT(".."));
}

NodeId url_import_specifier(const ScopeTable *table, NodeId expression) {
  const Tree *tree = table->tree;
  NodeId constructor = tree_child(tree, expression, FIELD_CONSTRUCTOR);
  NodeId first = tree_first_named(tree, tree_child(tree, expression, FIELD_ARGUMENTS));
  bool fits = scope_is_global(table, constructor, TEXT("URL")) &&
              tree_kind(tree, first) == NODE_STRING &&
              url_import_is_own(tree, tree_next_named(tree, first));
  if (!fits) return NO_NODE;
  Text string = tree_text(tree, first);
  return may_name_file(text_slice(string, 1, string.size - 1)) ? first : NO_NODE;
}
