// import/no-unresolved: imports that lead nowhere.
#include "rules/option_patterns.h"
#include "rules/project.h"
#include "rules/rule.h"

enum { UNRESOLVED };

static const RuleMessage messages[] = {
    [UNRESOLVED] = {"unresolved", "Unable to resolve path to module '{0}'."},
};

typedef struct Settings {
  OptionPatterns ignored;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  made->ignored = option_patterns(arena, options[0], "ignore");
}

static void check(RuleContext *context) {
  if (!context->code->project) return;
  const Settings *settings = context->settings;
  const ModuleRecord *record = source_record(context->code);
  bool minds_requires = option_flag(context, 0, "commonjs");
  bool minds_modules = !json_is(option_field(context, 0, "esmodule"), JSON_FALSE);
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    bool is_minded = import->kind == IMPORT_REQUIRE ? minds_requires : minds_modules;
    const ProjectImport *found = is_minded ? project_import(context->code, import) : NULL;
    if (!found || found->fate != IMPORT_NOWHERE) continue;
    if (!option_patterns_match(&settings->ignored, import->specifier))
      report(context, import->specifier_node, UNRESOLVED, import->specifier);
  }
}

const Rule rule_import_no_unresolved = {
    .name = "import/no-unresolved",
    .type = RULE_PROBLEM,
    .flags = RULE_ACROSS_FILES,
    .summary = "Disallow imports of files and packages that are not there",
    .why = "The program ends when it comes to such an import, and a bundler does not get that far. "
           "Mostly the path is misspelled, or a package is not installed. With `commonjs`, calls "
           "of `require` are looked at, too; what matches one of `ignore` is not.",
    .options = "{ commonjs: boolean, amd: boolean, esmodule: boolean, ignore: regex[], "
               "caseSensitive: boolean = true, caseSensitiveStrict: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"import { start } from \"./sevrer.js\";"},
                    {"const start = require(\"./sevrer.js\");", "[{\"commonjs\": true}]"}),
    .good = EXAMPLES({"import { readFile } from \"node:fs\";"},
                     {"import logo from \"virtual:logo\";", "[{\"ignore\": [\"^virtual:\"]}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = check,
};
