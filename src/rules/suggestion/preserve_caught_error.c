// preserve-caught-error: a new error, thrown where another was caught, without that one as its
// cause.
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { MISSING, INCORRECT, NO_PARAMETER, PARTIAL, SHADOWED, INCLUDE };

static const RuleMessage messages[] = {
    [MISSING] = {"missingCause", "There is no `cause` attached to the symptom error being thrown."},
    [INCORRECT] = {"incorrectCause",
                   "The symptom error is being thrown with an incorrect `cause`."},
    [NO_PARAMETER] = {"missingCatchErrorParam",
                      "The caught error is not accessible because the catch clause lacks the error "
                      "parameter. Start referencing the caught error using the catch parameter."},
    [PARTIAL] = {"partiallyLostError",
                 "Re-throws cannot preserve the caught error as a part of it is being lost due to "
                 "destructuring."},
    [SHADOWED] = {"caughtErrorShadowed",
                  "The caught error is being attached as `cause`, but is shadowed by a closer "
                  "scoped redeclaration."},
    [INCLUDE] = {"includeCause",
                 "Include the original caught error as the `cause` of the symptom error."},
};

// What is known of the cause that an argument gives.
typedef enum CauseState { CAUSE_UNKNOWN, CAUSE_MISSING, CAUSE_KNOWN } CauseState;

typedef struct Cause {
  CauseState state;
  NodeId property; // that is the cause: a pair, method or shorthand
  NodeId options;  // the object that is to have it, or NO_NODE
  uint32_t place;  // of the argument, from 0
} Cause;

// ---- Which errors

static bool is_builtin(RuleContext *context, NodeId callee) {
  static const char *const names[] = {"Error",       "EvalError", "RangeError", "ReferenceError",
                                      "SyntaxError", "TypeError", "URIError",   "AggregateError"};
  for (uint32_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (is_identifier(context->tree, callee, names[i]))
      return is_global(context->code, callee, names[i]);
  }
  return false;
}

// The name of the class that is called: `MyError`, `errors.MyError`.
static Text class_name(const Tree *tree, NodeId callee) {
  if (is_identifier(tree, callee, NULL)) return tree_text(tree, callee);
  if (tree_kind(tree, callee) != NODE_MEMBER_EXPRESSION) return TEXT("");
  return tree_text(tree, tree_child(tree, callee, FIELD_PROPERTY));
}

// ---- The cause

static Cause cause_in_object(RuleContext *context, NodeId object, uint32_t place) {
  const Tree *tree = context->tree;
  Cause cause = {CAUSE_MISSING, NO_NODE, object, place};
  tree_each_named(tree, object, property) {
    NodeKind kind = tree_kind(tree, property);
    if (kind == NODE_SPREAD_ELEMENT) return (Cause){.state = CAUSE_UNKNOWN};
    NodeId key = property;
    if (kind == NODE_PAIR) key = tree_child(tree, property, FIELD_KEY);
    if (kind == NODE_METHOD_DEFINITION) key = tree_child(tree, property, FIELD_NAME);
    Text name;
    if (!static_key_name(context->code, key, &name) || !text_is(name, TEXT("cause"))) continue;
    cause.state = CAUSE_KNOWN;
    cause.property = property;
  }
  return cause;
}

static Cause cause_at(RuleContext *context, NodeId arguments, uint32_t place) {
  const Tree *tree = context->tree;
  uint32_t at = 0;
  if (arguments) {
    tree_each_named(tree, arguments, argument) {
      if (tree_kind(tree, argument) == NODE_SPREAD_ELEMENT) return (Cause){.state = CAUSE_UNKNOWN};
      if (at++ != place) continue;
      NodeId value = tree_inside_parentheses(tree, argument);
      if (tree_kind(tree, value) != NODE_OBJECT) return (Cause){.state = CAUSE_UNKNOWN};
      return cause_in_object(context, value, place);
    }
  }
  return (Cause){CAUSE_MISSING, NO_NODE, NO_NODE, place};
}

