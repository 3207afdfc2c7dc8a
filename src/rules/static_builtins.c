// What the platform's functions and constants give that only compute.
#include "base/utf8.h"
#include "rules/static_work.h"
#include "syntax/literal_number.h"

#include <ctype.h>
#include <float.h>
#include <stdlib.h>

enum { ARGUMENTS_LIMIT = 8 };

typedef struct Constant {
  const char *object, *name;
  double value;
} Constant;

static const Constant constants[] = {
    {"Math", "E", 2.718281828459045},
    {"Math", "LN10", 2.302585092994046},
    {"Math", "LN2", 0.6931471805599453},
    {"Math", "LOG10E", 0.4342944819032518},
    {"Math", "LOG2E", 1.4426950408889634},
    {"Math", "PI", 3.141592653589793},
    {"Math", "SQRT1_2", 0.7071067811865476},
    {"Math", "SQRT2", 1.4142135623730951},
    {"Number", "EPSILON", DBL_EPSILON},
    {"Number", "MAX_SAFE_INTEGER", 9007199254740991.0},
    {"Number", "MAX_VALUE", DBL_MAX},
    {"Number", "MIN_SAFE_INTEGER", -9007199254740991.0},
    {"Number", "MIN_VALUE", 4.9406564584124654e-324},
    {"Number", "NEGATIVE_INFINITY", -(double)INFINITY},
    {"Number", "POSITIVE_INFINITY", (double)INFINITY},
};

static double round_half_up(double number) {
  return floor(number + 0.5);
}

static double sign_of(double number) {
  return number > 0 ? 1 : number < 0 ? -1 : number;
}

typedef struct Function {
  const char *name;
  double (*apply)(double);
} Function;

static const Function functions[] = {
    {"abs", fabs},
    {"acos", acos},
    {"acosh", acosh},
    {"asin", asin},
    {"asinh", asinh},
    {"atan", atan},
    {"atanh", atanh},
    {"cbrt", cbrt},
    {"ceil", ceil},
    {"cos", cos},
    {"cosh", cosh},
    {"exp", exp},
    {"expm1", expm1},
    {"floor", floor},
    {"log", log},
    {"log10", log10},
    {"log1p", log1p},
    {"log2", log2},
    {"round", round_half_up},
    {"sign", sign_of},
    {"sin", sin},
    {"sinh", sinh},
    {"sqrt", sqrt},
    {"tan", tan},
    {"tanh", tanh},
    {"trunc", trunc},
};

// Whether a node is `object.name` of the platform's object; its name.
static bool is_of(StaticLook *look, NodeId node, const char *object, Text *name) {
  return static_member_name(look->code, node, name) &&
         is_global(look->code, estree_child(look->code->tree, node, FIELD_OBJECT), object);
}

// The number of items of `[a, b]`; false where one is a spread or not known.
static bool array_length(StaticLook *look, NodeId array, double *count) {
  const Tree *tree = look->code->tree;
  *count = 0;
  tree_each_named(tree, array, item) {
    StaticValue value;
    if (!static_look(look, item, &value)) return false;
    ++*count;
  }
  return true;
}

// `"abc"[1]`, of a string of ASCII.
static bool character_at(StaticLook *look, NodeId node, Text index, StaticValue *value) {
  double place = literal_number_value(index);
  StaticValue of;
  if (!text_is(literal_number_text(look->code->arena, place), index)) return false;
  if (!static_look(look, estree_child(look->code->tree, node, FIELD_OBJECT), &of)) return false;
  if (of.kind != STATIC_STRING || !utf8_is_ascii(of.text) || !(place < of.text.size)) return false;
  uint32_t at = (uint32_t)place;
  *value = (StaticValue){.kind = STATIC_STRING, .text = text_slice(of.text, at, at + 1)};
  return place == at;
}

