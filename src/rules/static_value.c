// As the documentation of eslint-utils' getStaticValue has it; objects and arrays have no value
// here. What operators do is in static_operators.c, what built-ins do in static_builtins.c.
#include "rules/spaces.h"
#include "rules/static_work.h"
#include "rules/variables.h"
#include "syntax/literal_number.h"

bool static_value_is_true(const StaticValue *value) {
  switch ((int)value->kind) {
  case STATIC_BOOLEAN:
  case STATIC_BIGINT: return value->number != 0;
  case STATIC_NUMBER: return value->number != 0 && !isnan(value->number);
  case STATIC_STRING: return value->text.size > 0;
  default: return false;
  }
}

// Whether a text is digits with one point and an exponent, or digits with a prefix.
static bool is_number_text(Text text) {
  bool is_prefixed = text.size > 2 && text.at[0] == '0' && strchr("xXoObB", text.at[1]);
  const char *allowed = is_prefixed ? "0123456789abcdefABCDEF" : "0123456789.eE+-";
  for (uint32_t i = is_prefixed ? 2 : 0; i < text.size; i++) {
    if (!text.at[i] || !strchr(allowed, text.at[i])) return false;
  }
  return strchr("0123456789.", text.at[0]) != NULL;
}

static double text_number(Text whole) {
  Text text = text_trim(whole);
  double sign = 1;
  if (text.size == 0) return 0;
  if (text.at[0] == '-' || text.at[0] == '+') {
    sign = text.at[0] == '-' ? -1 : 1;
    text = text_slice(text, 1, text.size);
  }
  if (text_is(text, TEXT("Infinity"))) return sign * (double)INFINITY;
  return text.size && is_number_text(text) ? sign * literal_number_value(text) : (double)NAN;
}

double static_value_number(const StaticValue *value) {
  switch ((int)value->kind) {
  case STATIC_UNDEFINED: return (double)NAN;
  case STATIC_NULL: return 0;
  case STATIC_STRING: return text_number(value->text);
  default: return value->number;
  }
}

Text static_value_text(Arena *arena, const StaticValue *value) {
  switch ((int)value->kind) {
  case STATIC_UNDEFINED: return TEXT("undefined");
  case STATIC_NULL: return TEXT("null");
  case STATIC_BOOLEAN: return value->number != 0 ? TEXT("true") : TEXT("false");
  case STATIC_STRING: return value->text;
  default: return literal_number_text(arena, value->number);
  }
}

// ---- Names

// The value that a variable has from its declaration on, if nothing else writes to it.
static bool variable_value(StaticLook *look, NodeId node, StaticValue *value) {
  const Tree *tree = look->code->tree;
  const VariableTable *table = source_variables(look->code);
  VariableId id = variable_at(table, node);
  const Variable *variable = &table->variables[id];
  if (!id || variable->first_definition != variable->last_definition) return false;
  const Definition *definition = &table->definitions[variable->first_definition];
  if (definition->kind != DEFINITION_VARIABLE || !variable->first_definition ||
      tree_kind(tree, definition->node) != NODE_VARIABLE_DECLARATOR ||
      tree_child(tree, definition->node, FIELD_NAME) != definition->name)
    return false;
  NodeId written = tree_child(tree, definition->node, FIELD_VALUE);
  if (!written) return false;
  uint32_t left = STATIC_STEPS_LIMIT;
  variable_each_reference(table, id, each) {
    const Reference *reference = &table->references[each];
    if (reference_is_write(reference) && !(reference->flags & REFERENCE_INIT)) return false;
    if (left-- == 0 &&
        tree_kind(tree, tree_first_child(tree, definition->parent)) != TOKEN_CONST_WORD)
      return false;
  }
  return static_look(look, written, value);
}

static bool name_value(StaticLook *look, NodeId node, StaticValue *value) {
  if (is_global(look->code, node, "undefined")) return *value = (StaticValue){0}, true;
  if (is_global(look->code, node, "NaN")) return *value = static_number((double)NAN), true;
  if (is_global(look->code, node, "Infinity"))
    return *value = static_number((double)INFINITY), true;
  return variable_value(look, node, value);
}

