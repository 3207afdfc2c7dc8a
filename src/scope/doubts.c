// One walk; a check is called by the kind of its node, and looks at few others.
#include "scope/doubts.h"

#include "scope/private_misuse.h"
#include "syntax/literal.h"

typedef struct Doubts {
  const ScopeTable *table;
  const ModuleRecord *record;
  const Tree *tree;
  const SourceFile *file;
  bool is_esm;
  Diagnostics *diagnostics;
  Arena scratch;
  PrivateMembers privates; // once one is used
  uint32_t count;
  bool is_commonjs_told[2]; // of `module` and `exports`, if there is something to tell
} Doubts;

static Place place_of(const Doubts *doubts, NodeId id) {
  const Node *node = tree_node(doubts->tree, id);
  return (Place){doubts->file, node->start, node->end, {0}};
}

static Diagnostic *doubt(Doubts *doubts, MessageId message, NodeId id, Text about) {
  doubts->count++;
  return diag_add(doubts->diagnostics, message, place_of(doubts, id), about);
}

static void note(Doubts *doubts, Diagnostic *said, MessageId message, Text about) {
  diag_note(doubts->diagnostics, said, message, NOWHERE, about);
}

static void note_at(Doubts *doubts, Diagnostic *said, MessageId message, NodeId id, Text about) {
  diag_note(doubts->diagnostics, said, message, place_of(doubts, id), about);
}

// ---- Comparisons

static bool is_negative_zero(const Tree *tree, NodeId id) {
  if (tree_kind(tree, id) != NODE_UNARY_EXPRESSION) return false;
  NodeId sign = tree_child(tree, id, FIELD_OPERATOR);
  return tree_kind(tree, sign) == TOKEN_MINUS &&
         text_is(tree_text(tree, tree_child(tree, id, FIELD_ARGUMENT)), TEXT("0"));
}

// Whether it makes an object that nobody else has. With `==`, such as `[]` may become a text.
static bool makes_object(const Tree *tree, NodeId id, bool is_strict) {
  switch ((int)tree_kind(tree, id)) {
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_CLASS: return true;
  case NODE_ARRAY:
  case NODE_OBJECT:
  case NODE_REGEX: return is_strict;
  default: return false;
  }
}

static bool check_typeof(Doubts *doubts, NodeId operand, NodeId other) {
  static const char *const types[] = {
      "undefined", "object", "boolean",  "number", "bigint",
      "string",    "symbol", "function", "unknown"}; // Internet Explorer's
  const Tree *tree = doubts->tree;
  if (tree_kind(tree, operand) != NODE_UNARY_EXPRESSION || tree_kind(tree, other) != NODE_STRING)
    return false;
  NodeKind sign = tree_kind(tree, tree_child(tree, operand, FIELD_OPERATOR));
  if (sign != TOKEN_TYPEOF_WORD) return false;
  Text type = literal_string_value(&doubts->scratch, tree, other);
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (text_is(type, text_of(types[i]))) return true;
  }
  Diagnostic *said = doubt(doubts, MESSAGE_IMPOSSIBLE_TYPEOF, other, type);
  if (text_is(type, TEXT("null"))) note(doubts, said, MESSAGE_TYPEOF_NULL_NOTE, type);
  return true;
}

static void check_operand(Doubts *doubts, NodeId comparison, NodeId operand, bool is_strict) {
  const Tree *tree = doubts->tree;
  Text sign = tree_text(tree, tree_child(tree, comparison, FIELD_OPERATOR));
  Text always = sign.at[0] == '!' ? TEXT("true") : TEXT("false");
  if (scope_is_global(doubts->table, operand, TEXT("NaN"))) {
    Diagnostic *said = doubt(doubts, MESSAGE_EQUALS_NAN, comparison, always);
    note(doubts, said, MESSAGE_NAN_NOTE, TEXT(""));
  } else if (is_negative_zero(tree, operand)) {
    Diagnostic *said = doubt(doubts, MESSAGE_EQUALS_NEGATIVE_ZERO, comparison, TEXT(""));
    note(doubts, said, MESSAGE_NEGATIVE_ZERO_NOTE, TEXT(""));
  } else if (makes_object(tree, operand, is_strict)) {
    Diagnostic *said = doubt(doubts, MESSAGE_EQUALS_NEW_OBJECT, comparison, always);
    note(doubts, said, MESSAGE_NEW_OBJECT_NOTE, TEXT(""));
  }
}

