// jsx-closing-bracket-location: where the bracket of a tag on several lines stands.
#include "base/buffer.h"
#include "rules/jsx.h"
#include "rules/line_indents.h"

enum { BRACKET };

static const RuleMessage messages[] = {
    [BRACKET] = {"bracketLocation", "The closing bracket must be {0}{1}"},
};

typedef enum Location {
  ANYWHERE,
  AFTER_TAG,
  AFTER_PROPS,
  PROPS_ALIGNED,
  TAG_ALIGNED,
  LINE_ALIGNED,
} Location;

static const char *const words[] = {"anywhere",
                                    "placed after the opening tag",
                                    "placed after the last prop",
                                    "aligned with the last prop",
                                    "aligned with the opening tag",
                                    "aligned with the line containing the opening tag"};

typedef struct Tag {
  SourceCode *code;
  NodeId node, last; // last: property
  uint32_t start, bracket, name_end, last_end;
  uint32_t comment_end; // 0: no comment stands behind the last property
  bool is_self_closing;
} Tag;

static Location location_of_word(const Json *given, Location otherwise) {
  if (json_is(given, JSON_FALSE)) return ANYWHERE;
  Text word = json_text(given);
  if (text_is(word, TEXT("after-props"))) return AFTER_PROPS;
  if (text_is(word, TEXT("props-aligned"))) return PROPS_ALIGNED;
  if (text_is(word, TEXT("tag-aligned"))) return TAG_ALIGNED;
  if (text_is(word, TEXT("line-aligned"))) return LINE_ALIGNED;
  return otherwise;
}

static Location location_told(RuleContext *context, bool is_self_closing) {
  Location all = location_of_word(option(context, 0), TAG_ALIGNED);
  all = location_of_word(option_field(context, 0, "location"), all);
  const char *key = is_self_closing ? "selfClosing" : "nonEmpty";
  return location_of_word(option_field(context, 0, key), all);
}

static Tag read_tag(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  const TokenTable *tokens = source_tokens(code);
  NodeId bracket = tree_last_child(tree, node), name = tree_child(tree, node, FIELD_NAME);
  Tag tag = {.code = code, .node = node, .last = jsx_last_property(tree, node)};
  tag.start = tree_node(tree, node)->start;
  tag.bracket = tree_node(tree, bracket)->start;
  tag.name_end = tree_node(tree, name)->end;
  tag.last_end = tag.last ? tree_node(tree, tag.last)->end : tag.name_end;
  tag.is_self_closing = tree_kind(tree, node) == NODE_JSX_SELF_CLOSING_ELEMENT;
  TokenId before = token_previous_any(tokens, tokens->by_node[bracket]);
  if (token_is_comment(tokens, before)) tag.comment_end = tokens->at[before].end;
  return tag;
}

static Location location_wanted(RuleContext *context, const Tag *tag) {
  if (!tag->last) return tag->comment_end ? LINE_ALIGNED : AFTER_TAG;
  Location told = location_told(context, tag->is_self_closing);
  if (source_same_line(tag->code, tag->start, tag->last_end)) told = AFTER_PROPS;
  return told == AFTER_PROPS && tag->comment_end ? LINE_ALIGNED : told;
}

static uint32_t column_wanted(const Tag *tag, Location wanted) {
  const Tree *tree = tag->code->tree;
  switch ((int)wanted) {
  case PROPS_ALIGNED: return source_column(tag->code, tree_node(tree, tag->last)->start);
  case TAG_ALIGNED: return source_column(tag->code, tag->start);
  case LINE_ALIGNED: return line_indent(tag->code, tag->start).size;
  default: return 0;
  }
}

static bool begins_with_tab(SourceCode *code, uint32_t offset) {
  Text line = source_line_text(code, source_line(code, offset));
  return line.size && line.at[0] == '\t';
}

static bool is_right(const Tag *tag, Location wanted, uint32_t column) {
  SourceCode *code = tag->code;
  switch ((int)wanted) {
  case ANYWHERE: return true;
  case AFTER_TAG: return source_same_line(code, tag->start, tag->bracket);
  case AFTER_PROPS: return source_same_line(code, tag->last_end, tag->bracket);
  case TAG_ALIGNED:
    if (begins_with_tab(code, tag->start) != begins_with_tab(code, tag->bracket)) return false;
    return source_column(code, tag->bracket) == column;
  default: return source_column(code, tag->bracket) == column;
  }
}

static Text mended(RuleContext *context, const Tag *tag, Location wanted, uint32_t column) {
  Text bracket = tag->is_self_closing ? TEXT("/>") : TEXT(">");
  if (wanted == AFTER_TAG)
    return text_concat(context->arena, tag->last ? TEXT("") : TEXT(" "), bracket);
  if (wanted == AFTER_PROPS) return bracket;
  uint32_t beside =
      wanted == PROPS_ALIGNED ? tree_node(context->tree, tag->last)->start : tag->start;
  Text indent = line_indent(tag->code, beside);
  Buffer out = {.arena = context->arena};
  buffer_add_literal(&out, "\n");
  buffer_add_text(&out, indent);
  if (indent.size + 1 < column) {
    for (uint32_t i = indent.size; i < column; i++) buffer_add_byte(&out, ' ');
  }
  buffer_add_text(&out, bracket);
  return buffer_text(&out);
}

static void check_tag(RuleContext *context, NodeId node) {
  if (!tree_child(context->tree, node, FIELD_NAME)) return;
  Tag tag = read_tag(context->code, node);
  Location wanted = location_wanted(context, &tag);
  uint32_t column = column_wanted(&tag, wanted);
  if (is_right(&tag, wanted, column)) return;
  bool is_below = tag.last && source_same_line(tag.code, tag.last_end, tag.bracket);
  Text details = TEXT("");
  if (wanted >= PROPS_ALIGNED)
    details = text_format(context->arena, " (expected column %u%s)", column + 1,
                          is_below ? " on the next line" : "");
  RuleReport *made = report_span(context, ((Span){tag.bracket, SPAN_OPEN}), BRACKET,
                                 text_of(words[wanted]), details);
  uint32_t from = tag.comment_end ? tag.comment_end : tag.last_end;
  fix_replace(made, context->arena, (Span){from, tree_node(context->tree, node)->end},
              mended(context, &tag, wanted, column));
}

const Rule rule_jsx_closing_bracket_location = {
    .name = "@stylistic/jsx-closing-bracket-location",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require the closing brackets of tags in one place",
    .why = "One way everywhere is easier to read.",
    .options = "'after-props' | 'props-aligned' | 'tag-aligned' | 'line-aligned' | { location: "
               "'after-props' | 'props-aligned' | 'tag-aligned' | 'line-aligned', nonEmpty: "
               "'after-props' | 'props-aligned' | 'tag-aligned' | 'line-aligned' | false, "
               "selfClosing: 'after-props' | 'props-aligned' | 'tag-aligned' | 'line-aligned' | "
               "false }",
    .messages = messages,
    .bad = EXAMPLES({"<App\n  one />;"}),
    .good = EXAMPLES({"<App\n  one\n/>;"}, {"<App\n  one />;", "[\"after-props\"]"}),
    .visits =
        VISITS({NODE_JSX_OPENING_ELEMENT, check_tag}, {NODE_JSX_SELF_CLOSING_ELEMENT, check_tag}),
};
