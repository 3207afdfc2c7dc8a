// no-useless-catch: a clause that catches an error only to throw it on.
#include "rules/functions.h"
#include "rules/rule.h"

enum { CATCH, CLAUSE };

static const RuleMessage messages[] = {
    [CATCH] = {"unnecessaryCatch", "Unnecessary try/catch wrapper."},
    [CLAUSE] = {"unnecessaryCatchClause", "Unnecessary catch clause."},
};

static void check_clause(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parameter = tree_child(tree, node, FIELD_PARAMETER);
  if (!is_identifier(tree, parameter, NULL)) return;
  NodeId first = tree_first_named(tree, tree_child(tree, node, FIELD_BODY));
  if (tree_kind(tree, first) != NODE_THROW_STATEMENT) return;
  NodeId thrown = tree_inside_parentheses(tree, tree_first_named(tree, first));
  if (!is_identifier(tree, thrown, NULL)) return;
  if (!text_is(tree_text(tree, thrown), tree_text(tree, parameter))) return;
  NodeId whole = tree_node(tree, node)->parent;
  if (tree_child(tree, whole, FIELD_FINALIZER))
    report(context, node, CLAUSE);
  else
    report(context, whole, CATCH);
}

const Rule rule_no_useless_catch = {
    .name = "no-useless-catch",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow `catch` clauses that only throw the error on",
    .why = "Without the clause, the error goes the same way; with it, readers look for what is "
           "done about it.",
    .messages = messages,
    .bad = EXAMPLES({"try { save(); } catch (error) { throw error; }"}),
    .good = EXAMPLES({"try { save(); } catch (error) { log(error); throw error; }"}),
    .visits = VISITS({NODE_CATCH_CLAUSE, check_clause}),
};
