// Each of these looks at the few tokens before the error, and at what the innermost brace belongs
// to: what was read of a class or an import that is not complete hangs below the root.
#include "syntax/error_forms.h"

// What the words before a brace make of it, after the node `kind`: the body of a class, or a list
// of what is imported.
static NodeKind head_after(NodeKind head, NodeKind kind) {
  switch ((int)kind) {
  case TOKEN_CLASS_WORD:
  case TOKEN_EXPORT_WORD:
  case TOKEN_IMPORT_WORD: return kind;
  case NODE_IDENTIFIER: return head;
  case NODE_CLASS_HERITAGE: return head == TOKEN_CLASS_WORD ? head : NODE_NONE;
  case TOKEN_COMMA: return head == TOKEN_IMPORT_WORD ? head : NODE_NONE;
  default: return NODE_NONE;
  }
}

// The word that says what the innermost bracket is, `class`, `import` or `export`; or NODE_NONE.
static NodeKind head_word(const ErrorScene *scene) {
  const OpenBracket *open = scene_innermost(scene);
  if (!open || tree_kind(scene->tree, open->leaf) != TOKEN_BRACE_OPEN) return NODE_NONE;
  NodeKind head = NODE_NONE;
  tree_each_child(scene->tree, NODE_ROOT, child) {
    if (child == open->leaf) return head;
    head = head_after(head, tree_kind(scene->tree, child));
  }
  return NODE_NONE;
}

bool form_is_class_body(const ErrorScene *scene) {
  return head_word(scene) == TOKEN_CLASS_WORD;
}

static bool found(FormFault *fault, MessageId message, Text about) {
  fault->message = message;
  fault->about = about;
  return true;
}

bool form_fault(FormFault *fault, MessageId message, const Node *node, Text about) {
  fault->start = node->start;
  fault->end = node->end;
  return found(fault, message, about);
}

bool form_note(FormFault *fault, MessageId note, const Node *node, Text about) {
  fault->has_note = true;
  fault->note = note;
  fault->note_start = node ? node->start : 0;
  fault->note_end = node ? node->end : 0;
  fault->note_about = about;
  return true;
}

// `let a = 1;` and `function b() {}` as members; commas between them.
static bool is_wrong_member(const ErrorScene *scene, FormFault *fault) {
  if (!form_is_class_body(scene)) return false;
  Text word = scene_word(scene, 0), before = scene_word(scene, 1);
  if (text_is(scene->token, TEXT(","))) return found(fault, MESSAGE_MEMBER_COMMA, TEXT(""));
  bool declares = text_is(word, TEXT("let")) || text_is(word, TEXT("const")) ||
                  text_is(word, TEXT("var")) || text_is(word, TEXT("function"));
  bool starts = text_is(before, TEXT("{")) || text_is(before, TEXT("}")) ||
                text_is(before, TEXT(";")) || text_is(before, TEXT("static"));
  if (!declares || !starts || !scene_is_word(scene->token) || scene->is_first_on_line) return false;
  return form_fault(fault, MESSAGE_MEMBER_WORD, tree_node(scene->tree, scene->last[0]), word);
}

// `#a` where neither a dot is before it nor `in` behind it.
static bool is_lone_private(const ErrorScene *scene, FormFault *fault) {
  if (scene_kind(scene, 0) != NODE_PRIVATE_PROPERTY_IDENTIFIER) return false;
  Text before = scene_word(scene, 1);
  if (text_is(before, TEXT(".")) || text_is(before, TEXT("?."))) return false;
  if (form_is_class_body(scene) && !text_is(before, TEXT("="))) return false;
  const Node *name = tree_node(scene->tree, scene->last[0]);
  return form_fault(fault, MESSAGE_PRIVATE_ALONE, name, tree_text(scene->tree, scene->last[0]));
}