static void check_comparison(Doubts *doubts, NodeId id, bool is_strict) {
  const Tree *tree = doubts->tree;
  NodeId left = tree_inside_parentheses(tree, tree_child(tree, id, FIELD_LEFT));
  NodeId right = tree_inside_parentheses(tree, tree_child(tree, id, FIELD_RIGHT));
  if (check_typeof(doubts, left, right) || check_typeof(doubts, right, left)) return;
  uint32_t before = doubts->count;
  check_operand(doubts, id, right, is_strict);
  if (doubts->count == before) check_operand(doubts, id, left, is_strict);
}

// `!a in b` is `(!a) in b`.
static void check_negation(Doubts *doubts, NodeId id, NodeId sign) {
  const Tree *tree = doubts->tree;
  NodeId left = tree_child(tree, id, FIELD_LEFT);
  if (tree_kind(tree, left) != NODE_UNARY_EXPRESSION) return;
  if (tree_kind(tree, tree_child(tree, left, FIELD_OPERATOR)) != TOKEN_NOT) return;
  NodeKind negated = tree_kind(tree, tree_child(tree, left, FIELD_ARGUMENT));
  if (negated == NODE_TRUE || negated == NODE_FALSE) return;
  Text word = tree_text(tree, sign);
  Diagnostic *said = doubt(doubts, MESSAGE_SUSPICIOUS_BOOLEAN_NOT, left, word);
  note(doubts, said, MESSAGE_SUSPICIOUS_NOT_NOTE, word);
}

// Whether a value is neither null nor undefined, whatever is in it.
static bool is_never_nullish(const Tree *tree, NodeId id) {
  switch ((int)tree_kind(tree, id)) {
  case NODE_STRING:
  case NODE_NUMBER:
  case NODE_TEMPLATE_STRING:
  case NODE_TRUE:
  case NODE_FALSE:
  case NODE_REGEX:
  case NODE_ARRAY:
  case NODE_OBJECT:
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_CLASS: return true;
  case NODE_UNARY_EXPRESSION: {
    NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
    return sign != TOKEN_VOID_WORD;
  }
  case NODE_BINARY_EXPRESSION: {
    NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
    return sign != TOKEN_LOGICAL_AND && sign != TOKEN_LOGICAL_OR && sign != TOKEN_NULLISH;
  }
  default: return false;
  }
}

static void check_binary(Doubts *doubts, NodeId id) {
  const Tree *tree = doubts->tree;
  NodeId sign = tree_child(tree, id, FIELD_OPERATOR);
  switch ((int)tree_kind(tree, sign)) {
  case TOKEN_STRICT_EQUAL:
  case TOKEN_STRICT_NOT_EQUAL: check_comparison(doubts, id, true); break;
  case TOKEN_EQUAL:
  case TOKEN_NOT_EQUAL: check_comparison(doubts, id, false); break;
  case TOKEN_IN_WORD:
  case TOKEN_INSTANCEOF_WORD: check_negation(doubts, id, sign); break;
  case TOKEN_NULLISH: {
    NodeId left = tree_inside_parentheses(tree, tree_child(tree, id, FIELD_LEFT));
    if (is_never_nullish(tree, left))
      doubt(doubts, MESSAGE_SUSPICIOUS_NULLISH_COALESCING, tree_child(tree, id, FIELD_LEFT),
            TEXT(""));
    break;
  }
  default: break;
  }
}

// ---- What is there twice

// A value that is the same each time that it is asked for, as a text; or nothing.
static Text steady_value(const Tree *tree, NodeId id) {
  for (NodeId below = id; below < tree_node(tree, id)->after; below++) {
    switch ((int)tree_kind(tree, below)) {
    case NODE_CALL_EXPRESSION:
    case NODE_NEW_EXPRESSION:
    case NODE_TEMPLATE_STRING:
    case NODE_ASSIGNMENT_EXPRESSION:
    case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    case NODE_UPDATE_EXPRESSION:
    case NODE_AWAIT_EXPRESSION:
    case NODE_YIELD_EXPRESSION:
    case NODE_ARROW_FUNCTION:
    case NODE_FUNCTION_EXPRESSION:
    case NODE_CLASS:
    case NODE_ARRAY:
    case NODE_OBJECT:
    case NODE_REGEX: return TEXT("");
    default: break;
    }
  }
  return tree_text(tree, id);
}

