// What is not complete hangs below the root, in the order of the source: each rule looks at the
// last few of these nodes, the token behind them, and what the innermost bracket is.
#include "syntax/error_values.h"

#include "syntax/error_expected.h"

static bool is_any(NodeKind kind, const NodeKind *choices) {
  for (; *choices; choices++) {
    if (*choices == kind) return true;
  }
  return false;
}
#define IS_KIND(kind, ...) is_any((kind), (const NodeKind[]){__VA_ARGS__, NODE_NONE})

static const Node *last_leaf(const ErrorScene *scene, int index) {
  return tree_node(scene->tree, scene->last[index]);
}

// The kind of the innermost bracket, or NODE_NONE.
static NodeKind innermost_kind(const ErrorScene *scene) {
  const OpenBracket *innermost = scene_innermost(scene);
  return innermost ? tree_kind(scene->tree, innermost->leaf) : NODE_NONE;
}

static NodeKind kind_before_innermost(const ErrorScene *scene) {
  const OpenBracket *innermost = scene_innermost(scene);
  return innermost && innermost->before ? tree_kind(scene->tree, innermost->before) : NODE_NONE;
}

// The last nodes below the root, the last one first.
typedef struct Ends {
  NodeId at[3];
} Ends;

static Ends last_nodes(const Tree *tree) {
  Ends ends = {0};
  tree_each_child(tree, NODE_ROOT, child) ends = (Ends){{child, ends.at[0], ends.at[1]}};
  return ends;
}

static bool is_declaring(NodeKind kind) {
  return kind == TOKEN_LET_WORD || kind == TOKEN_CONST_WORD || kind == TOKEN_VAR_WORD;
}

// --- Statements ---------------------------------------------------------------------------------

static bool starts_statement_only(Text token) {
  static const Text words[] = {TEXT("if"),       TEXT("for"),   TEXT("while"),  TEXT("do"),
                               TEXT("switch"),   TEXT("try"),   TEXT("return"), TEXT("throw"),
                               TEXT("continue"), TEXT("break"), TEXT("const"),  TEXT("var")};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (text_is(token, words[i])) return true;
  }
  return false;
}

// Whether the nearest leaf is the brace of an expression in JSX.
static bool opens_jsx_expression(const ErrorScene *scene) {
  uint32_t count = scene->open.count;
  if (count < 2 || scene->open.at[count - 1].leaf != scene->last[0]) return false;
  return tree_kind(scene->tree, scene->open.at[count - 2].leaf) == TOKEN_LESS;
}

// `a => return b`, `a = if (b) c`
static bool is_statement_as_value(const ErrorScene *scene, FormFault *fault) {
  if (!starts_statement_only(scene->token) || scene->is_first_on_line) return false;
  NodeKind last = scene_kind(scene, 0);
  if (!expected_needs_value(last) && !opens_jsx_expression(scene)) return false;
  fault->message = MESSAGE_STATEMENT_AS_VALUE;
  fault->about = scene->token;
  if (last == TOKEN_ARROW) form_note(fault, MESSAGE_STATEMENT_BEHIND_ARROW, NULL, TEXT(""));
  if (last != TOKEN_ARROW && text_is(scene->token, TEXT("if")))
    form_note(fault, MESSAGE_CONDITION_AS_VALUE, NULL, TEXT(""));
  return true;
}

// `else (a) {`
static bool is_else_condition(const ErrorScene *scene, FormFault *fault) {
  const Tree *tree = scene->tree;
  if (!text_is(scene->token, TEXT("{")) || scene_kind(scene, 0) != TOKEN_PAREN_CLOSE) return false;
  NodeId word = NO_NODE;
  bool has_bracket = false;
  tree_each_child(tree, NODE_ROOT, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_ELSE_WORD)
      word = child, has_bracket = false;
    else if (word && child == tree->nodes[word].after)
      has_bracket = kind == TOKEN_PAREN_OPEN || kind == NODE_PARENTHESIZED_EXPRESSION;
  }
  return word && has_bracket &&
         form_fault(fault, MESSAGE_CONDITION_NEEDS_IF, tree_node(tree, word), TEXT(""));
}

