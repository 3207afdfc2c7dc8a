// jsx-one-expression-per-line: elements, expressions and texts that share a line.
//
// What stands in an element is put together by lines; a piece that has another one or a tag in
// front of it on its first line, or a tag behind it on its last one, is reported.
#include "base/buffer.h"
#include "rules/jsx.h"

enum { MOVE };

static const RuleMessage messages[] = {
    [MOVE] = {"moveToNewLine", "`{0}` must be placed on a new line"},
};

typedef struct Piece {
  Span span;
  NodeId node;          // NO_NODE: a text
  uint32_t first, last; // lines of what it has but blanks
  bool line_before, line_behind, space_before, space_behind;
} Piece;

typedef struct Pieces {
  Piece *at;
  uint32_t count, capacity;
} Pieces;

#define SPACES " \t\r\n"

static bool is_blank(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    if (!strchr(SPACES, text.at[i])) return false;
  }
  return true;
}

static Text text_of_piece(RuleContext *context, const Piece *piece) {
  return text_slice(context->tree->source, piece->span.start, piece->span.end);
}

static bool is_blank_piece(RuleContext *context, const Piece *piece) {
  return !piece->node && is_blank(text_of_piece(context, piece));
}

static bool begins_with_line_end(Text text) {
  uint32_t i = 0;
  while (i < text.size && strchr(" \t\r", text.at[i])) ++i;
  return i < text.size && text.at[i] == '\n';
}

static bool ends_with_line_end(Text text) {
  uint32_t i = text.size;
  while (i > 0 && strchr(" \t\r", text.at[i - 1])) --i;
  return i > 0 && text.at[i - 1] == '\n';
}

static Pieces collect(RuleContext *context, NodeId element) {
  Pieces pieces = {0};
  JsxChild child = {0};
  while (jsx_next_child(context->tree, element, &child)) {
    Piece piece = {.span = child.span, .node = child.node};
    piece.first = source_line(context->code, child.span.start);
    piece.last = source_line(context->code, child.span.end);
    Text text = text_of_piece(context, &piece);
    if (!child.node) {
      piece.first += begins_with_line_end(text);
      piece.last -= ends_with_line_end(text);
    }
    array_push(context->arena, &pieces, piece);
  }
  return pieces;
}

static bool is_allowed(RuleContext *context, NodeId element, const Pieces *pieces) {
  const Tree *tree = context->tree;
  Text allow = json_text(option_field(context, 0, "allow"));
  const Piece *first = &pieces->at[0];
  if (text_is(allow, TEXT("non-jsx"))) {
    for (uint32_t i = 0; i < pieces->count; i++) {
      if (pieces->at[i].node && jsx_is_element(tree_kind(tree, pieces->at[i].node))) return false;
    }
    return true;
  }
  bool is_single = text_is(allow, TEXT("single-line"));
  if (pieces->count == 1 && !jsx_is_multiline(context->code, element))
    return is_single || text_is(allow, TEXT("single-child")) ||
           (!first->node && text_is(allow, TEXT("literal")));
  return false;
}

static bool has_space(RuleContext *context, const Piece *piece, bool at_end) {
  if (piece->node) return false;
  Text text = text_of_piece(context, piece);
  return text.at[at_end ? text.size - 1 : 0] == ' ';
}

static Text descriptor(RuleContext *context, const Piece *piece) {
  const Tree *tree = context->tree;
  NodeId tag = piece->node && jsx_is_element(tree_kind(tree, piece->node))
                   ? jsx_open_tag(tree, piece->node)
                   : NO_NODE;
  if (tag && jsx_tag_name(tree, tag).size) {
    NodeKind name = tree_kind(tree, tree_child(tree, tag, FIELD_NAME));
    if (name == NODE_IDENTIFIER) return jsx_tag_name(tree, tag);
    return name == NODE_JSX_NAMESPACE_NAME ? TEXT("[object Object]") : TEXT("undefined");
  }
  Buffer out = {.arena = context->arena};
  Text text = text_of_piece(context, piece);
  for (uint32_t i = 0; i < text.size; i++) {
    if (text.at[i] != '\n') buffer_add_byte(&out, text.at[i]);
  }
  return buffer_text(&out);
}

