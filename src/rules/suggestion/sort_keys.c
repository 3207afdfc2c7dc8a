// sort-keys: the keys of an object in order.
#include "rules/natural_order.h"
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/tokens.h"

enum { SORT };

static const RuleMessage messages[] = {
    [SORT] = {"sortKeys", "Expected object keys to be in {0}{1}{2}ending order. '{3}' should be "
                          "before '{4}'."},
};

typedef struct Settings {
  bool is_descending, is_insensitive, is_natural, has_groups, skips_computed;
  uint32_t least;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  const Json *given = options[1], *least = json_get(given, TEXT("minKeys"));
  *(Settings *)settings = (Settings){
      .is_descending = text_is(json_text(options[0]), TEXT("desc")),
      .is_insensitive = json_is(json_get(given, TEXT("caseSensitive")), JSON_FALSE),
      .is_natural = json_is(json_get(given, TEXT("natural")), JSON_TRUE),
      .has_groups = json_is(json_get(given, TEXT("allowLineSeparatedGroups")), JSON_TRUE),
      .skips_computed = json_is(json_get(given, TEXT("ignoreComputedKeys")), JSON_TRUE),
      .least = least ? (uint32_t)least->number : 2,
  };
}

static NodeId key_of(const Tree *tree, NodeId property) {
  switch ((int)tree_kind(tree, property)) {
  case NODE_PAIR: return tree_child(tree, property, FIELD_KEY);
  case NODE_METHOD_DEFINITION: return tree_child(tree, property, FIELD_NAME);
  default: return property;
  }
}

// The name of a key; that of `[a]` is `a`.
static bool name_of(RuleContext *context, NodeId key, Text *name) {
  const Tree *tree = context->tree;
  if (static_key_name(context->code, key, name)) return true;
  NodeId inside = tree_inside_parentheses(tree, tree_first_named(tree, key));
  *name = tree_text(tree, inside);
  return is_identifier(tree, inside, NULL);
}

static Text lower(Arena *arena, Text text) {
  char *made = arena_copy(arena, text.at, text.size);
  for (uint32_t i = 0; i < text.size; i++) {
    if (made[i] >= 'A' && made[i] <= 'Z') made[i] = (char)(made[i] + ('a' - 'A'));
  }
  return (Text){made, text.size};
}

static bool is_ordered(RuleContext *context, Text before, Text name) {
  const Settings *settings = context->settings;
  Text a = settings->is_descending ? name : before, b = settings->is_descending ? before : name;
  if (settings->is_insensitive) {
    a = lower(context->arena, a);
    b = lower(context->arena, b);
  }
  return (settings->is_natural ? natural_compare(a, b) : text_compare(a, b)) <= 0;
}

// Whether a line is empty between two properties; comments stand for themselves.
static bool is_separated(RuleContext *context, NodeId before, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId last = token_last(tokens, context->tree, before);
  TokenId first = token_first(tokens, context->tree, node);
  for (TokenId id = last; id && id < first; id++) {
    if (source_line(context->code, tokens->at[id + 1].start) >
        source_line(context->code, tokens->at[id].end) + 1)
      return true;
  }
  return false;
}

static void report_key(RuleContext *context, NodeId key, Text name, Text before) {
  const Settings *settings = context->settings;
  report_span(context, key_span(context->code, key), SORT,
              settings->is_natural ? TEXT("natural ") : TEXT(""),
              settings->is_insensitive ? TEXT("insensitive ") : TEXT(""),
              settings->is_descending ? TEXT("desc") : TEXT("asc"), name, before);
}

static void check_object(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  if (tree_kind(tree, tree_node(tree, node)->parent) == NODE_IMPORT_ATTRIBUTE) return;
  uint32_t count = 0;
  tree_each_named(tree, node, each) ++count;
  if (count < settings->least) return;
  NodeId previous = NO_NODE;
  Text before = {0}, name;
  bool is_before = false, is_blank = false;
  tree_each_named(tree, node, each) {
    if (tree_kind(tree, each) == NODE_SPREAD_ELEMENT) {
      is_before = false;
      continue;
    }
    NodeId key = key_of(tree, each);
    if (settings->skips_computed && tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME) {
      is_before = false;
      continue;
    }
    bool is_named = name_of(context, key, &name), was_before = is_before;
    Text last = before;
    if (settings->has_groups && previous)
      is_blank = is_blank || is_separated(context, previous, each);
    previous = each;
    if (is_named) {
      before = name;
      is_before = true;
    }
    if (is_blank) {
      is_blank = !is_named;
      continue;
    }
    if (was_before && is_named && !is_ordered(context, last, name))
      report_key(context, key, name, last);
  }
}

const Rule rule_sort_keys = {
    .name = "sort-keys",
    .type = RULE_SUGGESTION,
    .summary = "Require the keys of objects to be in order",
    .why = "In a long list, a key is easier to find, and a second one with its name is noticed.",
    .options = "('asc' | 'desc') = asc, { allowLineSeparatedGroups: boolean = false, "
               "caseSensitive: boolean = true, ignoreComputedKeys: boolean = false, minKeys: "
               "integer = 2, natural: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const sizes = { b: 1, a: 2 };"}),
    .good = EXAMPLES({"const sizes = { a: 2, b: 1 };"}, {"const all = { b: 1, ...rest, a: 2 };"},
                     {"const n = { n2: 1, n10: 2 };", "[\"asc\", {\"natural\": true}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .visits = VISITS({NODE_OBJECT, check_object}),
};
