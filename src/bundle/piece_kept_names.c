// --keep-names. A function gets its name from its declaration, or from the variable that it is
// first assigned to: where that variable is called otherwise in the output, a call of the helper
// gives the name back. Only names of the output's own scope change, so that few functions need it.
#include "bundle/piece.h"

#include <stdlib.h>

typedef struct Keeper {
  Arena *arena;
  const KeepingNames *keeping;
  const Tree *tree;
  KeptNames *kept;
  Buffer lines;
} Keeper;

// The name that a variable has in the source, if the output calls it otherwise.
static Text lost_name(const Keeper *keeper, NodeId name) {
  SymbolId symbol = tree_node(keeper->tree, name)->symbol;
  bool is_lost = symbol && keeper->keeping->names[symbol].text.at;
  return is_lost ? scope_symbol_name(&keeper->keeping->module->scopes, symbol) : (Text){0};
}

static void add_line(Keeper *keeper, Text variable, Text name) {
  const Plan *plan = keeper->keeping->plan;
  buffer_add_format(&keeper->lines, "%.*s(", TEXT_ARGS(keeper->keeping->helper));
  piece_add_name(&keeper->lines, plan, variable);
  buffer_add_format(&keeper->lines, ", %.*s);\n",
                    TEXT_ARGS(piece_quoted(keeper->arena, plan, name)));
}

// Whether a class has a static member called `name`, which its own name does not replace.
static bool has_name_member(const Tree *tree, NodeId body) {
  tree_each_named(tree, body, member) {
    NodeField field =
        tree_kind(tree, member) == NODE_FIELD_DEFINITION ? FIELD_PROPERTY : FIELD_NAME;
    NodeId key = tree_child(tree, member, field);
    if (tree_is_static(tree, member) && key && text_is(tree_text(tree, key), TEXT("name")))
      return true;
  }
  return false;
}

// A class has its name before its static members are made: a block that comes first gives it.
static void keep_class(Keeper *keeper, NodeId class, Text name) {
  const Tree *tree = keeper->tree;
  NodeId body = tree_child(tree, class, FIELD_BODY);
  if (has_name_member(tree, body)) return;
  Text block =
      text_concat(keeper->arena, TEXT(" static { "), keeper->keeping->helper, TEXT("(this, "),
                  piece_quoted(keeper->arena, keeper->keeping->plan, name), TEXT("); }"));
  PrintWrap wrap = {.node = tree_first_child(tree, body), .after = block};
  array_push(keeper->arena, &keeper->kept->wraps, wrap);
}

// `value` is what gets `name`, if it is a function or class without one of its own.
static void keep_value(Keeper *keeper, NodeId value, Text name) {
  const Tree *tree = keeper->tree;
  value = tree_inside_parentheses(tree, value);
  NodeKind kind = tree_kind(tree, value);
  bool is_function = kind == NODE_ARROW_FUNCTION || kind == NODE_FUNCTION_EXPRESSION ||
                     kind == NODE_GENERATOR_FUNCTION;
  if ((!is_function && kind != NODE_CLASS) || tree_child(tree, value, FIELD_NAME)) return;
  if (kind == NODE_CLASS) {
    keep_class(keeper, value, name);
    return;
  }
  PrintWrap wrap = {
      .node = value,
      .before = text_concat(keeper->arena, keeper->keeping->helper, TEXT("(")),
      .after = text_concat(keeper->arena, TEXT(", "),
                           piece_quoted(keeper->arena, keeper->keeping->plan, name), TEXT(")")),
  };
  array_push(keeper->arena, &keeper->kept->wraps, wrap);
}