// `default` or a string alone in the list of an import.
static bool is_nameless_import(const ErrorScene *scene, FormFault *fault) {
  if (head_word(scene) != TOKEN_IMPORT_WORD) return false;
  const Tree *tree = scene->tree;
  NodeId last = scene->last[0];
  Text before = scene_word(scene, 1);
  bool is_first = text_is(before, TEXT("{")) || text_is(before, TEXT(","));
  if (text_is(scene_word(scene, 0), TEXT("default")) && is_first)
    return form_fault(fault, MESSAGE_DEFAULT_NEEDS_NAME, tree_node(tree, last), TEXT(""));
  NodeId string = last ? tree->nodes[last].parent : NO_NODE;
  return tree_kind(tree, string) == NODE_STRING &&
         form_fault(fault, MESSAGE_STRING_NEEDS_NAME, tree_node(tree, string),
                    tree_text(tree, string));
}

static bool is_wrong_import(const ErrorScene *scene, FormFault *fault) {
  Text token = scene->token;
  if (text_is(token, TEXT("}")) || text_is(token, TEXT(",")))
    return is_nameless_import(scene, fault);
  if (!scene_is_word(token)) return false;
  if (scene_kind(scene, 0) == TOKEN_FROM_WORD) return found(fault, MESSAGE_FROM_STRING, TEXT(""));
  if (scene_kind(scene, 0) == TOKEN_COMMA && scene_kind(scene, 1) == NODE_IDENTIFIER &&
      scene_kind(scene, 2) == TOKEN_IMPORT_WORD)
    return found(fault, MESSAGE_SECOND_IMPORT, TEXT(""));
  bool is_member = text_is(scene_word(scene, 0), TEXT(".")) &&
                   text_is(scene_word(scene, 1), TEXT("import")) &&
                   scene_kind(scene, 1) != NODE_PROPERTY_IDENTIFIER;
  return is_member && found(fault, MESSAGE_IMPORT_MEMBER, token);
}

// The first tokens of an exported function or class, up to where its name should be.
static NodeId exported_word(const ErrorScene *scene) {
  int word = scene_kind(scene, 0) == TOKEN_STAR ? 1 : 0;
  NodeKind kind = scene_kind(scene, word);
  if (kind != TOKEN_FUNCTION_WORD && kind != TOKEN_CLASS_WORD) return NO_NODE;
  int before = word + 1;
  if (scene_kind(scene, before) == TOKEN_ASYNC_WORD) before++;
  return scene_kind(scene, before) == TOKEN_EXPORT_WORD ? scene->last[word] : NO_NODE;
}

static bool is_wrong_export(const ErrorScene *scene, FormFault *fault) {
  if (scene->token.size == 0) return false;
  bool is_statement = scene->open.count == 0 || scene->line_start == scene->last[0];
  if (scene_kind(scene, 0) == TOKEN_EXPORT_WORD && is_statement)
    return found(fault, MESSAGE_EXPORT_WHAT, TEXT(""));
  NodeId word = exported_word(scene);
  return word && !scene_is_word(scene->token) &&
         form_fault(fault, MESSAGE_NAMELESS_EXPORT, tree_node(scene->tree, word),
                    tree_text(scene->tree, word));
}

bool form_find_fault(const ErrorScene *scene, FormFault *fault) {
  *fault = (FormFault){.start = scene->at, .end = scene->at + scene->token.size};
  return is_wrong_member(scene, fault) || is_lone_private(scene, fault) ||
         is_wrong_import(scene, fault) || is_wrong_export(scene, fault);
}

Text form_expected_word(const ErrorScene *scene) {
  Text last = scene_word(scene, 0);
  if (text_is(last, TEXT("*")) && scene_kind(scene, 1) == TOKEN_IMPORT_WORD) return TEXT("as");
  NodeKind head = head_word(scene);
  bool is_list = head == TOKEN_IMPORT_WORD || head == TOKEN_EXPORT_WORD;
  if (text_is(scene->token, TEXT(":")) && is_list) return TEXT("as");
  bool is_target = text_is(last, TEXT(".")) && scene_kind(scene, 1) == TOKEN_NEW_WORD;
  return is_target ? TEXT("target") : TEXT("");
}