bool static_member(StaticLook *look, NodeId node, StaticValue *value) {
  const Tree *tree = look->code->tree;
  Text name;
  if (!static_member_name(look->code, node, &name)) return false;
  for (uint32_t i = 0; i < sizeof constants / sizeof *constants; i++) {
    if (!text_is(name, text_of(constants[i].name)) ||
        !is_of(look, node, constants[i].object, &name))
      continue;
    *value = static_number(constants[i].value);
    return true;
  }
  if (name.size && isdigit((unsigned char)name.at[0])) return character_at(look, node, name, value);
  if (!text_is(name, TEXT("length"))) return false;
  NodeId object = estree_child(tree, node, FIELD_OBJECT);
  *value = static_number(0);
  if (tree_kind(tree, object) == NODE_ARRAY && !tree_child_of_kind(tree, object, TOKEN_COMMA))
    return array_length(look, object, &value->number);
  StaticValue of;
  if (!static_look(look, object, &of) || of.kind != STATIC_STRING) return false;
  value->number = utf8_utf16_length(of.text);
  return true;
}

// ---- Calls

static bool number_of(const StaticValue *arguments, uint32_t count, double *number) {
  *number = count ? static_value_number(&arguments[0]) : (double)NAN;
  return count == 0 || arguments[0].kind != STATIC_BIGINT;
}

static double largest(const StaticValue *arguments, uint32_t count, int sign) {
  double most = -sign * (double)INFINITY;
  for (uint32_t i = 0; i < count; i++) {
    double number = static_value_number(&arguments[i]);
    if (isnan(number)) return number;
    if ((number - most) * sign > 0) most = number;
  }
  return most;
}

static bool math_value(Text name, const StaticValue *arguments, uint32_t count,
                       StaticValue *value) {
  double number;
  if (!number_of(arguments, count, &number)) return false;
  *value = static_number(0);
  for (uint32_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    if (!text_is(name, text_of(functions[i].name))) continue;
    value->number = functions[i].apply(number);
    return true;
  }
  bool is_max = text_is(name, TEXT("max"));
  if (is_max || text_is(name, TEXT("min"))) {
    value->number = largest(arguments, count, is_max ? 1 : -1);
    return true;
  }
  if (!text_is(name, TEXT("pow")) || count < 2) return false;
  value->number = pow(number, static_value_number(&arguments[1]));
  return true;
}

static bool parse_value(Arena *arena, const StaticValue *arguments, uint32_t count, bool is_int,
                        StaticValue *value) {
  if (count != 1) return false;
  Text text = text_copy(arena, static_value_text(arena, &arguments[0]));
  const char *at = text.at;
  while (*at == ' ' || *at == '\t' || *at == '\n') ++at;
  size_t digits = strspn(at, is_int ? "+-0123456789" : "+-0123456789.eE");
  if (at[digits] == 'x' || at[digits] == 'X') return false;
  char *part = arena_copy(arena, at, digits), *end;
  double number = strtod(part, &end);
  *value = static_number(end != part ? number : (double)NAN);
  return true;
}

static bool plain_value(StaticLook *look, NodeId called, const StaticValue *arguments,
                        uint32_t count, StaticValue *value) {
  SourceCode *code = look->code;
  StaticValue first = count ? arguments[0] : (StaticValue){0};
  if (is_global(code, called, "Number")) {
    *value = static_number(count ? static_value_number(&first) : 0);
    return true;
  }
  if (is_global(code, called, "Boolean")) {
    *value = (StaticValue){.kind = STATIC_BOOLEAN, .number = static_value_is_true(&first)};
    return true;
  }
  if (is_global(code, called, "String")) {
    Text text = count ? static_value_text(code->arena, &first) : TEXT("");
    *value = (StaticValue){.kind = STATIC_STRING, .text = text};
    return true;
  }
  bool is_int = is_global(code, called, "parseInt");
  if (!is_int && !is_global(code, called, "parseFloat")) return false;
  return parse_value(code->arena, arguments, count, is_int, value);
}

bool static_call(StaticLook *look, NodeId node, StaticValue *value) {
  const Tree *tree = look->code->tree;
  NodeId called = called_function(tree, node), list = tree_child(tree, node, FIELD_ARGUMENTS);
  if (tree_kind(tree, list) != NODE_ARGUMENTS) return false;
  StaticValue arguments[ARGUMENTS_LIMIT];
  uint32_t count = 0;
  tree_each_named(tree, list, argument) {
    if (count == ARGUMENTS_LIMIT || !static_look(look, argument, &arguments[count++])) return false;
  }
  Text name;
  if (is_of(look, called, "Math", &name)) return math_value(name, arguments, count, value);
  return plain_value(look, called, arguments, count, value);
}