static void check_switch(Doubts *doubts, NodeId body) {
  const Tree *tree = doubts->tree;
  Map seen = {0};
  tree_each_named(tree, body, clause) {
    if (tree_kind(tree, clause) != NODE_SWITCH_CASE) continue;
    NodeId value = tree_inside_parentheses(tree, tree_child(tree, clause, FIELD_VALUE));
    if (scope_is_global(doubts->table, value, TEXT("NaN"))) {
      Diagnostic *said = doubt(doubts, MESSAGE_NAN_CASE, value, TEXT(""));
      note(doubts, said, MESSAGE_NAN_NOTE, TEXT(""));
      continue;
    }
    if (is_negative_zero(tree, value)) {
      Diagnostic *said = doubt(doubts, MESSAGE_EQUALS_NEGATIVE_ZERO, value, TEXT(""));
      note(doubts, said, MESSAGE_NEGATIVE_ZERO_NOTE, TEXT(""));
    }
    Text text = steady_value(tree, value);
    bool is_new;
    if (text.size == 0) continue;
    if (tree_kind(tree, value) == NODE_STRING)
      text = text_concat(&doubts->scratch, TEXT("\""),
                         literal_string_value(&doubts->scratch, tree, value));
    NodeId *first = map_add(&doubts->scratch, &seen, text, &is_new);
    if (is_new) {
      *first = value;
      continue;
    }
    Diagnostic *said = doubt(doubts, MESSAGE_DUPLICATE_CASE, value, TEXT(""));
    note_at(doubts, said, MESSAGE_EARLIER_CASE, *first, TEXT(""));
  }
}

typedef enum MemberForm { MEMBER_VALUE = 1, MEMBER_GETTER = 2, MEMBER_SETTER = 3 } MemberForm;

static MemberForm form_of(const Tree *tree, NodeId member) {
  if (tree_kind(tree, member) != NODE_METHOD_DEFINITION) return MEMBER_VALUE;
  if (tree_child_of_kind(tree, member, TOKEN_GET_WORD)) return MEMBER_GETTER;
  return tree_child_of_kind(tree, member, TOKEN_SET_WORD) ? MEMBER_SETTER : MEMBER_VALUE;
}

// What a member is of, as a letter before its name.
enum {
  MEMBER_OF_OBJECT = 'o',
  METHOD = 'm',
  FIELD = 'f',
  STATIC_METHOD = 's',
  STATIC_FIELD = 't',
};

typedef struct KnownMember {
  NodeId key;
  MemberForm form;
} KnownMember;

typedef struct Members {
  Map indices; // letter and name → index + 1
  Array(KnownMember) list;
} Members;

// Notes a member, and warns if it takes the place of an earlier one: a getter and a setter are one
// property.
static void note_member(Doubts *doubts, Members *members, NodeId key, MemberForm form, char kind) {
  Text name;
  bool is_new;
  if (!literal_property_key(&doubts->scratch, doubts->tree, key, &name)) return;
  Text full = text_concat(&doubts->scratch, (Text){&kind, 1}, name);
  uint32_t *index = map_add(&doubts->scratch, &members->indices, full, &is_new);
  if (is_new) {
    array_push(&doubts->scratch, &members->list, (KnownMember){key, form});
    *index = members->list.count;
    return;
  }
  KnownMember *known = &members->list.at[*index - 1];
  bool is_pair = known->form != MEMBER_VALUE && form != MEMBER_VALUE && known->form != form;
  NodeId earlier = known->key;
  *known = (KnownMember){key, is_pair ? MEMBER_VALUE : form};
  if (is_pair) return;
  bool is_object = kind == MEMBER_OF_OBJECT;
  Diagnostic *said = doubt(
      doubts, is_object ? MESSAGE_DUPLICATE_OBJECT_KEY : MESSAGE_DUPLICATE_CLASS_MEMBER, key, name);
  note_at(doubts, said, MESSAGE_EARLIER_MEMBER, earlier, name);
}

