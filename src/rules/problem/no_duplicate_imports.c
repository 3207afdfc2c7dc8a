// no-duplicate-imports: two imports of one module that could be one.
#include "base/map.h"
#include "rules/rule.h"
#include "syntax/literal.h"

enum { IMPORT, IMPORT_AS, EXPORT, EXPORT_AS };

static const RuleMessage messages[] = {
    [IMPORT] = {"import", "'{0}' import is duplicated."},
    [IMPORT_AS] = {"importAs", "'{0}' import is duplicated as export."},
    [EXPORT] = {"export", "'{0}' export is duplicated."},
    [EXPORT_AS] = {"exportAs", "'{0}' export is duplicated as import."},
};

// What a declaration takes of a module. Empty braces take nothing.
typedef enum Taken {
  TAKES_NOTHING = 1 << 0,   // import "a"
  TAKES_DEFAULT = 1 << 1,   // import a from
  TAKES_NAMES = 1 << 2,     // { a }
  TAKES_NAMESPACE = 1 << 3, // * as a
  TAKES_ALL = 1 << 4,       // export *
  IS_EXPORT = 1 << 5,
} Taken;

// The kinds of declarations of a module that were seen, as bits: 1 << what they take.
typedef struct State {
  Map modules; // index into `seen`
  Array(uint64_t) seen;
} State;

static unsigned taken_by(const Tree *tree, NodeId node) {
  if (tree_kind(tree, node) == NODE_EXPORT_STATEMENT) {
    if (tree_child_of_kind(tree, node, NODE_NAMESPACE_EXPORT)) return IS_EXPORT | TAKES_NAMESPACE;
    if (tree_child_of_kind(tree, node, TOKEN_STAR)) return IS_EXPORT | TAKES_ALL;
    NodeId names = tree_child_of_kind(tree, node, NODE_EXPORT_CLAUSE);
    return IS_EXPORT | (tree_first_named(tree, names) ? TAKES_NAMES : TAKES_NOTHING);
  }
  NodeId clause = tree_child_of_kind(tree, node, NODE_IMPORT_CLAUSE);
  if (!clause) return TAKES_NOTHING;
  unsigned taken = 0;
  if (tree_child_of_kind(tree, clause, NODE_IDENTIFIER)) taken |= TAKES_DEFAULT;
  NodeId names = tree_child_of_kind(tree, clause, NODE_NAMED_IMPORTS);
  if (names && tree_first_named(tree, names)) taken |= TAKES_NAMES;
  if (tree_child_of_kind(tree, clause, NODE_NAMESPACE_IMPORT)) taken |= TAKES_NAMESPACE;
  return taken ? taken : TAKES_NOTHING;
}

// Whether two declarations could be one: a namespace goes with no names, `export *` with nothing.
static bool can_join(unsigned a, unsigned b) {
  if ((a | b) & TAKES_ALL) return (a | b) & TAKES_NOTHING || (a & b & TAKES_ALL);
  if ((a | b) & TAKES_NOTHING) return true;
  bool is_namespace = a & TAKES_NAMESPACE, is_other = b & TAKES_NAMESPACE;
  if (is_namespace && is_other) return false;
  return !((is_namespace && b & TAKES_NAMES) || (is_other && a & TAKES_NAMES));
}

static bool meets(uint64_t seen, unsigned taken, bool is_export) {
  for (unsigned other = 0; other < 64; other++) {
    bool is_kind = (other & IS_EXPORT) != 0;
    if (seen >> other & 1 && is_kind == is_export && can_join(other, taken)) return true;
  }
  return false;
}

static void check(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  NodeId source = tree_child(tree, node, FIELD_SOURCE);
  if (!source) return;
  bool is_export = tree_kind(tree, node) == NODE_EXPORT_STATEMENT;
  bool counts_exports = option_flag(context, 0, "includeExports");
  if (is_export && !counts_exports) return;
  Text module = literal_string_value(context->arena, tree, source);
  bool is_new;
  uint32_t *index = map_add(context->arena, &state->modules, module, &is_new);
  if (is_new) {
    *index = state->seen.count;
    array_push(context->arena, &state->seen, 0);
  }
  uint64_t *seen = &state->seen.at[*index];
  unsigned taken = taken_by(tree, node);
  if (meets(*seen, taken, is_export)) report(context, node, is_export ? EXPORT : IMPORT, module);
  if (counts_exports && meets(*seen, taken, !is_export))
    report(context, node, is_export ? EXPORT_AS : IMPORT_AS, module);
  *seen |= (uint64_t)1 << taken;
}

const Rule rule_no_duplicate_imports = {
    .name = "no-duplicate-imports",
    .type = RULE_PROBLEM,
    .summary = "Disallow several imports of one module",
    .why = "One `import` a module shows at a glance what is taken of it.",
    .options = "{ includeExports: boolean = false, allowSeparateTypeImports: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"import { one } from \"./list.js\";\nimport { two } from \"./list.js\";"}),
    .good = EXAMPLES({"import { one, two } from \"./list.js\";"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_IMPORT_STATEMENT, check}, {NODE_EXPORT_STATEMENT, check}),
};
