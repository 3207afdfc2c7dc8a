// import/no-self-import: a module that imports itself.
#include "rules/project.h"
#include "rules/rule.h"

enum { SELF };

static const RuleMessage messages[] = {
    [SELF] = {"self", "Module imports itself."},
};

static void check(RuleContext *context) {
  if (!context->code->project) return;
  const ModuleRecord *record = source_record(context->code);
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ProjectImport *found = project_import(context->code, &record->imports.at[i]);
    if (found && found->file == context->code->project)
      report(context, record->imports.at[i].node, SELF);
  }
}

const Rule rule_import_no_self_import = {
    .name = "import/no-self-import",
    .type = RULE_PROBLEM,
    .flags = RULE_ACROSS_FILES,
    .summary = "Disallow a module to import itself",
    .why = "It is possible, and never needed: another file was meant, or the file was renamed.",
    .messages = messages,
    .bad = EXAMPLES({"import { start } from \"./this-file.js\";"}),
    .good = EXAMPLES({"import { start } from \"./another-file.js\";"}),
    .end = check,
};
