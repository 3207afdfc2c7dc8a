// Recursion is bounded by what json_read takes.
#include "base/json_write.h"

static void write_members(Buffer *out, const Json *value) {
  for (const Json *child = value->first_child; child; child = child->next) {
    if (child != value->first_child) buffer_add_literal(out, ", ");
    if (value->kind == JSON_OBJECT) {
      buffer_add_json_string(out, child->key);
      buffer_add_literal(out, ": ");
    }
    json_write(out, child);
  }
}

void json_write(Buffer *out, const Json *value) {
  bool is_empty = !value->first_child;
  switch (value->kind) {
  case JSON_NULL: buffer_add_literal(out, "null"); break;
  case JSON_FALSE: buffer_add_literal(out, "false"); break;
  case JSON_TRUE: buffer_add_literal(out, "true"); break;
  case JSON_NUMBER: buffer_add_format(out, "%.15g", value->number); break;
  case JSON_STRING: buffer_add_json_string(out, value->text); break;
  case JSON_ARRAY:
    buffer_add_byte(out, '[');
    write_members(out, value);
    buffer_add_byte(out, ']');
    break;
  case JSON_OBJECT:
    buffer_add_text(out, is_empty ? TEXT("{") : TEXT("{ "));
    write_members(out, value);
    buffer_add_text(out, is_empty ? TEXT("}") : TEXT(" }"));
    break;
  }
}

static void start_line(Buffer *out, uint32_t indent) {
  buffer_add_byte(out, '\n');
  for (uint32_t i = 0; i < indent; i++) buffer_add_literal(out, "  ");
}

// Lists of objects get lines, too; others stand in one.
static bool has_lines(const Json *value) {
  if (!value->first_child) return false;
  return value->kind == JSON_OBJECT ||
         (value->kind == JSON_ARRAY && value->first_child->kind == JSON_OBJECT);
}

void json_write_lines(Buffer *out, const Json *value, uint32_t indent) {
  if (!has_lines(value)) {
    json_write(out, value);
    return;
  }
  bool is_object = value->kind == JSON_OBJECT;
  buffer_add_byte(out, is_object ? '{' : '[');
  for (const Json *child = value->first_child; child; child = child->next) {
    start_line(out, indent + 1);
    if (is_object) {
      buffer_add_json_string(out, child->key);
      buffer_add_literal(out, ": ");
    }
    json_write_lines(out, child, indent + 1);
    if (child->next) buffer_add_byte(out, ',');
  }
  start_line(out, indent);
  buffer_add_byte(out, is_object ? '}' : ']');
}
