// What follows an element that is complete is read as an operator: two elements beside each other
// are a comparison, and the parser stops somewhere in the second. So the tree is searched for the
// first thing that nobody means.
#include "syntax/error_jsx.h"

#include "syntax/jsx_names.h"
#include "syntax/scanner.h"

// --- Elements -----------------------------------------------------------------------------------

static bool is_element(NodeKind kind) {
  return kind == NODE_JSX_ELEMENT || kind == NODE_JSX_SELF_CLOSING_ELEMENT;
}

// Whether what follows a node of this kind in an unfinished tree is the content of an element.
static bool leads_content(NodeKind kind) {
  return is_element(kind) || kind == NODE_JSX_OPENING_ELEMENT || kind == NODE_JSX_TEXT ||
         kind == NODE_JSX_EXPRESSION;
}

// The place of the tag at `at`, without what is behind its name; empty where there is none.
static Node tag_at(Text source, uint32_t at) {
  while (at < source.size && strchr(" \t\r\n", source.at[at])) at++;
  Node tag = {.start = at, .end = at};
  if (at + 1 >= source.size || source.at[at] != '<') return tag;
  tag.end++;
  if (source.at[tag.end] == '>') {
    tag.end++;
    return tag;
  }
  while (tag.end < source.size && scanner_is_name_part((unsigned char)source.at[tag.end]))
    tag.end++;
  bool has_name = tag.end > at + 1 && !(source.at[at + 1] >= '0' && source.at[at + 1] <= '9');
  if (!has_name) tag.end = at;
  return tag;
}

// An element with another one behind it, where there is no element around both.
static bool is_beside(const ErrorScene *scene, NodeId element, NodeKind before, FormFault *fault) {
  const Tree *tree = scene->tree;
  const Node *node = tree_node(tree, element);
  if (node->end > scene->at || leads_content(before)) return false;
  if (tree_kind(tree, node->parent) == NODE_JSX_ELEMENT) return false;
  Node tag = tag_at(scene->source, node->end);
  return tag.end > tag.start && form_fault(fault, MESSAGE_ADJACENT_ELEMENTS, &tag, TEXT("")) &&
         form_note(fault, MESSAGE_FIRST_ELEMENT, node, TEXT(""));
}

static bool has_other_name(const ErrorScene *scene, NodeId element, FormFault *fault) {
  const Tree *tree = scene->tree;
  if (tree_kind(tree, element) != NODE_JSX_ELEMENT || jsx_names_match(tree, element)) return false;
  NodeId open = tree_child(tree, element, FIELD_OPEN_TAG);
  NodeId close = tree_child(tree, element, FIELD_CLOSE_TAG);
  NodeId name = tree_child(tree, open, FIELD_NAME);
  Text opened = name ? tree_text(tree, name) : TEXT("");
  return form_fault(fault, MESSAGE_WRONG_CLOSING_TAG, tree_node(tree, close), opened) &&
         form_note(fault, MESSAGE_OPENING_TAG, tree_node(tree, open), opened);
}

// The first fault among the elements that are complete.
static bool is_in_element(const ErrorScene *scene, FormFault *fault) {
  const Tree *tree = scene->tree;
  for (NodeId id = NODE_ROOT + 1; id < tree->node_count; id++) {
    if (!is_element(tree_kind(tree, id))) continue;
    NodeId before = NO_NODE;
    if (tree->nodes[id].parent == NODE_ROOT && tree->nodes[id - 1].after == id) before = id - 1;
    while (before && tree->nodes[before].parent != NODE_ROOT) before = tree->nodes[before].parent;
    if (is_beside(scene, id, tree_kind(tree, before), fault)) return true;
    if (has_other_name(scene, id, fault)) return true;
  }
  return false;
}

// --- Content ------------------------------------------------------------------------------------

static bool is_opening(const Tree *tree, NodeId leaf) {
  return tree_kind(tree, leaf) == TOKEN_LESS;
}

// Whether there is an element around the innermost bracket.
static bool is_nested(const ErrorScene *scene) {
  for (uint32_t i = 0; i + 1 < scene->open.count; i++) {
    if (is_opening(scene->tree, scene->open.at[i].leaf)) return true;
  }
  return false;
}

