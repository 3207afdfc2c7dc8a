// strict: where "use strict" stands: at the top of files, of functions, or nowhere.
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/tokens.h"

typedef enum Mode {
  FUNCTION,
  GLOBAL,
  IMPLIED,
  MODULE,
  NEVER,
  MULTIPLE,
  NOT_SIMPLE,
  UNNECESSARY,
  IN_CLASS,
  WRAP,
} Mode;

static const RuleMessage messages[] = {
    [FUNCTION] = {"function", "Use the function form of 'use strict'."},
    [GLOBAL] = {"global", "Use the global form of 'use strict'."},
    [IMPLIED] = {"implied", "'use strict' is unnecessary when implied strict mode is enabled."},
    [MODULE] = {"module", "'use strict' is unnecessary inside of modules."},
    [NEVER] = {"never", "Strict mode is not permitted."},
    [MULTIPLE] = {"multiple", "Multiple 'use strict' directives."},
    [NOT_SIMPLE] = {"nonSimpleParameterList",
                    "'use strict' directive inside a function with non-simple parameter list "
                    "throws a syntax error since ES2016."},
    [UNNECESSARY] = {"unnecessary", "Unnecessary 'use strict' directive."},
    [IN_CLASS] = {"unnecessaryInClasses", "'use strict' is unnecessary inside of classes."},
    [WRAP] = {"wrap", "Wrap {0} in a function with 'use strict' directive."},
};

typedef struct State {
  Mode mode;
  uint32_t functions, classes; // around
  uint32_t strict_from;        // how many functions are around the outermost strict one; or 0:
                               // none is strict; counted from 1
} State;

static bool is_removed(Mode message) {
  return message == MULTIPLE || message == UNNECESSARY || message == MODULE ||
         message == IMPLIED || message == IN_CLASS;
}

static bool is_directive(RuleContext *context, NodeId statement) {
  const Tree *tree = context->tree;
  Text value;
  if (tree_kind(tree, statement) != NODE_EXPRESSION_STATEMENT) return false;
  NodeId string = tree_inside_parentheses(tree, tree_first_named(tree, statement));
  return tree_kind(tree, string) == NODE_STRING && static_string(context->code, string, &value) &&
         text_is(value, TEXT("use strict"));
}

static NodeId first_directive(RuleContext *context, NodeId block) {
  NodeId first = block ? tree_first_named(context->tree, block) : NO_NODE;
  if (first && tree_kind(context->tree, first) == NODE_HASH_BANG_LINE)
    first = tree_next_named(context->tree, first);
  return first && is_directive(context, first) ? first : NO_NODE;
}

static void report_one(RuleContext *context, NodeId directive, Mode message) {
  RuleReport *made = report(context, directive, (int)message);
  if (is_removed(message))
    fix_remove(made, context->arena, estree_span(context->code, directive));
}

// Reports directives: the first one with one message, and those that follow it with another.
static void report_all(RuleContext *context, NodeId first, Mode message, Mode rest) {
  NodeId at = first;
  if (message != WRAP && at) report_one(context, at, message);
  while (at && (at = tree_next_named(context->tree, at)) && is_directive(context, at))
    report_one(context, at, rest);
}

static bool is_simple(const Tree *tree, NodeId function) {
  NodeId list = tree_child(tree, function, FIELD_PARAMETERS);
  if (!list) return true;
  tree_each_named(tree, list, each) {
    if (!is_identifier(tree, each, NULL)) return false;
  }
  return true;
}

static void check_in_function_mode(RuleContext *context, NodeId node, NodeId first) {
  State *state = context->state;
  bool is_simple_here = is_simple(context->tree, node);
  if (first) {
    Mode message = !is_simple_here      ? NOT_SIMPLE
                   : state->strict_from ? UNNECESSARY
                   : state->classes     ? IN_CLASS
                                        : WRAP; // nothing is wrong with the first
    report_all(context, first, message, MULTIPLE);
  } else if (!state->functions && !state->classes) {
    Span span = function_span(context->code, node);
    if (is_simple_here)
      report_span(context, span, FUNCTION);
    else
      report_span(context, span, WRAP, function_title(context->code, node));
  }
  ++state->functions;
  if (first && !state->strict_from) state->strict_from = state->functions;
}

static void enter_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  NodeId body = tree_child(tree, node, FIELD_BODY);
  bool is_block = tree_kind(tree, body) == NODE_STATEMENT_BLOCK;
  NodeId first = is_block ? first_directive(context, body) : NO_NODE;
  if (state->mode == FUNCTION)
    check_in_function_mode(context, node, first);
  else if (first && is_simple(tree, node))
    report_all(context, first, state->mode, state->mode);
  else if (first)
    report_all(context, first, NOT_SIMPLE, MULTIPLE);
}

static void leave_function(RuleContext *context, NodeId node) {
  (void)node;
  State *state = context->state;
  if (state->mode != FUNCTION) return;
  if (state->strict_from == state->functions) state->strict_from = 0;
  --state->functions;
}

static void enter_class(RuleContext *context, NodeId node) {
  (void)node;
  ++((State *)context->state)->classes;
}

static void leave_class(RuleContext *context, NodeId node) {
  (void)node;
  --((State *)context->state)->classes;
}

static Mode mode_of(RuleContext *context) {
  const Language *language = &context->code->language;
  SyntaxGoal goal = context->tree->goal;
  if (goal == SYNTAX_MODULE) return MODULE;
  if (language->is_strict) return IMPLIED;
  if (option_is(context, 0, "never")) return NEVER;
  if (option_is(context, 0, "global")) return GLOBAL;
  if (option_is(context, 0, "function")) return FUNCTION;
  return goal == SYNTAX_COMMONJS || language->returns_globally ? GLOBAL : FUNCTION;
}

static void begin(RuleContext *context) {
  State *state = context->state;
  state->mode = mode_of(context);
  NodeId first = first_directive(context, NODE_ROOT);
  if (state->mode != GLOBAL) {
    report_all(context, first, state->mode, state->mode);
    return;
  }
  NodeId statement = tree_first_named(context->tree, NODE_ROOT);
  if (tree_kind(context->tree, statement) == NODE_HASH_BANG_LINE)
    statement = tree_next_named(context->tree, statement);
  if (statement && !first) report(context, NODE_ROOT, GLOBAL);
  report_all(context, first, WRAP, MULTIPLE);
}

const Rule rule_strict = {
    .name = "strict",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow \"use strict\"",
    .why = "Strict code finds mistakes that loose code keeps quiet about. Modules and classes are "
           "strict without saying so.",
    .options = "('safe' | 'global' | 'function' | 'never') = safe",
    .messages = messages,
    .bad = EXAMPLES({"\"use strict\";\nexport const a = 1;"}),
    .good = EXAMPLES({"export const a = 1;"}),
    .state_size = sizeof(State),
    .begin = begin,
    .visits = VISITS({NODE_FUNCTION_DECLARATION, enter_function, leave_function},
                     {NODE_FUNCTION_EXPRESSION, enter_function, leave_function},
                     {NODE_GENERATOR_FUNCTION, enter_function, leave_function},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, enter_function, leave_function},
                     {NODE_METHOD_DEFINITION, enter_function, leave_function},
                     {NODE_ARROW_FUNCTION, enter_function, leave_function},
                     {NODE_CLASS_BODY, enter_class, leave_class}),
};
