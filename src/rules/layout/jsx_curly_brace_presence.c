// @stylistic/jsx-curly-brace-presence: braces around texts and elements that can do without them.
#include "base/buffer.h"
#include "rules/jsx.h"
#include "rules/spaces.h"

enum { UNNECESSARY, MISSING };

static const RuleMessage messages[] = {
    [UNNECESSARY] = {"unnecessaryCurly", "Curly braces are unnecessary here."},
    [MISSING] = {"missingCurly", "Need to wrap this literal in a JSX expression."},
};

typedef enum Wish { IGNORE, NEVER, ALWAYS } Wish;

typedef struct Settings {
  Wish props, children, elements; // values of properties, children; elements that are values
} Settings;

static Wish wish_of(const Json *given, Wish otherwise) {
  if (!json_is(given, JSON_STRING)) return otherwise;
  if (text_is(given->text, TEXT("always"))) return ALWAYS;
  return text_is(given->text, TEXT("never")) ? NEVER : IGNORE;
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  Settings *out = settings;
  Wish general = wish_of(options[0], NEVER);
  out->props = wish_of(json_get(options[0], TEXT("props")), general);
  out->children = wish_of(json_get(options[0], TEXT("children")), general);
  out->elements = wish_of(json_get(options[0], TEXT("propElementValues")), IGNORE);
}

// ---- Texts

static bool is_of_entity(char byte) {
  char small = (char)(byte | 0x20);
  return (small >= 'a' && small <= 'z') || (byte >= '0' && byte <= '9') || byte == '#';
}

// How many bytes of an entity, such as `&amp;`, begin at `at`, or 0.
static uint32_t entity_size(Text text, uint32_t at) {
  if (text.at[at] != '&') return 0;
  uint32_t end = at + 1;
  while (end < text.size && is_of_entity(text.at[end])) ++end;
  return end > at + 1 && end < text.size && text.at[end] == ';' ? end + 1 - at : 0;
}

static bool has_entity(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    if (entity_size(text, i)) return true;
  }
  return false;
}

static bool is_only_entities(Text text) {
  uint32_t start = 0;
  for (uint32_t i = 0; i < text.size; i++) {
    uint32_t size = entity_size(text, i);
    if (!size) continue;
    if (!text_is_blank(text_slice(text, start, i))) return false;
    start = i + size;
    i = start - 1;
  }
  return text_is_blank(text_slice(text, start, text.size));
}

static bool has_byte_of(Text text, const char *bytes) {
  for (uint32_t i = 0; i < text.size; i++) {
    if (strchr(bytes, text.at[i]) && text.at[i]) return true;
  }
  return false;
}

// A string as it stands between its quotes, or a template without substitutions; false for others.
static bool raw_string(const Tree *tree, NodeId value, Text *raw) {
  NodeKind kind = tree_kind(tree, value);
  bool is_template = kind == NODE_TEMPLATE_STRING;
  if (kind != NODE_STRING && !is_template) return false;
  Text text = tree_text(tree, value);
  *raw = text_slice(text, 1, text.size - 1);
  return !is_template || (!tree_child_of_kind(tree, value, NODE_TEMPLATE_SUBSTITUTION) &&
                          !has_byte_of(*raw, "\n\"'"));
}

// Whether a string means the same without braces, here or there.
static bool is_plain(Text raw) {
  if (raw.size && text_is_blank(raw)) return false;
  return !has_byte_of(raw, "\\") && text_find(raw, TEXT("/*")) == TEXT_NOT_FOUND &&
         !has_entity(raw);
}

static bool has_blank_end(Text text) {
  return text_trim(text).size != text.size;
}

// ---- Braces that can go

static void unwrap(RuleContext *context, NodeId braces, Text text) {
  const Node *node = tree_node(context->tree, braces);
  fix_replace(report(context, braces, UNNECESSARY), context->arena, (Span){node->start, node->end},
              text);
}

static bool has_comment(RuleContext *context, NodeId node) {
  const Node *at = tree_node(context->tree, node);
  return tokens_have_comment(source_tokens(context->code), at->start, at->end);
}

static void check_braced_child(RuleContext *context, NodeId braces) {
  const Tree *tree = context->tree;
  NodeId value = jsx_expression_value(tree, braces);
  Text raw;
  if (jsx_is_element(tree_kind(tree, value))) {
    if (!has_comment(context, braces)) unwrap(context, braces, tree_text(tree, value));
  } else if (raw_string(tree, value, &raw) && is_plain(raw) && !has_blank_end(raw) &&
             !has_byte_of(raw, "{}<>") && !has_comment(context, braces)) {
    unwrap(context, braces, raw);
  }
}

