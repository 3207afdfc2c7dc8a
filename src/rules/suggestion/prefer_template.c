// prefer-template: texts put together by `+` where a template does.
//
// What is glued is seen from its left end to its right one: `a + b + c` is one row of parts, and
// only what stands in parentheses on the right of a sign is a row of its own.
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/semicolons.h"
#include "rules/tokens.h"

enum { CONCATENATED };

enum {
  DEPTH_LIMIT = 100, // of rows inside each other that are mended
};

static const RuleMessage messages[] = {
    [CONCATENATED] = {"unexpectedStringConcatenation", "Unexpected string concatenation."},
};

static bool is_text(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, node);
  return kind == NODE_STRING || kind == NODE_TEMPLATE_STRING;
}

static bool is_glued(const Tree *tree, NodeId node) {
  return is_binary(tree, node, TOKEN_PLUS);
}

// What is asked of all that an expression is glued of.
typedef bool PartTest(const Tree *tree, NodeId part);

static bool is_no_text(const Tree *tree, NodeId part) {
  return !is_text(tree, part);
}

// A digit behind a backslash means nothing in a template, but for \0.
static bool has_digit_escape(const Tree *tree, NodeId part) {
  if (tree_kind(tree, part) != NODE_STRING) return false;
  Text text = tree_text(tree, part);
  for (uint32_t i = 1; i + 2 < text.size; i++) {
    if (text.at[i] != '\\') continue;
    char next = text.at[++i], after = text.at[i + 1];
    bool is_digit = next >= '0' && next <= '9', is_followed = after >= '0' && after <= '9';
    if (is_digit && (next != '0' || is_followed)) return true;
  }
  return false;
}

// Whether one of the parts of an expression passes; goes through its nodes once.
static bool has_part(const Tree *tree, NodeId node, PartTest *passes) {
  NodeId end = tree_node(tree, node)->after;
  for (NodeId at = node; at < end;) {
    NodeKind kind = tree_kind(tree, at);
    if (is_glued(tree, at) || kind == NODE_PARENTHESIZED_EXPRESSION || !kind_is_named(kind)) {
      ++at;
    } else if (passes(tree, at)) {
      return true;
    } else {
      at = tree_node(tree, at)->after;
    }
  }
  return false;
}

// ---- The template

typedef struct Writer {
  RuleContext *context;
  Buffer *out;
  bool is_too_deep;
} Writer;

static void write_expression(Writer *writer, NodeId node, Text before, Text after, int depth);

// Backslashes in front of `${` and backticks must be odd in number; those in front of the string's
// own quotes go.
static void write_string(Buffer *out, Text raw) {
  buffer_add_byte(out, '`');
  char quote = raw.at[0];
  for (uint32_t i = 1; i + 1 < raw.size; i++) {
    char byte = raw.at[i];
    if (byte == '\\') {
      char next = raw.at[++i];
      if (next != quote) buffer_add_byte(out, '\\');
      buffer_add_byte(out, next);
    } else {
      bool is_special = byte == '`' || (byte == '$' && raw.at[i + 1] == '{');
      if (is_special) buffer_add_byte(out, '\\');
      buffer_add_byte(out, byte);
    }
  }
  buffer_add_byte(out, '`');
}

// One part, or several that are no texts: a template of its own.
static void write_part(Writer *writer, NodeId node, Text before, Text after) {
  const Tree *tree = writer->context->tree;
  Text text = tree_text(tree, node);
  if (tree_kind(tree, node) == NODE_STRING) {
    write_string(writer->out, text);
  } else if (tree_kind(tree, node) == NODE_TEMPLATE_STRING) {
    buffer_add_text(writer->out, text);
  } else {
    buffer_add_literal(writer->out, "`${");
    buffer_add_text(writer->out, before);
    buffer_add_text(writer->out, text);
    buffer_add_text(writer->out, after);
    buffer_add_literal(writer->out, "}`");
  }
}

// Comments and spaces between two nodes, the tokens between them left out.
static Text text_between(Writer *writer, uint32_t from, uint32_t to) {
  const TokenTable *tokens = source_tokens(writer->context->code);
  Buffer kept = {.arena = writer->context->arena};
  for (TokenId id = token_at(tokens, from); id && tokens->at[id].start < to;
       id = token_next_any(tokens, id)) {
    if (token_is_comment(tokens, id)) continue;
    buffer_add_text(&kept, text_slice(tokens->text, from, tokens->at[id].start));
    from = tokens->at[id].end;
  }
  if (from < to) buffer_add_text(&kept, text_slice(tokens->text, from, to));
  return buffer_text(&kept);
}

// Any sign between two values but a logical one: as ESLint's rule, this one takes what begins with
// a text for one, whatever comes of it.
static bool is_operation(const Tree *tree, NodeId node) {
  return tree_kind(tree, node) == NODE_BINARY_EXPRESSION &&
         !kind_is_logical(estree_operator(tree, node));
}

// Whether the first part of an expression goes into brackets.
static bool begins_with_bracket(const Tree *tree, NodeId node) {
  while (is_operation(tree, node)) node = estree_child(tree, node, FIELD_LEFT);
  return !is_text(tree, node);
}