static bool is_empty_catch(const ErrorScene *scene, FormFault *fault) {
  bool is_empty = text_is(scene->token, TEXT(")")) && scene_kind(scene, 0) == TOKEN_PAREN_OPEN &&
                  scene_kind(scene, 1) == TOKEN_CATCH_WORD;
  if (!is_empty) return false;
  fault->start = last_leaf(scene, 0)->start;
  fault->message = MESSAGE_CATCH_NOTHING;
  return true;
}

// `for (let a, b of c)`, `for (let a = 1 of b)`
static bool is_loop_declaration(const ErrorScene *scene, FormFault *fault) {
  const OpenBracket *head = scene_innermost(scene);
  bool is_over = text_is(scene->token, TEXT("of")) || text_is(scene->token, TEXT("in"));
  if (!head || scene_head(scene, head) != TOKEN_FOR_WORD || !is_over) return false;
  const Tree *tree = scene->tree;
  if (!is_declaring(tree_kind(tree, tree->nodes[head->leaf].after))) return false;
  bool has_comma = false, has_value = false;
  for (NodeId child = tree_next_sibling(tree, head->leaf); child;
       child = tree_next_sibling(tree, child)) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_SEMICOLON) return false;
    has_comma |= kind == TOKEN_COMMA;
    has_value |= kind == TOKEN_ASSIGN || tree_child(tree, child, FIELD_VALUE) != NO_NODE;
  }
  if (!has_comma && !has_value) return false;
  fault->message = has_comma ? MESSAGE_LOOP_VARIABLES : MESSAGE_LOOP_VALUE;
  fault->about = scene->token;
  return true;
}

// --- Functions ----------------------------------------------------------------------------------

// `() => {}()`
static bool is_arrow_used(const ErrorScene *scene, FormFault *fault) {
  Ends ends = last_nodes(scene->tree);
  bool ends_body = tree_kind(scene->tree, ends.at[0]) == NODE_STATEMENT_BLOCK &&
                   tree_kind(scene->tree, ends.at[1]) == TOKEN_ARROW;
  bool goes_on = scene->token.size && strchr("(.?|&*+-/<>=`", scene->token.at[0]);
  if (!ends_body || !goes_on) return false;
  fault->message = MESSAGE_ARROW_NEEDS_PARENTHESES;
  return true;
}

// `let f = a, b => c`
static bool are_bare_parameters(const ErrorScene *scene, FormFault *fault) {
  bool is_list = text_is(scene->token, TEXT("=>")) && scene_kind(scene, 1) == TOKEN_COMMA &&
                 scene_kind(scene, 0) == NODE_IDENTIFIER && scene_kind(scene, 2) == NODE_IDENTIFIER;
  if (!is_list) return false;
  fault->start = last_leaf(scene, 2)->start;
  fault->end = last_leaf(scene, 0)->end;
  fault->message = MESSAGE_PARAMETERS_NEED_PARENTHESES;
  return true;
}

static bool is_literal(NodeKind kind) {
  return IS_KIND(kind, NODE_NUMBER, NODE_THIS, NODE_TRUE, NODE_FALSE, NODE_NULL, NODE_SUPER,
                 TOKEN_DOUBLE_QUOTE, TOKEN_SINGLE_QUOTE, NODE_STRING);
}

// The literal that the leaf at `index` ends.
static Node literal_at(const ErrorScene *scene, int index) {
  Node literal = *last_leaf(scene, index);
  NodeKind kind = scene_kind(scene, index);
  if (kind != TOKEN_DOUBLE_QUOTE && kind != TOKEN_SINGLE_QUOTE) return literal;
  for (int i = index + 1; i < SCENE_LEAVES && scene->last[i]; i++) {
    literal.start = last_leaf(scene, i)->start;
    if (scene_kind(scene, i) == kind) break;
  }
  return literal;
}

