// What can be assigned to: variables, properties, and, for `=` and in the heads of loops, patterns.
// Names that a pattern declares are another matter (early_bindings.c); what is the same for both,
// such as where a rest element may stand, is here.
#include "syntax/early_checks.h"

#include "syntax/early_chains.h"

// What is done to a target.
typedef enum Use {
  USE_ASSIGN,  // `=`, the head of a loop: patterns fit as well
  USE_UPDATE,  // `+=`, `++`
  USE_LOGICAL, // `&&=`: a call is no target even in sloppy code
  USE_PART,    // a part of a pattern
} Use;

static bool is_pattern(NodeKind kind) {
  return kind == NODE_ARRAY_PATTERN || kind == NODE_OBJECT_PATTERN;
}

static bool is_restricted_name(Text name) {
  return text_is(name, TEXT("eval")) || text_is(name, TEXT("arguments"));
}

// Whether a pattern, or what it is a part of, declares the names in it.
static bool declares(const Tree *tree, NodeId id) {
  for (NodeId up = tree->nodes[id].parent; up; up = tree->nodes[up].parent) {
    switch ((int)tree_kind(tree, up)) {
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN:
    case NODE_PAIR_PATTERN:
    case NODE_REST_PATTERN:
    case NODE_ASSIGNMENT_PATTERN:
    case NODE_OBJECT_ASSIGNMENT_PATTERN: continue;
    case NODE_VARIABLE_DECLARATOR:
    case NODE_FORMAL_PARAMETERS:
    case NODE_CATCH_CLAUSE: return true;
    case NODE_FOR_IN_STATEMENT: return tree_child(tree, up, FIELD_KIND) != NO_NODE;
    default: return false;
    }
  }
  return false;
}

// A call throws when it is assigned to; sloppy code may be written so.
static bool is_call_target(const Early *early, NodeId id, Use use) {
  const Tree *tree = early->tree;
  NodeId arguments = tree_child(tree, id, FIELD_ARGUMENTS);
  bool is_plain = tree_kind(tree, arguments) == NODE_ARGUMENTS &&
                  tree_kind(tree, tree_child(tree, id, FIELD_FUNCTION)) != NODE_IMPORT;
  return is_plain && (use == USE_ASSIGN || use == USE_UPDATE) && !early_is_strict(early);
}

static void check_name(Early *early, NodeId id) {
  if (!early_is_strict(early)) return;
  Text name = tree_text(early->tree, id);
  if (is_restricted_name(name) && !declares(early->tree, id))
    early_report(early, MESSAGE_STRICT_TARGET, id, name);
}

static void check_target(Early *early, NodeId target, Use use) {
  const Tree *tree = early->tree;
  NodeId id = tree_inside_parentheses(tree, target);
  NodeKind kind = tree_kind(tree, id);
  switch ((int)kind) {
  case NODE_IDENTIFIER:
  case NODE_UNDEFINED:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN: check_name(early, id); return;
  case NODE_CALL_EXPRESSION:
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: {
    bool fits = kind != NODE_CALL_EXPRESSION || is_call_target(early, id, use);
    NodeId mark = chain_find_optional(tree, id);
    if (mark)
      early_report(early, MESSAGE_OPTIONAL_TARGET, mark, TEXT(""));
    else if (!fits)
      early_report(early, MESSAGE_CALL_TARGET, id, TEXT(""));
    return;
  }
  default: break;
  }
  if (is_pattern(kind) && id == target && (use == USE_ASSIGN || use == USE_PART)) return;
  bool is_wrapped = is_pattern(kind) || kind == NODE_ARRAY || kind == NODE_OBJECT;
  MessageId message =
      is_wrapped && id != target ? MESSAGE_PATTERN_IN_PARENTHESES : MESSAGE_INVALID_TARGET;
  early_report(early, message, target, TEXT(""));
}

void early_assignment(Early *early, NodeId id) {
  check_target(early, tree_child(early->tree, id, FIELD_LEFT), USE_ASSIGN);
}

void early_augmented(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
  bool is_logical = sign == TOKEN_LOGICAL_AND_ASSIGN || sign == TOKEN_LOGICAL_OR_ASSIGN ||
                    sign == TOKEN_NULLISH_ASSIGN;
  check_target(early, tree_child(tree, id, FIELD_LEFT), is_logical ? USE_LOGICAL : USE_UPDATE);
}

// Where a semicolon can stand, a line end before `++` is one; where it can't, it is a mistake.
void early_update(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId argument = tree_first_child(tree, id), sign = tree_next_sibling(tree, argument);
  if (tree->nodes[argument].field != FIELD_ARGUMENT) {
    argument = sign;
  } else if (tree->nodes[sign].flags & NODE_NEWLINE_BEFORE) {
    early_report(early, MESSAGE_LINE_BEFORE_POSTFIX, sign, tree_text(tree, sign));
  }
  check_target(early, argument, USE_UPDATE);
}

void early_loop_target(Early *early, NodeId id) {
  if (tree_child(early->tree, id, FIELD_KIND)) return;
  check_target(early, tree_child(early->tree, id, FIELD_LEFT), USE_ASSIGN);
}

// ---- Patterns

static void check_rest(Early *early, NodeId rest, bool in_object) {
  const Tree *tree = early->tree;
  NodeId target = tree_first_named(tree, rest), next = tree_next_sibling(tree, rest);
  NodeKind kind = tree_kind(tree, target);
  if (tree_kind(tree, next) == TOKEN_COMMA) {
    bool is_last = !tree_next_named(tree, next);
    early_report(early, is_last ? MESSAGE_COMMA_AFTER_REST : MESSAGE_REST_NOT_LAST,
                 is_last ? next : rest, TEXT(""));
  }
  if (kind == NODE_ASSIGNMENT_PATTERN || kind == NODE_ASSIGNMENT_EXPRESSION)
    early_report(early, MESSAGE_REST_DEFAULT, target, TEXT(""));
  else if (in_object && is_pattern(kind))
    early_report(early, MESSAGE_OBJECT_REST_PATTERN, target, TEXT(""));
  else
    check_target(early, target, USE_PART);
}

static void check_part(Early *early, NodeId part, bool in_object);

// What a pattern gives a property to.
static void check_value(Early *early, NodeId value) {
  if (tree_kind(early->tree, value) == NODE_REST_PATTERN)
    early_report(early, MESSAGE_REST_OF_PROPERTY, value, tree_text(early->tree, value));
  else
    check_part(early, value, false);
}

static void check_part(Early *early, NodeId part, bool in_object) {
  const Tree *tree = early->tree;
  switch ((int)tree_kind(tree, part)) {
  case NODE_REST_PATTERN: check_rest(early, part, in_object); return;
  case NODE_PAIR_PATTERN: check_value(early, tree_child(tree, part, FIELD_VALUE)); return;
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    check_target(early, tree_child(tree, part, FIELD_LEFT), USE_PART);
    return;
  default: check_target(early, part, USE_PART);
  }
}

void early_pattern(Early *early, NodeId id) {
  bool in_object = tree_kind(early->tree, id) == NODE_OBJECT_PATTERN;
  tree_each_named(early->tree, id, part) check_part(early, part, in_object);
}
