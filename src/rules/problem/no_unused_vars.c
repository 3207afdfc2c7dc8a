// no-unused-vars: variables that nobody reads.
#include "base/pattern.h"
#include "rules/removal.h"
#include "rules/rule.h"
#include "rules/variable_uses.h"

enum { UNUSED, USED_IGNORED, REMOVE };

static const RuleMessage messages[] = {
    [UNUSED] = {"unusedVar", "'{0}' is {1} but never used{2}."},
    [USED_IGNORED] = {"usedIgnoredVar", "'{0}' is marked as ignored but is used{1}."},
    [REMOVE] = {"removeVar", "Remove unused variable '{0}'."},
};

// What a variable is, as far as options tell them apart.
typedef enum Sort { SORT_VARIABLE, SORT_PARAMETER, SORT_CAUGHT, SORT_ELEMENT, SORT_COUNT } Sort;

static const struct {
  const char *option, *title;
} sorts[SORT_COUNT] = {
    [SORT_VARIABLE] = {"varsIgnorePattern", "vars"},
    [SORT_PARAMETER] = {"argsIgnorePattern", "args"},
    [SORT_CAUGHT] = {"caughtErrorsIgnorePattern", "caught errors"},
    [SORT_ELEMENT] = {"destructuredArrayIgnorePattern", "elements of array destructuring"},
};

typedef struct Settings {
  struct {
    Text source;
    const Pattern *pattern; // NULL: none
  } ignored[SORT_COUNT];
  bool keeps_globals, keeps_parameters, checks_all_parameters, keeps_caught;
  bool keeps_rest_siblings, keeps_static_blocks, keeps_using, reports_used;
} Settings;

static bool is_true(const Json *json) {
  return json_is(json, JSON_TRUE);
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  const Json *given = options[0];
  Text vars = json_text(json_is(given, JSON_STRING) ? given : json_get(given, TEXT("vars")));
  Text args = json_text(json_get(given, TEXT("args")));
  made->keeps_globals = text_is(vars, TEXT("local"));
  made->keeps_parameters = text_is(args, TEXT("none"));
  made->checks_all_parameters = text_is(args, TEXT("all"));
  made->keeps_caught = text_is(json_text(json_get(given, TEXT("caughtErrors"))), TEXT("none"));
  made->keeps_rest_siblings = is_true(json_get(given, TEXT("ignoreRestSiblings")));
  made->keeps_static_blocks = is_true(json_get(given, TEXT("ignoreClassWithStaticInitBlock")));
  made->keeps_using = is_true(json_get(given, TEXT("ignoreUsingDeclarations")));
  made->reports_used = is_true(json_get(given, TEXT("reportUsedIgnorePattern")));
  for (int sort = 0; sort < SORT_COUNT; sort++) {
    const Json *pattern = json_get(given, text_of(sorts[sort].option));
    PatternProblem problem;
    if (!json_is(pattern, JSON_STRING)) continue;
    made->ignored[sort].source = pattern->text;
    made->ignored[sort].pattern = pattern_make(arena, pattern->text, &problem);
  }
}

// A variable that is looked at.
typedef struct Case {
  RuleContext *context;
  const Settings *settings;
  const VariableTable *table;
  VariableId id;
  const Variable *variable;
  const Definition *definition; // its first one, or NULL
} Case;

// What is found once for each function and each pattern: the names in one follow each other.
typedef struct State {
  NodeId function;
  DefinitionId last_used; // of the function's parameters
  NodeId pattern, last_item;
} State;

static NodeKind parent_kind(const Tree *tree, NodeId node) {
  return tree_kind(tree, estree_parent(tree, node));
}

// ---- Messages

static Sort sort_for_message(const Case *at) {
  if (at->settings->ignored[SORT_ELEMENT].pattern &&
      parent_kind(at->context->tree, at->definition->name) == NODE_ARRAY_PATTERN)
    return SORT_ELEMENT;
  switch ((int)at->definition->kind) {
  case DEFINITION_CATCH: return SORT_CAUGHT;
  case DEFINITION_PARAMETER: return SORT_PARAMETER;
  default: return SORT_VARIABLE;
  }
}

// ". Allowed unused vars must match /^_/u", where there is such an option.
static Text rest_of_message(const Case *at, Sort sort, const char *lead, const char *verb) {
  Text source = at->settings->ignored[sort].source;
  if (!source.at) return TEXT("");
  return text_format(at->context->arena, ". %s %s %s /%.*s/u", lead, sorts[sort].title, verb,
                     TEXT_ARGS(source));
}

