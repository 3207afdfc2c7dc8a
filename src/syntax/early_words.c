// Words: reserved words that stand where a name should, by what is around them. The walk lets most
// names go by their length and two letters (early_may_be_word); the others come by here.
#include "syntax/directives.h"
#include "syntax/early.h"
#include "syntax/early_checks.h"
#include "syntax/name.h"

void early_note_words(Early *early) {
#define WORD(first, second, text, word)                                                            \
  early->word_sizes[early_word_class(first, second)] |= 1u << (sizeof text - 1);
#include "syntax/early_words.def"
}

// --- What is around a name ---------------------------------------------------------------------

static bool is_jsx_tag(NodeKind kind) {
  return kind == NODE_JSX_OPENING_ELEMENT || kind == NODE_JSX_CLOSING_ELEMENT ||
         kind == NODE_JSX_SELF_CLOSING_ELEMENT;
}

// Whether it is part of a tag's name: `var` in `<var>` and in `<var.x>`.
static bool is_in_tag(const Tree *tree, NodeId id) {
  if (tree_kind(tree, tree->nodes[id].parent) == NODE_JSX_NAMESPACE_NAME) return true;
  while (tree_kind(tree, tree->nodes[id].parent) == NODE_MEMBER_EXPRESSION)
    id = tree->nodes[id].parent;
  return is_jsx_tag(tree_kind(tree, tree->nodes[id].parent)) && tree->nodes[id].field == FIELD_NAME;
}

// The name of an import or export as other modules know it: any word can be that.
static bool is_outer_name(const Tree *tree, NodeId id) {
  const Node *node = &tree->nodes[id];
  switch ((int)tree_kind(tree, node->parent)) {
  case NODE_NAMESPACE_EXPORT: return true;
  case NODE_IMPORT_SPECIFIER:
    return node->field == FIELD_NAME && tree_child(tree, node->parent, FIELD_ALIAS);
  case NODE_EXPORT_SPECIFIER: {
    NodeId statement = tree->nodes[tree->nodes[node->parent].parent].parent;
    return node->field == FIELD_ALIAS || tree_child(tree, statement, FIELD_SOURCE);
  }
  default: return false;
  }
}

// Goes up the patterns that a name is in, as far as they take part in what is declared.
static NodeId outermost_pattern(const Tree *tree, NodeId id) {
  for (;;) {
    const Node *node = &tree->nodes[id];
    switch ((int)tree_kind(tree, node->parent)) {
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN:
    case NODE_REST_PATTERN: break;
    case NODE_PAIR_PATTERN:
      if (node->field == FIELD_KEY) return id;
      break;
    case NODE_ASSIGNMENT_PATTERN:
    case NODE_OBJECT_ASSIGNMENT_PATTERN:
      if (node->field == FIELD_RIGHT) return id;
      break;
    default: return id;
    }
    id = node->parent;
  }
}

// What declares the name at `id`: a declarator, a function, a catch clause…; NO_NODE where the name
// is only used.
static NodeId find_declaration(const Tree *tree, NodeId id) {
  id = outermost_pattern(tree, id);
  NodeId parent = tree->nodes[id].parent;
  NodeField field = tree->nodes[id].field;
  bool declares = false;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_FORMAL_PARAMETERS:
  case NODE_IMPORT_SPECIFIER:
  case NODE_IMPORT_CLAUSE:
  case NODE_NAMESPACE_IMPORT: declares = true; break;
  case NODE_CATCH_CLAUSE:
  case NODE_ARROW_FUNCTION: declares = field == FIELD_PARAMETER; break;
  case NODE_FOR_IN_STATEMENT:
    declares = field == FIELD_LEFT && tree_child(tree, parent, FIELD_KIND);
    break;
  case NODE_VARIABLE_DECLARATOR:
  case NODE_FUNCTION_DECLARATION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION: declares = field == FIELD_NAME; break;
  default: break;
  }
  return declares ? parent : NO_NODE;
}

// Whether it declares by `let`, `const` or `using`.
static bool is_lexical(const Tree *tree, NodeId declaration) {
  NodeKind kind = tree_kind(tree, declaration);
  if (kind == NODE_FOR_IN_STATEMENT)
    return tree_kind(tree, tree_child(tree, declaration, FIELD_KIND)) != TOKEN_VAR_WORD;
  NodeKind around = tree_kind(tree, tree->nodes[declaration].parent);
  return kind == NODE_VARIABLE_DECLARATOR &&
         (around == NODE_LEXICAL_DECLARATION || around == NODE_USING_DECLARATION);
}

// --- Why code is strict ------------------------------------------------------------------------

// Adds `note` about the statement that makes the file a module; import.meta may have done it, too.
static void note_module(Early *early, Diagnostic *error, MessageId note) {
  if (!error) return;
  tree_each_child(early->tree, NODE_ROOT, child) {
    NodeKind kind = tree_kind(early->tree, child);
    if (kind != NODE_IMPORT_STATEMENT && kind != NODE_EXPORT_STATEMENT) continue;
    NodeId word = tree_first_child(early->tree, child);
    early_note(early, error, note, word, tree_text(early->tree, word));
    return;
  }
}

