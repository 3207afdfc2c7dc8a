// 010 → 0o10, 09.5 → 9.5, "\033" → "\x1b", "\8" → "8". No more than these is changed: a directive
// with an escape in it stays one, and does not become `use strict`.
#include "transform/old_literals.h"

#include "base/buffer.h"
#include "syntax/escape.h"

static Text new_number(Arena *arena, Text number) {
  uint32_t digits = 0;
  bool is_octal = true;
  while (digits < number.size && number.at[digits] >= '0' && number.at[digits] <= '9')
    is_octal &= number.at[digits++] < '8';
  if (is_octal) return text_concat(arena, TEXT("0o"), text_slice(number, 1, number.size));
  uint32_t zeros = 0;
  while (number.at[zeros] == '0') zeros++;
  return text_slice(number, zeros, number.size);
}

static void add_escape(Buffer *out, Text string, uint32_t start, const Escape *escape) {
  if (escape->kind == ESCAPE_OCTAL)
    buffer_add_format(out, "\\x%02x", escape->code);
  else
    buffer_add_text(out, text_slice(string, start + (escape->kind == ESCAPE_DIGIT), escape->end));
}

static Text new_string(Arena *arena, Text string) {
  Buffer out = {.arena = arena};
  uint32_t from = 0;
  for (uint32_t at = 0; (at = text_find_byte(string, '\\', at)) != TEXT_NOT_FOUND;) {
    Escape escape = escape_read(string, at);
    buffer_add_text(&out, text_slice(string, from, at));
    add_escape(&out, string, at, &escape);
    from = at = escape.end;
  }
  buffer_add_text(&out, text_slice(string, from, string.size));
  return buffer_text(&out);
}

static bool is_old_number(Text number) {
  return number.size > 1 && number.at[0] == '0' && number.at[1] >= '0' && number.at[1] <= '9';
}

void old_literals_replace(Arena *arena, const Tree *tree, Replacements *out) {
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    NodeKind kind = tree_kind(tree, id);
    Text text = kind == NODE_NUMBER || kind == NODE_STRING ? tree_text(tree, id) : TEXT("");
    if (kind == NODE_NUMBER && is_old_number(text)) {
      array_push(arena, out, (Replacement){.node = id, .text = new_number(arena, text)});
    } else if (kind == NODE_STRING && text_find_byte(text, '\\', 0) != TEXT_NOT_FOUND) {
      Text better = new_string(arena, text);
      if (!text_is(better, text)) {
        array_push(arena, out, (Replacement){.node = id, .text = better});
      }
    }
  }
  replacements_sort(tree, out);
}
