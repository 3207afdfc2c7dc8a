// no-restricted-globals: globals that the configuration names.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/variables.h"

enum { DEFAULT, CUSTOM };

static const RuleMessage messages[] = {
    [DEFAULT] = {"defaultMessage", "Unexpected use of '{0}'."},
    [CUSTOM] = {"customMessage", "Unexpected use of '{0}'. {1}"},
};

typedef struct Settings {
  Map restricted; // name → index into `reasons`
  Array(Text) reasons;
  bool checks_objects;
  const Json *objects;
} Settings;

static void restrict_one(Arena *arena, Settings *made, const Json *item) {
  Text name = json_is(item, JSON_STRING) ? item->text : json_text(json_get(item, TEXT("name")));
  map_set(arena, &made->restricted, name, made->reasons.count);
  array_push(arena, &made->reasons, json_text(json_get(item, TEXT("message"))));
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  for (uint32_t i = 0; options[i]; i++) {
    const Json *list = json_get(options[i], TEXT("globals"));
    if (!list) {
      restrict_one(arena, made, options[i]);
      continue;
    }
    for (const Json *each = list->first_child; each; each = each->next)
      restrict_one(arena, made, each);
    made->checks_objects = json_is(json_get(options[i], TEXT("checkGlobalObject")), JSON_TRUE);
    made->objects = json_get(options[i], TEXT("globalObjects"));
  }
}

static void report_name(RuleContext *context, NodeId node, Text name) {
  const Settings *settings = context->settings;
  Text reason = settings->reasons.at[*map_find(&settings->restricted, name)];
  if (reason.size)
    report(context, node, CUSTOM, name, reason);
  else
    report(context, node, DEFAULT, name);
}

static NodeId member_of(const Tree *tree, NodeId object) {
  NodeId outside = tree_outside_parentheses(tree, object),
         parent = tree_node(tree, outside)->parent;
  NodeKind kind = tree_kind(tree, parent);
  bool is_member = estree_is_member(kind);
  return is_member && tree_node(tree, outside)->field == FIELD_OBJECT ? parent : NO_NODE;
}

static bool is_object(const Settings *settings, Text name) {
  return text_is(name, TEXT("globalThis")) || text_is(name, TEXT("self")) ||
         text_is(name, TEXT("window")) || json_list_has(settings->objects, name);
}

// `window.name`, also `window.window.name`
static void check_members(RuleContext *context, NodeId object, Text object_name) {
  const Settings *settings = context->settings;
  const Tree *tree = context->tree;
  Text name;
  NodeId member = member_of(tree, object);
  while (member && static_member_name(context->code, member, &name) && text_is(name, object_name))
    member = member_of(tree, member);
  if (!member || !static_member_name(context->code, member, &name)) return;
  if (!map_has(&settings->restricted, name)) return;
  NodeId property = tree_child(tree, member, FIELD_PROPERTY);
  if (!property) property = estree_child(tree, member, FIELD_INDEX);
  report_name(context, property, name);
}

static void check(RuleContext *context) {
  const Settings *settings = context->settings;
  const VariableTable *table = source_variables(context->code);
  if (!settings->reasons.count) return;
  for (ReferenceId id = 1; id < table->reference_count; id++) {
    const Reference *reference = &table->references[id];
    if (table->variables[reference->variable].first_definition) continue;
    if (table->variables[reference->variable].flags & VARIABLE_ARGUMENTS) continue;
    Text name = reference_name(table, reference);
    if (map_has(&settings->restricted, name)) report_name(context, reference->node, name);
    bool is_known = settings->checks_objects && reference->variable && is_object(settings, name);
    if (is_known) check_members(context, reference->node, name);
  }
}

const Rule rule_no_restricted_globals = {
    .name = "no-restricted-globals",
    .type = RULE_SUGGESTION,
    .summary = "Disallow certain globals",
    .why = "Some globals are easily used by accident, as `event` and `name` in a browser. With "
           "`checkGlobalObject`, they are found as properties of `window`, too.",
    .options = "(string | { name: string, message: string } | { globals: (string | { name: string, "
               "message: string })[], checkGlobalObject: boolean, globalObjects: string[] })...",
    .messages = messages,
    .bad = EXAMPLES({"log(event);", "[\"event\"]"},
                    {"log(name);", "[{\"name\": \"name\", \"message\": \"Use a variable.\"}]"}),
    .good = EXAMPLES({"import event from \"./event\";\nlog(event);", "[\"event\"]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = check,
};
