// jsx-tag-spacing: spaces inside of tags, beside their brackets.
#include "rules/jsx.h"

enum {
  SELF_CLOSE_NO_SPACE,
  SELF_CLOSE_NEEDS_SPACE,
  CLOSE_NO_SPACE,
  CLOSE_NEEDS_SPACE,
  BEFORE_SELF_NO_SPACE,
  BEFORE_SELF_NEEDS_SPACE,
  BEFORE_SELF_NEEDS_LINE,
  AFTER_OPEN_NO_SPACE,
  AFTER_OPEN_NEEDS_SPACE,
  BEFORE_CLOSE_NO_SPACE,
  BEFORE_CLOSE_NEEDS_SPACE,
  BEFORE_CLOSE_NEEDS_LINE,
};

static const RuleMessage messages[] = {
    [SELF_CLOSE_NO_SPACE] = {"selfCloseSlashNoSpace",
                             "Whitespace is forbidden between `/` and `>`; write `/>`"},
    [SELF_CLOSE_NEEDS_SPACE] = {"selfCloseSlashNeedSpace",
                                "Whitespace is required between `/` and `>`; write `/ >`"},
    [CLOSE_NO_SPACE] = {"closeSlashNoSpace",
                        "Whitespace is forbidden between `<` and `/`; write `</`"},
    [CLOSE_NEEDS_SPACE] = {"closeSlashNeedSpace",
                           "Whitespace is required between `<` and `/`; write `< /`"},
    [BEFORE_SELF_NO_SPACE] = {"beforeSelfCloseNoSpace",
                              "A space is forbidden before closing bracket"},
    [BEFORE_SELF_NEEDS_SPACE] = {"beforeSelfCloseNeedSpace",
                                 "A space is required before closing bracket"},
    [BEFORE_SELF_NEEDS_LINE] = {"beforeSelfCloseNeedNewline",
                                "A newline is required before closing bracket"},
    [AFTER_OPEN_NO_SPACE] = {"afterOpenNoSpace", "A space is forbidden after opening bracket"},
    [AFTER_OPEN_NEEDS_SPACE] = {"afterOpenNeedSpace", "A space is required after opening bracket"},
    [BEFORE_CLOSE_NO_SPACE] = {"beforeCloseNoSpace", "A space is forbidden before closing bracket"},
    [BEFORE_CLOSE_NEEDS_SPACE] = {"beforeCloseNeedSpace",
                                  "Whitespace is required before closing bracket"},
    [BEFORE_CLOSE_NEEDS_LINE] = {"beforeCloseNeedNewline",
                                 "A newline is required before closing bracket"},
};

// A tag and its parts.
typedef struct Tag {
  NodeId node, name;
  uint32_t open_end;   // behind `<` or `</`
  uint32_t last_end;   // behind its name and properties
  uint32_t close, end; // its last bracket: `>`, or `/` where it closes itself
  bool is_self_closing, is_closing;
} Tag;

static bool is_set(RuleContext *context, const char *key, const char *word) {
  return text_is(json_text(option_field(context, 0, key)), text_of(word));
}

// Both bytes of `/>` and `</` may have blanks between them.
static Tag read_tag(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Tag tag = {.node = node, .name = tree_child(tree, node, FIELD_NAME)};
  NodeKind kind = tree_kind(tree, node);
  tag.is_self_closing = kind == NODE_JSX_SELF_CLOSING_ELEMENT;
  tag.is_closing = kind == NODE_JSX_CLOSING_ELEMENT;
  NodeId last = tag.is_closing ? NO_NODE : jsx_last_property(tree, node);
  tag.last_end = tree_node(tree, last ? last : tag.name)->end;
  tag.end = tree_node(tree, node)->end;
  tag.close = tag.end - 1;
  const char *source = tree->source.at;
  while (tag.is_self_closing && source[tag.close] != '/') --tag.close;
  tag.open_end = tree_node(tree, node)->start + 1;
  while (tag.is_closing && source[tag.open_end - 1] != '/') ++tag.open_end;
  return tag;
}

static void report_space(RuleContext *context, Span at, Span gap, int message) {
  fix_remove(report_span(context, at, message), context->arena, gap);
}

static void report_need(RuleContext *context, Span at, uint32_t where, int message, Text what) {
  fix_insert(report_span(context, at, message), context->arena, where, what);
}

