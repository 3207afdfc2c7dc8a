// Parameters: which there may be and in which order, that no name is there twice, and what must not
// stand among them. A list is simple where it has names only; everything else came later to the
// language and keeps stricter rules.
#include "base/map.h"
#include "syntax/directives.h"
#include "syntax/early_checks.h"
#include "syntax/name.h"

static bool is_plain_name(NodeKind kind) {
  return kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED;
}

static bool is_name(NodeKind kind) {
  return is_plain_name(kind) || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
}

static bool is_pattern(NodeKind kind) {
  switch ((int)kind) {
  case NODE_ARRAY_PATTERN:
  case NODE_OBJECT_PATTERN:
  case NODE_PAIR_PATTERN:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
  case NODE_REST_PATTERN: return true;
  default: return false;
  }
}

// --- The list ----------------------------------------------------------------------------------

static NodeId find_complex(const Tree *tree, NodeId parameters) {
  tree_each_named(tree, parameters, child) {
    if (!is_plain_name(tree_kind(tree, child))) return child;
  }
  return NO_NODE;
}

// A rest parameter ends the list: not even a comma may follow.
static void check_rest(Early *early, NodeId rest) {
  const Tree *tree = early->tree;
  NodeId comma = tree_next_sibling(tree, rest);
  if (tree_kind(tree, comma) != TOKEN_COMMA) return;
  NodeId next = tree_next_sibling(tree, comma);
  if (tree_kind(tree, next) == TOKEN_PAREN_CLOSE)
    early_report(early, MESSAGE_COMMA_AFTER_REST, comma, TEXT(""));
  else
    early_report(early, MESSAGE_REST_NOT_LAST, rest, TEXT(""));
}

// Each comma must have a parameter before it.
static void check_order(Early *early, NodeId parameters) {
  const Tree *tree = early->tree;
  bool is_after_parameter = false;
  tree_each_child(tree, parameters, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_COMMA && !is_after_parameter)
      early_report(early, MESSAGE_PARAMETER_MISSING, child, TEXT(""));
    if (kind == NODE_REST_PATTERN) check_rest(early, child);
    is_after_parameter = kind_is_named(kind) && kind != NODE_DECORATOR;
  }
}

// --- Names -------------------------------------------------------------------------------------

static void check_name(Early *early, Map *names, NodeId id) {
  const Tree *tree = early->tree;
  Text name = name_value(&early->scratch, tree_text(tree, id));
  bool is_new;
  uint32_t *first = map_add(&early->scratch, names, name, &is_new);
  if (is_new) {
    *first = id;
    return;
  }
  Diagnostic *error = early_report(early, MESSAGE_DUPLICATE_PARAMETER, id, name);
  early_note(early, error, MESSAGE_FIRST_PARAMETER, *first, name);
}

// Goes through the names that the parameters declare. Where `names` is NULL, they may be there
// twice. What is no name is reported by early_bindings.c.
static void check_names(Early *early, NodeId parameters, Map *names) {
  const Tree *tree = early->tree;
  NodeId end = tree->nodes[parameters].after;
  for (NodeId id = parameters + 1; id < end;) {
    const Node *node = &tree->nodes[id];
    NodeKind kind = tree_kind(tree, id);
    bool is_inside = is_name(kind) || is_pattern(kind) || !kind_is_named(kind);
    bool is_skipped = node->field == FIELD_RIGHT || node->field == FIELD_KEY || !is_inside;
    if (!is_skipped && names && is_name(kind)) check_name(early, names, id);
    id = is_skipped ? node->after : id + 1;
  }
}

static bool has_one_name(const Tree *tree, NodeId parameters) {
  return tree->nodes[parameters].after - parameters <= 4; // the list, two parentheses, a name
}

// --- What the function says about them ---------------------------------------------------------

static uint32_t count_parameters(const Tree *tree, NodeId parameters) {
  uint32_t count = 0;
  tree_each_named(tree, parameters, child) count += tree_kind(tree, child) != NODE_DECORATOR;
  return count;
}

static void check_accessor(Early *early, NodeId method, NodeId parameters) {
  const Tree *tree = early->tree;
  uint32_t count = count_parameters(tree, parameters);
  if (tree_child_of_kind(tree, method, TOKEN_GET_WORD)) {
    if (count > 0) early_report(early, MESSAGE_GETTER_PARAMETERS, parameters, TEXT(""));
  } else if (tree_child_of_kind(tree, method, TOKEN_SET_WORD)) {
    NodeId rest = tree_child_of_kind(tree, parameters, NODE_REST_PATTERN);
    if (count != 1)
      early_report(early, MESSAGE_SETTER_PARAMETERS, parameters, TEXT(""));
    else if (rest)
      early_report(early, MESSAGE_SETTER_REST, rest, TEXT(""));
  }
}

