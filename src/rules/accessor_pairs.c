// A map from names, marked with what sort they are, to properties.
#include "rules/accessor_pairs.h"
#include "base/buffer.h"
#include "base/map.h"
#include "rules/static_names.h"

// TOKEN_GET_WORD, TOKEN_SET_WORD, or NODE_NONE for a member that is no accessor.
static NodeKind accessor_word(const Tree *tree, NodeId member) {
  if (tree_kind(tree, member) != NODE_METHOD_DEFINITION) return NODE_NONE;
  tree_each_child(tree, member, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_STATIC_GET) return TOKEN_GET_WORD;
    if (kind == TOKEN_GET_WORD || kind == TOKEN_SET_WORD) return kind;
    if (kind != TOKEN_STATIC_WORD && kind != NODE_DECORATOR) return NODE_NONE;
  }
  return NODE_NONE;
}

static Text property_key(SourceCode *code, NodeId member) {
  const Tree *tree = code->tree;
  NodeId key = tree_child(tree, member, FIELD_NAME);
  Buffer out = {.arena = code->arena};
  buffer_add_byte(&out, tree_is_static(tree, member) ? 's' : 'm');
  Text name;
  if (tree_kind(tree, key) == NODE_PRIVATE_PROPERTY_IDENTIFIER) {
    buffer_add_byte(&out, 'p');
    buffer_add_text(&out, tree_text(tree, key));
  } else if (static_key_name(code, key, &name)) {
    buffer_add_byte(&out, 'n');
    buffer_add_text(&out, name);
  } else {
    buffer_add_byte(&out, 'c');
    const TokenTable *tokens = source_tokens(code);
    key = tree_inside_parentheses(tree, tree_first_named(tree, key));
    TokenId last = token_last(tokens, tree, key);
    for (TokenId at = token_first(tokens, tree, key); at && at <= last;
         at = token_next(tokens, at)) {
      buffer_add_text(&out, token_text(tokens, at));
      buffer_add_byte(&out, '\n');
    }
  }
  return buffer_text(&out);
}

static void add(SourceCode *code, Accessors *accessors, Map *by_key, Accessor accessor) {
  bool is_new;
  uint32_t *slot = map_add(code->arena, by_key, property_key(code, accessor.node), &is_new);
  if (is_new) {
    *slot = accessors->properties.count;
    array_push(code->arena, &accessors->properties, (AccessorProperty){0});
  }
  accessor.property = *slot;
  AccessorProperty *property = &accessors->properties.at[*slot];
  if (accessor.is_setter && property->setter_count++ == 0)
    property->setter = accessors->items.count;
  if (!accessor.is_setter && property->getter_count++ == 0)
    property->getter = accessors->items.count;
  array_push(code->arena, &accessors->items, accessor);
}

void accessors_read(SourceCode *code, NodeId members, Accessors *accessors) {
  Map by_key = {0};
  *accessors = (Accessors){0};
  uint32_t place = 0;
  tree_each_named(code->tree, members, member) {
    NodeKind word = accessor_word(code->tree, member);
    if (word) add(code, accessors, &by_key, (Accessor){member, 0, place, word == TOKEN_SET_WORD});
    ++place;
  }
}
