// Classes: constructors and the names of other elements.
#include "syntax/early_checks.h"

static bool is_named(Early *early, NodeId name, Text wanted) {
  NodeKind kind = tree_kind(early->tree, name);
  bool has_text = kind == NODE_PROPERTY_IDENTIFIER || kind == NODE_STRING;
  return has_text && text_is(early_key_text(early, name), wanted);
}

static bool is_constructor_name(Early *early, NodeId name) {
  return is_named(early, name, TEXT("constructor"));
}

static Text form_of_method(NodeKind word) {
  switch ((int)word) {
  case TOKEN_GET_WORD: return TEXT("a getter");
  case TOKEN_SET_WORD: return TEXT("a setter");
  case TOKEN_ASYNC_WORD: return TEXT("async");
  case TOKEN_STAR: return TEXT("a generator");
  default: return TEXT("");
  }
}

// A method that is called "constructor" and not static: reports what it can't be.
static void check_constructor(Early *early, NodeId method, NodeId name, NodeId *first) {
  const Tree *tree = early->tree;
  NodeId before = tree_first_child(tree, method);
  if (tree_kind(tree, before) == NODE_DECORATOR) {
    early_report(early, MESSAGE_DECORATED_CONSTRUCTOR, before, TEXT(""));
    while (tree_kind(tree, before) == NODE_DECORATOR) before = tree_next_sibling(tree, before);
  }
  if (before != name) {
    early_report(early, MESSAGE_SPECIAL_CONSTRUCTOR, before,
                 form_of_method(tree_kind(tree, before)));
  } else if (*first) {
    Diagnostic *said = early_report(early, MESSAGE_SECOND_CONSTRUCTOR, name, TEXT(""));
    early_note(early, said, MESSAGE_FIRST_CONSTRUCTOR_NOTE, *first, TEXT(""));
  } else {
    *first = name;
  }
}

// The grammar lets `async` stand before `get` and `set`, and `accessor` before all methods.
static void check_accessor(Early *early, NodeId method) {
  NodeId accessor = tree_child_of_kind(early->tree, method, TOKEN_ACCESSOR_WORD);
  if (accessor) early_report(early, MESSAGE_ACCESSOR_METHOD, accessor, TEXT(""));
  NodeId async = tree_child_of_kind(early->tree, method, TOKEN_ASYNC_WORD);
  NodeId word = tree_child_of_kind(early->tree, method, TOKEN_GET_WORD);
  if (!word) word = tree_child_of_kind(early->tree, method, TOKEN_SET_WORD);
  if (async && word)
    early_report(early, MESSAGE_ASYNC_ACCESSOR, async, tree_text(early->tree, word));
}

static void check_field_name(Early *early, NodeId name, bool is_static) {
  bool is_wrong =
      is_constructor_name(early, name) || (is_static && is_named(early, name, TEXT("prototype")));
  if (is_wrong) early_report(early, MESSAGE_FIELD_NAME, name, early_key_text(early, name));
}

void early_check_elements(Early *early, NodeId class_body) {
  const Tree *tree = early->tree;
  NodeId constructor = NO_NODE;
  tree_each_child(tree, class_body, element) {
    NodeKind kind = tree_kind(tree, element);
    if (kind == NODE_FIELD_DEFINITION) {
      NodeId name = tree_child(tree, element, FIELD_PROPERTY);
      check_field_name(early, name, tree_is_static(tree, element));
    } else if (kind == NODE_METHOD_DEFINITION) {
      NodeId name = tree_child(tree, element, FIELD_NAME);
      bool is_static = tree_is_static(tree, element);
      check_accessor(early, element);
      if (is_static && is_named(early, name, TEXT("prototype")))
        early_report(early, MESSAGE_STATIC_PROTOTYPE, name, TEXT(""));
      else if (!is_static && is_constructor_name(early, name))
        check_constructor(early, element, name, &constructor);
    }
  }
}
