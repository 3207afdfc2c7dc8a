// Statements: declarations where only a statement can stand, loops and switches around jumps, and
// what single statements ask for.
#include "syntax/early_checks.h"

bool early_is_loop(NodeKind kind) {
  return kind == NODE_WHILE_STATEMENT || kind == NODE_DO_STATEMENT || kind == NODE_FOR_STATEMENT ||
         kind == NODE_FOR_IN_STATEMENT;
}

void early_loop(Early *early, NodeId id) {
  early_open(early, id, early_flags(early) | EARLY_LOOP | EARLY_BREAK);
}

void early_switch(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId first = NO_NODE;
  early_open(early, id, early_flags(early) | EARLY_BREAK);
  tree_each_child(tree, tree_child(tree, id, FIELD_BODY), part) {
    if (tree_kind(tree, part) != NODE_SWITCH_DEFAULT) continue;
    NodeId word = tree_first_child(tree, part);
    if (first)
      early_note(early, early_report(early, MESSAGE_SECOND_DEFAULT, word, TEXT("")),
                 MESSAGE_FIRST_DEFAULT_NOTE, first, TEXT(""));
    else
      first = word;
  }
}

void early_try(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  if (tree_child(tree, id, FIELD_HANDLER) || tree_child(tree, id, FIELD_FINALIZER)) return;
  early_report(early, MESSAGE_TRY_ALONE, tree_first_child(tree, id), TEXT(""));
}

bool early_starts_statement(const Tree *tree, NodeId id) {
  for (;;) {
    NodeId parent = tree->nodes[id].parent;
    if (tree_first_child(tree, parent) != id) return false;
    if (tree_kind(tree, parent) == NODE_EXPRESSION_STATEMENT) return true;
    id = parent;
  }
}

void early_throw(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId word = tree_first_child(tree, id);
  NodeId value = tree_first_leaf(tree, tree_next_sibling(tree, word));
  if (tree->nodes[value].flags & NODE_NEWLINE_BEFORE)
    early_report(early, MESSAGE_LINE_AFTER, word, TEXT("throw"));
}

// ---- Declarations

// The statement that has `id` as its body, alone or through labels; NO_NODE if `id` is one of a
// list of statements.
static NodeId owner_of_body(const Tree *tree, NodeId id) {
  for (;;) {
    NodeId parent = tree->nodes[id].parent;
    switch ((int)tree_kind(tree, parent)) {
    case NODE_LABELED_STATEMENT: id = parent; continue;
    case NODE_IF_STATEMENT:
    case NODE_ELSE_CLAUSE:
    case NODE_WHILE_STATEMENT:
    case NODE_DO_STATEMENT:
    case NODE_WITH_STATEMENT: return parent;
    case NODE_FOR_STATEMENT:
    case NODE_FOR_IN_STATEMENT: return tree->nodes[id].field == FIELD_BODY ? parent : NO_NODE;
    default: return NO_NODE;
    }
  }
}

static Text name_of_declaration(const Tree *tree, NodeId id) {
  NodeId word = tree_first_child(tree, id);
  switch ((int)tree_kind(tree, id)) {
  case NODE_CLASS_DECLARATION: return TEXT("class");
  case NODE_GENERATOR_FUNCTION_DECLARATION: return TEXT("generator function");
  case NODE_FUNCTION_DECLARATION:
    return tree_kind(tree, word) == TOKEN_ASYNC_WORD ? TEXT("async function") : TEXT("function");
  default: return tree_text(tree, word);
  }
}

// A plain function in sloppy code may be the body of an `if`, or of a label in a list.
static void check_function_as_body(Early *early, NodeId id, bool is_labeled) {
  const Tree *tree = early->tree;
  NodeId owner = owner_of_body(tree, id);
  NodeKind kind = tree_kind(tree, owner);
  bool is_if = kind == NODE_IF_STATEMENT || kind == NODE_ELSE_CLAUSE;
  bool is_allowed = is_labeled ? !owner : is_if;
  NodeId word = tree_first_child(tree, id);
  if (!is_allowed)
    early_report(early, MESSAGE_DECLARATION_AS_BODY, word, TEXT("function"));
  else if (early_is_strict(early)) {
    Diagnostic *said = early_report(early, MESSAGE_FUNCTION_AS_BODY_STRICT, word, TEXT(""));
    early_note_strict(early, said, word);
  }
}

void early_declaration(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeKind around = tree_kind(tree, tree->nodes[id].parent);
  bool is_labeled = around == NODE_LABELED_STATEMENT;
  if (around == NODE_PROGRAM || around == NODE_STATEMENT_BLOCK) return;
  if (!is_labeled && !owner_of_body(tree, id)) return;
  NodeId word = tree_first_child(tree, id);
  bool is_function = tree_kind(tree, word) == TOKEN_FUNCTION_WORD &&
                     tree_kind(tree, id) == NODE_FUNCTION_DECLARATION;
  if (is_function)
    check_function_as_body(early, id, is_labeled);
  else
    early_report(early, MESSAGE_DECLARATION_AS_BODY, word, name_of_declaration(tree, id));
}

// ---- using

void early_using(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId word = tree_first_child(tree, id);
  NodeKind around = tree_kind(tree, tree->nodes[id].parent);
  if (around == NODE_PROGRAM && tree->goal == SYNTAX_SCRIPT)
    early_report(early, MESSAGE_USING_IN_SCRIPT, word, TEXT(""));
  else if (around == NODE_SWITCH_CASE || around == NODE_SWITCH_DEFAULT)
    early_report(early, MESSAGE_USING_IN_CASE, word, TEXT(""));
  else if (around == NODE_EXPORT_STATEMENT)
    early_report(early, MESSAGE_USING_EXPORTED, word, TEXT(""));
}

// ---- Heads of loops

void early_for_await(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId word = tree_next_sibling(tree, tree_first_child(tree, id));
  NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
  if (tree_kind(tree, word) == TOKEN_AWAIT_WORD && sign != TOKEN_OF_WORD)
    early_report(early, MESSAGE_FOR_AWAIT_IN, word, TEXT(""));
}
