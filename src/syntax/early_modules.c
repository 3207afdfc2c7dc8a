// Modules: where imports and exports may stand, and the names and attributes in them.
#include "syntax/early_checks.h"

void early_module_statement(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId word = tree_first_child(tree, id);
  while (tree_kind(tree, word) == NODE_DECORATOR) word = tree_next_sibling(tree, word);
  Text name = tree_text(tree, word);
  if (tree->nodes[id].parent != NODE_ROOT)
    early_report(early, MESSAGE_MODULE_STATEMENT_INSIDE, word, name);
  else if (tree->goal != SYNTAX_MODULE)
    early_report(early, MESSAGE_MODULE_STATEMENT_OUTSIDE, word, name);
}

// The grammar lets every declaration follow `export default`.
void early_default_export(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId declaration = tree_child(tree, id, FIELD_DECLARATION);
  NodeKind kind = tree_kind(tree, declaration);
  bool is_list = kind == NODE_LEXICAL_DECLARATION || kind == NODE_VARIABLE_DECLARATION;
  NodeId word = tree_first_child(tree, declaration);
  if (is_list && tree_child_of_kind(tree, id, TOKEN_DEFAULT_WORD))
    early_report(early, MESSAGE_DEFAULT_DECLARATION, word, tree_text(tree, word));
}

// --- Names --------------------------------------------------------------------------------------

// Whether a text, cooked, has half of a surrogate pair alone: such are written as three bytes.
static bool has_lone_surrogate(Text text) {
  for (uint32_t i = 0; i + 1 < text.size; i++) {
    if ((unsigned char)text.at[i] == 0xED && (unsigned char)text.at[i + 1] >= 0xA0) return true;
  }
  return false;
}

static void check_string_name(Early *early, NodeId name) {
  if (tree_kind(early->tree, name) != NODE_STRING) return;
  if (has_lone_surrogate(early_key_text(early, name)))
    early_report(early, MESSAGE_LONE_SURROGATE, name, TEXT(""));
}

void early_import_specifier(Early *early, NodeId id) {
  check_string_name(early, tree_child(early->tree, id, FIELD_NAME));
}

// Without `from`, what is exported is a variable.
void early_export_specifier(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId name = tree_child(tree, id, FIELD_NAME);
  NodeId statement = tree->nodes[tree->nodes[id].parent].parent;
  check_string_name(early, name);
  check_string_name(early, tree_child(tree, id, FIELD_ALIAS));
  if (tree_kind(tree, name) == NODE_STRING && !tree_child(tree, statement, FIELD_SOURCE))
    early_report(early, MESSAGE_STRING_EXPORT, name, tree_text(tree, name));
}

void early_namespace_export(Early *early, NodeId id) {
  tree_each_named(early->tree, id, name) check_string_name(early, name);
}

// ---- Phases and attributes

// `import defer` takes a namespace, `import source` a default binding, each alone.
void early_phase(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId defer = tree_child_of_kind(tree, id, TOKEN_DEFER_WORD);
  NodeId source = tree_child_of_kind(tree, id, TOKEN_SOURCE_WORD);
  if (!defer && !source) return;
  NodeId clause = tree_child_of_kind(tree, id, NODE_IMPORT_CLAUSE);
  NodeId first = tree_first_named(tree, clause);
  NodeKind wanted = defer ? NODE_NAMESPACE_IMPORT : NODE_IDENTIFIER;
  bool fits = tree_kind(tree, first) == wanted && !tree_next_named(tree, first);
  if (!fits)
    early_report(early, defer ? MESSAGE_DEFER_FORM : MESSAGE_SOURCE_FORM, defer ? defer : source,
                 TEXT(""));
}

static void check_attribute(Early *early, Map *seen, NodeId attribute) {
  const Tree *tree = early->tree;
  NodeId key = tree_child(tree, attribute, FIELD_KEY),
         value = tree_child(tree, attribute, FIELD_VALUE);
  NodeKind kind = tree_kind(tree, key);
  bool has_name = kind == NODE_PROPERTY_IDENTIFIER || kind == NODE_STRING;
  if (!has_name || tree_kind(tree, value) != NODE_STRING) {
    early_report(early, MESSAGE_ATTRIBUTE_FORM, has_name ? value : attribute, TEXT(""));
    return;
  }
  bool is_new;
  Text name = early_key_text(early, key);
  NodeId *first = map_add(&early->scratch, seen, name, &is_new);
  if (is_new) {
    *first = key;
    return;
  }
  Diagnostic *said = early_report(early, MESSAGE_SECOND_ATTRIBUTE, key, name);
  early_note(early, said, MESSAGE_FIRST_ATTRIBUTE, *first, name);
}

void early_attributes(Early *early, NodeId id) {
  Map seen = {0};
  NodeId object = tree_child_of_kind(early->tree, id, NODE_OBJECT);
  tree_each_named(early->tree, object, attribute) check_attribute(early, &seen, attribute);
}