static void check_object(Doubts *doubts, NodeId object) {
  const Tree *tree = doubts->tree;
  Members members = {0};
  tree_each_named(tree, object, member) {
    NodeKind kind = tree_kind(tree, member);
    NodeId key = kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ? member
                 : kind == NODE_PAIR                        ? tree_child(tree, member, FIELD_KEY)
                 : kind == NODE_METHOD_DEFINITION           ? tree_child(tree, member, FIELD_NAME)
                                                            : NO_NODE;
    if (!key || text_is(tree_text(tree, key), TEXT("__proto__"))) continue;
    note_member(doubts, &members, key, form_of(tree, member), MEMBER_OF_OBJECT);
  }
}

// A class has no value before its keys and what it extends are known; functions there are called
// later, perhaps.
static void check_class_name(Doubts *doubts, NodeId class, NodeId top) {
  const Tree *tree = doubts->tree;
  NodeId name = tree_child(tree, class, FIELD_NAME);
  NodeId end = tree_node(tree, top)->after;
  for (NodeId id = top; name && id < end; id++) {
    const Node *node = tree_node(tree, id);
    bool is_later = kind_is_function((NodeKind)node->kind) || node->kind == NODE_CLASS_BODY;
    if (is_later) id = node->after - 1;
    const Symbol *symbol = &doubts->table->symbols[is_later ? 0 : node->symbol];
    if (symbol->kind != SYMBOL_CLASS_NAME || symbol->declaration != name) continue;
    doubt(doubts, MESSAGE_CLASS_NAME_WILL_THROW, id, tree_text(tree, name));
  }
}

static void check_class(Doubts *doubts, NodeId body) {
  const Tree *tree = doubts->tree;
  NodeId class = tree_node(tree, body)->parent;
  NodeId heritage = tree_child_of_kind(tree, class, NODE_CLASS_HERITAGE);
  if (heritage) check_class_name(doubts, class, heritage);
  Members members = {0};
  tree_each_named(tree, body, member) {
    NodeKind kind = tree_kind(tree, member);
    NodeId key = kind == NODE_FIELD_DEFINITION    ? tree_child(tree, member, FIELD_PROPERTY)
                 : kind == NODE_METHOD_DEFINITION ? tree_child(tree, member, FIELD_NAME)
                                                  : NO_NODE;
    if (!key || tree_kind(tree, key) == NODE_PRIVATE_PROPERTY_IDENTIFIER) continue;
    if (tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME) check_class_name(doubts, class, key);
    bool is_static = tree_child_of_kind(tree, member, TOKEN_STATIC_WORD) != NO_NODE;
    // A field and a method are not properties of the same object.
    bool is_field = kind == NODE_FIELD_DEFINITION;
    note_member(doubts, &members, key, form_of(tree, member),
                is_static ? (is_field ? STATIC_FIELD : STATIC_METHOD)
                          : (is_field ? FIELD : METHOD));
  }
}

static void check_private(Doubts *doubts, NodeId name) {
  static const MessageId notes[] = {[PRIVATE_METHOD_IS_SET] = MESSAGE_PRIVATE_METHOD_NOTE,
                                    [PRIVATE_GETTER_IS_SET] = MESSAGE_PRIVATE_GETTER_NOTE,
                                    [PRIVATE_SETTER_IS_READ] = MESSAGE_PRIVATE_SETTER_NOTE};
  NodeId declaration;
  PrivateMembers *members = &doubts->privates;
  if (!members->all.count) *members = private_members(&doubts->scratch, doubts->tree);
  PrivateMisuse misuse = private_misuse(members, doubts->tree, name, &declaration);
  if (misuse == PRIVATE_IS_FINE) return;
  Text text = tree_text(doubts->tree, name);
  Diagnostic *said = doubt(doubts, MESSAGE_PRIVATE_NAME_WILL_THROW, name, text);
  note_at(doubts, said, notes[misuse], declaration, text);
}

// ---- Statements

