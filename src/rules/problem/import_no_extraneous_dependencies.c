// import/no-extraneous-dependencies: packages that package.json does not name.
#include "rules/project.h"
#include "rules/rule.h"

enum { MISSING, DEV, OPTIONAL, NO_PACKAGE };

static const RuleMessage messages[] = {
    [MISSING] = {"missing", "'{0}' should be listed in the project's dependencies. Run 'npm i -S "
                            "{0}' to add it"},
    [DEV] = {"dev", "'{0}' should be listed in the project's dependencies, not devDependencies."},
    [OPTIONAL] = {"optional", "'{0}' should be listed in the project's dependencies, not "
                              "optionalDependencies."},
    [NO_PACKAGE] = {"pkgNotFound", "The package.json file could not be found."},
};

// Whether an option lets the file import such packages: it says so, or names the file.
static bool is_allowed(RuleContext *context, const char *key) {
  const Json *given = option_field(context, 0, key);
  if (json_is(given, JSON_ARRAY))
    return project_file_is_meant(context->arena, context->code->project, given);
  return !json_is(given, JSON_FALSE);
}

// "a" of "a/b", "@a/b" of "@a/b/c"; empty where a file is meant.
static Text package_name(Text specifier) {
  if (!specifier.size || strchr("./#", specifier.at[0])) return TEXT("");
  uint32_t end = text_find_byte(specifier, '/', 0);
  if (specifier.at[0] == '@' && end != TEXT_NOT_FOUND)
    end = text_find_byte(specifier, '/', end + 1);
  return text_slice(specifier, 0, end == TEXT_NOT_FOUND ? specifier.size : end);
}

// What is known of the dependencies of the file's package, or of those that `packageDir` names.
typedef struct Packages {
  Array(const ProjectPackage *) all;
} Packages;

static void add_named(RuleContext *context, Packages *packages, const Json *folder) {
  const NamedPackages *named = context->code->project->named;
  const uint32_t *index =
      named && folder->kind == JSON_STRING ? map_find(&named->known, folder->text) : NULL;
  const ProjectPackage *package = index ? named->all.at[*index] : NULL;
  if (package) array_push(context->arena, &packages->all, package);
}

static Packages find_packages(RuleContext *context) {
  const Json *given = option_field(context, 0, "packageDir");
  const ProjectPackage *nearest = context->code->project->package;
  Packages packages = {0};
  if (!given && nearest) array_push(context->arena, &packages.all, nearest);
  const Json *each = json_is(given, JSON_ARRAY) ? given->first_child : NULL;
  for (; each; each = each->next) add_named(context, &packages, each);
  if (json_is(given, JSON_STRING)) add_named(context, &packages, given);
  if (given && !packages.all.count) report_span(context, ((Span){0, 0}), NO_PACKAGE);
  return packages;
}

static uint32_t sorts_of(const Packages *packages, Text name) {
  uint32_t sorts = 0;
  for (uint32_t i = 0; i < packages->all.count; i++) {
    const uint32_t *found = map_find(&packages->all.at[i]->dependencies, name);
    if (found) sorts |= *found;
  }
  return sorts;
}

static void check_package(RuleContext *context, NodeId node, uint32_t sorts, Text name) {
  bool has_dev = sorts & DEPENDENCY_DEV, has_optional = sorts & DEPENDENCY_OPTIONAL;
  if (sorts & DEPENDENCY_USUAL) return;
  if (has_dev && is_allowed(context, "devDependencies")) return;
  if (sorts & DEPENDENCY_PEER && is_allowed(context, "peerDependencies")) return;
  if (has_optional && is_allowed(context, "optionalDependencies")) return;
  if (sorts & DEPENDENCY_BUNDLED && is_allowed(context, "bundledDependencies")) return;
  report(context, node, has_dev ? DEV : has_optional ? OPTIONAL : MISSING, name);
}

static void check(RuleContext *context) {
  const ProjectFile *file = context->code->project;
  if (!file) return;
  Packages packages = find_packages(context);
  Text own = file->package ? file->package->name : TEXT("");
  const ModuleRecord *record = source_record(context->code);
  for (uint32_t i = 0; packages.all.count && i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    const ProjectImport *found = project_import(context->code, import);
    if (!found || !found->file || !found->file->is_in_package) continue;
    Text name = package_name(import->specifier);
    if (name.size && !text_is(name, own))
      check_package(context, import->node, sorts_of(&packages, name), name);
  }
}

const Rule rule_import_no_extraneous_dependencies = {
    .name = "import/no-extraneous-dependencies",
    .type = RULE_PROBLEM,
    .flags = RULE_ACROSS_FILES,
    .summary = "Disallow importing packages that package.json does not name",
    .why = "A package that is only there because another one needs it is gone, or another version, "
           "after the next installation. An option that is `false` forbids packages of its list; a "
           "list of patterns names the files that may import them. `packageDir` names the folders, "
           "seen from the working folder, whose package.json files count instead of the nearest "
           "one: what one of them names may be imported.",
    .options = "{ devDependencies: boolean | string[] = true, optionalDependencies: boolean | "
               "string[] = true, peerDependencies: boolean | string[] = true, bundledDependencies: "
               "boolean | string[] = true, includeInternal: boolean, includeTypes: boolean, "
               "packageDir: string | string[] }",
    .messages = messages,
    .bad = EXAMPLES({"import debug from \"somebody-elses-debug\";"},
                    {"import test from \"a-test-tool\";", "[{\"devDependencies\": false}]"}),
    .good =
        EXAMPLES({"import express from \"express\";"},
                 {"import test from \"a-test-tool\";", "[{\"devDependencies\": [\"tests/**\"]}]"}),
    .end = check,
};
