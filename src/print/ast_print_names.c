// Names as they are called now, and the keys of properties, which lose their quotes where they can.
#include "print/ast_printer.h"

#include "base/utf8.h"
#include "syntax/name.h"

// ---- Names

Text plain_name(AstPrinter *self, AstId id) {
  Text text = ast_text(self->ast, id);
  return name_value(&self->scratch, text);
}

Text name_of(AstPrinter *self, AstId id) {
  const AstNode *node = ast_node(self->ast, id);
  const AstPrintInput *input = self->input;
  bool is_named =
      node->symbol && node->symbol < input->symbol_count && input->names[node->symbol].at;
  return is_named ? input->names[node->symbol] : plain_name(self, id);
}

// ---- Keys

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

// Letters that every engine knows that reads what we write: Unicode had them long before it.
static bool is_old_letter(uint32_t code) {
  static const uint32_t ranges[][2] = {
      {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x233},    {0x391, 0x3A1},
      {0x3A3, 0x3CE},   {0x400, 0x481},   {0x5D0, 0x5EA},   {0x621, 0x63A},
      {0x641, 0x64A},   {0x904, 0x939},   {0xE01, 0xE30},   {0x1E00, 0x1E9B},
      {0x3041, 0x3094}, {0x30A1, 0x30FA}, {0x4E00, 0x9FA5}, {0xAC00, 0xD7A3},
  };
  for (uint32_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    if (code >= ranges[i][0] && code <= ranges[i][1]) return true;
  }
  return false;
}

static bool is_name(Text text) {
  if (text.size == 0 || is_digit(text.at[0])) return false;
  for (uint32_t i = 0, length; i < text.size; i += length) {
    char byte = text.at[i];
    bool is_part = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
                   byte == '$' || is_digit(byte);
    uint32_t code = utf8_decode(text, i, &length);
    if (!is_part && !is_old_letter(code)) return false;
  }
  return true;
}

// Whether a number of these digits is called by just them.
static bool is_index(Text text) {
  enum { MOST_DIGITS = 15 }; // that every double tells apart
  if (text.size == 0 || text.size > MOST_DIGITS) return false;
  return is_only_digits(text) && (text.at[0] != '0' || text.size == 1);
}

bool key_name(AstPrinter *self, AstId key, Text *name) {
  NodeKind kind = ast_kind(self->ast, key);
  if (kind == NODE_PROPERTY_IDENTIFIER) {
    *name = plain_name(self, key);
    return true;
  }
  if (kind != NODE_STRING) return false;
  *name = value_of_string(self, key);
  return is_name(*name);
}

static void emit_string_key(AstPrinter *self, AstId key) {
  Text value = value_of_string(self, key);
  if (!self->is_compact)
    emit_string(self, value, false);
  else if (is_name(value))
    emit_name(self, value);
  else if (is_index(value))
    emit_number(self, value);
  else
    emit_string(self, value, false);
}

void emit_key(AstPrinter *self, AstId key, unsigned place) {
  map_node(self, key);
  if (ast_kind(self->ast, key) == NODE_STRING)
    emit_string_key(self, key);
  else
    then_node(self, key, LEVEL_LOWEST, place);
}
