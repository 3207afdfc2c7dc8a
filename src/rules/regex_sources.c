// Literals have been checked when they were parsed; strings are checked here.
#include "rules/regex_sources.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "rules/global_uses.h"
#include "rules/static_names.h"
#include "rules/static_value.h"
#include "syntax/escape.h"
#include "syntax/literal.h"
#include "syntax/regex.h"

#include <stdlib.h>

static NodeId callee_of(const Tree *tree, NodeId call) {
  bool is_call = tree_kind(tree, call) == NODE_CALL_EXPRESSION;
  return estree_child(tree, call, is_call ? FIELD_FUNCTION : FIELD_CONSTRUCTOR);
}

bool regex_is_global(SourceCode *code, NodeId call) {
  return is_global(code, callee_of(code->tree, call), "RegExp");
}

static void add_call(void *with, NodeId call, uint32_t path) {
  SourceCode *code = with;
  (void)path;
  array_push(code->arena, code->regex_calls, call);
}

static int compare_ids(const void *left, const void *right) {
  NodeId a = *(const NodeId *)left, b = *(const NodeId *)right;
  return (a > b) - (a < b);
}

const RegexCalls *regex_calls(SourceCode *code) {
  static const char *const paths[] = {"RegExp", NULL};
  if (code->regex_calls) return code->regex_calls;
  code->regex_calls = arena_new(code->arena, RegexCalls, 1);
  // Most files don't name it at all.
  if (text_find(code->text, TEXT("RegExp")) == TEXT_NOT_FOUND) return code->regex_calls;
  global_uses_find(code, paths, add_call, code);
  RegexCalls *calls = code->regex_calls;
  if (calls->count) qsort(calls->at, calls->count, sizeof *calls->at, compare_ids);
  return calls;
}

// String.raw`…` says what is between the backticks.
static bool is_raw(SourceCode *code, NodeId node, Text *value) {
  NodeId callee = estree_child(code->tree, node, FIELD_FUNCTION);
  NodeId template = tree_child(code->tree, node, FIELD_ARGUMENTS);
  if (!callee || tree_kind(code->tree, template) != NODE_TEMPLATE_STRING) return false;
  if (!is_member_of(code, callee, "String", "raw")) return false;
  if (!is_global(code, estree_child(code->tree, callee, FIELD_OBJECT), "String")) return false;
  if (tree_child_of_kind(code->tree, template, NODE_TEMPLATE_SUBSTITUTION)) return false;
  const Node *at = tree_node(code->tree, template);
  *value = literal_template_raw(code->arena, text_slice(code->text, at->start + 1, at->end - 1));
  return true;
}

bool regex_text_value(SourceCode *code, NodeId node, Text *value) {
  switch ((int)tree_kind(code->tree, node)) {
  case NODE_CALL_EXPRESSION: return is_raw(code, node, value);
  case NODE_STRING:
  case NODE_TEMPLATE_STRING: return static_string(code, node, value);
  default: return false;
  }
}

// The same of several that are added to each other.
static bool joined_value(SourceCode *code, NodeId node, Text *value) {
  const Tree *tree = code->tree;
  if (!node) return false;
  if (tree_kind(tree, node) != NODE_BINARY_EXPRESSION) return regex_text_value(code, node, value);
  Array(Text) parts = {0};
  NodeId at = node;
  for (; tree_kind(tree, at) == NODE_BINARY_EXPRESSION; at = estree_child(tree, at, FIELD_LEFT)) {
    Text part;
    if (estree_operator(tree, at) != TOKEN_PLUS) return false;
    if (!regex_text_value(code, estree_child(tree, at, FIELD_RIGHT), &part)) return false;
    array_push(code->arena, &parts, part);
  }
  Text first;
  if (!regex_text_value(code, at, &first)) return false;
  Buffer out = {.arena = code->arena};
  buffer_add_text(&out, first);
  while (parts.count) buffer_add_text(&out, array_pop(&parts));
  *value = buffer_text(&out);
  return true;
}

bool regex_call_source(SourceCode *code, NodeId call, RegexSource *source) {
  NodeId pattern = argument_at(code->tree, call, 0), flags = argument_at(code->tree, call, 1);
  *source = (RegexSource){.node = call, .text = pattern, .flags = TEXT("")};
  if (!joined_value(code, pattern, &source->pattern)) return false;
  source->are_flags_known = !flags || regex_text_value(code, flags, &source->flags);
  return true;
}

