// Destructuring. Taking an object or array literal apart can't be noticed as long as each pattern
// meets a literal of its kind: there are no getters then, nothing to iterate over but arrays, and
// nothing is undefined that is taken apart. A default stands for code that may run.
#include "scope/effects_work.h"

// What is taken apart of one declarator: beside its value, a pattern meets its default, so that
// defaults within defaults would double the work with each level.
enum { MATCH_LIMIT = 1000 };

// A pattern and what it takes apart.
typedef struct Match {
  NodeId pattern;
  NodeId value; // NO_NODE: undefined
} Match;

typedef struct Matching {
  Work *work;
  Array(Match) open;
} Matching;

static void match(Matching *matching, NodeId pattern, NodeId value) {
  array_push(&matching->work->scratch, &matching->open, (Match){pattern, value});
}

// The key of a member of an object literal as plain text, or empty.
static Text key_text(const Tree *tree, NodeId key) {
  NodeKind kind = tree_kind(tree, key);
  bool is_plain = kind == NODE_PROPERTY_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ||
                  kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
  return is_plain ? tree_text(tree, key) : (Text){0};
}

// Whether reading any property of an object literal runs no code of its author's: no getters, no
// prototype of another kind, nothing copied into it.
static bool is_plain_object(const Tree *tree, NodeId object) {
  tree_each_named(tree, object, member) {
    NodeKind kind = tree_kind(tree, member);
    if (kind == NODE_SPREAD_ELEMENT) return false;
    NodeId first = tree_first_child(tree, member);
    NodeKind word = tree_kind(tree, first);
    if (kind == NODE_METHOD_DEFINITION && (word == TOKEN_GET_WORD || word == TOKEN_SET_WORD))
      return false;
    NodeId key = kind == NODE_PAIR ? tree_child(tree, member, FIELD_KEY) : member;
    bool is_prototype =
        kind == NODE_PAIR && text_find(tree_text(tree, key), TEXT("__proto__")) != TEXT_NOT_FOUND;
    if (is_prototype) return false;
  }
  return true;
}

// The value that an object literal gives to a key, as long as that is said once and plainly.
static NodeId value_of_key(const Tree *tree, NodeId object, Text name) {
  NodeId found = NO_NODE;
  tree_each_named(tree, object, member) {
    bool is_pair = tree_kind(tree, member) == NODE_PAIR;
    Text key = key_text(tree, is_pair ? tree_child(tree, member, FIELD_KEY) : member);
    if (is_pair && key.size == 0) return NO_NODE;
    if (!text_is(key, name)) continue;
    if (found || !is_pair) return NO_NODE;
    found = tree_child(tree, member, FIELD_VALUE);
  }
  return found;
}

// Of `pattern = default`, the default may run; the pattern then takes apart one or the other.
static bool match_default(Matching *matching, NodeId part, NodeId value) {
  const Tree *tree = matching->work->tree;
  NodeId left = tree_child(tree, part, FIELD_LEFT), right = tree_child(tree, part, FIELD_RIGHT);
  NodeKind kind = tree_kind(tree, left);
  effects_later(matching->work, right);
  if (kind != NODE_OBJECT_PATTERN && kind != NODE_ARRAY_PATTERN) return true;
  if (value) match(matching, left, value);
  match(matching, left, right);
  return true;
}

static bool match_object(Matching *matching, NodeId pattern, NodeId value) {
  const Tree *tree = matching->work->tree;
  if (tree_kind(tree, value) != NODE_OBJECT || !is_plain_object(tree, value)) return false;
  tree_each_named(tree, pattern, part) {
    NodeKind kind = tree_kind(tree, part);
    NodeId target = part, source = NO_NODE;
    if (kind == NODE_PAIR_PATTERN) {
      NodeId key = tree_child(tree, part, FIELD_KEY);
      if (effects_has_loud_key(matching->work, key)) return false;
      if (tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME)
        effects_later(matching->work, tree_first_named(tree, key));
      source = value_of_key(tree, value, key_text(tree, key));
      target = tree_child(tree, part, FIELD_VALUE);
    }
    match(matching, target, source);
  }
  return true;
}

static bool match_array(Matching *matching, NodeId pattern, NodeId value) {
  const Tree *tree = matching->work->tree;
  if (tree_kind(tree, value) != NODE_ARRAY) return false;
  tree_each_named(tree, value, element) {
    if (tree_kind(tree, element) == NODE_SPREAD_ELEMENT) return false;
  }
  // Holes are no nodes: elements are told apart by their commas.
  NodeId element = tree_next_sibling(tree, tree_first_child(tree, value));
  tree_each_child(tree, pattern, part) {
    if (kind_is_named(tree_kind(tree, part))) {
      bool is_there = kind_is_named(tree_kind(tree, element));
      match(matching, part, is_there ? element : NO_NODE);
    }
    if (tree_kind(tree, part) != TOKEN_COMMA) continue;
    while (element && tree_kind(tree, element) != TOKEN_COMMA)
      element = tree_next_sibling(tree, element);
    if (element) element = tree_next_sibling(tree, element);
  }
  return true;
}

static bool match_one(Matching *matching, Match next) {
  const Tree *tree = matching->work->tree;
  NodeId value = tree_inside_parentheses(tree, next.value);
  switch ((int)tree_kind(tree, next.pattern)) {
  case NODE_IDENTIFIER:
  case NODE_UNDEFINED:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN: return true;
  case NODE_REST_PATTERN:
    return tree_kind(tree, tree_first_named(tree, next.pattern)) == NODE_IDENTIFIER;
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN: return match_default(matching, next.pattern, value);
  case NODE_OBJECT_PATTERN: return match_object(matching, next.pattern, value);
  case NODE_ARRAY_PATTERN: return match_array(matching, next.pattern, value);
  default: return false;
  }
}

// `const { a, b } = namespace`.
static bool takes_members(const Work *work, NodeId pattern, NodeId value) {
  const Tree *tree = work->tree;
  const Symbol *symbol = effects_symbol_of(work, value);
  if (!symbol || symbol->kind != SYMBOL_IMPORT) return false;
  NodeId parent = tree->nodes[symbol->declaration].parent;
  if (tree_kind(tree, parent) != NODE_NAMESPACE_IMPORT) return false;
  tree_each_named(tree, pattern, part) {
    NodeKind kind = tree_kind(tree, part);
    NodeId target = kind == NODE_PAIR_PATTERN ? tree_child(tree, part, FIELD_VALUE) : part;
    bool is_key = kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN ||
                  (kind == NODE_PAIR_PATTERN && tree_kind(tree, target) == NODE_IDENTIFIER &&
                   tree_kind(tree, tree_child(tree, part, FIELD_KEY)) == NODE_PROPERTY_IDENTIFIER);
    if (!is_key) return false;
  }
  return tree_kind(tree, pattern) == NODE_OBJECT_PATTERN;
}

bool effects_look_at_declarator(Work *work, NodeId declarator) {
  const Tree *tree = work->tree;
  NodeId name = tree_child(tree, declarator, FIELD_NAME);
  NodeId value = tree_child(tree, declarator, FIELD_VALUE);
  effects_later(work, value);
  NodeKind kind = tree_kind(tree, name);
  if (kind != NODE_OBJECT_PATTERN && kind != NODE_ARRAY_PATTERN) return false;
  if (takes_members(work, name, value)) return false;
  Matching matching = {.work = work};
  match(&matching, name, value);
  for (uint32_t count = 0; matching.open.count > 0; count++) {
    if (count == MATCH_LIMIT || !match_one(&matching, array_pop(&matching.open))) return true;
  }
  return false;
}