static void check_slash(RuleContext *context, const Tag *tag) {
  if (!tag->is_self_closing && !tag->is_closing) return;
  uint32_t start = tree_node(context->tree, tag->node)->start;
  Span whole = tag->is_closing ? (Span){start, tag->open_end} : (Span){tag->close, tag->end};
  Span gap = {whole.start + 1, whole.end - 1};
  if (is_set(context, "closingSlash", "never") && gap.start < gap.end)
    report_space(context, whole, gap, tag->is_closing ? CLOSE_NO_SPACE : SELF_CLOSE_NO_SPACE);
  if (is_set(context, "closingSlash", "always") && gap.start == gap.end)
    report_need(context, whole, gap.end,
                tag->is_closing ? CLOSE_NEEDS_SPACE : SELF_CLOSE_NEEDS_SPACE, TEXT(" "));
}

static void check_before_self(RuleContext *context, const Tag *tag) {
  const TokenTable *tokens = source_tokens(context->code);
  Span gap = {tag->last_end, tag->close}, at = {tag->close, SPAN_OPEN};
  if (!source_same_line(context->code, gap.start, gap.end)) return;
  TokenId close = tokens->by_node[tree_last_child(context->tree, tag->node)];
  bool is_there = gap.start < gap.end && is_spaced(tokens, token_previous(tokens, close), close);
  bool is_proportional = is_set(context, "beforeSelfClosing", "proportional-always");
  if (is_proportional && jsx_is_multiline(context->code, tag->node)) {
    report_need(context, at, tag->close, BEFORE_SELF_NEEDS_LINE, TEXT("\n"));
    return;
  }
  if ((is_proportional || is_set(context, "beforeSelfClosing", "always")) && !is_there)
    report_need(context, at, tag->close, BEFORE_SELF_NEEDS_SPACE, TEXT(" "));
  if (is_set(context, "beforeSelfClosing", "never") && is_there)
    report_space(context, at, gap, BEFORE_SELF_NO_SPACE);
}

static void check_after_open(RuleContext *context, const Tag *tag) {
  Span gap = {tag->open_end, tree_node(context->tree, tag->name)->start},
       at = {gap.start - 1, gap.end};
  bool is_same_line = source_same_line(context->code, gap.start, gap.end);
  bool is_never = is_set(context, "afterOpening", "never") ||
                  (is_set(context, "afterOpening", "allow-multiline") && is_same_line);
  if (is_never && gap.start < gap.end) report_space(context, at, gap, AFTER_OPEN_NO_SPACE);
  if (is_set(context, "afterOpening", "always") && gap.start == gap.end)
    report_need(context, at, gap.end, AFTER_OPEN_NEEDS_SPACE, TEXT(" "));
}

static void check_before_close(RuleContext *context, const Tag *tag) {
  Span gap = {tag->last_end, tag->close};
  bool is_same_line = source_same_line(context->code, gap.start, gap.end),
       is_there = gap.start < gap.end;
  if (is_set(context, "beforeClosing", "proportional-always")) {
    bool is_multiline = jsx_is_multiline(context->code, tag->node);
    if (!tag->is_closing && is_there != is_multiline)
      report_need(context, gap, gap.end, BEFORE_CLOSE_NEEDS_LINE, TEXT("\n"));
    return;
  }
  if (!is_same_line) return;
  if (is_set(context, "beforeClosing", "never") && is_there)
    report_space(context, gap, gap, BEFORE_CLOSE_NO_SPACE);
  if (is_set(context, "beforeClosing", "always") && !is_there)
    report_need(context, gap, gap.end, BEFORE_CLOSE_NEEDS_SPACE, TEXT(" "));
}

static void check_tag(RuleContext *context, NodeId node) {
  Tag tag = read_tag(context, node);
  if (!tag.name) return;
  check_slash(context, &tag);
  check_after_open(context, &tag);
  if (tag.is_self_closing)
    check_before_self(context, &tag);
  else
    check_before_close(context, &tag);
}

const Rule rule_jsx_tag_spacing = {
    .name = "@stylistic/jsx-tag-spacing",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow spaces beside the brackets of tags",
    .why = "One way everywhere is easier to read.",
    .options = "{ closingSlash: 'always' | 'never' | 'allow' = never, beforeSelfClosing: 'always' "
               "| 'proportional-always' | 'never' | 'allow' = always, afterOpening: 'always' | "
               "'allow-multiline' | 'never' | 'allow' = never, beforeClosing: 'always' | "
               "'proportional-always' | 'never' | 'allow' = allow }",
    .messages = messages,
    .bad = EXAMPLES({"<App/>;"}, {"< App />;"}),
    .good = EXAMPLES({"<App />;"}, {"<App one=\"a\"></App>;"}),
    .visits =
        VISITS({NODE_JSX_OPENING_ELEMENT, check_tag}, {NODE_JSX_SELF_CLOSING_ELEMENT, check_tag},
               {NODE_JSX_CLOSING_ELEMENT, check_tag}),
};