// With "single-line", what stands on one line may stay together, if its tags are both on that line,
// too, or neither of them is. True: that is all there is to say of the element.
static bool check_single_line(RuleContext *context, NodeId element, const Pieces *pieces) {
  SourceCode *code = context->code;
  const Tree *tree = context->tree;
  uint32_t first = 0, last = pieces->count;
  while (first < last && is_blank_piece(context, &pieces->at[first])) ++first;
  while (last > first && is_blank_piece(context, &pieces->at[last - 1])) --last;
  if (first == last) return true;
  const Piece *from = &pieces->at[first], *to = &pieces->at[last - 1];
  uint32_t start = from->span.start, end = to->span.end;
  while (!from->node && strchr(SPACES, code->text.at[start])) ++start;
  while (!to->node && strchr(SPACES, code->text.at[end - 1])) --end;
  if (!source_same_line(code, start, end)) return false;
  uint32_t opened = tree_node(tree, jsx_open_tag(tree, element))->end,
           closed = tree_node(tree, jsx_close_tag(tree, element))->start;
  bool is_beside = source_same_line(code, opened, start);
  if (is_beside == source_same_line(code, end, closed)) return true;
  const Piece *piece = is_beside ? from : to;
  RuleReport *made = report_span(context, piece->span, MOVE, descriptor(context, piece));
  fix_insert(made, context->arena, is_beside ? piece->span.start : piece->span.end, TEXT("\n"));
  return true;
}

static void report_piece(RuleContext *context, const Piece *piece) {
  RuleReport *made = report_span(context, piece->span, MOVE, descriptor(context, piece));
  Text text = text_of_piece(context, piece);
  uint32_t start = 0, end = text.size;
  while (start < end && text.at[start] == ' ') ++start;
  while (end > start && text.at[end - 1] == ' ') --end;
  fix_replace(made, context->arena, piece->span,
              text_concat(context->arena, piece->space_before ? TEXT("\n{' '}") : TEXT(""),
                          piece->line_before ? TEXT("\n") : TEXT(""), text_slice(text, start, end),
                          piece->line_behind ? TEXT("\n") : TEXT(""),
                          piece->space_behind ? TEXT("{' '}\n") : TEXT("")));
}

// What is before a piece on its first line (or, of a text that ends there, its last one).
static void look_around(RuleContext *context, Pieces *pieces, uint32_t opened, uint32_t closed) {
  const Piece *before = NULL;
  for (uint32_t i = 0; i < pieces->count; i++) {
    Piece *piece = &pieces->at[i];
    if (is_blank_piece(context, piece)) continue;
    bool is_beside = before ? before->last == piece->first : opened == piece->first;
    if (before && !is_beside) is_beside = opened == piece->first;
    if (is_beside) {
      piece->line_before = true;
      bool is_apart = i > 0 && !pieces->at[i - 1].node && before != &pieces->at[i - 1];
      piece->space_before = has_space(context, piece, false) || is_apart ||
                            (before && has_space(context, before, true));
    }
    before = piece;
  }
  for (uint32_t i = pieces->count; i-- > 0;) {
    Piece *piece = &pieces->at[i];
    if (is_blank_piece(context, piece)) continue;
    if (piece->last == closed) {
      piece->line_behind = true;
      piece->space_behind = has_space(context, piece, true) || i + 1 < pieces->count;
    }
    return;
  }
}

static void check_element(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Pieces pieces = collect(context, node);
  if (!pieces.count || is_allowed(context, node, &pieces)) return;
  bool may_be_single = text_is(json_text(option_field(context, 0, "allow")), TEXT("single-line"));
  if (may_be_single && check_single_line(context, node, &pieces)) return;
  uint32_t opened = source_line(context->code, tree_node(tree, jsx_open_tag(tree, node))->end);
  uint32_t closed = source_line(context->code, tree_node(tree, jsx_close_tag(tree, node))->start);
  look_around(context, &pieces, opened, closed);
  for (uint32_t i = 0; i < pieces.count; i++) {
    if (pieces.at[i].line_before || pieces.at[i].line_behind) report_piece(context, &pieces.at[i]);
  }
}

const Rule rule_jsx_one_expression_per_line = {
    .name = "@stylistic/jsx-one-expression-per-line",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require a line for each element, expression and text of JSX",
    .why = "What has a line of its own is seen, and its changes are lines of their own in a diff.",
    .options = "{ allow: 'none' | 'literal' | 'single-child' | 'single-line' | 'non-jsx' = none }",
    .messages = messages,
    .bad = EXAMPLES({"<App><Item /></App>;"}),
    .good = EXAMPLES({"<App>\n  <Item />\n</App>;"},
                     {"<App>text</App>;", "[{\"allow\": \"literal\"}]"}),
    .visits = VISITS({NODE_JSX_ELEMENT, check_element}),
};
