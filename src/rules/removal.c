// From the name outwards: a pattern that has nothing else goes with it, and so does what only holds
// that pattern, up to an item of a list, or a statement. An item goes with one of its commas.
#include "rules/removal.h"

// What is being taken out.
typedef struct Removal {
  SourceCode *code;
  const Tree *tree;
  const TokenTable *tokens;
  NodeId name;
  Edit *edit;
} Removal;

static bool take(const Removal *removal, uint32_t start, uint32_t end, const char *text) {
  *removal->edit = (Edit){{start, end}, text_of(text)};
  return true;
}

static bool take_node(const Removal *removal, NodeId node, const char *text) {
  const Node *taken = tree_node(removal->tree, node);
  return take(removal, taken->start, taken->end, text);
}

static bool is_only_one(const Tree *tree, NodeId item) {
  NodeId list = tree_node(tree, item)->parent;
  return tree_first_named(tree, list) == item && !tree_next_named(tree, item);
}

// ---- Items of lists

static bool take_item(const Removal *removal, NodeId item) {
  const Node *node = tree_node(removal->tree, item);
  const TokenTable *tokens = removal->tokens;
  TokenId before = token_before(tokens, removal->tree, item);
  TokenId after = token_after(tokens, removal->tree, item);
  if (token_is(tokens, before, TOKEN_COMMA))
    return take(removal, tokens->at[before].start, node->end, "");
  if (token_is(tokens, after, TOKEN_COMMA))
    return take(removal, node->start, tokens->at[after].end, "");
  return take_node(removal, item, "");
}

// The others keep their places.
static bool take_element(const Removal *removal, NodeId item) {
  TokenId after = token_after(removal->tokens, removal->tree, item);
  if (token_is(removal->tokens, after, TOKEN_COMMA)) return take_node(removal, item, "");
  return take_item(removal, item);
}

// ---- Statements

// Whether what the brace closes is a statement.
static bool closes_statement(const Tree *tree, NodeId brace) {
  NodeId closed = tree_node(tree, brace)->parent;
  NodeId owner = tree_node(tree, closed)->parent;
  bool is_default = tree_kind(tree, tree_node(tree, owner)->parent) == NODE_EXPORT_STATEMENT;
  switch ((int)tree_kind(tree, closed)) {
  case NODE_SWITCH_BODY: return true;
  case NODE_CLASS_BODY: return is_default || tree_kind(tree, owner) == NODE_CLASS_DECLARATION;
  case NODE_STATEMENT_BLOCK: break;
  default: return false;
  }
  switch ((int)tree_kind(tree, owner)) {
  case NODE_ARROW_FUNCTION: return false;
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION: return is_default;
  default: return true;
  }
}

// Whether what comes behind the statement can't become a part of what is before, or a directive.
static bool is_apart(const Removal *removal, NodeId statement) {
  const TokenTable *tokens = removal->tokens;
  TokenId before = token_before(tokens, removal->tree, statement);
  TokenId after = token_after(tokens, removal->tree, statement);
  if (token_is(tokens, after, NODE_STRING)) return false;
  if (!before || !after) return true;
  if (token_is(tokens, before, TOKEN_SEMICOLON) || token_is(tokens, before, TOKEN_BRACE_OPEN))
    return true;
  return token_is(tokens, before, TOKEN_BRACE_CLOSE) &&
         closes_statement(removal->tree, tokens->at[before].node);
}

static bool take_statement(const Removal *removal, NodeId statement) {
  const Tree *tree = removal->tree;
  NodeKind parent = tree_kind(tree, tree_node(tree, statement)->parent);
  NodeKind kind = tree_kind(tree, statement);
  bool declares_variable = kind == NODE_VARIABLE_DECLARATION || kind == NODE_LEXICAL_DECLARATION ||
                           kind == NODE_USING_DECLARATION;
  switch ((int)parent) {
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT: return false;
  case NODE_IF_STATEMENT:
  case NODE_ELSE_CLAUSE:
  case NODE_FOR_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_WHILE_STATEMENT:
  case NODE_DO_STATEMENT:
  case NODE_WITH_STATEMENT:
    if (declares_variable) return take_node(removal, statement, ";");
    break;
  default: break;
  }
  return is_apart(removal, statement) && take_node(removal, statement, "");
}