// Whether the innermost bracket holds parameters or the parts of a pattern.
static bool holds_names(const ErrorScene *scene) {
  NodeKind before = kind_before_innermost(scene);
  if (innermost_kind(scene) != TOKEN_PAREN_OPEN) return is_declaring(before);
  if (before == TOKEN_FUNCTION_WORD) return true;
  const OpenBracket *innermost = scene_innermost(scene);
  if (before != NODE_IDENTIFIER) return false;
  NodeId first = innermost->before - 1;
  NodeKind head = tree_kind(scene->tree, first);
  if (head == TOKEN_STAR) head = tree_kind(scene->tree, first - 1);
  return head == TOKEN_FUNCTION_WORD;
}

// `function f(1)`, `let [1]`
static bool is_declared_literal(const ErrorScene *scene, FormFault *fault) {
  bool ends = scene->token.size && strchr(",)]}=", scene->token.at[0]);
  if (!ends || !is_literal(scene_kind(scene, 0)) || !holds_names(scene)) return false;
  Node literal = literal_at(scene, 0);
  return form_fault(fault, MESSAGE_INVALID_BINDING, &literal, TEXT(""));
}

// `(1) => a`
static bool is_literal_parameter(const ErrorScene *scene, FormFault *fault) {
  const Tree *tree = scene->tree;
  if (!text_is(scene->token, TEXT("=>")) || scene_kind(scene, 0) != TOKEN_PAREN_CLOSE) return false;
  NodeId found = NO_NODE;
  tree_each_child(tree, NODE_ROOT, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_PAREN_OPEN) found = NO_NODE;
    if (is_literal(kind) && !found) found = child;
  }
  if (!found) return false;
  Node literal = *tree_node(tree, found);
  NodeKind quote = tree_kind(tree, found);
  bool is_quote = quote == TOKEN_DOUBLE_QUOTE || quote == TOKEN_SINGLE_QUOTE;
  for (NodeId id = found + 1; is_quote && id < tree->node_count; id++) {
    literal.end = tree->nodes[id].end;
    if (tree_kind(tree, id) == quote) break;
  }
  return form_fault(fault, MESSAGE_INVALID_BINDING, &literal, TEXT(""));
}

static bool is_lone_yield(const ErrorScene *scene, FormFault *fault) {
  bool is_used = scene_kind(scene, 0) == NODE_IDENTIFIER &&
                 text_is(scene_word(scene, 0), TEXT("yield")) && !scene->is_first_on_line &&
                 scene_starts_operand(scene);
  return is_used && form_fault(fault, MESSAGE_YIELD_OUTSIDE, last_leaf(scene, 0), TEXT(""));
}

// --- Declarations -------------------------------------------------------------------------------

// `let a.b = 1`
static bool is_declared_property(const ErrorScene *scene, FormFault *fault) {
  bool is_property = is_declaring(scene_kind(scene, 1)) &&
                     scene_kind(scene, 0) == NODE_IDENTIFIER &&
                     (text_is(scene->token, TEXT(".")) || text_is(scene->token, TEXT("[")));
  return is_property &&
         form_fault(fault, MESSAGE_PROPERTY_DECLARED, last_leaf(scene, 1), scene_word(scene, 1));
}

static bool follows_declaration(const Tree *tree) {
  bool has_word = false;
  tree_each_child(tree, NODE_ROOT, child) {
    NodeKind kind = tree_kind(tree, child);
    has_word = is_declaring(kind) ||
               (has_word && (kind == TOKEN_COMMA || kind == NODE_VARIABLE_DECLARATOR ||
                             kind == NODE_IDENTIFIER));
  }
  return has_word;
}