static void report_used(const Case *at, Sort sort) {
  bool is_used = (at->variable->flags & VARIABLE_EXPORTED) || variable_is_used(at->table, at->id);
  if (!at->settings->reports_used || !is_used) return;
  report(at->context, at->definition->name, USED_IGNORED, at->variable->name,
         rest_of_message(at, sort, "Used", "must not match"));
}

static NodeId last_write_of(const Case *at, bool *is_written) {
  const VariableTable *table = at->table;
  NameScopeId own = table->scopes[at->variable->scope].variable_scope;
  NodeId last = at->definition->name;
  variable_each_reference(table, at->id, each) {
    const Reference *reference = &table->references[each];
    if (!reference_is_write(reference)) continue;
    *is_written = true;
    if (table->scopes[reference->from].variable_scope == own) last = reference->node;
  }
  return last;
}

// Whether something else than its first declaration gives it values.
static bool is_written_elsewhere(const Case *at) {
  variable_each_reference(at->table, at->id, each) {
    const Reference *reference = &at->table->references[each];
    if (reference_is_write(reference) && reference->node != at->definition->name) return true;
  }
  return false;
}

static void suggest_removal(const Case *at, RuleReport *made) {
  RuleContext *context = at->context;
  Edit edit;
  if (is_written_elsewhere(at) || !removal_of_variable(context->code, at->definition, &edit))
    return;
  RuleSuggestion *removal = suggest(context, made, REMOVE, at->variable->name);
  edits_replace(&removal->edits, context->arena, edit.span, edit.text);
}

static void report_unused(const Case *at) {
  RuleContext *context = at->context;
  Text name = at->variable->name;
  bool is_written = false;
  if (at->definition) {
    NodeId node = last_write_of(at, &is_written);
    Text action = is_written ? TEXT("assigned a value") : TEXT("defined");
    Text rest = rest_of_message(at, sort_for_message(at), "Allowed unused", "must match");
    suggest_removal(at, report(context, node, UNUSED, name, action, rest));
  } else if (at->variable->first_comment) {
    uint32_t comment = at->table->comments[at->variable->first_comment].comment;
    report_span(context, comment_name_span(context->tree, comment, name), UNUSED, name,
                TEXT("defined"), TEXT(""));
  }
}

// ---- Variables that may be unused

static bool is_ignored(const Case *at, Sort sort) {
  const Pattern *pattern = at->settings->ignored[sort].pattern;
  return pattern && pattern_matches(pattern, at->variable->name);
}

static bool is_element(const Case *at) {
  const Tree *tree = at->context->tree;
  if (parent_kind(tree, at->definition->name) == NODE_ARRAY_PATTERN) return true;
  variable_each_reference(at->table, at->id, each) {
    if (parent_kind(tree, at->table->references[each].node) == NODE_ARRAY_PATTERN) return true;
  }
  return false;
}

static bool has_static_block(const Tree *tree, NodeId class_node) {
  NodeId body = tree_child(tree, class_node, FIELD_BODY);
  return tree_child_of_kind(tree, body, NODE_CLASS_STATIC_BLOCK) != NO_NODE;
}

static bool is_setter(const Tree *tree, NodeId function) {
  return tree_kind(tree, function) == NODE_METHOD_DEFINITION &&
         tree_child_of_kind(tree, function, TOKEN_SET_WORD);
}

// Whether a used parameter follows.
static bool is_before_used(const Case *at) {
  const Tree *tree = at->context->tree;
  const VariableTable *table = at->table;
  NodeKind parent = tree_kind(tree, tree_node(tree, at->definition->name)->parent);
  if (parent != NODE_FORMAL_PARAMETERS && parent != NODE_ARROW_FUNCTION) return false;
  State *state = at->context->state;
  if (state->function != at->definition->node) {
    state->function = at->definition->node;
    state->last_used = 0;
    node_each_definition(table, state->function, each) {
      bool is_used = table->variables[table->definitions[each].variable].first_reference != 0;
      if (is_used) state->last_used = each;
    }
  }
  return state->last_used > at->variable->first_definition;
}

static bool is_kept_parameter(const Case *at) {
  if (is_setter(at->context->tree, at->definition->node)) return true;
  if (at->settings->keeps_parameters) return true;
  if (is_ignored(at, SORT_PARAMETER)) {
    report_used(at, SORT_PARAMETER);
    return true;
  }
  return !at->settings->checks_all_parameters && is_before_used(at);
}

static bool is_kept_by_sort(const Case *at, Sort sort) {
  if (!is_ignored(at, sort)) return false;
  report_used(at, sort);
  return true;
}

