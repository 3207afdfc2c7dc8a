// key-spacing: spaces around the colons of objects, which may be to stand below each other.
#include "base/utf8.h"
#include "rules/graphemes.h"
#include "rules/spaces.h"
#include "rules/spacing.h"
#include "rules/static_names.h"

enum { EXTRA_KEY, EXTRA_VALUE, MISSING_KEY, MISSING_VALUE };

static const RuleMessage messages[] = {
    [EXTRA_KEY] = {"extraKey", "Extra space after {0}key '{1}'."},
    [EXTRA_VALUE] = {"extraValue", "Extra space before value for {0}key '{1}'."},
    [MISSING_KEY] = {"missingKey", "Missing space after {0}key '{1}'."},
    [MISSING_VALUE] = {"missingValue", "Missing space before value for {0}key '{1}'."},
};

// ---- Settings

enum { FREE = -1 };

typedef struct Style {
  int before, after; // how many spaces a side of the colon has, 0 or 1; FREE: that is not said
  bool is_minimum;   // or more of them
} Style;

typedef struct Settings {
  Style single, multi, aligned;
  bool is_aligned, is_on_value; // the values stand below each other, not the colons
} Settings;

// What an object of options says; what it does not, `base` does.
static Style style_of(const Json *given, Style base) {
  const Json *before = json_get(given, TEXT("beforeColon")),
             *after = json_get(given, TEXT("afterColon")), *mode = json_get(given, TEXT("mode"));
  if (before) base.before = json_is(before, JSON_TRUE);
  if (after) base.after = json_is(after, JSON_TRUE);
  if (mode) base.is_minimum = text_is(mode->text, TEXT("minimum"));
  return base;
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  Settings *out = settings;
  const Json *given = options[0];
  const Json *single = json_get(given, TEXT("singleLine")),
             *multi = json_get(given, TEXT("multiLine")), *align = json_get(given, TEXT("align"));
  Style usual = {.after = 1}, open = {FREE, FREE, false};
  out->single = style_of(single ? single : given, usual);
  out->multi = style_of(multi ? multi : given, usual);
  if (!json_is(align, JSON_OBJECT) && multi) {
    align = json_get(multi, TEXT("align"));
    usual = open;
    usual.is_minimum = out->multi.is_minimum;
  }
  out->is_aligned = align != NULL;
  bool is_object = json_is(align, JSON_OBJECT);
  out->aligned = is_object ? style_of(align, usual) : out->multi;
  out->is_on_value =
      text_is(json_text(is_object ? json_get(align, TEXT("on")) : align), TEXT("value"));
}

// ---- One property

// A pair of an object with its colon.
typedef struct Pair {
  NodeId node;
  TokenId colon;
} Pair;

static Pair pair_of(const TokenTable *tokens, const Tree *tree, NodeId node) {
  NodeId colon = tree_child_of_kind(tree, node, TOKEN_COLON);
  return (Pair){node, token_first(tokens, tree, colon)};
}

static Text key_name(RuleContext *context, NodeId key) {
  Text name;
  const Tree *tree = context->tree;
  bool is_computed = tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME;
  if (!is_computed && static_key_name(context->code, key, &name)) return name;
  Span inside = key_span(context->code, key);
  return text_slice(tree->source, inside.start, inside.end);
}

// Takes `extra` spaces out of a gap, on the side of the key or of the value. A space may have
// several bytes.
static void remove_spaces(RuleContext *context, RuleReport *made, Span gap, uint32_t extra,
                          bool is_key) {
  Text text = context->tree->source;
  Span out = is_key ? (Span){gap.start, gap.start} : (Span){gap.end, gap.end};
  for (; extra && out.end - out.start < gap.end - gap.start; extra--) {
    if (is_key)
      out.end += space_size(text, out.end);
    else
      out.start -= space_size_before(text, out.start);
  }
  fix_remove(made, context->arena, out);
}

static void add_spaces(RuleContext *context, RuleReport *made, uint32_t at, uint32_t count) {
  fix_insert(made, context->arena, at, text_format(context->arena, "%*s", (int)count, ""));
}

