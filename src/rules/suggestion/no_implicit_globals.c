// no-implicit-globals: variables that a script shares with all others of its page.
#include "rules/rule.h"
#include "rules/variables.h"

enum { NON_LEXICAL, LEXICAL, LEAK, TO_READONLY, REDECLARED };

static const RuleMessage messages[] = {
    [NON_LEXICAL] = {"globalNonLexicalBinding",
                     "Unexpected {0} declaration in the global scope, wrap in an IIFE for a local "
                     "variable, assign as global property for a global variable."},
    [LEXICAL] = {"globalLexicalBinding",
                 "Unexpected {0} declaration in the global scope, wrap in a "
                 "block or in an IIFE."},
    [LEAK] = {"globalVariableLeak",
              "Global variable leak, declare the variable if it is intended to be local."},
    [TO_READONLY] = {"assignmentToReadonlyGlobal",
                     "Unexpected assignment to read-only global variable."},
    [REDECLARED] = {"redeclarationOfReadonlyGlobal",
                    "Unexpected redeclaration of read-only global variable."},
};

static Text kind_title(const VariableTable *table, const Definition *definition, bool *is_lexical) {
  *is_lexical = definition->kind == DEFINITION_CLASS_NAME;
  if (definition->kind == DEFINITION_FUNCTION_NAME) return TEXT("function");
  if (definition->kind == DEFINITION_CLASS_NAME) return TEXT("class");
  NodeKind keyword = definition_keyword(table, definition);
  *is_lexical = keyword != TOKEN_VAR_WORD;
  switch ((int)keyword) {
  case TOKEN_VAR_WORD: return TEXT("'var'");
  case TOKEN_LET_WORD: return TEXT("'let'");
  case TOKEN_CONST_WORD: return TEXT("'const'");
  case TOKEN_USING_WORD: return TEXT("'using'");
  default: return TEXT("'await using'");
  }
}

static void check_definition(RuleContext *context, const VariableTable *table,
                             const Definition *definition, bool is_readonly) {
  const Tree *tree = context->tree;
  bool is_lexical;
  Text title = kind_title(table, definition, &is_lexical);
  if (is_lexical && !option_flag(context, 0, "lexicalBindings")) return;
  NodeId node = definition->node;
  if (tree_kind(tree, node) == NODE_FOR_IN_STATEMENT) node = tree_child(tree, node, FIELD_LEFT);
  if (is_readonly)
    report(context, node, REDECLARED);
  else
    report(context, node, is_lexical ? LEXICAL : NON_LEXICAL, title);
}

// The assignment or loop that a target belongs to.
static NodeId writer_of(const Tree *tree, NodeId node) {
  for (node = tree_node(tree, node)->parent; node; node = tree_node(tree, node)->parent) {
    NodeKind kind = tree_kind(tree, node);
    if (kind == NODE_ASSIGNMENT_EXPRESSION || kind == NODE_FOR_IN_STATEMENT) return node;
  }
  return NO_NODE;
}

static void check_reference(RuleContext *context, const VariableTable *table,
                            const Reference *reference) {
  const Variable *variable = &table->variables[reference->variable];
  if (variable->first_definition || (variable->flags & VARIABLE_WRITABLE)) return;
  bool is_readonly = (variable->flags & VARIABLE_CONFIGURED) != 0;
  if (!is_readonly && table->scopes[reference->from].is_strict) return; // it throws
  NodeId writer = writer_of(context->tree, reference->node);
  report(context, writer, is_readonly ? TO_READONLY : LEAK);
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  scope_each_variable(table, NAME_SCOPE_ROOT, id) {
    const Variable *variable = &table->variables[id];
    if (variable->flags & (VARIABLE_WRITABLE | VARIABLE_EXPORTED)) continue;
    bool is_readonly = (variable->flags & VARIABLE_CONFIGURED) != 0;
    variable_each_definition(table, id, each)
        check_definition(context, table, &table->definitions[each], is_readonly);
  }
  for (ReferenceId id = 1; id < table->reference_count; id++) {
    const Reference *reference = &table->references[id];
    if (reference->flags & REFERENCE_IMPLICIT) check_reference(context, table, reference);
  }
}

const Rule rule_no_implicit_globals = {
    .name = "no-implicit-globals",
    .type = RULE_SUGGESTION,
    .summary = "Disallow variables in the global scope",
    .why = "In the browser, all scripts of a page share one global scope: the same name in two of "
           "them is one variable. Modules have scopes of their own.",
    .options = "{ lexicalBindings: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"function load() {\n  count = 1;\n}"}),
    .good = EXAMPLES({"(function () {\n  var count = 1;\n})();"}, {"window.count = 1;"}),
    .end = check,
};