// `return`, and what should be returned on the next line.
static void check_return(Doubts *doubts, NodeId id) {
  const Tree *tree = doubts->tree;
  NodeId next = tree_next_sibling(tree, id);
  if (tree_first_named(tree, id) || !next) return;
  const Node *node = tree_node(tree, id), *behind = tree_node(tree, next);
  bool has_semicolon = tree->source.at[node->end - 1] == ';';
  if (has_semicolon || behind->kind != NODE_EXPRESSION_STATEMENT) return;
  Text between = text_slice(tree->source, node->end, behind->start);
  uint32_t lines = 0;
  for (uint32_t i = 0; i < between.size; i++) lines += between.at[i] == '\n';
  if (lines == 1) doubt(doubts, MESSAGE_SEMICOLON_AFTER_RETURN, next, TEXT(""));
}

static void check_delete(Doubts *doubts, NodeId id) {
  const Tree *tree = doubts->tree;
  if (tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR)) != TOKEN_DELETE_WORD) return;
  NodeId operand = tree_inside_parentheses(tree, tree_child(tree, id, FIELD_ARGUMENT));
  if (tree_kind(tree, tree_child(tree, operand, FIELD_OBJECT)) == NODE_SUPER)
    doubt(doubts, MESSAGE_DELETE_SUPER_PROPERTY, id, TEXT(""));
}

// ---- Modules

// Calls of a namespace, which is an object.
static void check_call(Doubts *doubts, NodeId id) {
  const Tree *tree = doubts->tree;
  bool is_new = tree_kind(tree, id) == NODE_NEW_EXPRESSION;
  NodeId callee = tree_child(tree, id, is_new ? FIELD_CONSTRUCTOR : FIELD_FUNCTION);
  SymbolId symbol = tree_node(tree, callee)->symbol;
  bool is_name = tree_kind(tree, callee) == NODE_IDENTIFIER &&
                 !(tree_node(tree, callee)->flags & NODE_GOES_ON);
  if (!is_name || !symbol) return;
  const Symbol *known = &doubts->table->symbols[symbol];
  if (known->kind != SYMBOL_IMPORT) return;
  NodeId import = tree_node(tree, known->declaration)->parent;
  if (tree_kind(tree, import) != NODE_NAMESPACE_IMPORT) return;
  Text name = tree_text(tree, callee);
  Diagnostic *said = doubt(doubts, MESSAGE_CALL_IMPORT_NAMESPACE, callee, name);
  note_at(doubts, said, MESSAGE_CALLED_NAMESPACE_NOTE, import, name);
}

// The word that makes a file an ES module, or none.
static NodeId module_word(const Doubts *doubts) {
  const Tree *tree = doubts->tree;
  tree_each_child(tree, NODE_ROOT, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == NODE_IMPORT_STATEMENT || kind == NODE_EXPORT_STATEMENT)
      return tree_first_child(tree, child);
  }
  const ModuleRecord *record = doubts->record;
  return record->import_metas.count > 0 ? record->import_metas.at[0] : record->top_level_await;
}

// `module.exports = …` and `exports.a = …` in an ES module.
static void check_assignment(Doubts *doubts, NodeId id) {
  const Tree *tree = doubts->tree;
  if (!doubts->is_esm) return;
  NodeId target = tree_child(tree, id, FIELD_LEFT), root = target, member = NO_NODE;
  while (tree_child(tree, root, FIELD_OBJECT)) {
    member = root;
    root = tree_child(tree, root, FIELD_OBJECT);
  }
  bool is_exports = scope_is_global(doubts->table, root, TEXT("exports"));
  bool is_module =
      scope_is_global(doubts->table, root, TEXT("module")) &&
      text_is(tree_text(tree, tree_child(tree, member, FIELD_PROPERTY)), TEXT("exports"));
  if (!member || (!is_exports && !is_module) || doubts->is_commonjs_told[is_exports]) return;
  doubts->is_commonjs_told[is_exports] = true;
  NodeId word = module_word(doubts);
  if (!word) return; // it is for the package.json to say
  Diagnostic *said = doubt(doubts, MESSAGE_COMMONJS_VARIABLE_IN_ESM, root, tree_text(tree, root));
  note_at(doubts, said, MESSAGE_COMMONJS_IN_ESM_NOTE, word, tree_text(tree, word));
}