// ---- Expressions

static bool number_value(const Tree *tree, NodeId node, StaticValue *value) {
  Text text = tree_text(tree, node);
  bool is_bigint = text.at[text.size - 1] == 'n';
  if (is_bigint) text.size--;
  *value = static_number(literal_number_value(text));
  if (is_bigint) value->kind = STATIC_BIGINT;
  return !is_bigint || value->number <= STATIC_BIGINT_LIMIT;
}

static bool template_value(StaticLook *look, NodeId node, StaticValue *value) {
  const Tree *tree = look->code->tree;
  Buffer out = {.arena = look->code->arena};
  tree_each_named(tree, node, part) {
    NodeKind kind = tree_kind(tree, part);
    StaticValue inside;
    Text text;
    if (kind != NODE_TEMPLATE_SUBSTITUTION) {
      if (!literal_template_value(look->code->arena, tree_text(tree, part), &text)) return false;
      buffer_add_text(&out, text);
    } else if (static_look(look, tree_first_named(tree, part), &inside)) {
      buffer_add_text(&out, static_value_text(look->code->arena, &inside));
    } else {
      return false;
    }
  }
  *value = (StaticValue){.kind = STATIC_STRING, .text = buffer_text(&out)};
  return true;
}

static bool ternary_value(StaticLook *look, NodeId node, StaticValue *value) {
  const Tree *tree = look->code->tree;
  StaticValue test;
  if (!static_look(look, tree_child(tree, node, FIELD_CONDITION), &test)) return false;
  NodeField field = static_value_is_true(&test) ? FIELD_CONSEQUENCE : FIELD_ALTERNATIVE;
  return static_look(look, tree_child(tree, node, field), value);
}

static bool look_inside(StaticLook *look, NodeId node, StaticValue *value) {
  const Tree *tree = look->code->tree;
  NodeKind kind = tree_kind(tree, node);
  switch ((int)kind) {
  case NODE_TRUE:
  case NODE_FALSE:
    *value = (StaticValue){.kind = STATIC_BOOLEAN, .number = kind == NODE_TRUE};
    return true;
  case NODE_NULL: *value = (StaticValue){.kind = STATIC_NULL}; return true;
  case NODE_NUMBER: return number_value(tree, node, value);
  case NODE_STRING:
    *value = (StaticValue){.kind = STATIC_STRING,
                           .text = literal_string_value(look->code->arena, tree, node)};
    return true;
  case NODE_TEMPLATE_STRING: return template_value(look, node, value);
  case NODE_UNDEFINED:
  case NODE_IDENTIFIER: return name_value(look, node, value);
  case NODE_UNARY_EXPRESSION: return static_unary(look, node, value);
  case NODE_BINARY_EXPRESSION: return static_binary(look, node, value);
  case NODE_TERNARY_EXPRESSION: return ternary_value(look, node, value);
  case NODE_SEQUENCE_EXPRESSION: return static_look(look, tree_last_child(tree, node), value);
  case NODE_ASSIGNMENT_EXPRESSION:
    return static_look(look, tree_child(tree, node, FIELD_RIGHT), value);
  case NODE_CALL_EXPRESSION: return static_call(look, node, value);
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: return static_member(look, node, value);
  default: return false;
  }
}

bool static_look(StaticLook *look, NodeId node, StaticValue *value) {
  if (look->depth >= STATIC_DEPTH_LIMIT || look->steps++ >= STATIC_STEPS_LIMIT) return false;
  ++look->depth;
  bool is_known = look_inside(look, tree_inside_parentheses(look->code->tree, node), value);
  --look->depth;
  return is_known;
}

bool static_value(SourceCode *code, NodeId node, StaticValue *value) {
  StaticLook look = {.code = code};
  return static_look(&look, node, value);
}