// Reports one side of a colon that has not as many spaces as it should.
static void report_side(RuleContext *context, Pair pair, Span gap, uint32_t found,
                        uint32_t wanted) {
  const TokenTable *tokens = source_tokens(context->code);
  Span colon = token_span(tokens, pair.colon);
  bool is_key = gap.end == colon.start, is_extra = found > wanted;
  int message =
      is_key ? (is_extra ? EXTRA_KEY : MISSING_KEY) : (is_extra ? EXTRA_VALUE : MISSING_VALUE);
  NodeId key = tree_child(context->tree, pair.node, FIELD_KEY);
  bool is_computed = tree_kind(context->tree, key) == NODE_COMPUTED_PROPERTY_NAME;
  Span missing_at = token_span(tokens, is_key ? pair.colon - 1 : pair.colon + 1),
       extra_at = is_key ? gap : (Span){colon.start, gap.end};
  RuleReport *made =
      report_span(context, is_extra ? extra_at : missing_at, message,
                  is_computed ? TEXT("computed ") : TEXT(""), key_name(context, key));
  if (is_extra)
    remove_spaces(context, made, gap, found - wanted, is_key);
  else
    add_spaces(context, made, is_key ? gap.start : gap.end, wanted - found);
}

static void check_side(RuleContext *context, Pair pair, Span gap, uint32_t wanted,
                       bool is_minimum) {
  uint32_t found = utf8_utf16_length(text_slice(context->tree->source, gap.start, gap.end));
  if (found == wanted || (is_minimum && wanted && found > wanted)) return;
  if (wanted && !source_same_line(context->code, gap.start, gap.end)) return;
  report_side(context, pair, gap, found, wanted);
}

// Checks both sides; `room` is what the key is shorter than the longest one.
static void check_pair(RuleContext *context, Pair pair, Style style, uint32_t room) {
  const TokenTable *tokens = source_tokens(context->code);
  bool is_on_value = ((const Settings *)context->settings)->is_on_value;
  Span before = gap_between(tokens, pair.colon - 1, pair.colon),
       behind = gap_between(tokens, pair.colon, pair.colon + 1);
  if (style.before != FREE)
    check_side(context, pair, before, (uint32_t)style.before + (is_on_value ? 0 : room),
               style.is_minimum);
  if (style.after != FREE)
    check_side(context, pair, behind, (uint32_t)style.after + (is_on_value ? room : 0),
               style.is_minimum);
}

// ---- Properties that follow each other

static bool is_pair(const Tree *tree, NodeId property) {
  NodeKind kind = tree_kind(tree, property);
  return kind == NODE_PAIR || kind == NODE_PAIR_PATTERN;
}

static uint32_t key_width(RuleContext *context, Pair pair) {
  const TokenTable *tokens = source_tokens(context->code);
  uint32_t start = tree_node(context->tree, pair.node)->start,
           end = tokens->at[token_previous(tokens, pair.colon)].end;
  return count_graphemes(text_slice(context->tree->source, start, end));
}

static bool is_near(SourceCode *code, uint32_t from, uint32_t to) {
  return source_line(code, to) - source_line(code, from) <= 1;
}

// Whether comments lead from one property to byte `to` of the next without an empty line.
static bool is_led_to(SourceCode *code, NodeId left, NodeId right, uint32_t to) {
  const TokenTable *tokens = source_tokens(code);
  TokenId end = token_first(tokens, code->tree, right), comment = token_previous(tokens, end) + 1;
  uint32_t from = tree_node(code->tree, left)->start;
  if (comment == end) return false;
  for (; comment < end; comment++) {
    if (!is_near(code, from, tokens->at[comment].start)) return false;
    from = tokens->at[comment].end;
  }
  return is_near(code, from, to);
}

// Whether a property belongs to the group that ends with another one.
static bool continues(SourceCode *code, NodeId left, NodeId right) {
  const Tree *tree = code->tree;
  NodeId value = is_pair(tree, right) ? tree_child(tree, right, FIELD_VALUE) : right;
  uint32_t start = tree_node(tree, value)->start;
  return is_near(code, tree_node(tree, left)->start, start) || is_led_to(code, left, right, start);
}

// Properties that belong together.
typedef struct Group {
  NodeId end;             // the property behind them
  uint32_t start, finish; // where their pairs are
  uint32_t count, width;  // of pairs; of the longest key
} Group;

