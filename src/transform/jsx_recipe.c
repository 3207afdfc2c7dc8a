// Texts are gathered until something else comes, so that recipes stay short.
#include "transform/jsx_recipe.h"

RecipeWriter recipe_writer(Arena *arena, const Tree *tree) {
  return (RecipeWriter){.arena = arena, .tree = tree};
}

static void flush(RecipeWriter *writer) {
  Text text = buffer_text(&writer->text);
  RecipeStep step = {.kind = RECIPE_TEXT, .node = writer->origin};
  step.text = (Text){arena_copy(writer->arena, text.at, text.size), text.size};
  if (text.size) array_push(&writer->scratch, &writer->steps, step);
  writer->text.size = 0;
  writer->origin = NO_NODE;
}

static void add_step(RecipeWriter *writer, RecipeStep step) {
  flush(writer);
  array_push(&writer->scratch, &writer->steps, step);
}

Buffer *recipe_text_from(RecipeWriter *writer, NodeId origin) {
  if (origin) flush(writer);
  if (origin) writer->origin = origin;
  writer->text.arena = &writer->scratch;
  return &writer->text;
}

void recipe_say(RecipeWriter *writer, Text text) {
  writer->text.arena = &writer->scratch;
  buffer_add_text(&writer->text, text);
}

void recipe_say_from(RecipeWriter *writer, NodeId origin, Text text) {
  buffer_add_text(recipe_text_from(writer, origin), text);
}

void recipe_space(RecipeWriter *writer, uint32_t from, uint32_t to, Text usual) {
  Text between = text_slice(writer->tree->source, from, to);
  uint32_t line_end = text_find_last_byte(between, '\n');
  if (line_end == TEXT_NOT_FOUND) {
    recipe_say(writer, usual);
    return;
  }
  uint32_t end = line_end + 1;
  while (end < between.size && (between.at[end] == ' ' || between.at[end] == '\t')) end++;
  recipe_say(writer, text_slice(between, line_end, end));
}

void recipe_name(RecipeWriter *writer, RecipeStepKind kind, NodeId token, Text name) {
  add_step(writer, (RecipeStep){.kind = kind, .node = token, .text = name});
}

void recipe_node(RecipeWriter *writer, NodeId node) {
  const Node *at = tree_node(writer->tree, node);
  RecipeStep step = {.kind = RECIPE_SOURCE, .node = node, .start = at->start, .end = at->end};
  add_step(writer, step);
}

void recipe_range(RecipeWriter *writer, NodeId first, uint32_t start, uint32_t end) {
  add_step(writer, (RecipeStep){.kind = RECIPE_SOURCE, .node = first, .start = start, .end = end});
}

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

// Behind the last token may stand a comment, which the end of its line ends.
void recipe_inside(RecipeWriter *writer, NodeId open, NodeId close) {
  const Tree *tree = writer->tree;
  Text source = tree->source;
  uint32_t start = tree_node(tree, open)->end, end = tree_node(tree, close)->start;
  uint32_t last_token_end = tree_node(tree, close - 1)->end, at = end;
  while (start < end && is_space(source.at[start])) start++;
  while (at > last_token_end && is_space(source.at[at - 1])) at--;
  if (at == last_token_end) end = at;
  recipe_range(writer, open + 1, start, end);
}

const Recipe *recipe_end(RecipeWriter *writer) {
  flush(writer);
  Recipe *recipe = arena_new(writer->arena, Recipe, 1);
  uint32_t count = writer->steps.count;
  recipe->at = arena_new(writer->arena, RecipeStep, count);
  recipe->count = recipe->capacity = count;
  memcpy(recipe->at, writer->steps.at, count * sizeof *recipe->at);
  writer->steps.count = 0;
  return recipe;
}