// A body makes itself strict only where the parameters are a simple list: they would have been read
// before it was known.
static void check_directive(Early *early, NodeId function, NodeId complex) {
  const Tree *tree = early->tree;
  NodeId body = tree_child(tree, function, FIELD_BODY);
  if (tree_kind(tree, body) != NODE_STATEMENT_BLOCK) return;
  NodeId directive = directives_find_strict(tree, body);
  if (!directive) return;
  Diagnostic *error = early_report(early, MESSAGE_STRICT_AFTER_PARAMETERS, directive, TEXT(""));
  early_note(early, error, MESSAGE_COMPLEX_PARAMETER, complex, TEXT(""));
}

void early_parameters(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId function = tree->nodes[id].parent, complex = find_complex(tree, id);
  NodeKind kind = tree_kind(tree, function);
  bool is_strict = complex || kind == NODE_ARROW_FUNCTION || kind == NODE_METHOD_DEFINITION ||
                   early_is_strict(early);
  check_order(early, id);
  Map names = {0};
  if (complex || (is_strict && !has_one_name(tree, id))) check_names(early, id, &names);
  if (complex) check_directive(early, function, complex);
  if (kind == NODE_METHOD_DEFINITION) check_accessor(early, function, id);
}

// --- Keywords among them -----------------------------------------------------------------------

void early_yield(Early *early, NodeId id) {
  if (!(early_flags(early) & EARLY_PARAMETERS)) return;
  early_report(early, MESSAGE_KEYWORD_IN_PARAMETERS, tree_first_child(early->tree, id),
               TEXT("yield"));
}

// Where `await` would be right if the function around it was async: that function. A constructor
// and an accessor can't be.
static NodeId function_to_be_async(const Tree *tree, NodeId id) {
  for (NodeId up = tree->nodes[id].parent; up != NODE_ROOT; up = tree->nodes[up].parent) {
    NodeKind kind = tree_kind(tree, up);
    if (kind == NODE_FIELD_DEFINITION || kind == NODE_CLASS_STATIC_BLOCK) return NO_NODE;
    if (!kind_is_function(kind)) continue;
    bool can_be = !tree_child_of_kind(tree, up, TOKEN_GET_WORD) &&
                  !tree_child_of_kind(tree, up, TOKEN_SET_WORD) &&
                  !text_is(tree_text(tree, tree_child(tree, up, FIELD_NAME)), TEXT("constructor"));
    return can_be ? up : NO_NODE;
  }
  return NO_NODE;
}

// What `async` would have to stand before.
static NodeId place_of_async(const Tree *tree, NodeId function) {
  if (tree_kind(tree, function) != NODE_METHOD_DEFINITION) return tree_first_child(tree, function);
  NodeId star = tree_child_of_kind(tree, function, TOKEN_STAR);
  return star ? star : tree_child(tree, function, FIELD_NAME);
}

static void check_await(Early *early, NodeId word) {
  unsigned flags = early_flags(early);
  if (flags & EARLY_PARAMETERS) {
    early_report(early, MESSAGE_KEYWORD_IN_PARAMETERS, word, TEXT("await"));
  } else if (!(flags & EARLY_ASYNC)) {
    Diagnostic *error = early_report(early, MESSAGE_AWAIT_OUTSIDE, word, TEXT(""));
    NodeId function = error ? function_to_be_async(early->tree, word) : NO_NODE;
    if (!function) return;
    NodeId place = place_of_async(early->tree, function);
    early_note(early, error, MESSAGE_PUT_ASYNC, place, TEXT(""));
  }
}

void early_await(Early *early, NodeId id) {
  check_await(early, tree_first_child(early->tree, id));
}

// `for await`, and `await using`.
void early_await_word(Early *early, NodeId id) {
  NodeId word = tree_child_of_kind(early->tree, id, TOKEN_AWAIT_WORD);
  if (word) check_await(early, word);
}

// `for (await using a = b;;)`
void early_loop_await(Early *early, NodeId id) {
  NodeId head = tree_child(early->tree, id, FIELD_INITIALIZER);
  if (tree_kind(early->tree, head) == NODE_LEXICAL_DECLARATION) early_await_word(early, head);
}

// --- Line ends ---------------------------------------------------------------------------------

static bool begins_line(const Tree *tree, NodeId id) {
  return tree->nodes[tree_first_leaf(tree, id)].flags & NODE_NEWLINE_BEFORE;
}

void early_async(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId word = tree_first_child(tree, id);
  if (tree_kind(tree, id) == NODE_METHOD_DEFINITION)
    word = tree_child_of_kind(tree, id, TOKEN_ASYNC_WORD);
  if (tree_kind(tree, word) != TOKEN_ASYNC_WORD) return;
  NodeId next = tree_next_sibling(tree, word);
  if (begins_line(tree, next)) early_report(early, MESSAGE_LINE_AFTER_ASYNC, word, TEXT(""));
}

void early_arrow_line(Early *early, NodeId id) {
  NodeId arrow = tree_child_of_kind(early->tree, id, TOKEN_ARROW);
  if (begins_line(early->tree, arrow))
    early_report(early, MESSAGE_LINE_BEFORE_ARROW, arrow, TEXT(""));
  early_async(early, id);
}
