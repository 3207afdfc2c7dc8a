// Functions and classes: what holds inside of them. Contexts are opened where the walk meets the
// function, outermost first: its body, whose context ends with the function, then its parameters,
// then what comes before them; each ends before the one below it begins to hold. What comes before
// the parameters is outside (a method's computed key), or nearly so (a function's name).
#include "syntax/directives.h"
#include "syntax/early_checks.h"
#include "syntax/name.h"

// What a function that is no arrow function keeps from around it.
static const unsigned kept_by_functions = EARLY_STRICT;
// What an arrow function does not keep.
static const unsigned dropped_by_arrows = EARLY_ASYNC | EARLY_GENERATOR | EARLY_PARAMETERS |
                                          EARLY_STATIC_BLOCK | EARLY_BREAK | EARLY_LOOP;
// What the value of a field and a static block have.
static const unsigned flags_of_field =
    EARLY_STRICT | EARLY_NEW_TARGET | EARLY_SUPER_PROPERTY | EARLY_NO_ARGUMENTS;

// The flags that a function has from its own form: from the words before its name, and from its
// body.
static unsigned own_flags(const Tree *tree, NodeId function) {
  unsigned flags = EARLY_FUNCTION;
  tree_each_child(tree, function, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_ASYNC_WORD) flags |= EARLY_ASYNC;
    if (kind == TOKEN_STAR) flags |= EARLY_GENERATOR;
    if (tree->nodes[child].field != FIELD_BODY) continue;
    if (kind == NODE_STATEMENT_BLOCK && directives_are_strict(tree, child)) flags |= EARLY_STRICT;
  }
  return flags;
}

static void open_if_there(Early *early, NodeId node, unsigned flags) {
  if (node) early_open(early, node, flags);
}

// A function with a body, parameters, and `before` them flags of its own up to its name or key.
static void open_function(Early *early, NodeId function, unsigned inside, unsigned before) {
  const Tree *tree = early->tree;
  early_open(early, function, inside);
  open_if_there(early, tree_child(tree, function, FIELD_PARAMETERS), inside | EARLY_PARAMETERS);
  open_if_there(early, tree_child(tree, function, FIELD_NAME), before);
}

// The name is that of a variable outside. Whether it is strict code is for the function to say.
void early_function_declaration(Early *early, NodeId id) {
  unsigned outside = early_flags(early), own = own_flags(early->tree, id);
  unsigned inside = own | EARLY_NEW_TARGET | (outside & kept_by_functions);
  open_function(early, id, inside, outside | (own & EARLY_STRICT));
}

void early_function_expression(Early *early, NodeId id) {
  unsigned inside =
      own_flags(early->tree, id) | EARLY_NEW_TARGET | (early_flags(early) & kept_by_functions);
  open_function(early, id, inside, inside);
}

static bool is_constructor_key(Early *early, NodeId key) {
  const Tree *tree = early->tree;
  Text text = tree_text(tree, key);
  if (tree_kind(tree, key) == NODE_STRING)
    return text_is(text_slice(text, 1, text.size - 1), TEXT("constructor"));
  return tree_kind(tree, key) == NODE_PROPERTY_IDENTIFIER &&
         text_is(name_value(&early->scratch, text), TEXT("constructor"));
}

// Whether a method is the constructor of a class that extends another.
static bool is_derived_constructor(Early *early, NodeId method) {
  const Tree *tree = early->tree;
  NodeId body = tree->nodes[method].parent;
  if (tree_kind(tree, body) != NODE_CLASS_BODY) return false;
  NodeId class = tree->nodes[body].parent, key = tree_child(tree, method, FIELD_NAME);
  return tree_child_of_kind(tree, class, NODE_CLASS_HERITAGE) && !tree_is_static(tree, method) &&
         is_constructor_key(early, key);
}

void early_method(Early *early, NodeId id) {
  unsigned outside = early_flags(early);
  unsigned inside = own_flags(early->tree, id) | EARLY_NEW_TARGET | EARLY_SUPER_PROPERTY;
  if (is_derived_constructor(early, id)) inside |= EARLY_SUPER_CALL;
  open_function(early, id, inside | (outside & kept_by_functions), outside);
}

// Parameters still see the `await` and `yield` of what is around, where they are no less forbidden.
void early_arrow(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  unsigned outside = early_flags(early), own = own_flags(tree, id);
  early_open(early, id, (outside & ~dropped_by_arrows) | own);
  NodeId parameters = tree_child(tree, id, FIELD_PARAMETERS);
  if (!parameters) parameters = tree_child(tree, id, FIELD_PARAMETER);
  open_if_there(early, parameters, outside | own | EARLY_PARAMETERS);
}

void early_class(Early *early, NodeId id) {
  early_open(early, id, early_flags(early) | EARLY_STRICT);
}

void early_field(Early *early, NodeId id) {
  unsigned outside = early_flags(early);
  early_open(early, id, flags_of_field);
  open_if_there(early, tree_child(early->tree, id, FIELD_PROPERTY), outside);
}

void early_static_block(Early *early, NodeId id) {
  early_open(early, id, flags_of_field | EARLY_STATIC_BLOCK);
}

void early_return(Early *early, NodeId id) {
  if (early_flags(early) & EARLY_FUNCTION) return;
  early_report(early, MESSAGE_RETURN_OUTSIDE, tree_first_child(early->tree, id), TEXT(""));
}
