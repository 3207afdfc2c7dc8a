// A "</script" that the tag of a template sees as it is written can't be parted. So the tag is
// called as the function that it is, with the array that it would get:
//
//   tag`</script>${a}`   becomes   tag(__template("a.js:3", ["<\/script>", ""], […]), a)
#include "bundle/piece_templates.h"

#include "bundle/runtime.h"
#include "print/escape.h"
#include "print/string_literal.h"
#include "syntax/literal.h"
#include "transform/jsx_recipe.h"

typedef struct Pass {
  Arena *arena;
  const Plan *plan;
  const Module *module;
  uint32_t *helpers;
  Replacements *out;
} Pass;

typedef Array(Text) Pieces;

// What the template says between its substitutions.
static Pieces pieces_of(const Pass *pass, NodeId template) {
  const Tree *tree = &pass->module->tree;
  const Node *node = tree_node(tree, template);
  uint32_t start = node->start + 1;
  Pieces pieces = {0};
  tree_each_named(tree, template, child) {
    if (tree_kind(tree, child) != NODE_TEMPLATE_SUBSTITUTION) continue;
    array_push(pass->arena, &pieces,
               text_slice(tree->source, start, tree_node(tree, child)->start));
    start = tree_node(tree, child)->end;
  }
  array_push(pass->arena, &pieces, text_slice(tree->source, start, node->end - 1));
  return pieces;
}

static bool ends_script(const Pieces *pieces) {
  for (uint32_t i = 0; i < pieces->count; i++) {
    Text text = pieces->at[i];
    for (uint32_t at = 0; (at = text_find_byte(text, '/', at)) != TEXT_NOT_FOUND; at++)
      if (escape_ends_script(text, at)) return true;
  }
  return false;
}

static void add_strings(const Pass *pass, Buffer *out, const Pieces *pieces, bool is_raw) {
  buffer_add_byte(out, '[');
  for (uint32_t i = 0; i < pieces->count; i++) {
    Text value = literal_template_raw(pass->arena, pieces->at[i]);
    bool is_good = is_raw || literal_template_value(pass->arena, pieces->at[i], &value);
    if (i > 0) buffer_add_literal(out, ", ");
    if (is_good)
      string_literal_add_value(out, value, pass->plan->options->is_ascii_only);
    else
      buffer_add_literal(out, "void 0");
  }
  buffer_add_byte(out, ']');
}

// `(__template("a.js:3", […], […]), a, b)`
static void say_arguments(const Pass *pass, RecipeWriter *writer, NodeId template,
                          const Pieces *pieces) {
  const Tree *tree = &pass->module->tree;
  Buffer array = {.arena = pass->arena};
  Text helper = runtime_use(pass->plan, pass->helpers, RUNTIME_TEMPLATE);
  buffer_add_format(&array, "(%.*s(", TEXT_ARGS(helper));
  Text site = text_format(pass->arena, "%.*s:%u", TEXT_ARGS(pass->module->label),
                          tree_node(tree, template)->start);
  string_literal_add(&array, site, pass->plan->options->is_ascii_only);
  buffer_add_literal(&array, ", ");
  add_strings(pass, &array, pieces, false);
  buffer_add_literal(&array, ", ");
  add_strings(pass, &array, pieces, true);
  buffer_add_byte(&array, ')');
  recipe_say(writer, buffer_text(&array));
  tree_each_named(tree, template, child) {
    if (tree_kind(tree, child) != NODE_TEMPLATE_SUBSTITUTION) continue;
    recipe_say_literal(writer, ", (");
    recipe_node(writer, tree_first_named(tree, child));
    recipe_say_literal(writer, ")");
  }
  recipe_say_literal(writer, ")");
}

// Whether `new` takes the call for a part of its class: arguments of its own would be those of the
// class.
static bool is_of_class(const Tree *tree, NodeId call) {
  for (NodeId id = call;;) {
    const Node *node = tree_node(tree, id);
    NodeKind around = tree_kind(tree, node->parent);
    if (around == NODE_NEW_EXPRESSION) return node->field == FIELD_CONSTRUCTOR;
    bool is_object = node->field == FIELD_OBJECT;
    bool is_tag = node->field == FIELD_FUNCTION;
    if (!is_object && !is_tag) return false;
    id = node->parent;
  }
}

static void replace(Pass *pass, NodeId template) {
  const Tree *tree = &pass->module->tree;
  const Node *node = tree_node(tree, template);
  Pieces pieces = pieces_of(pass, template);
  bool is_eval =
      text_is(tree_text(tree, tree_child(tree, node->parent, FIELD_FUNCTION)), TEXT("eval"));
  if (!ends_script(&pieces) || is_eval) return;
  RecipeWriter writer = recipe_writer(pass->arena, tree);
  bool is_whole = is_of_class(tree, node->parent);
  if (is_whole) {
    recipe_say_literal(&writer, "(");
    recipe_range(&writer, node->parent + 1, tree_node(tree, node->parent)->start, node->start);
  }
  say_arguments(pass, &writer, template, &pieces);
  if (is_whole) recipe_say_literal(&writer, ")");
  Replacement replacement = {.node = is_whole ? node->parent : template,
                             .recipe = recipe_end(&writer)};
  array_push(pass->arena, pass->out, replacement);
  arena_release(&writer.scratch);
}

void piece_templates(Arena *arena, const Plan *plan, Piece *piece, const PieceOptions *options,
                     Replacements *out) {
  const Tree *tree = &piece->module->tree;
  Pass pass = {arena, plan, piece->module, &piece->helpers, out};
  bool is_kept = plan->options->is_copied || plan->options->is_hot;
  if (!options->parts_templates || is_kept) return;
  if (text_find(tree->source, TEXT("</")) == TEXT_NOT_FOUND) return;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    const Node *node = tree_node(tree, id);
    if (node->kind == NODE_TEMPLATE_STRING && node->field == FIELD_ARGUMENTS) replace(&pass, id);
  }
}