// ---- Comments

// They are old, and few know that they are comments.
static void check_comments(Doubts *doubts) {
  const Tree *tree = doubts->tree;
  for (uint32_t i = 0; i < tree->comment_count && doubts->count < DOUBTS_PER_FILE; i++) {
    const Comment *comment = &tree->comments[i];
    if (!comment->is_html) continue;
    Text text = text_slice(tree->source, comment->start, comment->end);
    Text sign = text_starts(text, TEXT("<")) ? TEXT("<!--") : TEXT("-->");
    Place place = {doubts->file, comment->start, comment->start + sign.size, {0}};
    diag_add(doubts->diagnostics, MESSAGE_HTML_COMMENT_IN_JS, place, sign);
    doubts->count++;
  }
}

// ---- The walk

// Most nodes are of no interest.
static const bool is_checked[NODE_KIND_COUNT] = {
    [NODE_BINARY_EXPRESSION] = true,
    [NODE_UNARY_EXPRESSION] = true,
    [NODE_SWITCH_BODY] = true,
    [NODE_OBJECT] = true,
    [NODE_CLASS_BODY] = true,
    [NODE_RETURN_STATEMENT] = true,
    [NODE_NEW_EXPRESSION] = true,
    [NODE_CALL_EXPRESSION] = true,
    [NODE_ASSIGNMENT_EXPRESSION] = true,
    [NODE_PRIVATE_PROPERTY_IDENTIFIER] = true,
};

static void check(Doubts *doubts, NodeId id) {
  switch ((int)tree_kind(doubts->tree, id)) {
  case NODE_BINARY_EXPRESSION: check_binary(doubts, id); break;
  case NODE_UNARY_EXPRESSION: check_delete(doubts, id); break;
  case NODE_SWITCH_BODY: check_switch(doubts, id); break;
  case NODE_OBJECT: check_object(doubts, id); break;
  case NODE_CLASS_BODY: check_class(doubts, id); break;
  case NODE_RETURN_STATEMENT: check_return(doubts, id); break;
  case NODE_NEW_EXPRESSION:
  case NODE_CALL_EXPRESSION: check_call(doubts, id); break;
  case NODE_ASSIGNMENT_EXPRESSION: check_assignment(doubts, id); break;
  case NODE_PRIVATE_PROPERTY_IDENTIFIER: check_private(doubts, id); break;
  default: break;
  }
}

void doubts_report(const ScopeTable *table, const ModuleRecord *record, bool is_esm,
                   const SourceFile *file, Diagnostics *diagnostics) {
  Doubts doubts = {.table = table,
                   .record = record,
                   .is_esm = is_esm,
                   .tree = table->tree,
                   .file = file,
                   .diagnostics = diagnostics};
  check_comments(&doubts);
  for (NodeId id = NODE_ROOT; id < table->tree->node_count; id++) {
    const Node *node = tree_node(table->tree, id);
    if (!is_checked[node->kind] || node->flags & NODE_DEAD) continue;
    check(&doubts, id);
    if (doubts.count >= DOUBTS_PER_FILE) break;
  }
  arena_release(&doubts.scratch);
}

static bool is_direct_eval(const ScopeTable *table, NodeId name) {
  const Node *node = tree_node(table->tree, name);
  return node->kind == NODE_IDENTIFIER && !(node->flags & NODE_DEAD) &&
         scope_is_global(table, name, TEXT("eval")) && scope_is_direct_callee(table->tree, name);
}

void doubts_report_evals(const ScopeTable *table, const SourceFile *file,
                         Diagnostics *diagnostics) {
  Doubts doubts = {.table = table, .tree = table->tree, .file = file, .diagnostics = diagnostics};
  if (!table->has_eval) return;
  for (NodeId id = NODE_ROOT; id < table->tree->node_count; id++) {
    if (!is_direct_eval(table, id)) continue;
    Diagnostic *said = doubt(&doubts, MESSAGE_DIRECT_EVAL, id, TEXT(""));
    note(&doubts, said, MESSAGE_DIRECT_EVAL_NOTE, TEXT(""));
    if (doubts.count >= DOUBTS_PER_FILE) break;
  }
}
