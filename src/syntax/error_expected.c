// First come rules that know what people mean; then what the tables say: one token that is the only
// one that fits, or whose insertion makes sense of the text that follows.
#include "syntax/error_expected.h"

#include "syntax/error_forms.h"
#include "syntax/error_values.h"

// --- A value ------------------------------------------------------------------------------------

bool expected_needs_value(NodeKind kind) {
  switch ((int)kind) {
  case TOKEN_COLON:
  case TOKEN_QUESTION:
  case TOKEN_ARROW:
  case TOKEN_ELLIPSIS:
  case TOKEN_TEMPLATE_OPEN:
  case TOKEN_BRACKET_OPEN:
  case TOKEN_NOT:
  case TOKEN_TILDE:
  case TOKEN_TYPEOF_WORD:
  case TOKEN_VOID_WORD:
  case TOKEN_DELETE_WORD:
  case TOKEN_AWAIT_WORD:
  case TOKEN_NEW_WORD:
  case TOKEN_THROW_WORD:
  case TOKEN_CASE_WORD:
  case TOKEN_EXTENDS_WORD:
  case TOKEN_DEFAULT_WORD:
  case TOKEN_IN_WORD:
  case TOKEN_OF_WORD:
  case TOKEN_INSTANCEOF_WORD: return true;
  default: break;
  }
  if (kind_is_named(kind) || kind == TOKEN_INCREMENT || kind == TOKEN_DECREMENT) return false;
  Text text = kind_name(kind);
  return text.size && strchr("=+-*%&|^<>?", text.at[0]) && kind != TOKEN_GREATER;
}

bool expected_value(const ErrorScene *scene) {
  NodeKind last = scene_kind(scene, 0);
  const OpenBracket *innermost = scene_innermost(scene);
  bool in_head = innermost && innermost->leaf == scene->last[0] && scene_head(scene, innermost) &&
                 scene_head(scene, innermost) != TOKEN_CATCH_WORD &&
                 scene_head(scene, innermost) != TOKEN_FOR_WORD;
  if (!in_head && !expected_needs_value(last)) return false;
  return !scene_starts_operand(scene) || scene->token.at[0] == '.';
}

// --- One token ----------------------------------------------------------------------------------

static bool is_string(Text token) {
  return token.size && (token.at[0] == '"' || token.at[0] == '\'');
}

static bool wants_paren(const ErrorScene *scene, const LrMends *mends) {
  if (mends->expected[0] && !lr_mends_have(mends->expected, TOKEN_PAREN_OPEN)) return false;
  switch ((int)scene_kind(scene, 0)) {
  case TOKEN_IF_WORD:
  case TOKEN_WHILE_WORD:
  case TOKEN_SWITCH_WORD:
  case TOKEN_FOR_WORD:
  case TOKEN_WITH_WORD: return true;
  default: break;
  }
  if (is_string(scene->token) && text_is(scene_word(scene, 0), TEXT("import"))) return true;
  if (!text_is(scene->token, TEXT("{")) && !text_is(scene->token, TEXT("=>"))) return false;
  bool is_nameless = scene_kind(scene, 0) == TOKEN_FUNCTION_WORD;
  bool is_method = form_is_class_body(scene) && scene_is_word(scene_word(scene, 0)) &&
                   text_is(scene->token, TEXT("{"));
  return is_nameless || is_method || scene_kind(scene, 1) == TOKEN_FUNCTION_WORD;
}

// Whether a module's name should follow: the line imports or exports.
static bool wants_from(const ErrorScene *scene, const LrMends *mends) {
  bool is_next = is_string(scene->token) || scene_is_word(scene->token);
  if (lr_mends_have(mends->expected, TOKEN_FROM_WORD) && is_next) return true;
  if (!scene->line_start || !scene_ends_operand(scene) || scene_ends_string(scene)) return false;
  if (scene_kind(scene, 0) == TOKEN_WITH_WORD) return false;
  NodeKind start = tree_kind(scene->tree, scene->line_start);
  if (start != TOKEN_IMPORT_WORD && start != TOKEN_EXPORT_WORD) return false;
  return is_string(scene->token) || scene_kind(scene, 1) == TOKEN_IMPORT_WORD;
}

// Between the parts of the head of a loop, or behind them.
static Text expected_in_head(const ErrorScene *scene, const OpenBracket *head) {
  bool ends_part = scene_ends_operand(scene) || scene_kind(scene, 0) == NODE_NUMBER ||
                   text_is(scene->token, TEXT(")")) || text_is(scene->token, TEXT(";"));
  if (scene_head(scene, head) != TOKEN_FOR_WORD || !ends_part) return TEXT("");
  return value_after_part(scene, head);
}

