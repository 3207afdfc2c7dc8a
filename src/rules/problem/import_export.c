// import/export: one name exported twice, and `export *` of a module that has no names.
#include "rules/project.h"
#include "rules/rule.h"

enum { MULTIPLE, NO_NAMES };

static const RuleMessage messages[] = {
    [MULTIPLE] = {"multiple", "Multiple exports of name '{0}'."},
    [NO_NAMES] = {"noNames", "No named exports found in module '{0}'."},
};

typedef struct Made {
  Text name;
  NodeId node;
} Made;

typedef struct Exports {
  Map names; // name → how often
  Array(Made) made;
} Exports;

static void add(RuleContext *context, Exports *exports, Text name, NodeId node) {
  ++*map_add(context->arena, &exports->names, name, NULL);
  array_push(context->arena, &exports->made, ((Made){name, node}));
}

static void add_star(RuleContext *context, Exports *exports, const ImportRecord *import) {
  const ProjectFile *file = project_module(context->code, import);
  if (!file) return;
  Map names = {0};
  project_export_names(context->arena, file, &names);
  bool has_names = false;
  for (uint32_t i = 0; i < names.entries.count; i++) {
    Text name = names.entries.at[i].key;
    if (text_is(name, TEXT("default"))) continue;
    has_names = true;
    add(context, exports, name, import->node);
  }
  if (!has_names) report(context, import->specifier_node, NO_NAMES, import->specifier);
}

static void check(RuleContext *context) {
  if (!context->code->project) return;
  const ModuleRecord *record = source_record(context->code);
  if (!record->stars.count) return; // two of its own are an error of the language
  Exports exports = {0};
  for (uint32_t i = 0; i < record->exports.count; i++)
    add(context, &exports, record->exports.at[i].name, record->exports.at[i].node);
  for (uint32_t i = 0; i < record->stars.count; i++)
    add_star(context, &exports, &record->imports.at[record->stars.at[i]]);
  for (uint32_t i = 0; i < exports.made.count; i++) {
    const Made *made = &exports.made.at[i];
    if (*map_find(&exports.names, made->name) > 1)
      report(context, made->node, MULTIPLE, made->name);
  }
}

const Rule rule_import_export = {
    .name = "import/export",
    .type = RULE_PROBLEM,
    .flags = RULE_ACROSS_FILES,
    .summary = "Disallow exporting a name twice",
    .why = "Of two `export *` that bring the same name neither counts, and one's own hides that of "
           "`export *`: who imports the name gets nothing, or another thing than was meant.",
    .messages = messages,
    .bad = EXAMPLES({"export * from \"./server.js\";\nexport * from \"./copy-of-server.js\";"}),
    .good =
        EXAMPLES({"export { start } from \"./server.js\";\nexport { stop } from \"./client.js\";"}),
    .end = check,
};
