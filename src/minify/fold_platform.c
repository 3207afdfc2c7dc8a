// Functions of the platform that are given constants, where the result is not longer than the call.
//
//   Math.floor(1.5)             → 1          "abc".charCodeAt(1)    → 98
//   Math.max(1, 2)              → 2          "abc".charAt(1)        → "b"
//   String.fromCharCode(97)     → "a"        Math.sin(1)            stays
#include <math.h>

#include "base/utf8.h"
#include "minify/concat.h"
#include "minify/make.h"

enum { MOST_ARGUMENTS = 16 };

// A call of a member whose arguments are numbers.
typedef struct Call {
  AstId object;
  Text name;
  double numbers[MOST_ARGUMENTS];
  uint32_t count;
} Call;

static bool read_numbers(Minify *minify, AstId arguments, Call *call) {
  ast_each_child(minify->ast, arguments, argument) {
    if (call->count == MOST_ARGUMENTS) return false;
    if (!fact_number(minify, argument, &call->numbers[call->count++])) return false;
  }
  return true;
}

static bool read_call(Minify *minify, AstId id, Call *call) {
  const Ast *ast = minify->ast;
  AstId callee = ast_child(ast, id, FIELD_FUNCTION);
  AstId arguments = ast_child(ast, id, FIELD_ARGUMENTS);
  if (ast_kind(ast, callee) != NODE_MEMBER_EXPRESSION) return false;
  if (ast_has(ast, callee, AST_OPTIONAL) || ast_has(ast, id, AST_OPTIONAL)) return false;
  if (ast_kind(ast, arguments) != NODE_ARGUMENTS) return false;
  *call = (Call){.object = ast_child(ast, callee, FIELD_OBJECT),
                 .name = ast_text(ast, ast_child(ast, callee, FIELD_PROPERTY))};
  return read_numbers(minify, arguments, call);
}

// ---- Math

static double js_round(double number) {
  double below = floor(number);
  return copysign(number - below >= 0.5 ? below + 1 : below, number);
}

static double js_sign(double number) {
  return number > 0 ? 1 : number < 0 ? -1 : number;
}

static double leading_zeros(double number) {
  uint32_t bits = (uint32_t)value_int32(number);
  int count = 32;
  for (; bits; bits >>= 1) count--;
  return count;
}

// Those whose results are exact everywhere.
static const struct {
  Text name;
  double (*function)(double number);
} functions[] = {
    {TEXT("floor"), floor}, {TEXT("ceil"), ceil},           {TEXT("trunc"), trunc},
    {TEXT("abs"), fabs},    {TEXT("round"), js_round},      {TEXT("sign"), js_sign},
    {TEXT("sqrt"), sqrt},   {TEXT("clz32"), leading_zeros},
};

// The larger of two numbers; 0 is larger than -0.
static double larger(double one, double other) {
  if (isnan(one) || isnan(other)) return NAN;
  if (one == other) return signbit(one) ? other : one;
  return one > other ? one : other;
}

static double largest(const Call *call, bool is_negated) {
  double result = -INFINITY;
  for (uint32_t i = 0; i < call->count; i++)
    result = larger(result, is_negated ? -call->numbers[i] : call->numbers[i]);
  return is_negated ? -result : result;
}

static bool calculate(const Call *call, double *result) {
  if (text_is(call->name, TEXT("max"))) return *result = largest(call, false), true;
  if (text_is(call->name, TEXT("min"))) return *result = largest(call, true), true;
  for (size_t i = 0; i < sizeof functions / sizeof *functions && call->count == 1; i++) {
    if (!text_is(call->name, functions[i].name)) continue;
    *result = functions[i].function(call->numbers[0]);
    return true;
  }
  return false;
}

static bool fold_math(Minify *minify, AstId id, const Call *call) {
  double result;
  if (!minify_is_global(minify, call->object, TEXT("Math"))) return false;
  if (!calculate(call, &result)) return false;
  const uint32_t call_size = 8 + call->name.size; // Math.x(1)
  return make_number_size(minify, result) <= call_size &&
         make_replace_by_number(minify, id, result);
}

// ---- Strings

static bool fold_from_codes(Minify *minify, AstId id, const Call *call) {
  if (!text_is(call->name, TEXT("fromCharCode"))) return false;
  if (!minify_is_global(minify, call->object, TEXT("String"))) return false;
  Concat concat;
  concat_start(&concat, minify->arena);
  for (uint32_t i = 0; i < call->count; i++) {
    char bytes[4];
    uint32_t unit = (uint32_t)value_int32(call->numbers[i]) & 0xFFFF;
    concat_add_text(&concat, (Text){bytes, utf8_encode(unit, bytes)});
  }
  minify_forget(minify, id);
  make_replace(minify, id, concat_end(minify, &concat, id));
  return true;
}

static bool fold_character(Minify *minify, AstId id, const Call *call) {
  Text text;
  uint32_t unit;
  bool is_code = text_is(call->name, TEXT("charCodeAt"));
  if (!is_code && !text_is(call->name, TEXT("charAt"))) return false;
  if (call->count > 1 || !fact_string(minify, call->object, &text)) return false;
  double index = call->count ? call->numbers[0] : 0;
  if (!value_unit(text, index, &unit)) return false;
  if (is_code) return make_replace_by_number(minify, id, unit);
  char bytes[4];
  Text character = {bytes, utf8_encode(unit, bytes)};
  make_replace(minify, id, make_string(minify, character, id));
  return true;
}

bool fold_platform_call(Minify *minify, AstId id) {
  Call call;
  if (!read_call(minify, id, &call)) return false;
  return fold_math(minify, id, &call) || fold_from_codes(minify, id, &call) ||
         fold_character(minify, id, &call);
}