static void check_braced_property(RuleContext *context, NodeId braces) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeId value = jsx_expression_value(tree, braces);
  bool is_fragment =
      jsx_is_element(tree_kind(tree, value)) && !jsx_tag_name(tree, jsx_open_tag(tree, value)).size;
  Text raw;
  if (jsx_is_element(tree_kind(tree, value))) {
    if (settings->elements == NEVER && !is_fragment)
      unwrap(context, braces, tree_text(tree, value));
  } else if (settings->props == NEVER && raw_string(tree, value, &raw) && is_plain(raw) &&
             !has_byte_of(raw, "\"'") && !has_comment(context, braces)) {
    unwrap(context, braces, text_format(context->arena, "\"%.*s\"", TEXT_ARGS(raw)));
  }
}

// ---- Braces that are missing

static void add_string(Buffer *out, Text text) {
  buffer_add_byte(out, '{');
  buffer_add_json_string(out, text);
  buffer_add_byte(out, '}');
}

// A line of a text of several: entities and the blanks in front stay outside of the braces.
static void add_line(Buffer *out, Text line) {
  uint32_t start = spaces_end(line, 0);
  buffer_add_text(out, text_slice(line, 0, start));
  for (uint32_t i = start; i <= line.size; i++) {
    uint32_t size = i < line.size ? entity_size(line, i) : 0;
    if (i < line.size && !size) continue;
    if (i > start) add_string(out, text_slice(line, start, i));
    buffer_add_text(out, text_slice(line, i, i + size));
    start = i + size;
    if (size) i = start - 1;
  }
}

static Text wrapped(RuleContext *context, Text text) {
  Buffer out = {.arena = context->arena};
  uint32_t start = 0, end = text_find_byte(text, '\n', 0);
  if (end == TEXT_NOT_FOUND) {
    add_string(&out, text);
    return buffer_text(&out);
  }
  for (; end != TEXT_NOT_FOUND; end = text_find_byte(text, '\n', start)) {
    add_line(&out, text_slice(text, start, end));
    buffer_add_byte(&out, '\n');
    start = end + 1;
  }
  add_line(&out, text_slice(text, start, text.size));
  return buffer_text(&out);
}

static void check_text(RuleContext *context, Span span) {
  Text text = text_slice(context->tree->source, span.start, span.end);
  if (is_only_entities(text)) return;
  fix_replace(report_span(context, span, MISSING), context->arena, span, wrapped(context, text));
}

static void check_bare_property(RuleContext *context, NodeId value) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  const Node *node = tree_node(tree, value);
  Text text = tree_text(tree, value);
  Span span = {node->start, node->end};
  if (node->kind == NODE_STRING && settings->props == ALWAYS) {
    RuleReport *made = report(context, value, MISSING);
    Buffer out = {.arena = context->arena};
    add_string(&out, text_slice(text, 1, text.size - 1));
    if (!has_byte_of(text, "\n")) fix_replace(made, context->arena, span, buffer_text(&out));
  } else if (jsx_is_element(node->kind) && settings->elements != IGNORE &&
             jsx_tag_name(tree, jsx_open_tag(tree, value)).size) {
    fix_replace(report(context, value, MISSING), context->arena, span,
                text_format(context->arena, "{%.*s}", TEXT_ARGS(text)));
  }
}

// ---- Where they stand

static void check_property(RuleContext *context, NodeId node) {
  NodeId value = jsx_property_value(context->tree, node);
  if (!value) return;
  if (tree_kind(context->tree, value) == NODE_JSX_EXPRESSION)
    check_braced_property(context, value);
  else
    check_bare_property(context, value);
}

// Braces beside others stay: what is in them would be read as one.
static void check_children(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  JsxChild child = {0};
  bool is_behind_braces = false;
  while (settings->children != IGNORE && jsx_next_child(tree, node, &child)) {
    bool is_braces = tree_kind(tree, child.node) == NODE_JSX_EXPRESSION;
    const Node *next = tree_node(tree, child.next);
    bool is_before_braces =
        next->kind == NODE_JSX_EXPRESSION && child.node && next->start == child.span.end;
    if (settings->children == ALWAYS && !child.node) check_text(context, child.span);
    if (settings->children == NEVER && is_braces && !is_behind_braces && !is_before_braces)
      check_braced_child(context, child.node);
    is_behind_braces = is_braces;
  }
}

#define WISH "'always' | 'never' | 'ignore'"

const Rule rule_jsx_curly_brace_presence = {
    .name = "@stylistic/jsx-curly-brace-presence",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow braces around texts and elements in JSX",
    .why = "Braces around a plain text say nothing.",
    .options = "{ props: " WISH ", children: " WISH ", propElementValues: " WISH " } | " WISH,
    .messages = messages,
    .bad = EXAMPLES({"const x = <p>{\"hello\"}</p>;"}, {"const x = <p id={\"a\"} />;"},
                    {"const x = <p>hello</p>;", "[\"always\"]"}),
    .good = EXAMPLES({"const x = <p id=\"a\">hello{\" \"}</p>;"},
                     {"const x = <p>{\"hello\"}</p>;", "[{ \"children\": \"always\" }]"}),
    .visits = VISITS({NODE_JSX_ATTRIBUTE, check_property}, {NODE_JSX_ELEMENT, check_children}),
    .settings_size = sizeof(Settings),
    .configure = configure,
};