// `let a, let b`: the second `let` was read as a name.
static bool is_second_word(const ErrorScene *scene, FormFault *fault) {
  if (!follows_declaration(scene->tree)) return false;
  bool is_name = scene_kind(scene, 1) == TOKEN_COMMA && scene_is_word(scene->token) &&
                 text_is(scene_word(scene, 0), TEXT("let"));
  if (is_name) return form_fault(fault, MESSAGE_SECOND_WORD, last_leaf(scene, 0), TEXT("let"));
  bool is_other = text_is(scene->token, TEXT("const")) || text_is(scene->token, TEXT("var"));
  if (!is_other || scene_kind(scene, 0) != TOKEN_COMMA || scene->is_first_on_line) return false;
  fault->message = MESSAGE_SECOND_WORD;
  fault->about = scene->token;
  return true;
}

static bool is_using_pattern(const ErrorScene *scene, FormFault *fault) {
  bool is_using = text_is(scene_word(scene, 0), TEXT("using")) && !scene->is_first_on_line &&
                  text_is(scene->token, TEXT("{"));
  if (!is_using) return false;
  fault->message = MESSAGE_USING_PATTERN;
  return true;
}

// --- Assignments --------------------------------------------------------------------------------

// `1 = a`, `this += a`: of an operator that assigns and does more, the first part was read.
static bool is_literal_target(const ErrorScene *scene, FormFault *fault) {
  if (!text_ends(scene->token, TEXT("=")) || text_starts(scene->token, TEXT("==")) ||
      (innermost_kind(scene) == TOKEN_BRACE_OPEN &&
       scene_holds_list(scene, scene_innermost(scene))))
    return false;
  bool is_split = !scene_ends_operand(scene) && scene->last[0] &&
                  last_leaf(scene, 0)->end == scene->at && scene_kind(scene, 0) != TOKEN_ASSIGN;
  int index = is_split ? 1 : 0;
  if (!is_literal(scene_kind(scene, index))) return false;
  Node literal = literal_at(scene, index);
  return form_fault(fault, MESSAGE_INVALID_TARGET, &literal, TEXT(""));
}

// `{a} = b`
static bool is_assigned_block(const ErrorScene *scene, FormFault *fault) {
  const Tree *tree = scene->tree;
  if (!text_is(scene->token, TEXT("=")) || scene_kind(scene, 0) != TOKEN_BRACE_CLOSE) return false;
  NodeId brace = NO_NODE;
  Ends ends = last_nodes(tree);
  if (tree_kind(tree, ends.at[0]) == NODE_STATEMENT_BLOCK)
    brace = tree_first_child(tree, ends.at[0]);
  else if (tree_kind(tree, ends.at[0]) == TOKEN_BRACE_CLOSE)
    brace = tree_kind(tree, ends.at[1]) == TOKEN_BRACE_OPEN ? ends.at[1] : ends.at[2];
  return tree_kind(tree, brace) == TOKEN_BRACE_OPEN &&
         form_fault(fault, MESSAGE_BLOCK_NOT_PATTERN, tree_node(tree, brace), TEXT(""));
}

// --- Objects and classes ------------------------------------------------------------------------

// Whether the innermost bracket is the brace of an object.
static bool is_in_object(const ErrorScene *scene) {
  NodeKind before = kind_before_innermost(scene);
  return innermost_kind(scene) == TOKEN_BRACE_OPEN &&
         scene_holds_list(scene, scene_innermost(scene)) && !is_declaring(before) &&
         before != TOKEN_IMPORT_WORD && before != TOKEN_EXPORT_WORD;
}