// Whether options or its sort say that the variable may be unused.
static bool is_kept(const Case *at) {
  const Settings *settings = at->settings;
  const Definition *definition = at->definition;
  if (settings->ignored[SORT_ELEMENT].pattern && is_element(at) &&
      is_kept_by_sort(at, SORT_ELEMENT))
    return true;
  switch ((int)definition->kind) {
  case DEFINITION_CATCH: return settings->keeps_caught || is_kept_by_sort(at, SORT_CAUGHT);
  case DEFINITION_PARAMETER: return is_kept_parameter(at);
  case DEFINITION_CLASS_NAME:
    if (settings->keeps_static_blocks && has_static_block(at->context->tree, definition->node))
      return true;
    break;
  case DEFINITION_VARIABLE: {
    NodeKind keyword = settings->keeps_using ? definition_keyword(at->table, definition) : 0;
    if (keyword == TOKEN_USING_WORD || keyword == TOKEN_AWAIT_WORD) return true;
    break;
  }
  default: break;
  }
  return is_kept_by_sort(at, SORT_VARIABLE);
}

static bool is_exported(const Case *at) {
  if (at->variable->flags & VARIABLE_EXPORTED) return true;
  if (!at->definition || at->definition->kind == DEFINITION_PARAMETER) return false;
  NodeId node = at->definition->parent ? at->definition->parent : at->definition->node;
  const Tree *tree = at->context->tree;
  return tree_kind(tree, tree_node(tree, node)->parent) == NODE_EXPORT_STATEMENT;
}

// Whether the name takes a property out of an object whose rest is taken, too.
static bool has_rest_sibling(const Case *at, NodeId node) {
  const Tree *tree = at->context->tree;
  State *state = at->context->state;
  NodeId parent = estree_parent(tree, node);
  if (tree_kind(tree, parent) == NODE_PAIR_PATTERN) parent = tree_node(tree, parent)->parent;
  if (tree_kind(tree, parent) != NODE_OBJECT_PATTERN) return false;
  if (state->pattern != parent) {
    state->pattern = parent;
    tree_each_named(tree, parent, child) state->last_item = child;
  }
  return tree_kind(tree, state->last_item) == NODE_REST_PATTERN && node < state->last_item;
}

static bool is_rest_sibling(const Case *at) {
  if (!at->settings->keeps_rest_siblings) return false;
  const VariableTable *table = at->table;
  variable_each_definition(table, at->id, each) {
    if (has_rest_sibling(at, table->definitions[each].name)) return true;
  }
  variable_each_reference(table, at->id, each) {
    if (has_rest_sibling(at, table->references[each].node)) return true;
  }
  return false;
}

// ---- The rule

// Names that a scope has for its own use.
static bool is_implicit(const Case *at) {
  switch ((int)at->table->scopes[at->variable->scope].kind) {
  case NAME_SCOPE_FUNCTION_NAME:
  case NAME_SCOPE_CLASS: return true;
  case NAME_SCOPE_GLOBAL:
    return at->settings->keeps_globals || (!at->definition && !at->variable->first_comment);
  default: return !at->definition;
  }
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    Case at = {context, context->settings, table, id, &table->variables[id], NULL};
    if (at.variable->first_definition)
      at.definition = &table->definitions[at.variable->first_definition];
    if (is_implicit(&at)) continue;
    if (at.definition && is_kept(&at)) continue;
    if (variable_is_used(table, id) || is_exported(&at) || is_rest_sibling(&at)) continue;
    report_unused(&at);
  }
}

const Rule rule_no_unused_vars = {
    .name = "no-unused-vars",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow variables that nobody reads",
    .why = "What is declared and never read is a rest of something, or the name that should be "
           "read is misspelled elsewhere. A variable that is only written to, or only read to make "
           "its own next value, is unused, too.",
    .options = "'all' | 'local' | { vars: 'all' | 'local' = all, varsIgnorePattern: regex, args: "
               "'all' | 'after-used' | 'none' = after-used, argsIgnorePattern: regex, "
               "caughtErrors: 'all' | 'none' = all, caughtErrorsIgnorePattern: regex, "
               "destructuredArrayIgnorePattern: regex, ignoreRestSiblings: boolean = false, "
               "ignoreClassWithStaticInitBlock: boolean = false, ignoreUsingDeclarations: boolean "
               "= false, reportUsedIgnorePattern: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const size = 3;"}, {"function go(speed, angle) {\n  return speed;\n}\ngo();"},
                    {"let count = 0;\ncount += 1;"}),
    .good = EXAMPLES({"const size = 3;\ndraw(size);"}, {"export const size = 3;"},
                     {"const _size = 3;", "[{\"varsIgnorePattern\": \"^_\"}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .state_size = sizeof(State),
    .end = check,
};
