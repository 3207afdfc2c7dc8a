// no-sync: methods that wait until they are done, by their name: `readFileSync`.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"noSync", "Unexpected sync method: '{0}'."},
};

typedef struct State {
  uint32_t depth; // of functions around
} State;

static bool is_allowed(RuleContext *context, NodeId name) {
  const State *state = context->state;
  return !text_ends(tree_text(context->tree, name), TEXT("Sync")) ||
         (!state->depth && option_flag(context, 0, "allowAtRootLevel"));
}

static void check_member(RuleContext *context, NodeId node) {
  NodeId property = tree_child(context->tree, node, FIELD_PROPERTY);
  if (is_allowed(context, property)) return;
  Text name = tree_text(context->tree, property);
  bool is_private = name.at[0] == '#';
  report(context, node, UNEXPECTED, text_slice(name, is_private, name.size));
}

static void check_subscript(RuleContext *context, NodeId node) {
  NodeId index = estree_child(context->tree, node, FIELD_INDEX);
  if (!is_identifier(context->tree, index, NULL) || is_allowed(context, index)) return;
  report(context, node, UNEXPECTED, tree_text(context->tree, index));
}

static void enter_function(RuleContext *context, NodeId node) {
  (void)node;
  ++((State *)context->state)->depth;
}

static void leave_function(RuleContext *context, NodeId node) {
  (void)node;
  --((State *)context->state)->depth;
}

// A method's function begins at its parameters, behind a name that may be computed.
static void enter_parameters(RuleContext *context, NodeId node) {
  NodeId parent = tree_node(context->tree, node)->parent;
  if (tree_kind(context->tree, parent) == NODE_METHOD_DEFINITION) enter_function(context, node);
}

const Rule rule_no_sync = {
    .name = "no-sync",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow methods whose names end with `Sync`",
    .why = "While such a method works, the program does nothing else: a server answers nobody.",
    .options = "{ allowAtRootLevel: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const text = fs.readFileSync(path);"}),
    .good =
        EXAMPLES({"fs.readFile(path, use);"},
                 {"const text = fs.readFileSync(\"config\");", "[{\"allowAtRootLevel\": true}]"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_MEMBER_EXPRESSION, check_member},
                     {NODE_SUBSCRIPT_EXPRESSION, check_subscript},
                     {NODE_FUNCTION_DECLARATION, enter_function, leave_function},
                     {NODE_FUNCTION_EXPRESSION, enter_function, leave_function},
                     {NODE_GENERATOR_FUNCTION, enter_function, leave_function},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, enter_function, leave_function},
                     {NODE_ARROW_FUNCTION, enter_function, leave_function},
                     {NODE_FORMAL_PARAMETERS, enter_parameters},
                     {NODE_METHOD_DEFINITION, NULL, leave_function}),
};
