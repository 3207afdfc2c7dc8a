// import/default: a default import of a module that has no default export.
#include "rules/project.h"
#include "rules/rule.h"

enum { NO_DEFAULT, BROKEN };

static const RuleMessage messages[] = {
    [NO_DEFAULT] = {"noDefault", "No default export found in imported module \"{0}\"."},
    [BROKEN] = {"broken", "Parse errors in imported module '{0}': {1} ({2}:{3})"},
};

static void report_problem(RuleContext *context, const ImportRecord *import) {
  const ProjectImport *found = project_import(context->code, import);
  const ProjectFile *file = found ? found->file : NULL;
  if (!file || !file->problem.size) return;
  Arena *arena = context->arena;
  report(context, import->specifier_node, BROKEN, import->specifier, file->problem,
         text_format(arena, "%u", file->problem_line),
         text_format(arena, "%u", file->problem_column));
}

static void check(RuleContext *context) {
  if (!context->code->project) return;
  const ModuleRecord *record = source_record(context->code);
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    const ImportBinding *binding = &record->bindings.at[i];
    NodeId clause = tree_node(context->tree, binding->node)->parent;
    if (tree_kind(context->tree, clause) != NODE_IMPORT_CLAUSE) continue;
    const ImportRecord *import = &record->imports.at[binding->record];
    const ProjectFile *file = project_module(context->code, import);
    ProjectPath path = {0};
    if (!file)
      report_problem(context, import);
    else if (!project_exports(context->arena, file, TEXT("default"), &path))
      report(context, binding->node, NO_DEFAULT, import->specifier);
  }
}

const Rule rule_import_default = {
    .name = "import/default",
    .type = RULE_PROBLEM,
    .flags = RULE_ACROSS_FILES,
    .summary = "Require a default export where one is imported",
    .why = "A module that imports what is not exported does not link: nothing of the program runs. "
           "CommonJS modules always have a default.",
    .messages = messages,
    .bad = EXAMPLES({"import server from \"./names.js\";"}),
    .good = EXAMPLES({"import * as server from \"./names.js\";"}),
    .end = check,
};
