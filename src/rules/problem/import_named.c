// import/named: names that the imported module does not export.
#include "base/path.h"
#include "rules/project.h"
#include "rules/rule.h"

enum { NOT_FOUND, NOT_FOUND_DEEP };

static const RuleMessage messages[] = {
    [NOT_FOUND] = {"notFound", "{0} not found in '{1}'"},
    [NOT_FOUND_DEEP] = {"notFoundDeep", "{0} not found via {1}"},
};

// "re.js -> leaf.js", seen from the file at work.
static Text describe(RuleContext *context, const ProjectPath *path) {
  Buffer out = {.arena = context->arena};
  Text folder = path_dirname(context->code->project->path);
  for (uint32_t i = 0; i < path->count; i++) {
    if (i) buffer_add_literal(&out, " -> ");
    buffer_add_text(&out, path_relative(context->arena, folder, path->at[i]->path));
  }
  return buffer_text(&out);
}

static void check_name(RuleContext *context, const ImportRecord *import, Text name, NodeId node) {
  const ProjectFile *file = project_module(context->code, import);
  if (!file || text_is(name, TEXT("*"))) return;
  ProjectPath path = {0};
  if (project_exports(context->arena, file, name, &path)) return;
  if (path.count > 1)
    report(context, node, NOT_FOUND_DEEP, name, describe(context, &path));
  else
    report(context, node, NOT_FOUND, name, import->specifier);
}

// The name of a specifier as the other module has it.
static NodeId imported_name(const Tree *tree, NodeId node) {
  NodeId specifier = tree_node(tree, node)->parent;
  return tree_child(tree, specifier, FIELD_NAME);
}

// Whether it is written in braces: `{ a }`, `{ default as a }`.
static bool is_specifier(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, tree_node(tree, node)->parent);
  return kind == NODE_IMPORT_SPECIFIER || kind == NODE_EXPORT_SPECIFIER;
}

static void check(RuleContext *context) {
  if (!context->code->project) return;
  const Tree *tree = context->tree;
  const ModuleRecord *record = source_record(context->code);
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    const ImportBinding *binding = &record->bindings.at[i];
    if (!is_specifier(tree, binding->node)) continue;
    check_name(context, &record->imports.at[binding->record], binding->name,
               imported_name(tree, binding->node));
  }
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    if (entry->kind != EXPORT_INDIRECT || !is_specifier(tree, entry->node)) continue;
    check_name(context, &record->imports.at[entry->record], entry->imported,
               imported_name(tree, entry->node));
  }
}

const Rule rule_import_named = {
    .name = "import/named",
    .type = RULE_PROBLEM,
    .flags = RULE_ACROSS_FILES,
    .summary = "Disallow importing names that the module does not export",
    .why = "Such a module does not link: nothing of the program runs. What CommonJS modules export "
           "is only known when they run, so that they are not asked.",
    .options = "{ commonjs: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"import { strat } from \"./server.js\";"}),
    .good = EXAMPLES({"import { start } from \"./server.js\";"}),
    .end = check,
};
