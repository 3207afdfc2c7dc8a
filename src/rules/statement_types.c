// A sort is a question, perhaps for one line or for several only. Most ask for the word that a
// statement begins with.
#include "rules/statement_types.h"
#include "base/array.h"
#include "rules/estree.h"
#include "rules/prologue.h"
#include "rules/spaces.h"

// A statement that is asked about.
typedef struct Statement {
  SourceCode *code;
  const Tree *tree;
  NodeId node;
  bool is_stylistic; // as `@stylistic` has it
} Statement;

// ---- Questions

static bool is_any(const Statement *statement) {
  (void)statement;
  return true;
}

static NodeId expression_of(const Statement *statement) {
  if (tree_kind(statement->tree, statement->node) != NODE_EXPRESSION_STATEMENT) return NO_NODE;
  return tree_inside_parentheses(statement->tree,
                                 tree_first_named(statement->tree, statement->node));
}

static bool is_directive_statement(const Statement *statement) {
  return is_directive(statement->code, statement->node);
}

static bool is_expression(const Statement *statement) {
  return expression_of(statement) && !is_directive_statement(statement);
}

// `(function () {})()`, `!function () {}()`; the successor takes `(0, function () {})()`, too.
static bool is_called_function(const Statement *statement) {
  const Tree *tree = statement->tree;
  NodeId call = expression_of(statement);
  if (tree_kind(tree, call) == NODE_UNARY_EXPRESSION)
    call = estree_child(tree, call, FIELD_ARGUMENT);
  if (tree_kind(tree, call) != NODE_CALL_EXPRESSION) return false;
  bool is_tag = tree_kind(tree, tree_child(tree, call, FIELD_ARGUMENTS)) == NODE_TEMPLATE_STRING;
  NodeId callee = estree_child(tree, call, FIELD_FUNCTION);
  if (statement->is_stylistic && tree_kind(tree, callee) == NODE_SEQUENCE_EXPRESSION)
    callee = tree_inside_parentheses(tree, tree_last_child(tree, callee));
  return !is_tag && kind_is_function(tree_kind(tree, callee));
}

static bool is_do_with_block(const Statement *statement) {
  const Tree *tree = statement->tree;
  return tree_kind(tree, statement->node) == NODE_DO_STATEMENT &&
         tree_kind(tree, tree_child(tree, statement->node, FIELD_BODY)) == NODE_STATEMENT_BLOCK;
}

// Whether it ends with the bracket of a block or a switch, semicolons left out.
static bool is_block_like(const Statement *statement) {
  const Tree *tree = statement->tree;
  if (is_do_with_block(statement) || is_called_function(statement)) return true;
  const TokenTable *tokens = source_tokens(statement->code);
  TokenId first = token_first(tokens, tree, statement->node),
          last = token_last(tokens, tree, statement->node);
  while (last > first && token_is(tokens, last, TOKEN_SEMICOLON))
    last = token_previous(tokens, last);
  NodeKind around = tree_kind(tree, tree_node(tree, tokens->at[last].node)->parent);
  return token_is(tokens, last, TOKEN_BRACE_CLOSE) &&
         (around == NODE_STATEMENT_BLOCK || around == NODE_SWITCH_BODY);
}

static bool is_block(const Statement *statement) {
  return tree_kind(statement->tree, statement->node) == NODE_STATEMENT_BLOCK;
}

static bool is_empty(const Statement *statement) {
  return tree_kind(statement->tree, statement->node) == NODE_EMPTY_STATEMENT;
}

static bool is_function(const Statement *statement) {
  NodeKind kind = tree_kind(statement->tree, statement->node);
  return kind == NODE_FUNCTION_DECLARATION || kind == NODE_GENERATOR_FUNCTION_DECLARATION;
}

// Takes a word and the spaces behind it from the front of a text.
static bool takes(Text *text, Text word) {
  if (!text_starts(*text, word)) return false;
  *text = text_trim_start(text_slice(*text, word.size, text->size));
  return true;
}

// What the statement assigns to, or NO_NODE.
static NodeId assigned_of(const Statement *statement) {
  const Tree *tree = statement->tree;
  NodeId assignment = expression_of(statement);
  NodeKind kind = tree_kind(tree, assignment);
  if (kind != NODE_ASSIGNMENT_EXPRESSION && kind != NODE_AUGMENTED_ASSIGNMENT_EXPRESSION)
    return NO_NODE;
  return estree_child(tree, assignment, FIELD_LEFT);
}