// `{ function a() {} }`, `{ a-b: 1 }`
static bool is_wrong_key(const ErrorScene *scene, FormFault *fault) {
  if (!is_in_object(scene)) return false;
  bool is_first = scene_kind(scene, 1) == TOKEN_BRACE_OPEN || scene_kind(scene, 1) == TOKEN_COMMA;
  if (!is_first || !scene_is_word(scene_word(scene, 0))) return false;
  if (text_is(scene_word(scene, 0), TEXT("function")) && scene_is_word(scene->token))
    return form_fault(fault, MESSAGE_METHOD_WORD, last_leaf(scene, 0), TEXT(""));
  if (!text_is(scene->token, TEXT(".")) && !text_is(scene->token, TEXT("-"))) return false;
  fault->message = MESSAGE_KEY_NEEDS_QUOTES;
  fault->about = scene->token;
  return true;
}

// `class A { b.c() }`
static bool is_code_in_class(const ErrorScene *scene, FormFault *fault) {
  bool is_code = form_is_class_body(scene) && text_is(scene->token, TEXT(".")) &&
                 scene_is_word(scene_word(scene, 0)) && scene_kind(scene, 1) != TOKEN_ASSIGN;
  return is_code && form_fault(fault, MESSAGE_CODE_IN_CLASS, last_leaf(scene, 0), TEXT(""));
}

static bool is_second_base(const ErrorScene *scene, FormFault *fault) {
  if (!text_is(scene->token, TEXT(",")) || scene_kind(scene, 1) != TOKEN_EXTENDS_WORD) return false;
  fault->message = MESSAGE_EXTENDS_TWO;
  return true;
}

// Whether a comment as in HTML starts at `at`: scripts have such, but this is no script.
static bool is_comment_at(const ErrorScene *scene, uint32_t at, Text sign, FormFault *fault) {
  if (!text_starts(text_slice(scene->source, at, scene->source.size), sign)) return false;
  fault->start = at;
  fault->end = at + sign.size;
  fault->message = MESSAGE_HTML_COMMENT;
  fault->about = sign;
  return true;
}

static bool is_html_comment(const ErrorScene *scene, FormFault *fault) {
  NodeId last = scene->last[0];
  if (!last) return false;
  uint32_t at = tree_node(scene->tree, last)->start;
  return is_comment_at(scene, at, TEXT("<!--"), fault) ||
         (scene->line_start == last && is_comment_at(scene, at, TEXT("-->"), fault));
}

bool value_find_fault(const ErrorScene *scene, FormFault *fault) {
  static bool (*const rules[])(const ErrorScene *, FormFault *) = {
      is_statement_as_value, is_else_condition,    is_empty_catch,      is_loop_declaration,
      is_arrow_used,         are_bare_parameters,  is_declared_literal, is_literal_parameter,
      is_lone_yield,         is_declared_property, is_second_word,      is_using_pattern,
      is_literal_target,     is_assigned_block,    is_wrong_key,        is_code_in_class,
      is_second_base,        is_html_comment,
  };
  *fault = (FormFault){.start = scene->at, .end = scene->at + scene->token.size};
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    if (rules[i](scene, fault)) return true;
  }
  return false;
}

// --- Hints --------------------------------------------------------------------------------------

NodeId value_open_condition(const ErrorScene *scene) {
  const Tree *tree = scene->tree;
  const OpenBracket *innermost = scene_innermost(scene);
  NodeId open = NO_NODE;
  tree_each_child(tree, NODE_ROOT, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_QUESTION)
      open = child;
    else if (kind == TOKEN_COLON || kind == TOKEN_SEMICOLON ||
             (innermost && child == innermost->leaf))
      open = NO_NODE;
  }
  bool ends =
      scene->token.size == 0 || scene->is_first_on_line || strchr(";)]},", scene->token.at[0]);
  return ends && scene_ends_operand(scene) ? open : NO_NODE;
}

// The brace of a block that was meant to be an object: `=> { a: 1, b: 2 }`.
static NodeId find_block(const ErrorScene *scene) {
  const Tree *tree = scene->tree;
  bool is_pair = text_is(scene->token, TEXT(":")) || text_is(scene->token, TEXT("..."));
  if (!is_pair || innermost_kind(scene) != TOKEN_BRACE_OPEN) return NO_NODE;
  const OpenBracket *innermost = scene_innermost(scene);
  bool is_body = kind_before_innermost(scene) == TOKEN_ARROW;
  bool is_block = !innermost->before || tree_kind(tree, innermost->before) == TOKEN_SEMICOLON;
  return is_body || is_block ? innermost->leaf : NO_NODE;
}

