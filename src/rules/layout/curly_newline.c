// @stylistic/curly-newline: line ends inside of the braces of blocks, classes and switches.
#include "rules/line_breaks.h"

static BreakSetting setting_of(RuleContext *context, const char *kind) {
  const Json *given = option(context, 0), *own = json_get(given, text_of(kind));
  BreakSetting setting = break_setting(own ? own : given, "minElements");
  if (!given) setting.is_consistent = true;
  return setting;
}

// Checks braces, and what stands in them, which is made of all named nodes between the braces.
static void check_braces(RuleContext *context, NodeId node, const char *kind) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  BreakSetting setting = setting_of(context, kind);
  NodeId open = tree_child_of_kind(tree, node, TOKEN_BRACE_OPEN);
  uint32_t count = 0;
  for (NodeId item = tree_next_named(tree, open); item; item = tree_next_named(tree, item)) ++count;
  check_brace_breaks(context, token_first(tokens, tree, open), token_last(tokens, tree, node),
                     &setting, count);
}

// ---- What a block is the body of

static const char *loop_kind(const Tree *tree, NodeId loop) {
  switch ((int)tree_kind(tree, loop)) {
  case NODE_DO_STATEMENT: return "DoWhileStatement";
  case NODE_WHILE_STATEMENT: return "WhileStatement";
  case NODE_FOR_STATEMENT: return "ForStatement";
  case NODE_FOR_IN_STATEMENT:
    return estree_operator(tree, loop) == TOKEN_OF_WORD ? "ForOfStatement" : "ForInStatement";
  default: return NULL;
  }
}

// A method of an object is a property, unless it is `get` or `set`.
static const char *method_kind(const Tree *tree, NodeId method) {
  bool is_in_object = tree_kind(tree, tree_node(tree, method)->parent) == NODE_OBJECT;
  bool is_accessor = tree_child_of_kind(tree, method, TOKEN_GET_WORD) ||
                     tree_child_of_kind(tree, method, TOKEN_SET_WORD);
  return is_in_object && !is_accessor ? "Property" : "FunctionExpression";
}

static const char *function_kind(const Tree *tree, NodeId function) {
  switch ((int)tree_kind(tree, function)) {
  case NODE_ARROW_FUNCTION: return "ArrowFunctionExpression";
  case NODE_METHOD_DEFINITION: return method_kind(tree, function);
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION: return "FunctionDeclaration";
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION: return "FunctionExpression";
  default: return NULL;
  }
}

// The only statement of a case is the case's own block.
static const char *case_kind(const Tree *tree, NodeId parent, NodeId block) {
  bool is_only = tree_child(tree, parent, FIELD_BODY) == block && !tree_next_sibling(tree, block);
  return is_only ? "SwitchCase" : "BlockStatement";
}

static const char *block_kind(const Tree *tree, NodeId block) {
  NodeId parent = tree_node(tree, block)->parent;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_IF_STATEMENT: return "IfStatementConsequent";
  case NODE_ELSE_CLAUSE: return "IfStatementAlternative";
  case NODE_TRY_STATEMENT: return "TryStatementBlock";
  case NODE_CATCH_CLAUSE: return "TryStatementHandler";
  case NODE_FINALLY_CLAUSE: return "TryStatementFinalizer";
  case NODE_WITH_STATEMENT: return "WithStatement";
  case NODE_CLASS_STATIC_BLOCK: return "StaticBlock";
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT: return case_kind(tree, parent, block);
  default: break;
  }
  const char *kind = loop_kind(tree, parent);
  if (!kind) kind = function_kind(tree, parent);
  return kind ? kind : "BlockStatement";
}

static void check_block(RuleContext *context, NodeId node) {
  check_braces(context, node, block_kind(context->tree, node));
}

static void check_class(RuleContext *context, NodeId node) {
  check_braces(context, node, "ClassBody");
}

static void check_switch(RuleContext *context, NodeId node) {
  check_braces(context, node, "SwitchStatement");
}

#define SETTING                                                                                    \
  "('always' | 'never' | { multiline: boolean, minElements: integer, consistent: boolean })"

const Rule rule_curly_newline = {
    .name = "@stylistic/curly-newline",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow line ends inside of the braces of code",
    .why = "One way everywhere is easier to read.",
    .options = "'always' | 'never' | { IfStatementConsequent: " SETTING
               ", IfStatementAlternative: " SETTING ", DoWhileStatement: " SETTING
               ", ForInStatement: " SETTING ", ForOfStatement: " SETTING ", ForStatement: " SETTING
               ", WhileStatement: " SETTING ", SwitchStatement: " SETTING ", SwitchCase: " SETTING
               ", TryStatementBlock: " SETTING ", TryStatementHandler: " SETTING
               ", TryStatementFinalizer: " SETTING ", BlockStatement: " SETTING
               ", ArrowFunctionExpression: " SETTING ", FunctionDeclaration: " SETTING
               ", FunctionExpression: " SETTING ", Property: " SETTING ", ClassBody: " SETTING
               ", StaticBlock: " SETTING ", WithStatement: " SETTING ", TSModuleBlock: " SETTING
               ", multiline: boolean, minElements: integer, consistent: boolean }",
    .messages = brace_messages,
    .bad = EXAMPLES({"if (ready) {\n  go(); }"}, {"if (ready) { go(); }", "[\"always\"]"}),
    .good = EXAMPLES({"if (ready) {\n  go();\n}"}, {"if (ready) { go(); }"},
                     {"if (ready) {\n  go();\n}", "[{ \"minElements\": 1 }]"}),
    .visits = VISITS({NODE_STATEMENT_BLOCK, check_block}, {NODE_CLASS_BODY, check_class},
                     {NODE_SWITCH_BODY, check_switch}),
};