// Whether the left side of a row's sign ends in a bracket, which what is between goes into.
static bool joins_left_of(const Tree *tree, NodeId node) {
  NodeId left = estree_child(tree, node, FIELD_LEFT);
  if (is_operation(tree, left)) left = estree_child(tree, left, FIELD_RIGHT);
  return begins_with_bracket(tree, left);
}

typedef struct Gap {
  Text before, behind; // the sign
  bool joins_left;     // what is there goes into the bracket that ends the left side
} Gap;

static Gap gap_of(Writer *writer, NodeId node) {
  const Tree *tree = writer->context->tree;
  const Node *sign = tree_node(tree, tree_child(tree, node, FIELD_OPERATOR));
  NodeId left = estree_child(tree, node, FIELD_LEFT), right = estree_child(tree, node, FIELD_RIGHT);
  return (Gap){text_between(writer, tree_node(tree, left)->end, sign->start),
               text_between(writer, sign->end, tree_node(tree, right)->start),
               joins_left_of(tree, node)};
}

// Adds the right side of `node`, whose left side is written.
static void write_right(Writer *writer, NodeId node, Text after, int depth, Gap gap) {
  const Tree *tree = writer->context->tree;
  Buffer *out = writer->out;
  NodeId right = estree_child(tree, node, FIELD_RIGHT);
  bool joins_right = !gap.joins_left && begins_with_bracket(tree, right);
  if (!gap.joins_left && !joins_right) {
    buffer_add_text(out, gap.before);
    buffer_add_byte(out, '+');
    buffer_add_text(out, gap.behind);
    write_expression(writer, right, after, TEXT(""), depth + 1);
    return;
  }
  Text both = text_concat(writer->context->arena, gap.before, gap.behind);
  size_t seam = out->size - 1; // of the backtick that ends what is there
  write_expression(writer, right, joins_right ? both : TEXT(""), after, depth + 1);
  memmove(out->at + seam, out->at + seam + 2, out->size - seam - 2);
  out->size -= 2;
}

static void write_row(Writer *writer, NodeId node, Text before, Text after, int depth) {
  const Tree *tree = writer->context->tree;
  Arena *arena = writer->context->arena;
  Array(NodeId) row = {0}; // from the outside; the last one's left side is one part
  for (NodeId at = node; is_glued(tree, at); at = estree_child(tree, at, FIELD_LEFT))
    array_push(arena, &row, at);
  // Numbers at the beginning are added up, not glued.
  NodeId first = estree_child(tree, array_last(&row), FIELD_LEFT);
  bool is_text_found = is_text(tree, first);
  while (!is_text_found && row.count) {
    NodeId right = estree_child(tree, array_last(&row), FIELD_RIGHT);
    is_text_found = has_part(tree, right, is_text);
    if (!is_text_found) first = array_pop(&row);
  }
  Gap gap = {0};
  for (uint32_t i = row.count + 1; i-- > 0;) {
    Gap next = {0};
    if (i > 0) next = gap_of(writer, row.at[i - 1]);
    Text behind = next.joins_left ? text_concat(arena, next.before, next.behind)
                  : i == 0        ? after
                                  : TEXT("");
    if (i == row.count)
      write_part(writer, first, before, behind);
    else
      write_right(writer, row.at[i], behind, depth, gap);
    gap = next;
  }
}

static void write_expression(Writer *writer, NodeId node, Text before, Text after, int depth) {
  const Tree *tree = writer->context->tree;
  if (depth > DEPTH_LIMIT) writer->is_too_deep = true;
  if (depth <= DEPTH_LIMIT && is_glued(tree, node) && has_part(tree, node, is_text))
    write_row(writer, node, before, after, depth);
  else
    write_part(writer, node, before, after);
}

// ---- The rule

static void check_binary(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!is_glued(tree, node) || is_glued(tree, estree_parent(tree, node))) return;
  if (!has_part(tree, node, is_text) || !has_part(tree, node, is_no_text)) return;
  RuleReport *made = report(context, node, CONCATENATED);
  if (has_part(tree, node, has_digit_escape)) return;
  Buffer out = {.arena = context->arena};
  Writer writer = {context, &out, false};
  write_expression(&writer, node, TEXT(""), TEXT(""), 0);
  if (writer.is_too_deep) return;
  const Node *at = tree_node(tree, node);
  NodeId statement = statement_begun_by(tree, node);
  bool goes_on = statement && needs_semicolon_before(context->code, statement);
  fix_replace(made, context->arena, (Span){at->start, at->end},
              text_concat(context->arena, goes_on ? TEXT(";") : TEXT(""), buffer_text(&out)));
}

const Rule rule_prefer_template = {
    .name = "prefer-template",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require templates where texts and values are put together",
    .why = "A template shows the whole text as it will be, without quotes and signs in between.",
    .messages = messages,
    .bad = EXAMPLES({"const text = \"Hello, \" + name + \"!\";"}),
    .good = EXAMPLES({"const text = `Hello, ${name}!`;"}, {"const text = \"one, \" + \"two\";"}),
    .visits = VISITS({NODE_BINARY_EXPRESSION, check_binary}),
};
