// Values are compared as JavaScript does: `=` by their texts, `<` as numbers unless both are texts.
#include "base/buffer.h"
#include "rules/selector_parts.h"
#include "syntax/literal_number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static Text list_text(Arena *arena, const EsList *list) {
  Buffer out = {.arena = arena};
  for (uint32_t i = 0, item = 0; i < list->length; i++) {
    bool is_hole = item == list->items.count || list->items.at[item].index != i;
    if (i) buffer_add_byte(&out, ',');
    if (!is_hole) buffer_add_literal(&out, "[object Object]");
    item += !is_hole;
  }
  return out.size ? buffer_text(&out) : TEXT("");
}

// String(value); of a regular expression, as the file has it: `text` is that.
static Text text_of_value(Arena *arena, const EsValue *value) {
  switch (value->kind) {
  case ES_UNDEFINED: return TEXT("undefined");
  case ES_NULL: return TEXT("null");
  case ES_BOOLEAN: return value->number != 0 ? TEXT("true") : TEXT("false");
  case ES_NUMBER: return literal_number_text(arena, value->number);
  case ES_BIGINT:
  case ES_TEXT: return value->text;
  case ES_LIST: return list_text(arena, value->list);
  case ES_NODE:
  case ES_OBJECT: break;
  }
  return value->text.size ? value->text : TEXT("[object Object]");
}

static const char *type_of_value(const EsValue *value) {
  switch (value->kind) {
  case ES_UNDEFINED: return "undefined";
  case ES_BOOLEAN: return "boolean";
  case ES_NUMBER: return "number";
  case ES_BIGINT: return "bigint";
  case ES_TEXT: return "string";
  case ES_NULL:
  case ES_NODE:
  case ES_LIST:
  case ES_OBJECT: break;
  }
  return "object";
}

static double number_of_text(Arena *arena, Text text) {
  const char *at = text_copy(arena, text).at;
  char *end;
  double number = strtod(at, &end);
  while (*end && strchr(" \t\r\n", *end)) end++;
  bool is_word = strpbrk(at, "nNpP") != NULL; // what C reads, and JavaScript does not
  return *end || is_word ? NAN : number;
}

static double number_of_value(Arena *arena, const EsValue *value) {
  switch (value->kind) {
  case ES_NULL: return 0;
  case ES_BOOLEAN:
  case ES_NUMBER: return value->number;
  case ES_BIGINT:
  case ES_TEXT:
  case ES_LIST: return number_of_text(arena, text_of_value(arena, value));
  case ES_UNDEFINED:
  case ES_NODE:
  case ES_OBJECT: break;
  }
  return NAN;
}

static bool compare(Arena *arena, const SelectorAttribute *attribute, const EsValue *value) {
  bool is_text = value->kind == ES_TEXT || value->kind == ES_NODE || value->kind == ES_LIST ||
                 value->kind == ES_OBJECT;
  double left, right;
  if (is_text && attribute->operand == OPERAND_TEXT) {
    left = text_compare(text_of_value(arena, value), attribute->text);
    right = 0;
  } else {
    left = number_of_value(arena, value);
    right = attribute->operand == OPERAND_NUMBER ? attribute->number
                                                 : number_of_text(arena, attribute->text);
  }
  switch (attribute->test) {
  case TEST_LESS: return left < right;
  case TEST_LESS_EQUAL: return left <= right;
  case TEST_GREATER: return left > right;
  case TEST_GREATER_EQUAL: return left >= right;
  case TEST_EXISTS:
  case TEST_EQUAL:
  case TEST_UNEQUAL: break;
  }
  return false;
}

static bool is_equal(Arena *arena, const SelectorAttribute *attribute, const EsValue *value) {
  switch (attribute->operand) {
  case OPERAND_TYPE: return text_is(attribute->text, text_of(type_of_value(value)));
  case OPERAND_REGEX: {
    // A value that is no text only passes where it must not match.
    bool is_text = value->kind == ES_TEXT || attribute->test == TEST_UNEQUAL;
    return is_text && pattern_matches(attribute->pattern, text_of_value(arena, value));
  }
  case OPERAND_NUMBER:
    return text_is(literal_number_text(arena, attribute->number), text_of_value(arena, value));
  case OPERAND_TEXT: break;
  }
  return text_is(attribute->text, text_of_value(arena, value));
}

bool selector_test(Arena *arena, const SelectorAttribute *attribute, const EsValue *value) {
  switch (attribute->test) {
  case TEST_EXISTS: return value->kind != ES_UNDEFINED && value->kind != ES_NULL;
  case TEST_EQUAL: return is_equal(arena, attribute, value);
  case TEST_UNEQUAL: return !is_equal(arena, attribute, value);
  case TEST_LESS:
  case TEST_LESS_EQUAL:
  case TEST_GREATER:
  case TEST_GREATER_EQUAL: break;
  }
  return compare(arena, attribute, value);
}
