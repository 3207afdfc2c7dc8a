// no-redeclare: variables that are declared twice, or once more than the platform does.
#include "rules/rule.h"
#include "rules/variables.h"

enum { AGAIN, AS_BUILTIN, BY_SYNTAX };

static const RuleMessage messages[] = {
    [AGAIN] = {"redeclared", "'{0}' is already defined."},
    [AS_BUILTIN] = {"redeclaredAsBuiltin",
                    "'{0}' is already defined as a built-in global variable."},
    [BY_SYNTAX] = {"redeclaredBySyntax", "'{0}' is already defined by a variable declaration."},
};

// Who declares a variable first.
typedef enum Origin { NOBODY, BUILTIN, COMMENT, SYNTAX } Origin;

// Takes note of one declaration; all but the first are reported.
static void declare(RuleContext *context, Text name, Origin *first, Origin origin, Span span) {
  if (*first == NOBODY)
    *first = origin;
  else if (*first == origin)
    report_span(context, span, AGAIN, name);
  else
    report_span(context, span, *first == BUILTIN ? AS_BUILTIN : BY_SYNTAX, name);
}

static void check_variable(RuleContext *context, const VariableTable *table, VariableId id) {
  const Variable *variable = &table->variables[id];
  bool is_builtin = variable->setting == GLOBAL_READONLY || variable->setting == GLOBAL_WRITABLE;
  bool is_counted = is_builtin && option_flag(context, 0, "builtinGlobals");
  Origin first = is_counted ? BUILTIN : NOBODY;
  variable_each_definition(table, id, each) {
    Span span = estree_span(context->code, table->definitions[each].name);
    declare(context, variable->name, &first, SYNTAX, span);
  }
  for (uint32_t i = variable->first_comment; i; i = table->comments[i].next) {
    Span span = comment_name_span(context->tree, table->comments[i].comment, variable->name);
    declare(context, variable->name, &first, COMMENT, span);
  }
}

static bool is_checked(NameScopeKind kind) {
  switch ((int)kind) {
  case NAME_SCOPE_FUNCTION_NAME:
  case NAME_SCOPE_CATCH:
  case NAME_SCOPE_CLASS:
  case NAME_SCOPE_CLASS_FIELD:
  case NAME_SCOPE_WITH: return false;
  default: return true;
  }
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  for (VariableId id = 1; id < table->variable_count; id++) {
    if (is_checked(table->scopes[table->variables[id].scope].kind))
      check_variable(context, table, id);
  }
}

const Rule rule_no_redeclare = {
    .name = "no-redeclare",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow declaring a variable twice",
    .why = "The second `var` of a name is no new variable: it writes to the first one. In scripts "
           "that holds for the platform's globals, too.",
    .options = "{ builtinGlobals: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"var size = 3;\nvar size = 4;"}, {"function go(path) {\n  var path = 1;\n}"}),
    .good = EXAMPLES({"var size = 3;\nsize = 4;"}),
    .end = check,
};
