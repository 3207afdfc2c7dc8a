// no-restricted-modules: modules that a project does not want to be required.
#include "rules/import_restrictions.h"
#include "rules/rule.h"
#include "rules/spaces.h"
#include "rules/static_names.h"

enum { RESTRICTED, CUSTOM, BY_PATTERN };

static const RuleMessage messages[] = {
    [RESTRICTED] = {"defaultMessage", "'{0}' module is restricted from being used."},
    [CUSTOM] = {"customMessage", "'{0}' module is restricted from being used. {1}"},
    [BY_PATTERN] = {"patternMessage", "'{0}' module is restricted from being used by a pattern."},
};

typedef struct Restricted {
  Text name, message;
} Restricted;

typedef struct Settings {
  Array(Restricted) modules;
  IgnorePatterns patterns;
} Settings;

// ---- Options

static void add(Arena *arena, Settings *settings, const Json *module) {
  bool is_text = module->kind == JSON_STRING;
  Restricted made = {.name = is_text ? module->text : json_text(json_get(module, TEXT("name"))),
                     .message = json_text(json_get(module, TEXT("message")))};
  array_push(arena, &settings->modules, made);
}

static void configure(Arena *arena, const Json *const *options, void *at) {
  Settings *settings = at;
  const Json *paths = json_get(options[0], TEXT("paths")),
             *patterns = json_get(options[0], TEXT("patterns"));
  if (!paths && !patterns) {
    for (uint32_t i = 0; options[i]; i++) add(arena, settings, options[i]);
    return;
  }
  for (const Json *each = paths ? paths->first_child : NULL; each; each = each->next)
    add(arena, settings, each);
  source_patterns_read(arena, patterns, false, &settings->patterns);
}

// ---- Calls

// The last one of the same name counts.
static const Restricted *find(const Settings *settings, Text name) {
  for (uint32_t i = settings->modules.count; i-- > 0;) {
    if (text_is(settings->modules.at[i].name, name)) return &settings->modules.at[i];
  }
  return NULL;
}

static bool read_name(RuleContext *context, NodeId argument, Text *name) {
  NodeKind kind = tree_kind(context->tree, argument);
  bool is_text = kind == NODE_STRING || kind == NODE_TEMPLATE_STRING;
  if (!is_text || !static_string(context->code, argument, name)) return false;
  *name = text_trim(*name);
  return true;
}

static void check_call(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  Text name;
  if (!is_identifier(context->tree, called_function(context->tree, node), "require")) return;
  if (!read_name(context, argument_at(context->tree, node, 0), &name)) return;
  const Restricted *found = find(settings, name);
  if (found) report(context, node, found->message.size ? CUSTOM : RESTRICTED, name, found->message);
  if (source_patterns_mean(context->arena, &settings->patterns, false, name))
    report(context, node, BY_PATTERN, name);
}

const Rule rule_no_restricted_modules = {
    .name = "no-restricted-modules",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow modules that are named from being required",
    .why =
        "A project that has settled on one library for a job, or that runs where some modules do "
        "not exist, does not want others to come in unseen. For `import` there is "
        "no-restricted-imports.",
    .options = "string | { paths: (string | { name: string, message: string })[], patterns: "
               "string[] } | { name: string, message: string }...",
    .messages = messages,
    .bad = EXAMPLES({"const fs = require(\"fs\");", "[\"fs\"]"},
                    {"const map = require(\"lodash/map\");",
                     "[{ \"patterns\": [\"lodash/*\", \"!lodash/debounce\"] }]"}),
    .good = EXAMPLES({"const path = require(\"path\");", "[\"fs\"]"},
                     {"const debounce = require(\"lodash/debounce\");",
                      "[{ \"patterns\": [\"lodash/*\", \"!lodash/debounce\"] }]"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
    .settings_size = sizeof(Settings),
    .configure = configure,
};
