// The names of kinds and fields, from the same tables as their numbers.
#include "syntax/kind.h"

static const Text kind_names[NODE_KIND_COUNT] = {
    [NODE_NONE] = {"none", 4},
    [NODE_ERROR] = {"ERROR", 5},
#define NAMED(NAME, text) [NODE_##NAME] = {text, sizeof text - 1},
#define TOKEN(NAME, text) [TOKEN_##NAME] = {text, sizeof text - 1},
#include "syntax/kinds.def"
};

static const bool kind_named[NODE_KIND_COUNT] = {
    [NODE_ERROR] = true,
#define NAMED(NAME, text) [NODE_##NAME] = true,
#include "syntax/kinds.def"
};

static const Text field_names[FIELD_COUNT] = {
    [FIELD_NONE] = {"", 0},
#define FIELD(NAME, text) [FIELD_##NAME] = {text, sizeof text - 1},
#include "syntax/fields.def"
};

Text kind_name(NodeKind kind) {
  return kind_names[kind];
}

Text field_name(NodeField field) {
  return field_names[field];
}

bool kind_is_named(NodeKind kind) {
  return kind_named[kind];
}

bool kind_is_link(NodeKind kind) {
  return kind == NODE_CALL_EXPRESSION || kind == NODE_MEMBER_EXPRESSION ||
         kind == NODE_SUBSCRIPT_EXPRESSION;
}

bool kind_is_statement(NodeKind kind) {
  switch ((int)kind) {
  case NODE_BREAK_STATEMENT:
  case NODE_CLASS_DECLARATION:
  case NODE_CONTINUE_STATEMENT:
  case NODE_DEBUGGER_STATEMENT:
  case NODE_DO_STATEMENT:
  case NODE_EMPTY_STATEMENT:
  case NODE_EXPORT_STATEMENT:
  case NODE_EXPRESSION_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_IF_STATEMENT:
  case NODE_IMPORT_STATEMENT:
  case NODE_LABELED_STATEMENT:
  case NODE_LEXICAL_DECLARATION:
  case NODE_RETURN_STATEMENT:
  case NODE_STATEMENT_BLOCK:
  case NODE_SWITCH_STATEMENT:
  case NODE_THROW_STATEMENT:
  case NODE_TRY_STATEMENT:
  case NODE_USING_DECLARATION:
  case NODE_VARIABLE_DECLARATION:
  case NODE_WHILE_STATEMENT:
  case NODE_WITH_STATEMENT: return true;
  default: return false;
  }
}

bool kind_is_scoped(NodeKind kind) {
  switch ((int)kind) {
  case NODE_LEXICAL_DECLARATION:
  case NODE_USING_DECLARATION:
  case NODE_CLASS_DECLARATION:
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION: return true;
  default: return false;
  }
}

bool kind_is_function(NodeKind kind) {
  switch ((int)kind) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_METHOD_DEFINITION:
  case NODE_ARROW_FUNCTION: return true;
  default: return false;
  }
}

bool kind_is_comparison(NodeKind kind) {
  switch ((int)kind) {
  case TOKEN_EQUAL:
  case TOKEN_NOT_EQUAL:
  case TOKEN_STRICT_EQUAL:
  case TOKEN_STRICT_NOT_EQUAL:
  case TOKEN_LESS:
  case TOKEN_LESS_EQUAL:
  case TOKEN_GREATER:
  case TOKEN_GREATER_EQUAL:
  case TOKEN_IN_WORD:
  case TOKEN_INSTANCEOF_WORD: return true;
  default: return false;
  }
}