// The value of the cause: of a method its function, from the parameters on.
static NodeId cause_value(const Tree *tree, NodeId property) {
  return tree_kind(tree, property) == NODE_PAIR ? estree_child(tree, property, FIELD_VALUE)
                                                : property;
}

typedef struct Caught {
  NodeId clause, parameter;
} Caught;

static bool is_caught(RuleContext *context, const Caught *caught, NodeId value) {
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, value);
  return (kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER) &&
         text_is(tree_text(tree, value), tree_text(tree, caught->parameter));
}

// The cause that a class of errors is given. What is built in has its place; of what the options
// say of another class the last counts. Unknown, too, if the class is none of those that count.
static Cause cause_of(RuleContext *context, NodeId callee, NodeId arguments, bool *is_known) {
  Text name = class_name(context->tree, callee);
  *is_known = is_builtin(context, callee);
  if (*is_known) return cause_at(context, arguments, text_is(name, TEXT("AggregateError")) ? 2 : 1);
  const Json *classes = option_field(context, 0, "errorClassNames");
  uint32_t place = 1;
  for (const Json *each = classes ? classes->first_child : NULL; each; each = each->next) {
    bool is_text = json_is(each, JSON_STRING);
    if (!text_is(is_text ? each->text : json_text(json_get(each, TEXT("name"))), name)) continue;
    const Json *position = json_get(each, TEXT("argumentPosition"));
    *is_known = true;
    place = position ? (uint32_t)position->number - 1 : 1;
  }
  return *is_known ? cause_at(context, arguments, place) : (Cause){.state = CAUSE_UNKNOWN};
}

// ---- Suggestions

// `, { cause: e }` behind the arguments; what is missing before them is made up where it is known.
static void suggest_argument(RuleContext *context, RuleReport *made, NodeId call, Text callee,
                             Text given) {
  const Tree *tree = context->tree;
  NodeId arguments = tree_child(tree, call, FIELD_ARGUMENTS);
  uint32_t count = 0;
  NodeId last = NO_NODE;
  if (arguments) {
    tree_each_named(tree, arguments, argument) last = argument, ++count;
  }
  bool is_aggregate = text_is(callee, TEXT("AggregateError"));
  uint32_t wanted = is_aggregate ? 2 : 1;
  if (count > wanted) return;
  const char *fill = count == wanted ? "" : is_aggregate && count == 0 ? "[], \"\", " : "\"\", ";
  RuleSuggestion *offer = suggest(context, made, INCLUDE);
  Text text = text_format(context->arena, "%s%s%s{ cause: %.*s }%s", arguments ? "" : "(",
                          last ? ", " : "", fill, TEXT_ARGS(given), arguments ? "" : ")");
  uint32_t at = tree_node(tree, call)->end;
  if (arguments) at = last ? tree_node(tree, last)->end : tree_node(tree, arguments)->start + 1;
  edits_replace(&offer->edits, context->arena, (Span){at, at}, text);
}

static void suggest_property(RuleContext *context, RuleReport *made, NodeId object, Text given) {
  const Tree *tree = context->tree;
  NodeId last = NO_NODE;
  tree_each_named(tree, object, property) last = property;
  uint32_t at = last ? tree_node(tree, last)->end : tree_node(tree, object)->start + 1;
  RuleSuggestion *offer = suggest(context, made, INCLUDE);
  edits_replace(&offer->edits, context->arena, (Span){at, at},
                text_format(context->arena, "%scause: %.*s", last ? ", " : "", TEXT_ARGS(given)));
}

static void suggest_value(RuleContext *context, RuleReport *made, NodeId property, Text given) {
  const Tree *tree = context->tree;
  NodeId value = cause_value(tree, property);
  const Node *at = tree_node(tree, value);
  RuleSuggestion *offer = suggest(context, made, INCLUDE);
  Text text =
      value == property ? text_format(context->arena, "cause: %.*s", TEXT_ARGS(given)) : given;
  edits_replace(&offer->edits, context->arena, (Span){at->start, at->end}, text);
}

// ---- Throwing

