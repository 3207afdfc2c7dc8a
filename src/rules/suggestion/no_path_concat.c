// no-path-concat: paths made of `__dirname` or `__filename` by `+`.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"usePathFunctions",
                    "Use path.join() or path.resolve() instead of + to create paths."},
};

static bool is_path(const Tree *tree, NodeId node) {
  return is_identifier(tree, node, "__dirname") || is_identifier(tree, node, "__filename");
}

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (estree_operator(tree, node) != TOKEN_PLUS) return;
  if (is_path(tree, estree_child(tree, node, FIELD_LEFT)) ||
      is_path(tree, estree_child(tree, node, FIELD_RIGHT)))
    report(context, node, UNEXPECTED);
}

const Rule rule_no_path_concat = {
    .name = "no-path-concat",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow `+` with `__dirname` and `__filename`",
    .why = "Systems separate the parts of a path in different ways; `path.join` knows them.",
    .messages = messages,
    .bad = EXAMPLES({"const file = __dirname + \"/data.json\";"}),
    .good = EXAMPLES({"const file = path.join(__dirname, \"data.json\");"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};
