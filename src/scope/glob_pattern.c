// The text is put together from left to right. Nested operands on the right are looked into up to a
// depth; what lies deeper is unknown, which is never wrong.
#include "scope/glob_pattern.h"

#include "base/array.h"
#include "base/path.h"
#include "syntax/literal.h"

enum { DEEPEST = 16 }; // recursion on the right side of a `+`, or in parentheses

typedef struct Pattern {
  Arena *scratch;
  const Tree *tree;
  Buffer out;
  uint32_t wildcards;
  bool ends_open;  // with a wildcard, which takes in those that follow
  bool is_strange; // the text has a sign that would be read as a wildcard
} Pattern;

static void add_expression(Pattern *self, NodeId expression, uint32_t depth);

static void add_text(Pattern *self, Text text) {
  if (text.size == 0) return;
  self->is_strange |= text_find_byte(text, '*', 0) != TEXT_NOT_FOUND ||
                      text_find_byte(text, '?', 0) != TEXT_NOT_FOUND;
  self->ends_open = false;
  buffer_add_text(&self->out, text);
}

static void add_wildcard(Pattern *self) {
  if (self->ends_open) return;
  bool is_behind_slash = self->out.size > 0 && self->out.at[self->out.size - 1] == '/';
  buffer_add_text(&self->out, is_behind_slash ? TEXT("**/*") : TEXT("*"));
  self->ends_open = true;
  self->wildcards++;
}

static void add_piece(Pattern *self, uint32_t start, uint32_t end) {
  Text value;
  Text piece = text_slice(self->tree->source, start, end);
  if (literal_template_value(self->scratch, piece, &value))
    add_text(self, value);
  else
    self->is_strange = true;
}

static void add_template(Pattern *self, NodeId template, uint32_t depth) {
  const Tree *tree = self->tree;
  uint32_t start = tree_node(tree, template)->start + 1;
  tree_each_child(tree, template, child) {
    if (tree_kind(tree, child) != NODE_TEMPLATE_SUBSTITUTION) continue;
    add_piece(self, start, tree_node(tree, child)->start);
    add_expression(self, tree_first_named(tree, child), depth + 1);
    start = tree_node(tree, child)->end;
  }
  add_piece(self, start, tree_node(tree, template)->end - 1);
}

static bool is_sum(const Tree *tree, NodeId node) {
  if (tree_kind(tree, node) != NODE_BINARY_EXPRESSION) return false;
  return text_is(tree_text(tree, tree_child(tree, node, FIELD_OPERATOR)), TEXT("+"));
}

// Sums nest on the left side, as deeply as people like: that side is a loop.
static void add_sum(Pattern *self, NodeId sum, uint32_t depth) {
  Array(NodeId) operands = {0};
  for (; is_sum(self->tree, sum); sum = tree_child(self->tree, sum, FIELD_LEFT)) {
    array_push(self->scratch, &operands, tree_child(self->tree, sum, FIELD_RIGHT));
  }
  add_expression(self, sum, depth + 1);
  while (operands.count > 0) add_expression(self, array_pop(&operands), depth + 1);
}

static void add_expression(Pattern *self, NodeId expression, uint32_t depth) {
  const Tree *tree = self->tree;
  NodeKind kind = depth < DEEPEST ? tree_kind(tree, expression) : NODE_NONE;
  if (kind == NODE_STRING)
    add_text(self, literal_string_value(self->scratch, tree, expression));
  else if (kind == NODE_TEMPLATE_STRING)
    add_template(self, expression, depth);
  else if (kind == NODE_PARENTHESIZED_EXPRESSION)
    add_expression(self, tree_first_named(tree, expression), depth + 1);
  else if (kind == NODE_BINARY_EXPRESSION && is_sum(tree, expression))
    add_sum(self, expression, depth);
  else
    add_wildcard(self);
}

// Where it is nested too deeply, something counts as unknown.
bool glob_known_text(Arena *arena, const Tree *tree, NodeId expression, Text *text) {
  Arena scratch = {0};
  Pattern self = {.scratch = &scratch, .tree = tree, .out = {.arena = arena}};
  add_expression(&self, expression, 0);
  *text = buffer_text(&self.out);
  arena_release(&scratch);
  return self.wildcards == 0;
}

Text glob_pattern_of(Arena *arena, const Tree *tree, NodeId expression) {
  Arena scratch = {0};
  Pattern self = {.scratch = &scratch, .tree = tree, .out = {.arena = arena}};
  add_expression(&self, expression, 0);
  Text pattern = buffer_text(&self.out);
  arena_release(&scratch);
  return path_is_dotted(pattern) && self.wildcards && !self.is_strange ? pattern : TEXT("");
}