static Group measure_group(RuleContext *context, NodeId first) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  Group group = {0};
  NodeId at = first, before = NO_NODE;
  for (; at && (!before || continues(context->code, before, at)); at = tree_next_named(tree, at)) {
    before = at;
    if (!is_pair(tree, at)) continue;
    uint32_t own = key_width(context, pair_of(tokens, tree, at));
    if (own > group.width) group.width = own;
    if (group.count++ == 0) group.start = tree_node(tree, at)->start;
    group.finish = tree_node(tree, at)->end;
  }
  group.end = at;
  return group;
}

// Pairs on one line don't stand below each other.
static NodeId check_group(RuleContext *context, NodeId first) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  const Settings *settings = context->settings;
  Group group = measure_group(context, first);
  bool is_column = !source_same_line(context->code, group.start, group.finish);
  Style style = is_column ? settings->aligned : settings->multi;
  if (group.count == 1) {
    style.before = settings->multi.before;
    style.after = settings->multi.after;
  }
  for (NodeId at = first; at != group.end; at = tree_next_named(tree, at)) {
    if (!is_pair(tree, at)) continue;
    Pair pair = pair_of(tokens, tree, at);
    check_pair(context, pair, style, is_column ? group.width - key_width(context, pair) : 0);
  }
  return group.end;
}

static void check_properties(RuleContext *context, NodeId object) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  const Node *node = tree_node(tree, object);
  bool is_single = source_same_line(context->code, node->start, node->end);
  NodeId at = tree_first_named(tree, object);
  if (settings->is_aligned && !is_single) {
    while (at) at = check_group(context, at);
    return;
  }
  for (; at; at = tree_next_named(tree, at)) {
    if (is_pair(tree, at))
      check_pair(context, pair_of(source_tokens(context->code), tree, at),
                 is_single ? settings->single : settings->multi, 0);
  }
}

static bool is_ignored(RuleContext *context, Text type) {
  return json_list_has(option_field(context, 0, "ignoredNodes"), type);
}

static void check_object(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parent = tree_node(tree, node)->parent;
  bool is_attributes = tree_kind(tree, parent) == NODE_IMPORT_ATTRIBUTE;
  if (is_attributes && !context->is_stylistic) return;
  Text type =
      is_attributes ? estree_type(tree, tree_node(tree, parent)->parent) : TEXT("ObjectExpression");
  if (!is_ignored(context, type)) check_properties(context, node);
}

// In patterns, nothing is aligned; where it is to be elsewhere, they are free.
static void check_pattern(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  if (!settings->is_aligned && !is_ignored(context, TEXT("ObjectPattern")))
    check_properties(context, node);
}

#define MODE  "mode: 'strict' | 'minimum'"
#define COLON "beforeColon: boolean, afterColon: boolean"
#define ALIGN "align: 'colon' | 'value' | { " MODE ", on: 'colon' | 'value', " COLON " }"

const Rule rule_key_spacing = {
    .name = "key-spacing",
    .stylistic = "@stylistic/key-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require one way of spacing between keys and values",
    .why = "One way everywhere is easier to read; where values stand below each other, they can be "
           "compared.",
    .options = "{ " ALIGN ", " MODE ", " COLON
               ", ignoredNodes: ('ObjectExpression' | 'ObjectPattern' | 'ImportDeclaration' | "
               "'ExportNamedDeclaration' | 'ExportAllDeclaration' | 'TSTypeLiteral' | "
               "'TSInterfaceBody' | 'ClassBody')[], singleLine: { " MODE ", " COLON
               " }, multiLine: { " ALIGN ", " MODE ", " COLON " } }",
    .messages = messages,
    .bad = EXAMPLES({"const point = { x : 1, y:2 };"},
                    {"const size = {\n  width: 1,\n  height: 2\n};", "[{ \"align\": \"value\" }]"}),
    .good =
        EXAMPLES({"const point = { x: 1, y: 2 };"},
                 {"const size = {\n  width:  1,\n  height: 2\n};", "[{ \"align\": \"value\" }]"},
                 {"const point = { x : 1 };", "[{ \"beforeColon\": true }]"}),
    .visits = VISITS({NODE_OBJECT, check_object}, {NODE_OBJECT_PATTERN, check_pattern}),
    .settings_size = sizeof(Settings),
    .configure = configure,
};
