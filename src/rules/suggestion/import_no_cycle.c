// import/no-cycle: modules that import each other in a circle.
#include "rules/option_patterns.h"
#include "rules/project.h"
#include "rules/rule.h"

enum { CYCLE, CYCLE_VIA };

static const RuleMessage messages[] = {
    [CYCLE] = {"cycle", "Dependency cycle detected."},
    [CYCLE_VIA] = {"cycleVia", "Dependency cycle via {0}"},
};

enum {
  VISIT_LIMIT = 4096, // modules that are looked at for the ways out of one file
};

typedef struct Settings {
  bool minds_requires, minds_modules, passes_packages, passes_dynamic;
  uint32_t most; // steps
  OptionPatterns ignored;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  made->ignored = option_patterns(arena, options[0], "ignore");
  const Json *most = json_get(options[0], TEXT("maxDepth"));
  made->minds_requires = json_is(json_get(options[0], TEXT("commonjs")), JSON_TRUE);
  made->minds_modules = !json_is(json_get(options[0], TEXT("esmodule")), JSON_FALSE);
  made->passes_packages = json_is(json_get(options[0], TEXT("ignoreExternal")), JSON_TRUE);
  made->passes_dynamic =
      json_is(json_get(options[0], TEXT("allowUnsafeDynamicCyclicDependency")), JSON_TRUE);
  made->most = json_is(most, JSON_NUMBER) ? (uint32_t)most->number : UINT32_MAX;
}

// A module on the way, and the import that led there.
typedef struct Step {
  const ProjectFile *file;
  const ProjectImport *by; // NULL: the import that is looked at
  uint32_t from, depth;    // index of the step before
} Step;

typedef struct State {
  Map visited; // paths: each module is looked at once, whatever import leads there
} State;

typedef struct Search {
  RuleContext *context;
  const Settings *settings;
  const ProjectFile *home;
  Array(Step) steps;
} Search;

static bool is_passed(const Search *search, const ProjectImport *import) {
  if (!import->file || !import->file->is_module) return true;
  if (import->kind == IMPORT_REQUIRE) return true;
  if (import->is_dynamic && search->settings->passes_dynamic) return true;
  return search->settings->passes_packages && import->file->is_in_package;
}

// Looks at what a module imports. True: one of it is the file at work.
static bool look(Search *search, uint32_t index, bool is_dynamic) {
  const State *state = search->context->state;
  Step step = search->steps.at[index];
  for (uint32_t i = 0; i < step.file->imports.count; i++) {
    const ProjectImport *import = &step.file->imports.at[i];
    if (import->is_dynamic != is_dynamic || is_passed(search, import)) continue;
    if (import->file == search->home) return true;
    bool is_near =
        import->file->cycle == search->home->cycle && step.depth < search->settings->most;
    if (!is_near || map_has(&state->visited, import->file->path)) continue;
    Step next = {import->file, import, index, step.depth + 1};
    array_push(search->context->arena, &search->steps, next);
  }
  return false;
}

static Text describe(const Search *search, uint32_t last) {
  Arena *arena = search->context->arena;
  Text route = TEXT("");
  for (uint32_t at = last; search->steps.at[at].by; at = search->steps.at[at].from) {
    const ProjectImport *by = search->steps.at[at].by;
    Text step = text_format(arena, "%.*s:%u", TEXT_ARGS(by->specifier), by->line);
    route = route.size ? text_concat(arena, step, TEXT("=>"), route) : step;
  }
  return route;
}

static void check_import(Search *search, const ImportRecord *record, const ProjectImport *import) {
  RuleContext *context = search->context;
  State *state = context->state;
  search->steps.count = 0;
  array_push(context->arena, &search->steps, ((Step){import->file, NULL, 0, 1}));
  for (uint32_t i = 0; i < search->steps.count; i++) {
    bool is_new;
    map_add(context->arena, &state->visited, search->steps.at[i].file->path, &is_new);
    if (!is_new) continue;
    if (state->visited.entries.count > VISIT_LIMIT) return;
    if (!look(search, i, true) && !look(search, i, false)) continue;
    Text route = describe(search, i);
    if (route.size)
      report(context, record->node, CYCLE_VIA, route);
    else
      report(context, record->node, CYCLE);
    return;
  }
}

// `import "a"` takes nothing that could be missing.
static bool takes_something(const Tree *tree, const ImportRecord *import) {
  if (tree_kind(tree, import->node) != NODE_IMPORT_STATEMENT) return true;
  NodeId clause = tree_child_of_kind(tree, import->node, NODE_IMPORT_CLAUSE);
  NodeId first = tree_first_named(tree, clause);
  return first && (tree_kind(tree, first) != NODE_NAMED_IMPORTS || tree_first_named(tree, first));
}

static void check(RuleContext *context) {
  const ProjectFile *home = context->code->project;
  if (!home || (!home->cycle && !home->imports.count)) return;
  const Settings *settings = context->settings;
  const ModuleRecord *record = source_record(context->code);
  Search search = {.context = context, .settings = settings, .home = home};
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    const ProjectImport *found = project_import(context->code, import);
    if (!found || !found->file || !found->file->is_module || found->file == home) continue;
    bool is_require = import->kind == IMPORT_REQUIRE;
    if (is_require ? !settings->minds_requires : !settings->minds_modules) continue;
    if (!is_require && found->file->cycle != home->cycle) continue;
    if (!is_require && (is_passed(&search, found) || !home->cycle)) continue;
    if (option_patterns_match(&settings->ignored, import->specifier)) continue;
    if (takes_something(context->tree, import)) check_import(&search, import, found);
  }
}

const Rule rule_import_no_cycle = {
    .name = "import/no-cycle",
    .type = RULE_SUGGESTION,
    .flags = RULE_ACROSS_FILES,
    .summary = "Disallow modules that import each other in a circle",
    .why = "One of them must run before what it imports has run, and finds variables without a "
           "value; which one that is depends on where the program begins. And none of them can be "
           "understood, tested or loaded without the others.",
    .options = "{ commonjs: boolean, amd: boolean, esmodule: boolean, ignore: regex[], maxDepth: "
               "integer | '∞', ignoreExternal: boolean = false, "
               "allowUnsafeDynamicCyclicDependency: boolean = false, disableScc: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"import { parent } from \"./who-imports-this-file.js\";"}),
    .good = EXAMPLES({"import { parent } from \"./who-does-not.js\";"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .state_size = sizeof(State),
    .end = check,
};