// A `>` or `}` in the text of an element. Where braces are open further out, the `}` may be theirs.
static bool is_in_text(const ErrorScene *scene, FormFault *fault) {
  const OpenBracket *innermost = scene_innermost(scene);
  if (!innermost || !is_opening(scene->tree, innermost->leaf)) return false;
  bool is_brace = text_is(scene->token, TEXT("}")) && !is_nested(scene);
  if (!is_brace && !text_is(scene->token, TEXT(">"))) return false;
  fault->message = MESSAGE_JSX_TEXT;
  fault->about = scene->token;
  return true;
}

// `{a</b>`: the slash was taken for the start of a regular expression.
static bool is_unclosed_brace(const ErrorScene *scene, FormFault *fault) {
  const OpenBracket *innermost = scene_innermost(scene);
  if (!scene->open_regex || !innermost || !is_nested(scene)) return false;
  bool is_tag = tree_kind(scene->tree, innermost->leaf) == TOKEN_BRACE_OPEN &&
                scene->source.at[scene->tree->nodes[scene->open_regex].start - 1] == '<';
  return is_tag && form_fault(fault, MESSAGE_UNCLOSED_BRACKET,
                              tree_node(scene->tree, innermost->leaf), TEXT("{"));
}

// --- Attributes ---------------------------------------------------------------------------------

// How many names the tag has, its own included, that is open where the error is; 0 outside of tags.
static int count_tag_names(const ErrorScene *scene) {
  int names = 0;
  bool is_open = false;
  tree_each_child(scene->tree, NODE_ROOT, child) {
    switch ((int)tree_kind(scene->tree, child)) {
    case TOKEN_LESS: is_open = true, names = 0; break;
    case NODE_IDENTIFIER:
    case NODE_PROPERTY_IDENTIFIER:
    case NODE_MEMBER_EXPRESSION:
    case NODE_JSX_ATTRIBUTE: names++; break;
    case NODE_JSX_EXPRESSION:
    case NODE_STRING_FRAGMENT:
    case TOKEN_DOUBLE_QUOTE:
    case TOKEN_SINGLE_QUOTE:
    case TOKEN_DOT: break;
    case TOKEN_ASSIGN: is_open &= names > 1; break;
    default: is_open = false;
    }
  }
  return is_open ? names : 0;
}

// `<a b=c>`, `<a b=>`: no quotes and no braces.
static bool is_bare_value(const ErrorScene *scene, FormFault *fault) {
  if (scene_kind(scene, 0) != TOKEN_ASSIGN || !count_tag_names(scene)) return false;
  fault->message = MESSAGE_ATTRIBUTE_VALUE;
  return true;
}

// `<a ...b>`: the first dot may have been read as that in the name of the tag.
static bool is_bare_spread(const ErrorScene *scene, FormFault *fault) {
  uint32_t at = scene->at;
  if (scene_kind(scene, 0) == TOKEN_DOT && at > 0) at--;
  Text rest = text_slice(scene->source, at, scene->source.size);
  if (!text_starts(rest, TEXT("...")) || !count_tag_names(scene)) return false;
  fault->start = at;
  fault->end = at + TEXT("...").size;
  fault->message = MESSAGE_ATTRIBUTE_BRACES;
  return true;
}

// `<a><!-- b --></a>`: the rest of the line was taken for a comment.
static bool is_html_comment(const ErrorScene *scene, FormFault *fault) {
  const Tree *tree = scene->tree;
  if (tree->comment_count == 0 || scene_kind(scene, 0) != TOKEN_GREATER) return false;
  const Comment *last = &tree->comments[tree->comment_count - 1];
  bool is_behind = last->is_html && last->start >= tree_node(tree, scene->last[0])->end &&
                   scene->source.at[last->start] == '<';
  if (!is_behind) return false;
  fault->start = last->start;
  fault->end = last->start + TEXT("<!--").size;
  fault->message = MESSAGE_JSX_COMMENT;
  return true;
}

bool jsx_find_fault(const ErrorScene *scene, FormFault *fault) {
  *fault = (FormFault){.start = scene->at, .end = scene->at + scene->token.size};
  return is_in_element(scene, fault) || is_in_text(scene, fault) || is_html_comment(scene, fault) ||
         is_unclosed_brace(scene, fault) || is_bare_value(scene, fault) ||
         is_bare_spread(scene, fault);
}