// `module.exports = …`, `exports = …`, `exports.a = …`, by how it is written.
static bool is_cjs_export(const Statement *statement) {
  NodeId left = assigned_of(statement);
  if (!left) return false;
  Text text = tree_text(statement->tree, left), rest = text;
  if (!takes(&rest, TEXT("module")) || !takes(&rest, TEXT("."))) rest = text;
  bool is_all = text_is(rest, TEXT("exports"));
  return takes(&rest, TEXT("exports")) &&
         (is_all || (rest.size && (rest.at[0] == '.' || rest.at[0] == '[')));
}

// `module.exports = …`, `exports.a = …`
static bool is_export(const Statement *statement) {
  const Tree *tree = statement->tree;
  NodeId left = assigned_of(statement), member = NO_NODE;
  while (estree_is_member(tree_kind(tree, left))) {
    member = left;
    left = estree_child(tree, left, FIELD_OBJECT);
  }
  if (!member || tree_kind(tree, left) != NODE_IDENTIFIER) return false;
  Text name = tree_text(tree, left);
  if (text_is(name, TEXT("exports"))) return true;
  NodeId property = tree_child(tree, member, FIELD_PROPERTY);
  if (!property) property = estree_child(tree, member, FIELD_INDEX);
  bool is_name = tree_kind(tree, property) == NODE_PROPERTY_IDENTIFIER ||
                 tree_kind(tree, property) == NODE_IDENTIFIER;
  return text_is(name, TEXT("module")) && is_name &&
         text_is(tree_text(tree, property), TEXT("exports"));
}

// The value of the first variable that the statement declares, or NO_NODE.
static NodeId first_value_of(const Statement *statement) {
  const Tree *tree = statement->tree;
  NodeId declarator = tree_child_of_kind(tree, statement->node, NODE_VARIABLE_DECLARATOR);
  return declarator ? estree_child(tree, declarator, FIELD_VALUE) : NO_NODE;
}

// `const a = require(…)`, by how it is written.
static bool is_cjs_import(const Statement *statement) {
  NodeId value = first_value_of(statement);
  return value && text_starts(tree_text(statement->tree, value), TEXT("require("));
}

// `const a = require(…)`, `const a = require(…).a`
static bool is_required(const Statement *statement) {
  const Tree *tree = statement->tree;
  NodeId value = first_value_of(statement);
  while (estree_is_member(tree_kind(tree, value)) &&
         !tree_child_of_kind(tree, value, NODE_OPTIONAL_CHAIN))
    value = estree_child(tree, value, FIELD_OBJECT);
  if (!text_is(estree_type(tree, value), TEXT("CallExpression")) ||
      tree_child_of_kind(tree, value, NODE_OPTIONAL_CHAIN))
    return false;
  NodeId callee = estree_child(tree, value, FIELD_FUNCTION);
  return tree_kind(tree, callee) == NODE_IDENTIFIER &&
         text_is(tree_text(tree, callee), TEXT("require"));
}

// The first one takes `import()` for an import, too.
static bool is_import(const Statement *statement) {
  const Tree *tree = statement->tree;
  if (statement->is_stylistic) return tree_kind(tree, statement->node) == NODE_IMPORT_STATEMENT;
  const TokenTable *tokens = source_tokens(statement->code);
  return text_is(token_text(tokens, token_first(tokens, tree, statement->node)), TEXT("import"));
}

// `using`, `await using`
static bool is_using(const Statement *statement) {
  return tree_kind(statement->tree, statement->node) == NODE_USING_DECLARATION;
}

// ---- The sorts

typedef bool StatementTest(const Statement *statement);

// Of every sort in the table there may be one of one line and one of several, each with a bit.
typedef enum LineMode { ANY_LINES, ONE_LINE, MANY_LINES } LineMode;

