// Names as they are called now, and the keys of properties, which lose their quotes where they can.
#include "print/ast_printer.h"

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

// Only ASCII: what else can be in a name depends on the engine's age.
static bool is_name(Text text) {
  if (text.size == 0 || is_digit(text.at[0])) return false;
  for (uint32_t i = 0; i < text.size; i++) {
    char byte = text.at[i];
    bool is_part = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
                   byte == '$' || is_digit(byte);
    if (!is_part) return false;
  }
  return true;
}

// Whether a number of these digits is called by just them.
static bool is_index(Text text) {
  enum { MOST_DIGITS = 15 }; // that every double tells apart
  if (text.size == 0 || text.size > MOST_DIGITS || (text.at[0] == '0' && text.size > 1))
    return false;
  for (uint32_t i = 0; i < text.size; i++) {
    if (!is_digit(text.at[i])) return false;
  }
  return true;
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