// `export default function () {}` is declared by the name of the export's variable.
static void keep_default(Keeper *keeper, NodeId statement) {
  const Tree *tree = keeper->tree;
  NodeId value = tree_child(tree, statement, FIELD_VALUE);
  NodeKind kind = tree_kind(tree, value);
  bool is_declared = kind == NODE_FUNCTION_EXPRESSION || kind == NODE_GENERATOR_FUNCTION;
  if (!value) return;
  if (is_declared && !tree_child(tree, value, FIELD_NAME)) {
    const Plan *plan = keeper->keeping->plan;
    Text variable = plan_name(plan, plan_of(plan, keeper->keeping->module)->default_slot);
    add_line(keeper, variable, TEXT("default"));
  } else {
    keep_value(keeper, value, TEXT("default"));
  }
}

static void keep_declaration(Keeper *keeper, NodeId id) {
  NodeId name = tree_child(keeper->tree, id, FIELD_NAME);
  Text lost = name ? lost_name(keeper, name) : (Text){0};
  if (!lost.at) return;
  if (tree_kind(keeper->tree, id) == NODE_CLASS_DECLARATION) {
    keep_class(keeper, id, lost);
    return;
  }
  const Module *module = keeper->keeping->module;
  SymbolId symbol = tree_node(keeper->tree, name)->symbol;
  bool is_top = module->scopes.symbols[symbol].kind == SYMBOL_FUNCTION;
  const Text *replaced = replacement_of(&module->replacements, name);
  if (is_top) add_line(keeper, replaced ? *replaced : keeper->keeping->names[symbol].text, lost);
}

// Something that assigns `value` to what may be a name.
static void keep_assigned(Keeper *keeper, NodeId target, NodeId value) {
  NodeKind kind = tree_kind(keeper->tree, target);
  bool is_name = kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
  Text lost = is_name && value ? lost_name(keeper, target) : (Text){0};
  if (lost.at) keep_value(keeper, value, lost);
}

static bool assigns_whole(const Tree *tree, NodeId id) {
  NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
  return sign == TOKEN_LOGICAL_AND_ASSIGN || sign == TOKEN_LOGICAL_OR_ASSIGN ||
         sign == TOKEN_NULLISH_ASSIGN;
}

static void keep(Keeper *keeper, NodeId id) {
  const Tree *tree = keeper->tree;
  switch ((int)tree_kind(tree, id)) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_CLASS_DECLARATION: keep_declaration(keeper, id); break;
  case NODE_VARIABLE_DECLARATOR:
    keep_assigned(keeper, tree_child(tree, id, FIELD_NAME), tree_child(tree, id, FIELD_VALUE));
    break;
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    if (!assigns_whole(tree, id)) break;
    keep_assigned(keeper, tree_child(tree, id, FIELD_LEFT), tree_child(tree, id, FIELD_RIGHT));
    break;
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    keep_assigned(keeper, tree_child(tree, id, FIELD_LEFT), tree_child(tree, id, FIELD_RIGHT));
    break;
  case NODE_EXPORT_STATEMENT: keep_default(keeper, id); break;
  default: break;
  }
}

static int by_node(const void *a, const void *b) {
  NodeId left = ((const PrintWrap *)a)->node, right = ((const PrintWrap *)b)->node;
  return (left > right) - (left < right);
}

void piece_keep_names(Arena *arena, const KeepingNames *keeping, KeptNames *kept) {
  const Plan *plan = keeping->plan;
  const Module *module = keeping->module;
  const Linked *linked = plan_of(plan, module);
  Keeper keeper = {arena, keeping, &module->tree, kept, {.arena = arena}};
  uint32_t part = 0;
  for (NodeId id = NODE_ROOT + 1; id < module->tree.node_count; id++) {
    while (part < module->parts.count &&
           module->tree.nodes[module->parts.at[part].node].after <= id)
      part++;
    bool is_in_part = part < module->parts.count && module->parts.at[part].node <= id;
    if (is_in_part && !plan_has_part(linked, part)) continue;
    keep(&keeper, id);
  }
  if (kept->wraps.count) qsort(kept->wraps.at, kept->wraps.count, sizeof *kept->wraps.at, by_node);
  kept->lines = buffer_text(&keeper.lines);
}
