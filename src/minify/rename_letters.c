// What the printer writes besides names, as far as it matters for how frequent letters are: the
// texts of leaves, and the words that a kind of node brings along.
#include "minify/rename_work.h"

#define WORDS(words)                                                                               \
  { "" words, sizeof(words) - 1 }

static const Text words_of_kinds[NODE_KIND_COUNT] = {
    [NODE_FUNCTION_DECLARATION] = WORDS("function"),
    [NODE_FUNCTION_EXPRESSION] = WORDS("function"),
    [NODE_GENERATOR_FUNCTION] = WORDS("function"),
    [NODE_GENERATOR_FUNCTION_DECLARATION] = WORDS("function"),
    [NODE_CLASS] = WORDS("class"),
    [NODE_CLASS_DECLARATION] = WORDS("class"),
    [NODE_CLASS_HERITAGE] = WORDS("extends"),
    [NODE_VARIABLE_DECLARATION] = WORDS("var"),
    [NODE_LEXICAL_DECLARATION] = WORDS("let"),
    [NODE_RETURN_STATEMENT] = WORDS("return"),
    [NODE_IF_STATEMENT] = WORDS("if"),
    [NODE_FOR_STATEMENT] = WORDS("for"),
    [NODE_FOR_IN_STATEMENT] = WORDS("forof"),
    [NODE_WHILE_STATEMENT] = WORDS("while"),
    [NODE_DO_STATEMENT] = WORDS("dowhile"),
    [NODE_SWITCH_STATEMENT] = WORDS("switch"),
    [NODE_SWITCH_CASE] = WORDS("case"),
    [NODE_SWITCH_DEFAULT] = WORDS("default"),
    [NODE_BREAK_STATEMENT] = WORDS("break"),
    [NODE_CONTINUE_STATEMENT] = WORDS("continue"),
    [NODE_THROW_STATEMENT] = WORDS("throw"),
    [NODE_TRY_STATEMENT] = WORDS("try"),
    [NODE_CATCH_CLAUSE] = WORDS("catch"),
    [NODE_NEW_EXPRESSION] = WORDS("new"),
    [NODE_AWAIT_EXPRESSION] = WORDS("await"),
    [NODE_YIELD_EXPRESSION] = WORDS("yield"),
};

#undef WORDS

static const Text words_of_operators[NODE_KIND_COUNT] = {
    [TOKEN_TYPEOF_WORD] = {"typeof", 6}, [TOKEN_INSTANCEOF_WORD] = {"instanceof", 10},
    [TOKEN_IN_WORD] = {"in", 2},         [TOKEN_VOID_WORD] = {"void", 4},
    [TOKEN_DELETE_WORD] = {"delete", 6},
};

void rename_count_letters(Letters *letters, const Ast *ast, AstId id) {
  const AstNode *node = ast_node(ast, id);
  letters_count(letters, words_of_kinds[node->kind]);
  letters_count(letters, words_of_operators[node->op]);
  if (node->flags & AST_ASYNC) letters_count(letters, TEXT("async"));
  if (node->flags & AST_STATIC) letters_count(letters, TEXT("static"));
  if (node->first_child || node->start >= node->end) return;
  switch ((int)node->kind) {
  case NODE_STATEMENT_IDENTIFIER:
  case NODE_PRIVATE_PROPERTY_IDENTIFIER:
  case NODE_COMMENT:
  case NODE_HASH_BANG_LINE: return;
  case NODE_PROPERTY_IDENTIFIER:
  case NODE_STRING:
  case NODE_STRING_FRAGMENT:
  case NODE_REGEX:
  case NODE_NUMBER:
  case NODE_THIS:
  case NODE_SUPER:
  case NODE_NULL:
  case NODE_META_PROPERTY:
  case NODE_JSX_TEXT: letters_count(letters, ast_text(ast, id)); return;
  default: return;
  }
}