// The name that a string follows as if it were called: `console.log "a"`.
static Text find_callee(const ErrorScene *scene) {
  bool is_string = scene->token.size && strchr("\"'`", scene->token.at[0]);
  bool is_name =
      scene_kind(scene, 0) == NODE_IDENTIFIER || scene_kind(scene, 0) == NODE_PROPERTY_IDENTIFIER;
  if (!is_string || !is_name || scene->is_first_on_line) return TEXT("");
  int first = 0;
  while (first + 2 < SCENE_LEAVES && scene_kind(scene, first + 1) == TOKEN_DOT) first += 2;
  if (scene_is_word(scene_word(scene, first + 1))) return TEXT("");
  return text_slice(scene->source, last_leaf(scene, first)->start, last_leaf(scene, 0)->end);
}

// `f() {`, first on its line, as if it were a method.
static bool lacks_function(const ErrorScene *scene) {
  const Tree *tree = scene->tree;
  NodeId last = last_nodes(tree).at[0];
  bool is_call = text_is(scene->token, TEXT("{")) &&
                 tree_kind(tree, last) == NODE_CALL_EXPRESSION &&
                 tree_kind(tree, tree_child(tree, last, FIELD_FUNCTION)) == NODE_IDENTIFIER;
  if (!is_call || text_starts(tree_text(tree, last), TEXT("async"))) return false;
  uint32_t at = tree->nodes[last].start;
  while (at > 0 && strchr(" \t", scene->source.at[at - 1])) at--;
  return at == 0 || scene->source.at[at - 1] == '\n';
}

// How many semicolons there are in the head of a loop so far; 2 where it goes over something.
static int count_parts(const ErrorScene *scene, const OpenBracket *head) {
  const Tree *tree = scene->tree;
  int count = 0;
  for (NodeId id = head->leaf + 1; id < tree->node_count; id++) {
    NodeKind kind = tree_kind(tree, id);
    if (kind == NODE_STATEMENT_BLOCK) id = tree->nodes[id].after - 1;
    if (kind == TOKEN_OF_WORD || kind == TOKEN_IN_WORD) return 2;
    count += kind == TOKEN_SEMICOLON;
  }
  return count;
}

Text value_after_part(const ErrorScene *scene, const OpenBracket *head) {
  return count_parts(scene, head) < 2 ? TEXT(";") : TEXT(")");
}

// Whether the error is in the head of a loop that lacks a part, or has too many.
static bool lacks_part(const ErrorScene *scene) {
  const OpenBracket *head = scene_innermost(scene);
  if (!head || scene_head(scene, head) != TOKEN_FOR_WORD) return false;
  return count_parts(scene, head) < 2 || text_is(scene->token, TEXT(";"));
}

bool value_find_hint(const ErrorScene *scene, FormFault *hint) {
  NodeId condition = value_open_condition(scene), block = find_block(scene);
  Text callee = find_callee(scene);
  if (condition)
    return form_note(hint, MESSAGE_CONDITION_STARTS, tree_node(scene->tree, condition), TEXT(""));
  if (block)
    return form_note(hint, MESSAGE_BLOCK_NOT_OBJECT, tree_node(scene->tree, block), TEXT(""));
  if (callee.size) return form_note(hint, MESSAGE_CALL_NEEDS_PARENTHESES, NULL, callee);
  if (lacks_function(scene)) return form_note(hint, MESSAGE_FUNCTION_WORD_LACKS, NULL, TEXT(""));
  if (lacks_part(scene)) return form_note(hint, MESSAGE_LOOP_PARTS, NULL, TEXT(""));
  return false;
}