// What the rules know.
static Text expected_by_form(const ErrorScene *scene, const LrMends *mends) {
  const OpenBracket *innermost = scene_innermost(scene);
  Text word = form_expected_word(scene);
  if (word.size) return word;
  if (wants_paren(scene, mends)) return TEXT("(");
  if (value_open_condition(scene)) return TEXT(":");
  if (wants_from(scene, mends)) return TEXT("from");
  bool is_end = text_is(scene->token, TEXT(";"));
  bool meets = scene_ends_operand(scene) && (scene_starts_operand(scene) || is_end);
  if (meets && scene_kind(scene, 1) == TOKEN_CASE_WORD) return TEXT(":");
  bool takes_comma =
      lr_mends_have(mends->inserted, TOKEN_COMMA) || lr_mends_have(mends->replaced, TOKEN_COMMA);
  if (meets && takes_comma && innermost && scene_holds_list(scene, innermost)) return TEXT(",");
  Text in_head = innermost ? expected_in_head(scene, innermost) : TEXT("");
  if (in_head.size) return in_head;
  bool is_assigned = text_is(scene->token, TEXT("=")) || text_is(scene->token, TEXT("=>"));
  if (is_assigned && lr_mends_have(mends->replaced, TOKEN_COLON)) return TEXT(":");
  if (is_assigned && form_is_class_body(scene) && lr_mends_have(mends->replaced, TOKEN_ASSIGN))
    return TEXT("=");
  return TEXT("");
}

// Whether the last brackets are the parameters of a function or method, and no value in
// parentheses.
static bool ends_function_head(const ErrorScene *scene) {
  const Tree *tree = scene->tree;
  NodeKind before = NODE_NONE, name_follows = NODE_NONE;
  const bool in_class = form_is_class_body(scene);
  bool is_head = in_class;
  tree_each_child(tree, NODE_ROOT, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_PAREN_OPEN) {
      NodeKind word = before == NODE_IDENTIFIER ? name_follows : before;
      is_head = in_class || word == TOKEN_FUNCTION_WORD || word == TOKEN_STAR;
    }
    name_follows = before;
    before = kind;
  }
  return is_head;
}

// What the tables take here, if that is one token or two. After a `)`, they don't tell parameters
// from a value in parentheses, as both may be followed by what both have.
static Expected expected_by_tables(const ErrorScene *scene, const LrMends *mends) {
  const uint16_t *kinds = mends->expected;
  bool is_property = kinds[0] == NODE_IDENTIFIER && kinds[1] == NODE_PRIVATE_PROPERTY_IDENTIFIER;
  if (kinds[0] == NODE_IDENTIFIER && (!kinds[1] || (is_property && !kinds[2])))
    return (Expected){.is_name = true};
  bool is_function = lr_mends_have(kinds, TOKEN_BRACE_OPEN) && lr_mends_have(kinds, TOKEN_ARROW);
  if (is_function) {
    return (Expected){.token = ends_function_head(scene) ? TEXT("{") : TEXT("=>")};
  }
  if (kinds[0] == TOKEN_DOUBLE_QUOTE || kinds[0] == TOKEN_SINGLE_QUOTE)
    return (Expected){.is_string = true};
  bool is_vague = !kinds[0] || kinds[2] || lr_mends_have(kinds, TOKEN_SEMICOLON) ||
                  lr_mends_have(kinds, TOKEN_COMMA) || lr_mends_have(kinds, NODE_IDENTIFIER);
  if (is_vague) return (Expected){0};
  return (Expected){.token = kind_name(kinds[0]),
                    .other = kinds[1] ? kind_name(kinds[1]) : TEXT("")};
}

// The only token with which the text goes on, names and semicolons aside; or an empty text.
static Text only_mend(const LrMends *mends) {
  NodeKind only = NODE_NONE;
  for (const uint16_t *kind = mends->inserted; *kind; kind++) {
    if (*kind == NODE_IDENTIFIER || *kind == TOKEN_SEMICOLON) continue;
    if (only) return TEXT("");
    only = (NodeKind)*kind;
  }
  return only ? kind_name(only) : TEXT("");
}

// Whether two things that a semicolon could part meet on one line.
static bool wants_semicolon(const ErrorScene *scene, const LrMends *mends) {
  bool meets = scene_ends_operand(scene) && scene_starts_operand(scene);
  return meets && lr_mends_have(mends->inserted, TOKEN_SEMICOLON) && !scene->is_first_on_line;
}

Expected expected_find(const ErrorScene *scene, const LrMends *mends) {
  Expected found = {.token = expected_by_form(scene, mends)};
  if (found.token.size) return found;
  found = expected_by_tables(scene, mends);
  if (found.token.size || found.is_name || found.is_string) return found;
  found.token = only_mend(mends);
  // What separates needs no list around it where the token ends a statement.
  bool parts = text_is(found.token, TEXT(",")) || text_is(found.token, TEXT("="));
  if (wants_semicolon(scene, mends) && (parts || !found.token.size)) found.token = TEXT(";");
  return found;
}
