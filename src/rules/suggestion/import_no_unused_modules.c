// import/no-unused-modules: exports that no other file imports, and files that export nothing.
#include "rules/project.h"
#include "rules/rule.h"

enum { NO_EXPORTS, UNUSED };

static const RuleMessage messages[] = {
    [NO_EXPORTS] = {"noExports", "No exports found"},
    [UNUSED] = {"unused", "exported declaration '{0}' not used within other modules"},
};

static bool is_used(const ProjectFile *file, Text name) {
  if (file->is_used_whole || map_has(&file->used, name)) return true;
  return file->is_used_by_star && !text_is(name, TEXT("default"));
}

// What is exported with a statement of its own is told at the statement.
static NodeId place_of(const Tree *tree, NodeId node) {
  for (NodeId at = node; at; at = tree_node(tree, at)->parent) {
    NodeKind kind = tree_kind(tree, at);
    if (kind == NODE_EXPORT_SPECIFIER || kind == NODE_EXPORT_STATEMENT) return at;
  }
  return node;
}

static bool is_left_out(RuleContext *context, const ProjectFile *file) {
  const Json *sources = option_field(context, 0, "src");
  if (file->package && map_has(&file->package->entries, file->path)) return true;
  if (sources && !project_file_is_meant(context->arena, file, sources)) return true;
  return project_file_is_meant(context->arena, file, option_field(context, 0, "ignoreExports"));
}

static void check_unused(RuleContext *context, const ModuleRecord *record) {
  const ProjectFile *file = context->code->project;
  if (file->is_used_whole || is_left_out(context, file)) return;
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    bool is_namespace = entry->kind == EXPORT_INDIRECT && text_is(entry->imported, TEXT("*"));
    if (!is_namespace && !is_used(file, entry->name))
      report(context, place_of(context->tree, entry->node), UNUSED, entry->name);
  }
}

static void check(RuleContext *context) {
  if (!context->code->project) return;
  const ModuleRecord *record = source_record(context->code);
  bool is_empty = record->exports.count == 0 && record->stars.count == 0;
  if (option_flag(context, 0, "missingExports") && is_empty) report(context, NODE_ROOT, NO_EXPORTS);
  if (option_flag(context, 0, "unusedExports")) check_unused(context, record);
}

const Rule rule_import_no_unused_modules = {
    .name = "import/no-unused-modules",
    .type = RULE_SUGGESTION,
    .flags = RULE_ACROSS_FILES,
    .summary = "Disallow exports that no other file imports",
    .why = "Code that nobody uses is read, tested and changed all the same. With `unusedExports`, "
           "exports are told that none of the files linted, or imported by them, asks for; files "
           "that package.json names are entries, and `ignoreExports` names more. With "
           "`missingExports`, files that export nothing are told.",
    .options = "{ src: string[], ignoreExports: string[], missingExports: boolean, unusedExports: "
               "boolean, ignoreUnusedTypeExports: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"export const nobodyAsksForIt = 1;", "[{\"unusedExports\": true}]"},
                    {"console.log(1);", "[{\"missingExports\": true}]"}),
    .good = EXAMPLES({"export const somebodyAsksForIt = 1;", "[{\"unusedExports\": true}]"}),
    .end = check,
};