static const struct {
  const char *name;
  StatementTest *test; // NULL: it begins with the word `word`
  const char *word;
  LineMode lines;
} sorts[] = {
    {"*", is_any, NULL, ANY_LINES},
    {"block", is_block, NULL, ANY_LINES},
    {"cjs-export", is_cjs_export, NULL, ANY_LINES},
    {"cjs-import", is_cjs_import, NULL, ANY_LINES},
    {"directive", is_directive_statement, NULL, ANY_LINES},
    {"empty", is_empty, NULL, ANY_LINES},
    {"exports", is_export, NULL, ANY_LINES},
    {"function", is_function, NULL, ANY_LINES},
    {"iife", is_called_function, NULL, ANY_LINES},
    {"require", is_required, NULL, ANY_LINES},
    {"block-like", is_block_like, NULL, ANY_LINES},
    {"singleline-block-like", is_block_like, NULL, ONE_LINE},
    {"multiline-block-like", is_block_like, NULL, MANY_LINES},
    {"expression", is_expression, NULL, ANY_LINES},
    {"singleline-expression", is_expression, NULL, ONE_LINE},
    {"multiline-expression", is_expression, NULL, MANY_LINES},
    {"const", NULL, "const", ANY_LINES},
    {"singleline-const", NULL, "const", ONE_LINE},
    {"multiline-const", NULL, "const", MANY_LINES},
    {"export", NULL, "export", ANY_LINES},
    {"singleline-export", NULL, "export", ONE_LINE},
    {"multiline-export", NULL, "export", MANY_LINES},
    {"let", NULL, "let", ANY_LINES},
    {"singleline-let", NULL, "let", ONE_LINE},
    {"multiline-let", NULL, "let", MANY_LINES},
    {"return", NULL, "return", ANY_LINES},
    {"singleline-return", NULL, "return", ONE_LINE},
    {"multiline-return", NULL, "return", MANY_LINES},
    {"using", is_using, NULL, ANY_LINES},
    {"singleline-using", is_using, NULL, ONE_LINE},
    {"multiline-using", is_using, NULL, MANY_LINES},
    {"var", NULL, "var", ANY_LINES},
    {"singleline-var", NULL, "var", ONE_LINE},
    {"multiline-var", NULL, "var", MANY_LINES},
    {"break", NULL, "break", ANY_LINES},
    {"case", NULL, "case", ANY_LINES},
    {"class", NULL, "class", ANY_LINES},
    {"continue", NULL, "continue", ANY_LINES},
    {"debugger", NULL, "debugger", ANY_LINES},
    {"default", NULL, "default", ANY_LINES},
    {"do", NULL, "do", ANY_LINES},
    {"for", NULL, "for", ANY_LINES},
    {"if", NULL, "if", ANY_LINES},
    {"import", is_import, NULL, ANY_LINES},
    {"switch", NULL, "switch", ANY_LINES},
    {"throw", NULL, "throw", ANY_LINES},
    {"try", NULL, "try", ANY_LINES},
    {"while", NULL, "while", ANY_LINES},
    {"with", NULL, "with", ANY_LINES},
};

enum { SORT_COUNT = sizeof sorts / sizeof *sorts };
_Static_assert(SORT_COUNT <= 64, "a sort is a bit");

StatementTypes statement_type_named(Text name) {
  for (uint32_t i = 0; i < SORT_COUNT; i++) {
    if (text_is(name, text_of(sorts[i].name))) return (StatementTypes)1 << i;
  }
  return 0;
}

static bool begins_with(const Statement *statement, const char *word) {
  const TokenTable *tokens = source_tokens(statement->code);
  TokenId first = token_first(tokens, statement->tree, statement->node);
  return text_is(token_text(tokens, first), text_of(word));
}

static bool is_on_line(const Statement *statement) {
  Span span = estree_span(statement->code, statement->node);
  return source_same_line(statement->code, span.start, span.end);
}

StatementTypes statement_types_of(SourceCode *code, NodeId node, StatementTypes wanted,
                                  bool is_stylistic) {
  Statement statement = {code, code->tree, tree_inside_labels(code->tree, node), is_stylistic};
  StatementTypes found = 0;
  for (uint32_t i = 0; i < SORT_COUNT; i++) {
    if (!(wanted >> i & 1)) continue;
    bool is_it = sorts[i].test ? sorts[i].test(&statement) : begins_with(&statement, sorts[i].word);
    if (is_it && sorts[i].lines != ANY_LINES)
      is_it = is_on_line(&statement) == (sorts[i].lines == ONE_LINE);
    if (is_it) found |= (StatementTypes)1 << i;
  }
  return found;
}