bool regex_constant_text(SourceCode *code, NodeId node, Text *text) {
  StaticValue value;
  if (joined_value(code, node, text)) return true;
  if (!node || !static_value(code, node, &value) || value.kind == STATIC_NULL) return false;
  *text = static_value_text(code->arena, &value);
  return true;
}

bool regex_constant_source(SourceCode *code, NodeId call, RegexSource *source) {
  NodeId pattern = argument_at(code->tree, call, 0), flags = argument_at(code->tree, call, 1);
  *source = (RegexSource){.node = call, .text = pattern, .flags = TEXT("")};
  if (tree_kind(code->tree, pattern) == NODE_REGEX)
    source->pattern = tree_text(code->tree, pattern);
  else if (!regex_constant_text(code, pattern, &source->pattern))
    return false;
  source->are_flags_known = !flags || regex_constant_text(code, flags, &source->flags);
  return true;
}

static bool call_source(SourceCode *code, NodeId node, RegexSource *source) {
  if (!is_identifier(code->tree, callee_of(code->tree, node), "RegExp")) return false;
  return regex_call_source(code, node, source);
}

bool regex_source(SourceCode *code, NodeId node, RegexSource *source) {
  *source = (RegexSource){.node = node, .text = node};
  if (tree_kind(code->tree, node) != NODE_REGEX) return call_source(code, node, source);
  Text text = tree_text(code->tree, node);
  source->pattern = literal_regex_pattern(text);
  source->flags = literal_regex_flags(text);
  source->is_literal = source->are_flags_known = true;
  return true;
}

const RegexTree *regex_source_tree(SourceCode *code, const RegexSource *source) {
  bool is_sets = text_find_byte(source->flags, 'v', 0) != TEXT_NOT_FOUND;
  bool is_unicode = text_find_byte(source->flags, 'u', 0) != TEXT_NOT_FOUND;
  RegexError error;
  if (!source->is_literal &&
      !regex_check_pattern(code->arena, source->pattern, is_unicode, is_sets, &error))
    return NULL;
  return regex_tree(code->arena, source->pattern, is_unicode, is_sets);
}

// How many bytes the value of an escape, or of a character, is; `*end`: where it ends.
static uint32_t value_size(Text text, uint32_t at, uint32_t *end, uint32_t *code) {
  uint32_t size;
  if (text.at[at] != '\\') {
    *code = utf8_decode(text, at, &size);
    *end = at + size;
    bool is_crlf = *code == '\r' && *end < text.size && text.at[*end] == '\n';
    *end += is_crlf; // a line end of a template is one
    return size;
  }
  Escape escape = escape_read(text, at);
  char bytes[4];
  *end = escape.end;
  *code = escape.code;
  return escape.kind == ESCAPE_LINE ? 0 : utf8_encode(escape.code, bytes);
}

static bool is_between(uint32_t code, uint32_t first, uint32_t last) {
  return code >= first && code <= last;
}

// Where the byte `wanted` of a string's value is in the text between its quotes. Two escapes that
// are one character count as its first byte and the rest.
static uint32_t place_in_string(Text text, uint32_t wanted) {
  uint32_t at = 0, done = 0, end, code, low, low_end;
  while (at < text.size && done < wanted) {
    uint32_t size = value_size(text, at, &end, &code);
    bool is_high = text.at[at] == '\\' && is_between(code, 0xD800, 0xDBFF);
    if (is_high && end < text.size && text.at[end] == '\\') {
      value_size(text, end, &low_end, &low);
      if (is_between(low, 0xDC00, 0xDFFF)) {
        if (done + 1 == wanted) return end;
        end = low_end;
        size = 4;
      }
    }
    bool is_inside = done + size > wanted;
    if (is_inside) return at + (wanted - done);
    done += size;
    at = end;
  }
  return at;
}

bool regex_source_place(SourceCode *code, const RegexSource *source, uint32_t at, uint32_t *place) {
  const Node *node = tree_node(code->tree, source->text);
  Text inside = text_slice(code->text, node->start + 1, node->end - 1);
  *place = node->start + 1 + at;
  if (source->is_literal) return true;
  if (node->kind != NODE_STRING && node->kind != NODE_TEMPLATE_STRING) return false;
  bool is_plain = inside.size == source->pattern.size;
  if (!is_plain) *place = node->start + 1 + place_in_string(inside, at);
  return is_plain && node->kind == NODE_STRING;
}