// The clause whose body `node` stands in; none where a function is between.
static NodeId clause_around(const Tree *tree, NodeId node) {
  for (NodeId at = node; at != NODE_ROOT; at = tree_node(tree, at)->parent) {
    NodeKind kind = tree_kind(tree, at);
    if (kind == NODE_CATCH_CLAUSE) return at;
    if (kind_is_function(kind) || kind == NODE_CLASS_STATIC_BLOCK) return NO_NODE;
  }
  return NO_NODE;
}

static void report_incorrect(RuleContext *context, NodeId property, Text given) {
  NodeId value = cause_value(context->tree, property);
  bool is_method = tree_kind(context->tree, value) == NODE_METHOD_DEFINITION;
  Span span = is_method ? function_span(context->code, value) : estree_span(context->code, value);
  suggest_value(context, report_span(context, span, INCORRECT), property, given);
}

static void check_cause(RuleContext *context, NodeId node, const Caught *caught, Cause cause) {
  const Tree *tree = context->tree;
  Text given = tree_text(tree, caught->parameter);
  NodeId value = cause.property ? cause_value(tree, cause.property) : NO_NODE;
  if (!is_caught(context, caught, value)) {
    report_incorrect(context, cause.property, given);
    return;
  }
  const VariableTable *table = source_variables(context->code);
  VariableId variable = variable_at(table, value);
  if (variable && variable != variable_at(table, caught->parameter))
    report(context, node, SHADOWED);
}

static void check_throw(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId thrown = tree_inside_parentheses(tree, tree_first_named(tree, node));
  bool is_new = tree_kind(tree, thrown) == NODE_NEW_EXPRESSION;
  if (!is_new && tree_kind(tree, thrown) != NODE_CALL_EXPRESSION) return;
  Caught caught = {.clause = clause_around(tree, node)};
  if (!caught.clause || tree_child_of_kind(tree, thrown, NODE_OPTIONAL_CHAIN)) return;
  caught.parameter = tree_child(tree, caught.clause, FIELD_PARAMETER);
  NodeId callee = estree_child(tree, thrown, is_new ? FIELD_CONSTRUCTOR : FIELD_FUNCTION);
  NodeId arguments = tree_child(tree, thrown, FIELD_ARGUMENTS);
  if (tree_kind(tree, arguments) == NODE_TEMPLATE_STRING) return;
  bool is_known;
  Cause cause = cause_of(context, callee, arguments, &is_known);
  if (!is_known) return;
  if (!caught.parameter) {
    if (option_flag(context, 0, "requireCatchParameter")) report(context, node, NO_PARAMETER);
    return;
  }
  if (!is_identifier(tree, caught.parameter, NULL)) {
    report(context, caught.clause, PARTIAL);
    return;
  }
  Text given = tree_text(tree, caught.parameter);
  if (cause.state == CAUSE_MISSING) {
    RuleReport *made = report(context, node, MISSING);
    if (cause.options)
      suggest_property(context, made, cause.options, given);
    else if (is_builtin(context, callee))
      suggest_argument(context, made, thrown, class_name(tree, callee), given);
  } else if (cause.state == CAUSE_KNOWN) {
    check_cause(context, node, &caught, cause);
  }
}

const Rule rule_preserve_caught_error = {
    .name = "preserve-caught-error",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Require the caught error as the cause of a new one",
    .why = "An error that takes the place of another hides where things went wrong first, unless "
           "it has that one as its `cause`.",
    .options = "{ requireCatchParameter: boolean = false, errorClassNames: (string | { name: "
               "string, argumentPosition: integer })[] }",
    .messages = messages,
    .bad = EXAMPLES({"try { load(); } catch (error) { throw new Error(\"not loaded\"); }"},
                    {"try { load(); } catch { throw new Error(\"not loaded\"); }",
                     "[{\"requireCatchParameter\": true}]"},
                    {"try { load(); } catch (error) { throw new Error({ cause: error }); }",
                     "[{\"errorClassNames\": [{\"name\": \"Error\", \"argumentPosition\": 1}]}]"}),
    .good = EXAMPLES(
        {"try { load(); } catch (error) { throw new Error(\"not loaded\", { cause: error }); }"}),
    .visits = VISITS({NODE_THROW_STATEMENT, check_throw}),
};
