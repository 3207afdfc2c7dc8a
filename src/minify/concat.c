// Texts grow in one buffer until an expression comes, so that joining many is linear.
#include "minify/concat.h"

#include "minify/make.h"
#include "syntax/literal.h"

void concat_start(Concat *concat, Arena *arena) {
  *concat = (Concat){.arena = arena, .text = {.arena = arena}};
}

void concat_add_text(Concat *concat, Text text) {
  value_join(&concat->text, text);
}

static void end_text(Concat *concat) {
  if (concat->text.size == 0) return;
  array_push(concat->arena, &concat->parts, (ConcatPart){.text = buffer_text(&concat->text)});
  concat->text = (Buffer){.arena = concat->arena};
}

void concat_add_expression(Concat *concat, AstId expression) {
  end_text(concat);
  array_push(concat->arena, &concat->parts, (ConcatPart){.expression = expression});
}

bool concat_understands(Minify *minify, AstId template) {
  Text text;
  ast_each_child(minify->ast, template, part) {
    if (ast_kind(minify->ast, part) == NODE_STRING_FRAGMENT &&
        !literal_template_value(minify->arena, ast_text(minify->ast, part), &text))
      return false;
  }
  return ast_node(minify->ast, template)->field != FIELD_ARGUMENTS;
}

bool concat_add_fragment(Minify *minify, Concat *concat, AstId fragment) {
  Text text;
  if (!literal_template_value(minify->arena, ast_text(minify->ast, fragment), &text)) return false;
  concat_add_text(concat, text);
  return true;
}

bool concat_add_template(Minify *minify, Concat *concat, AstId template) {
  if (!concat_understands(minify, template)) return false;
  ast_each_child(minify->ast, template, part) {
    if (ast_kind(minify->ast, part) != NODE_STRING_FRAGMENT)
      concat_add_expression(concat, part);
    else
      concat_add_fragment(minify, concat, part);
  }
  return true;
}

// ---- Writing

// The text of a template's fragment. What others may write differently stands escaped.
static Text fragment_text(Minify *minify, Text text) {
  Buffer out = {.arena = minify->arena};
  for (uint32_t i = 0; i < text.size; i++) {
    char byte = text.at[i];
    bool opens = byte == '$' && i + 1 < text.size && text.at[i + 1] == '{';
    bool is_surrogate =
        (unsigned char)byte == 0xED && i + 2 < text.size && (unsigned char)text.at[i + 1] >= 0xA0;
    if (is_surrogate) {
      uint32_t code =
          0xD000u | ((uint32_t)text.at[i + 1] & 0x3F) << 6 | ((uint32_t)text.at[i + 2] & 0x3F);
      buffer_add_format(&out, "\\u%04X", code);
      i += 2;
    } else if (byte == '\r') {
      buffer_add_literal(&out, "\\r");
    } else if (byte == 0) {
      buffer_add_literal(&out, "\\x00");
    } else {
      if (opens || byte == '\\' || byte == '`') buffer_add_byte(&out, '\\');
      buffer_add_byte(&out, byte);
    }
  }
  return buffer_text(&out);
}

static AstId part_node(Minify *minify, const ConcatPart *part, AstId origin) {
  if (part->expression) return part->expression;
  Text text = fragment_text(minify, part->text);
  return ast_add_leaf(minify->ast, NODE_STRING_FRAGMENT, text, origin);
}

AstId concat_end(Minify *minify, Concat *concat, AstId origin) {
  end_text(concat);
  const ConcatPart *parts = concat->parts.at;
  if (concat->parts.count == 0) return make_string(minify, TEXT(""), origin);
  if (concat->parts.count == 1 && !parts[0].expression)
    return make_string(minify, parts[0].text, origin);
  Ast *ast = minify->ast;
  AstId made = ast_add(ast, NODE_TEMPLATE_STRING, origin), last = AST_NONE;
  for (uint32_t i = 0; i < concat->parts.count; i++) {
    AstId part = part_node(minify, &parts[i], origin);
    ast_insert(ast, made, last, part, FIELD_NONE);
    last = part;
  }
  return made;
}
