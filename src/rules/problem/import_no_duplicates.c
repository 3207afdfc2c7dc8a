// import/no-duplicates: several imports of one module.
#include "rules/import_merge.h"
#include "rules/project.h"
#include "rules/rule.h"

enum { DUPLICATE };

static const RuleMessage messages[] = {
    [DUPLICATE] = {"duplicate", "'{0}' imported multiple times."},
};

static bool is_namespace(const Tree *tree, NodeId statement) {
  NodeId clause = tree_child_of_kind(tree, statement, NODE_IMPORT_CLAUSE);
  return tree_child_of_kind(tree, clause, NODE_NAMESPACE_IMPORT) != NO_NODE;
}

// The module as it is told: the file, or what the import says.
static Text module_of(RuleContext *context, const ImportRecord *import) {
  const ProjectImport *found = project_import(context->code, import);
  if (!found || !found->file) return import->specifier;
  if (!option_flag(context, 0, "considerQueryString")) return found->file->path;
  uint32_t query = text_find_byte(import->specifier, '?', 0);
  if (query == TEXT_NOT_FOUND) return found->file->path;
  return text_concat(context->arena, found->file->path,
                     text_slice(import->specifier, query, import->specifier.size));
}

static Text key_of(RuleContext *context, const ImportRecord *import) {
  bool is_whole = is_namespace(context->tree, import->node);
  return text_concat(context->arena, is_whole ? TEXT("*") : TEXT("{"), module_of(context, import));
}

// Statements that import one module.
typedef struct Group {
  Array(NodeId) statements;
  bool is_told; // the first of them has been reported
} Group;

static void check(RuleContext *context) {
  const ModuleRecord *record = source_record(context->code);
  Map known = {0};
  Array(Group) groups = {0};
  Array(Text) keys = {0};
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    bool is_import = tree_kind(context->tree, import->node) == NODE_IMPORT_STATEMENT, is_new;
    Text key = is_import ? key_of(context, import) : TEXT("");
    array_push(context->arena, &keys, key);
    if (!is_import) continue;
    uint32_t *group = map_add(context->arena, &known, key, &is_new);
    if (is_new) {
      *group = groups.count;
      array_push(context->arena, &groups, (Group){0});
    }
    array_push(context->arena, &groups.at[*group].statements, import->node);
  }
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    Text key = keys.at[i];
    Group *group = key.size ? &groups.at[*map_find(&known, key)] : NULL;
    if (!group || group->statements.count < 2) continue;
    RuleReport *made =
        report(context, import->specifier_node, DUPLICATE, text_slice(key, 1, key.size));
    if (!group->is_told && key.at[0] == '{')
      import_merge(context, made, group->statements.at, group->statements.count);
    group->is_told = true;
  }
}

const Rule rule_import_no_duplicates = {
    .name = "import/no-duplicates",
    .type = RULE_PROBLEM,
    .flags = RULE_FIXABLE | RULE_ACROSS_FILES,
    .summary = "Disallow importing the same module several times in a file",
    .why = "Two lists of what comes from one place must be read and kept in order as one. Two "
           "paths that lead to the same file are the same module; `* as name` stands for itself. "
           "The fix puts the names into the first of them, unless comments stand beside, or two "
           "have a default import. With `considerQueryString`, `a.js?x` and `a.js?y` are two "
           "modules.",
    .options = "{ considerQueryString: boolean, 'prefer-inline': boolean }",
    .messages = messages,
    .bad =
        EXAMPLES({"import { start } from \"./server.js\";\nimport { stop } from \"./server.js\";"}),
    .good = EXAMPLES({"import { start, stop } from \"./server.js\";"}),
    .end = check,
};