static bool take_declarator(const Removal *removal, NodeId declarator) {
  const Tree *tree = removal->tree;
  NodeId declaration = tree_node(tree, declarator)->parent;
  NodeId outer = tree_node(tree, declaration)->parent;
  bool is_head = tree_kind(tree, outer) == NODE_FOR_STATEMENT &&
                 tree_child(tree, outer, FIELD_INITIALIZER) == declaration;
  bool is_name = tree_child(tree, declarator, FIELD_NAME) == removal->name;
  if (is_head && !is_name) return false;
  NodeId first = tree_child_of_kind(tree, declaration, NODE_VARIABLE_DECLARATOR);
  if (first == declarator && !tree_next_named(tree, declarator))
    return !is_head && take_statement(removal, declaration);
  if (!tree_next_named(tree, declarator)) {
    // Nothing may come behind that a semicolon does not keep off.
    NodeId end = tree_last_child(tree, declaration);
    bool is_closed = !is_head && tree_kind(tree, end) == TOKEN_SEMICOLON;
    if (!is_closed && token_after(removal->tokens, tree, declarator)) return false;
  }
  return take_item(removal, declarator);
}

// ---- Imports

// `a from`, `a, {} from`, `* as a from`: the module is still imported.
static bool take_clause(const Removal *removal, NodeId statement, NodeId first) {
  const Tree *tree = removal->tree;
  NodeId source = tree_child(tree, statement, FIELD_SOURCE);
  return take(removal, tree_node(tree, first)->start, tree_node(tree, source)->start, "");
}

static bool take_import(const Removal *removal, const Definition *definition) {
  const Tree *tree = removal->tree;
  NodeId node = definition->node, statement = definition->parent;
  NodeId clause = tree_child_of_kind(tree, statement, NODE_IMPORT_CLAUSE);
  NodeId first = tree_first_named(tree, clause), second = tree_next_named(tree, first);
  NodeId list = tree_node(tree, node)->parent;
  if (tree_kind(tree, node) == NODE_IMPORT_SPECIFIER) {
    if (!is_only_one(tree, node)) return take_item(removal, node);
    if (first == list) return take_node(removal, statement, "");
    return take_item(removal, list);
  }
  bool is_alone = node == first && (!second || (tree_kind(tree, second) == NODE_NAMED_IMPORTS &&
                                                !tree_first_named(tree, second)));
  return is_alone ? take_clause(removal, statement, first) : take_item(removal, node);
}

// ---- Patterns

// What goes with `node` if it goes: 0 if that is for the list around it to say.
static NodeId around(const Tree *tree, NodeId node) {
  NodeId parent = tree_node(tree, node)->parent;
  NodeKind kind = tree_kind(tree, node);
  switch ((int)tree_kind(tree, parent)) {
  case NODE_PAIR_PATTERN:
  case NODE_REST_PATTERN: return parent;
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    return kind == NODE_OBJECT_PATTERN || kind == NODE_ARRAY_PATTERN ? NO_NODE : parent;
  case NODE_OBJECT_PATTERN:
  case NODE_ARRAY_PATTERN: return is_only_one(tree, node) ? parent : NO_NODE;
  default: return NO_NODE;
  }
}

static bool take_binding(const Removal *removal) {
  const Tree *tree = removal->tree;
  NodeId at = removal->name;
  for (NodeId outer = around(tree, at); outer; outer = around(tree, at)) at = outer;
  NodeId parent = tree_node(tree, at)->parent;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_ARRAY_PATTERN: return take_element(removal, at);
  case NODE_OBJECT_PATTERN:
  case NODE_FORMAL_PARAMETERS: return take_item(removal, at);
  case NODE_ARROW_FUNCTION: return take_node(removal, at, "()");
  case NODE_VARIABLE_DECLARATOR: return take_declarator(removal, parent);
  default: return false;
  }
}

bool removal_of_variable(SourceCode *code, const Definition *definition, Edit *edit) {
  Removal removal = {code, code->tree, source_tokens(code), definition->name, edit};
  switch ((int)definition->kind) {
  case DEFINITION_IMPORT: return take_import(&removal, definition);
  case DEFINITION_FUNCTION_NAME:
  case DEFINITION_CLASS_NAME: return take_statement(&removal, definition->node);
  default: return take_binding(&removal);
  }
}