void early_note_strict(Early *early, Diagnostic *error, NodeId id) {
  const Tree *tree = early->tree;
  if (!error) return;
  for (NodeId up = id; up; up = tree->nodes[up].parent) {
    NodeKind kind = tree_kind(tree, up);
    NodeId body = up == NODE_ROOT ? up : tree_child(tree, up, FIELD_BODY);
    if (kind == NODE_CLASS || kind == NODE_CLASS_DECLARATION) {
      NodeId word = tree_child_of_kind(tree, up, TOKEN_CLASS_WORD);
      early_note(early, error, MESSAGE_STRICT_CLASS, word, TEXT(""));
      return;
    }
    if (up != NODE_ROOT && !kind_is_function(kind)) continue;
    NodeId directive = directives_find_strict(tree, body);
    if (directive) {
      early_note(early, error, MESSAGE_STRICT_DIRECTIVE, directive, TEXT(""));
      return;
    }
  }
  note_module(early, error, MESSAGE_STRICT_MODULE);
}

static void report_strict(Early *early, MessageId message, NodeId id, Text about) {
  early_note_strict(early, early_report(early, message, id, about), id);
}

// --- Names -------------------------------------------------------------------------------------

// An expression statement that begins with `let [` would be a declaration; with an escape in it the
// word is none but a name.
static bool is_let_bracket(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id);
  return text_is(tree_text(tree, id), TEXT("let")) &&
         tree_kind(tree, node->parent) == NODE_SUBSCRIPT_EXPRESSION &&
         tree_kind(tree, tree_next_sibling(tree, id)) == TOKEN_BRACKET_OPEN &&
         early_starts_statement(tree, id);
}

static void check_let(Early *early, NodeId id) {
  if (early_is_strict(early))
    report_strict(early, MESSAGE_STRICT_WORD, id, TEXT("let"));
  else if (is_lexical(early->tree, find_declaration(early->tree, id)))
    early_report(early, MESSAGE_LET_IS_DECLARED, id, TEXT(""));
  else if (is_let_bracket(early->tree, id))
    early_report(early, MESSAGE_LET_BRACKET, id, TEXT(""));
}

static void check_await(Early *early, NodeId id) {
  bool is_keyword_here =
      early_flags(early) & (EARLY_ASYNC | EARLY_STATIC_BLOCK) || early->asks_for_module;
  if (!is_keyword_here && early->tree->goal != SYNTAX_MODULE) return;
  Diagnostic *error = early_report(early, MESSAGE_AWAIT_IS_NAME, id, TEXT(""));
  if (early->tree->goal == SYNTAX_MODULE) note_module(early, error, MESSAGE_IS_MODULE);
}

static void check_yield(Early *early, NodeId id) {
  if (early_flags(early) & EARLY_GENERATOR)
    early_report(early, MESSAGE_YIELD_IS_NAME, id, TEXT(""));
  else if (early_is_strict(early))
    report_strict(early, MESSAGE_STRICT_WORD, id, TEXT("yield"));
}

static void check_declared(Early *early, NodeId id, Text name) {
  // Enough is enough: going up from each name of a deep pattern adds up.
  if (!early_is_strict(early) || early->diagnostics->error_count >= EARLY_ERRORS_PER_FILE) return;
  if (find_declaration(early->tree, id)) report_strict(early, MESSAGE_STRICT_NAME, id, name);
}

static void check_word(Early *early, NodeId id, Word word, Text name) {
  bool is_escaped = name.size != tree_text(early->tree, id).size;
  switch (word) {
  case WORD_NONE: break;
  case WORD_RESERVED:
    early_report(early, is_escaped ? MESSAGE_ESCAPED_WORD : MESSAGE_RESERVED_NAME, id, name);
    break;
  case WORD_STRICT:
    if (early_is_strict(early)) report_strict(early, MESSAGE_STRICT_WORD, id, name);
    break;
  case WORD_LET: check_let(early, id); break;
  case WORD_YIELD: check_yield(early, id); break;
  case WORD_AWAIT: check_await(early, id); break;
  case WORD_ARGUMENTS:
    if (early_flags(early) & EARLY_NO_ARGUMENTS)
      early_report(early, MESSAGE_NO_ARGUMENTS, id, TEXT(""));
    else
      check_declared(early, id, name);
    break;
  case WORD_EVAL: check_declared(early, id, name); break;
  }
}

void early_name(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  Text name = tree_text(tree, id);
  if (early_is_rare_name(early, id)) name = name_value(&early->scratch, name);
  Word word = name_word(name);
  if (word == WORD_NONE || is_outer_name(tree, id) || is_in_tag(tree, id)) return;
  check_word(early, id, word, name);
}

// `default` is a token of its own where something is exported by name.
void early_export_name(Early *early, NodeId id) {
  NodeId name = tree_child(early->tree, id, FIELD_NAME);
  if (tree_kind(early->tree, name) != TOKEN_DEFAULT_WORD || is_outer_name(early->tree, name))
    return;
  early_report(early, MESSAGE_RESERVED_NAME, name, TEXT("default"));
}

// --- What strict code does not have ------------------------------------------------------------

void early_delete(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  if (tree_kind(tree, tree_first_child(tree, id)) != TOKEN_DELETE_WORD) return;
  NodeId operand = tree_inside_parentheses(tree, tree_child(tree, id, FIELD_ARGUMENT));
  NodeKind kind = tree_kind(tree, operand);
  NodeId property = tree_child(tree, operand, FIELD_PROPERTY);
  if (kind == NODE_MEMBER_EXPRESSION &&
      tree_kind(tree, property) == NODE_PRIVATE_PROPERTY_IDENTIFIER)
    early_report(early, MESSAGE_DELETES_PRIVATE, property, tree_text(tree, property));
  if ((kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED) && early_is_strict(early))
    report_strict(early, MESSAGE_DELETES_NAME, operand, tree_text(tree, operand));
}

void early_with(Early *early, NodeId id) {
  NodeId word = tree_first_child(early->tree, id);
  if (early_is_strict(early)) report_strict(early, MESSAGE_WITH_STRICT, word, TEXT(""));
}
