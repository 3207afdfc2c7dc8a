// What each kind of node says: lists are a step in from what opens them, parts of an expression
// from its first token.
#include "rules/indent_visit.h"

static const Node *node_of(const IndentWalk *walk, NodeId node) {
  return tree_node(walk->tree, node);
}

static TokenId first_of(const IndentWalk *walk, NodeId node) {
  return node ? token_first(walk->all.tokens, walk->tree, node) : 0;
}

static TokenId last_of(const IndentWalk *walk, NodeId node) {
  return node ? token_last(walk->all.tokens, walk->tree, node) : 0;
}

static TokenId next_of(const IndentWalk *walk, TokenId id) {
  return token_next(walk->all.tokens, id);
}

static TokenId previous_of(const IndentWalk *walk, TokenId id) {
  return token_previous(walk->all.tokens, id);
}

static NodeId field_of(const IndentWalk *walk, NodeId node, NodeField field) {
  return tree_child(walk->tree, node, field);
}

static NodeId inside(const IndentWalk *walk, NodeId node) {
  return node ? tree_inside_parentheses(walk->tree, node) : NO_NODE;
}

static NodeKind kind_of(const IndentWalk *walk, NodeId node) {
  return tree_kind(walk->tree, node);
}

static bool are_on_one_line(IndentWalk *walk, TokenId left, TokenId right) {
  return is_on_one_line(walk->all.code, left, right);
}

static bool is_token(const IndentWalk *walk, TokenId id, NodeKind kind) {
  return token_is(walk->all.tokens, id, kind);
}

// The tokens of a node, from its first one up to its last one.
static void say_node(IndentWalk *walk, NodeId node, TokenId from, int32_t steps) {
  indent_range(&walk->all, first_of(walk, node), last_of(walk, node) + 1, from, steps);
}

// ---- Lists

// The line that a token ends on; line ends at the end of a text of JSX don't count.
static uint32_t end_line(IndentWalk *walk, TokenId id) {
  const TokenTable *tokens = walk->all.tokens;
  uint32_t end = tokens->at[id].end;
  if (tokens->at[id].type == TOKEN_TYPE_JSX_TEXT) {
    while (end > tokens->at[id].start && strchr(" \t\r\n", tokens->text.at[end - 1])) --end;
  }
  return source_line(walk->all.code, end);
}

static void say_item(IndentWalk *walk, uint32_t index, TokenId open, int32_t steps) {
  NodeId item = walk->items.at[index];
  TokenId first = first_of(walk, item);
  if (steps == STEPS_OFF) indent_ignore(&walk->all, first);
  if (index == 0) return;
  if (steps == STEPS_FIRST && begins_line(&walk->all, first)) {
    indent_align(&walk->all, first, first_of(walk, walk->items.at[0]));
    return;
  }
  NodeId before = walk->items.at[index - 1];
  if (!before) return;
  TokenId last = last_of(walk, inside(walk, before));
  if (end_line(walk, last) > end_line(walk, open))
    indent_range(&walk->all, last + 1, last_of(walk, inside(walk, item)) + 1,
                 first_of(walk, before), 0);
}

// The items of walk->items between two brackets.
static void say_list(IndentWalk *walk, TokenId open, TokenId close, int32_t steps) {
  indent_range(&walk->all, open + 1, close, open, steps < 0 ? 1 : steps);
  indent_token(&walk->all, close, open, 0);
  if (steps == STEPS_FIRST && walk->items.count && !walk->items.at[0]) return;
  for (uint32_t i = 0; i < walk->items.count; i++) {
    if (walk->items.at[i]) say_item(walk, i, open, steps);
  }
}

static void collect_items(IndentWalk *walk, NodeId list) {
  walk->items.count = 0;
  tree_each_named(walk->tree, list, item) array_push(walk->all.arena, &walk->items, item);
}

// Likewise, with NO_NODE for a hole.
static void collect_places(IndentWalk *walk, NodeId list) {
  walk->items.count = 0;
  NodeId item = NO_NODE;
  tree_each_child(walk->tree, list, child) {
    if (kind_is_named(kind_of(walk, child))) item = child;
    if (kind_of(walk, child) != TOKEN_COMMA) continue;
    array_push(walk->all.arena, &walk->items, item);
    item = NO_NODE;
  }
  if (item) array_push(walk->all.arena, &walk->items, item);
}

static void mark_list(IndentWalk *walk, TokenId open, TokenId close) {
  walk->all.is_list_paren[open] = walk->all.is_list_paren[close] = true;
}

static void visit_list(IndentWalk *walk, NodeId node, int32_t steps) {
  collect_places(walk, node);
  say_list(walk, first_of(walk, node), last_of(walk, node), steps);
}

// ---- Statements

static void say_body(IndentWalk *walk, NodeId body) {
  if (!body || kind_of(walk, body) == NODE_STATEMENT_BLOCK) return;
  TokenId first = first_of(walk, body), before = previous_of(walk, first);
  while (is_token(walk, before, TOKEN_PAREN_OPEN)) before = previous_of(walk, before);
  indent_range(&walk->all, first, last_of(walk, body) + 1, before, 1);
}

static bool is_list_parent(NodeKind kind) {
  switch ((int)kind) {
  case NODE_CLASS_STATIC_BLOCK:
  case NODE_PROGRAM:
  case NODE_STATEMENT_BLOCK:
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT: return true;
  default: return false;
  }
}

static bool is_function_value(NodeKind kind) {
  return kind == NODE_ARROW_FUNCTION || kind == NODE_FUNCTION_EXPRESSION ||
         kind == NODE_GENERATOR_FUNCTION || kind == NODE_METHOD_DEFINITION;
}

static bool is_passed_outward(const IndentWalk *walk, NodeId node) {
  switch ((int)kind_of(walk, node)) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_VARIABLE_DECLARATOR: return true;
  case NODE_BINARY_EXPRESSION:
    return text_is(estree_type(walk->tree, node), TEXT("LogicalExpression"));
  case NODE_UNARY_EXPRESSION:
    switch ((int)kind_of(walk, field_of(walk, node, FIELD_OPERATOR))) {
    case TOKEN_MINUS:
    case TOKEN_NOT:
    case TOKEN_PLUS:
    case TOKEN_TILDE: return true;
    default: return false;
    }
  default: return false;
  }
}

// Whether a function is called where it stands, by a statement of the program.
static bool is_outer_call(const IndentWalk *walk, NodeId function) {
  NodeId callee = tree_outside_parentheses(walk->tree, function),
         call = node_of(walk, callee)->parent;
  if (kind_of(walk, call) != NODE_CALL_EXPRESSION || node_of(walk, callee)->field != FIELD_FUNCTION)
    return false;
  NodeId statement = estree_parent(walk->tree, call);
  while (is_passed_outward(walk, statement)) statement = estree_parent(walk->tree, statement);
  switch ((int)kind_of(walk, statement)) {
  case NODE_EXPRESSION_STATEMENT:
  case NODE_LEXICAL_DECLARATION:
  case NODE_VARIABLE_DECLARATION: return node_of(walk, statement)->parent == NODE_ROOT;
  default: return false;
  }
}

static int32_t steps_of_body(const IndentWalk *walk, NodeId parent) {
  NodeKind kind = kind_of(walk, parent);
  const IndentSettings *settings = walk->settings;
  if (is_function_value(kind) && is_outer_call(walk, parent)) return settings->outer_body;
  if (is_function_value(kind)) return settings->body;
  return kind_is_function(kind) ? settings->declared_body : 1;
}

static void visit_block(IndentWalk *walk, NodeId node) {
  NodeId parent = node_of(walk, node)->parent;
  NodeKind kind = kind_of(walk, parent);
  TokenId first = first_of(walk, node);
  if (kind == NODE_CLASS_STATIC_BLOCK) return;
  if (!is_list_parent(kind)) {
    bool is_clause = kind == NODE_ELSE_CLAUSE || kind == NODE_FINALLY_CLAUSE;
    NodeId around = is_clause ? node_of(walk, parent)->parent : parent;
    bool is_method = kind == NODE_METHOD_DEFINITION;
    NodeId start = is_method ? field_of(walk, parent, FIELD_PARAMETERS) : around;
    indent_token(&walk->all, first, first_of(walk, start), 0);
  }
  collect_items(walk, node);
  say_list(walk, first, last_of(walk, node), steps_of_body(walk, parent));
}

static void visit_static_block(IndentWalk *walk, NodeId node) {
  NodeId body = field_of(walk, node, FIELD_BODY);
  collect_items(walk, body);
  say_list(walk, first_of(walk, body), last_of(walk, body), walk->settings->static_body);
}

static void visit_for(IndentWalk *walk, NodeId node) {
  static const NodeField fields[] = {FIELD_INITIALIZER, FIELD_CONDITION, FIELD_INCREMENT};
  TokenId open = next_of(walk, first_of(walk, node));
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    NodeId part = inside(walk, field_of(walk, node, fields[i]));
    if (part && kind_is_named(kind_of(walk, part))) {
      bool is_declaration = i == 0 && kind_is_statement(kind_of(walk, part));
      TokenId end = last_of(walk, part) + !is_declaration;
      indent_range(&walk->all, first_of(walk, part), end, open, 1);
    }
  }
}

static void visit_loop(IndentWalk *walk, NodeId node) {
  if (kind_of(walk, node) == NODE_FOR_STATEMENT) visit_for(walk, node);
  say_body(walk, field_of(walk, node, FIELD_BODY));
  array_push(walk->all.arena, &walk->endings, node);
}

static NodeId alternative_of(const IndentWalk *walk, NodeId node) {
  NodeId clause = field_of(walk, node, FIELD_ALTERNATIVE);
  return clause ? tree_first_named(walk->tree, clause) : NO_NODE;
}

static void visit_if(IndentWalk *walk, NodeId node) {
  say_body(walk, field_of(walk, node, FIELD_CONSEQUENCE));
  say_body(walk, alternative_of(walk, node));
  array_push(walk->all.arena, &walk->endings, node);
}

static void end_body(IndentWalk *walk, NodeId body, NodeId statement) {
  TokenId last = last_of(walk, body);
  if (!is_token(walk, last, TOKEN_SEMICOLON)) return;
  TokenId before = previous_of(walk, last), after = next_of(walk, last);
  if (after && !are_on_one_line(walk, before, last) && are_on_one_line(walk, last, after))
    indent_token(&walk->all, last, first_of(walk, statement), 0);
}

void indent_endings(IndentWalk *walk) {
  for (uint32_t i = walk->endings.count; i-- > 0;) {
    NodeId node = walk->endings.at[i];
    bool is_if = kind_of(walk, node) == NODE_IF_STATEMENT;
    end_body(walk, field_of(walk, node, is_if ? FIELD_CONSEQUENCE : FIELD_BODY), node);
    if (is_if) end_body(walk, alternative_of(walk, node), node);
  }
}

static void visit_switch(IndentWalk *walk, NodeId node) {
  NodeId body = field_of(walk, node, FIELD_BODY);
  TokenId open = first_of(walk, body), close = last_of(walk, body);
  indent_range(&walk->all, open + 1, close, open, walk->settings->of_case);
  if (!tree_first_named(walk->tree, body)) return;
  for (TokenId id = close - 1; token_is_comment(walk->all.tokens, id); id--)
    indent_ignore(&walk->all, id);
}

static void visit_case(IndentWalk *walk, NodeId node) {
  NodeId only = NO_NODE;
  uint32_t count = 0;
  bool is_behind = false;
  tree_each_child(walk->tree, node, child) {
    if (is_behind && kind_is_named(kind_of(walk, child))) only = child, ++count;
    is_behind |= kind_of(walk, child) == TOKEN_COLON;
  }
  if (count == 1 && kind_of(walk, only) == NODE_STATEMENT_BLOCK) return;
  TokenId word = first_of(walk, node), after = next_of(walk, last_of(walk, node));
  indent_range(&walk->all, word + 1, after, word, 1);
}

static int32_t steps_of_declaration(const IndentWalk *walk, NodeId node) {
  switch ((int)walk->all.tokens->at[first_of(walk, node)].kind) {
  case TOKEN_VAR_WORD: return walk->settings->in_var;
  case TOKEN_LET_WORD: return walk->settings->in_let;
  case TOKEN_CONST_WORD: return walk->settings->in_const;
  default: return walk->settings->in_using;
  }
}

static void visit_declaration(IndentWalk *walk, NodeId node) {
  int32_t steps = steps_of_declaration(walk, node);
  TokenId first = first_of(walk, node), last = last_of(walk, node);
  walk->items.count = 0;
  tree_each_named(walk->tree, node, child) {
    if (kind_of(walk, child) == NODE_VARIABLE_DECLARATOR)
      array_push(walk->all.arena, &walk->items, child);
  }
  if (!walk->items.count) return;
  if (steps == STEPS_FIRST && walk->items.count > 1) {
    say_list(walk, first, last, STEPS_FIRST);
    return;
  }
  if (steps < 0) steps = 1;
  TokenId start = first_of(walk, array_last(&walk->items));
  bool is_lower = source_line(walk->all.code, walk->all.tokens->at[start].start) >
                  source_line(walk->all.code, walk->all.tokens->at[first].start);
  if (is_lower)
    indent_range_forced(&walk->all, first, last + 1, first, steps);
  else
    indent_range(&walk->all, first, last + 1, first, steps);
  if (is_token(walk, last, TOKEN_SEMICOLON)) indent_ignore(&walk->all, last);
}

static void say_sign(IndentWalk *walk, TokenId sign) {
  TokenId after = next_of(walk, sign);
  int32_t steps = walk->settings->assignment;
  if (steps == STEPS_OFF) {
    indent_ignore(&walk->all, sign);
    indent_ignore(&walk->all, after);
    return;
  }
  indent_token(&walk->all, sign, previous_of(walk, sign), steps);
  indent_token(&walk->all, after, sign, steps);
}

static void visit_declarator(IndentWalk *walk, NodeId node) {
  NodeId value = field_of(walk, node, FIELD_VALUE);
  if (!value) return;
  TokenId after = first_of(walk, value), sign = previous_of(walk, after);
  indent_range(&walk->all, after, last_of(walk, node) + 1, sign, 1);
  indent_token(&walk->all, sign, previous_of(walk, sign), 0);
  say_sign(walk, sign);
}

// ---- Modules

// `with { type: "json" }`
static void say_attributes(IndentWalk *walk, NodeId node) {
  NodeId attributes = tree_child_of_kind(walk->tree, node, NODE_IMPORT_ATTRIBUTE);
  if (!attributes || !walk->settings->is_stylistic) return;
  NodeId object = tree_child_of_kind(walk->tree, attributes, NODE_OBJECT);
  TokenId word = first_of(walk, attributes), first = first_of(walk, node),
          open = first_of(walk, object), close = last_of(walk, object);
  indent_token(&walk->all, word, first, 1);
  indent_range(&walk->all, open, close + 1, word, 0);
  indent_range(&walk->all, open + 1, close, open, 1);
}

static void visit_import(IndentWalk *walk, NodeId node) {
  NodeId clause = tree_child_of_kind(walk->tree, node, NODE_IMPORT_CLAUSE);
  NodeId names = clause ? tree_child_of_kind(walk->tree, clause, NODE_NAMED_IMPORTS) : NO_NODE;
  if (names && tree_first_named(walk->tree, names)) {
    collect_items(walk, names);
    say_list(walk, first_of(walk, names), last_of(walk, names), walk->settings->import);
  }
  TokenId source = first_of(walk, field_of(walk, node, FIELD_SOURCE)),
          from = previous_of(walk, source), last = last_of(walk, node);
  say_attributes(walk, node);
  if (!is_token(walk, from, TOKEN_FROM_WORD)) return;
  bool is_tight = walk->all.tokens->at[last].start == walk->all.tokens->at[source].end;
  indent_range(&walk->all, from, is_tight ? last + 1 : source + 1, first_of(walk, node), 1);
}

static void visit_export(IndentWalk *walk, NodeId node) {
  NodeId names = tree_child_of_kind(walk->tree, node, NODE_EXPORT_CLAUSE);
  NodeId source = field_of(walk, node, FIELD_SOURCE);
  say_attributes(walk, node);
  if (!names && source && walk->settings->is_stylistic) {
    TokenId text = first_of(walk, source);
    indent_range(&walk->all, previous_of(walk, text), text + 1, first_of(walk, node), 1);
  }
  if (!names) return;
  TokenId close = last_of(walk, names);
  collect_items(walk, names);
  say_list(walk, first_of(walk, names), close, 1);
  if (source) indent_range(&walk->all, close + 1, last_of(walk, node) + 1, first_of(walk, node), 1);
}

// ---- Functions and classes

static void visit_function(IndentWalk *walk, NodeId node) {
  NodeKind kind = kind_of(walk, node);
  NodeId list = field_of(walk, node, FIELD_PARAMETERS);
  if (kind == NODE_METHOD_DEFINITION) {
    TokenId from = first_of(walk, list);
    indent_range(&walk->all, from, last_of(walk, node) + 1, from, 0);
  }
  if (list) {
    TokenId open = first_of(walk, list), close = last_of(walk, list);
    mark_list(walk, open, close);
    collect_items(walk, list);
    say_list(walk, open, close,
             is_function_value(kind) ? walk->settings->parameters
                                     : walk->settings->declared_parameters);
  }
  if (kind == NODE_ARROW_FUNCTION) {
    NodeId body = field_of(walk, node, FIELD_BODY);
    say_body(walk, body);
  }
}

static void visit_class(IndentWalk *walk, NodeId node) {
  NodeId heritage = tree_child_of_kind(walk->tree, node, NODE_CLASS_HERITAGE);
  if (!heritage) return;
  indent_range(&walk->all, first_of(walk, heritage),
               first_of(walk, field_of(walk, node, FIELD_BODY)), first_of(walk, node), 1);
}

static void visit_class_body(IndentWalk *walk, NodeId node) {
  TokenId first = first_of(walk, node);
  indent_token(&walk->all, first, first_of(walk, node_of(walk, node)->parent), 0);
  collect_items(walk, node);
  say_list(walk, first, last_of(walk, node), 1);
}

static TokenId last_with_semicolon(const IndentWalk *walk, NodeId field) {
  TokenId last = last_of(walk, field), after = next_of(walk, last);
  NodeId next = tree_next_sibling(walk->tree, field);
  return kind_of(walk, next) == TOKEN_SEMICOLON ? after : last;
}

static void visit_field(IndentWalk *walk, NodeId node) {
  TokenId first = first_of(walk, node), last = last_with_semicolon(walk, node);
  indent_range(&walk->all, first, last + 1, first, 0);
  NodeId key = field_of(walk, node, FIELD_PROPERTY), value = field_of(walk, node, FIELD_VALUE);
  TokenId key_first = first_of(walk, key), key_last = last_of(walk, key);
  if (kind_of(walk, key) == NODE_COMPUTED_PROPERTY_NAME) {
    if (key_first != first) indent_token(&walk->all, key_first, first, 0);
    indent_range(&walk->all, key_first + 1, key_last, key_first, 1);
    indent_token(&walk->all, key_last, key_first, 0);
  } else if (key_first != first) {
    indent_token(&walk->all, key_first, first, 1);
  }
  TokenId owner = key_last;
  if (value) {
    TokenId after = first_of(walk, value), sign = previous_of(walk, after);
    indent_token(&walk->all, sign, key_last, 1);
    indent_token(&walk->all, after, sign, 1);
    if (walk->settings->is_stylistic) say_sign(walk, sign);
    owner = sign;
  }
  if (is_token(walk, last, TOKEN_SEMICOLON)) indent_token(&walk->all, last, owner, 1);
}

static void visit_pair(IndentWalk *walk, NodeId node) {
  NodeId value = field_of(walk, node, FIELD_VALUE), list = node_of(walk, node)->parent;
  bool is_attribute = walk->settings->is_stylistic &&
                      kind_of(walk, node_of(walk, list)->parent) == NODE_IMPORT_ATTRIBUTE;
  if (value && !is_attribute) indent_ignore(&walk->all, first_of(walk, value));
}

// ---- Expressions

static void visit_assignment(IndentWalk *walk, NodeId node) {
  TokenId after = first_of(walk, field_of(walk, node, FIELD_RIGHT)),
          sign = previous_of(walk, after);
  TokenId left = last_of(walk, inside(walk, field_of(walk, node, FIELD_LEFT)));
  indent_range(&walk->all, sign, last_of(walk, node) + 1, left, 1);
  say_sign(walk, sign);
}

static void visit_binary(IndentWalk *walk, NodeId node) {
  TokenId after = first_of(walk, field_of(walk, node, FIELD_RIGHT)),
          sign = previous_of(walk, after);
  indent_ignore(&walk->all, sign);
  indent_ignore(&walk->all, after);
  indent_token(&walk->all, after, sign, 0);
}

static void visit_arguments(IndentWalk *walk, NodeId node) {
  NodeId call = node_of(walk, node)->parent,
         question = tree_child_of_kind(walk->tree, call, NODE_OPTIONAL_CHAIN);
  TokenId open = first_of(walk, node), close = last_of(walk, node);
  mark_list(walk, open, close);
  if (question) {
    TokenId dot = first_of(walk, question), last = previous_of(walk, dot);
    TokenId first = first_of(walk, field_of(walk, call, FIELD_FUNCTION));
    indent_token(&walk->all, dot, are_on_one_line(walk, last, open) ? last : first, 1);
  }
  NodeId callee = inside(walk, field_of(walk, call, FIELD_FUNCTION));
  NodeId template = kind_of(walk, callee) == NODE_CALL_EXPRESSION
                        ? field_of(walk, callee, FIELD_ARGUMENTS)
                        : NO_NODE;
  bool is_tagged = kind_of(walk, template) == NODE_TEMPLATE_STRING;
  indent_token(&walk->all, open, previous_of(walk, is_tagged ? first_of(walk, template) : open), 0);
  collect_items(walk, node);
  say_list(walk, open, close, walk->settings->arguments);
}

static void visit_member(IndentWalk *walk, NodeId node) {
  bool is_computed = kind_of(walk, node) == NODE_SUBSCRIPT_EXPRESSION;
  NodeId object = tree_first_child(walk->tree, node);
  TokenId first = first_of(walk, object), last = last_of(walk, object), dot = next_of(walk, last),
          second = next_of(walk, dot);
  if (is_computed) {
    NodeId index = inside(walk, field_of(walk, node, FIELD_INDEX));
    indent_token(&walk->all, last_of(walk, node), dot, 0);
    say_node(walk, index, dot, 1);
  }
  TokenId base = are_on_one_line(walk, last, is_computed ? dot : second) ? last : first;
  int32_t steps = walk->settings->member;
  if (steps >= 0) {
    indent_token(&walk->all, dot, base, steps);
    indent_token(&walk->all, second, is_computed ? dot : base, steps);
    return;
  }
  indent_ignore(&walk->all, dot);
  indent_ignore(&walk->all, second);
  indent_token(&walk->all, dot, base, 0);
  indent_token(&walk->all, second, dot, 0);
}

static bool is_on_first_line(IndentWalk *walk, NodeId node) {
  TokenId first = first_of(walk, node);
  NodeId at = node;
  while (at && !kind_is_statement(kind_of(walk, at))) at = node_of(walk, at)->parent;
  return !at || source_same_line(walk->all.code, node_of(walk, at)->start,
                                 walk->all.tokens->at[first].start);
}

static int32_t steps_of_branch(const IndentWalk *walk, NodeId branch) {
  const IndentSettings *settings = walk->settings;
  if (!settings->offsets_ternary) return 1;
  if (walk->all.tokens->at[first_of(walk, branch)].type == TOKEN_TYPE_PUNCTUATOR) return 2;
  switch ((int)kind_of(walk, branch)) {
  case NODE_CALL_EXPRESSION: return settings->offsets_call ? 2 : 1;
  case NODE_AWAIT_EXPRESSION: return settings->offsets_await ? 2 : 1;
  case NODE_NEW_EXPRESSION: return settings->offsets_new ? 2 : 1;
  default: return 1;
  }
}

static void visit_ternary(IndentWalk *walk, NodeId node) {
  NodeId test = inside(walk, field_of(walk, node, FIELD_CONDITION)),
         yes = field_of(walk, node, FIELD_CONSEQUENCE),
         no = field_of(walk, node, FIELD_ALTERNATIVE);
  if (walk->settings->is_flat_ternary &&
      are_on_one_line(walk, last_of(walk, test), first_of(walk, inside(walk, yes))) &&
      !is_on_first_line(walk, node))
    return;
  TokenId first = first_of(walk, node), yes_first = first_of(walk, yes),
          question = previous_of(walk, yes_first), no_first = first_of(walk, no),
          colon = previous_of(walk, no_first), yes_last = previous_of(walk, colon);
  indent_token(&walk->all, question, first, 1);
  indent_token(&walk->all, colon, first, 1);
  indent_token(&walk->all, yes_first, first, steps_of_branch(walk, yes));
  if (are_on_one_line(walk, yes_last, no_first))
    indent_token(&walk->all, no_first, yes_first, 0);
  else
    indent_token(&walk->all, no_first, first, steps_of_branch(walk, no));
}

// How far the line of a template's text is indented that a substitution stands in.
static int32_t steps_of_text(IndentWalk *walk, uint32_t end) {
  uint32_t step = walk->settings->unit.size;
  if (!walk->settings->is_stylistic || !step) return 0;
  return (int32_t)((line_indent(walk->all.code, end).size + step - 1) / step);
}

static void visit_template(IndentWalk *walk, NodeId node) {
  const TokenTable *tokens = walk->all.tokens;
  tree_each_child(walk->tree, node, child) {
    if (kind_of(walk, child) != NODE_TEMPLATE_SUBSTITUTION) continue;
    TokenId before = tokens->by_node[tree_first_child(walk->tree, child)],
            after = tokens->by_node[tree_last_child(walk->tree, child)];
    bool is_single =
        source_same_line(walk->all.code, tokens->at[before].start, tokens->at[before].end);
    TokenId from = is_single ? before : 0;
    int32_t steps = from ? 0 : steps_of_text(walk, tokens->at[before].end);
    indent_range(&walk->all, before + 1, after, from, steps + 1);
    indent_token(&walk->all, after, from, steps);
  }
}

// ---- JSX

static void visit_element(IndentWalk *walk, NodeId node) {
  JsxChild child = {0};
  walk->items.count = 0;
  while (jsx_next_child(walk->tree, node, &child)) {
    NodeId item = child.node;
    TokenId text = item ? 0 : token_at(walk->all.tokens, child.span.start);
    if (text && walk->all.tokens->at[text].type == TOKEN_TYPE_JSX_TEXT)
      item = walk->all.tokens->at[text].node;
    array_push(walk->all.arena, &walk->items, item);
  }
  say_list(walk, first_of(walk, jsx_open_tag(walk->tree, node)),
           first_of(walk, jsx_close_tag(walk->tree, node)), 1);
}

static void visit_open_tag(IndentWalk *walk, NodeId node) {
  TokenId first = first_of(walk, node), last = last_of(walk, node);
  NodeId name = field_of(walk, node, FIELD_NAME);
  if (!name) {
    indent_range(&walk->all, first, last + 1, first, 1);
    indent_align(&walk->all, last, first);
    return;
  }
  if (kind_of(walk, node) == NODE_JSX_SELF_CLOSING_ELEMENT) { // the slash closes the list
    TokenId slash = previous_of(walk, last);
    indent_token(&walk->all, last, slash, 0);
    last = slash;
  }
  say_node(walk, name, first, 0);
  walk->items.count = 0;
  for (NodeId id = jsx_first_property(walk->tree, node); id; id = jsx_next_property(walk->tree, id))
    array_push(walk->all.arena, &walk->items, id);
  say_list(walk, first, last, 1);
}

static void visit_close_tag(IndentWalk *walk, NodeId node) {
  TokenId first = first_of(walk, node), last = last_of(walk, node);
  NodeId name = field_of(walk, node, FIELD_NAME);
  if (name) {
    say_node(walk, name, first, 1);
    return;
  }
  TokenId slash = previous_of(walk, last);
  indent_range(&walk->all, first, last + 1, first, 1);
  indent_align(&walk->all, are_on_one_line(walk, slash, last) ? slash : last, first);
}

static void visit_property(IndentWalk *walk, NodeId node) {
  NodeId sign = tree_child_of_kind(walk->tree, node, TOKEN_ASSIGN);
  if (!sign) return;
  TokenId equals = first_of(walk, sign);
  indent_range(&walk->all, equals, last_of(walk, node) + 1, first_of(walk, node), 1);
  if (walk->settings->is_stylistic) indent_token(&walk->all, next_of(walk, equals), equals, 1);
}

static void visit_braces(IndentWalk *walk, NodeId node) {
  TokenId open = first_of(walk, node);
  indent_range(&walk->all, open + 1, last_of(walk, node), open, 1);
}

// ---- All of them

// Whether ESLint's tree has a node for it that can have several tokens.
static bool is_node(const IndentWalk *walk, NodeId node) {
  switch ((int)kind_of(walk, node)) {
  case NODE_ARGUMENTS:
  case NODE_CLASS_HERITAGE:
  case NODE_COMPUTED_PROPERTY_NAME:
  case NODE_ELSE_CLAUSE:
  case NODE_EXPORT_CLAUSE:
  case NODE_FINALLY_CLAUSE:
  case NODE_FORMAL_PARAMETERS:
  case NODE_IMPORT_CLAUSE:
  case NODE_NAMED_IMPORTS:
  case NODE_OPTIONAL_CHAIN:
  case NODE_PARENTHESIZED_EXPRESSION:
  case NODE_STRING:
  case NODE_SWITCH_BODY:
  case NODE_TEMPLATE_SUBSTITUTION: return false;
  case NODE_STATEMENT_BLOCK:
    return kind_of(walk, node_of(walk, node)->parent) != NODE_CLASS_STATIC_BLOCK;
  default: return kind_is_named(kind_of(walk, node)) && !tree_is_leaf(walk->tree, node);
  }
}

static void visit_statement(IndentWalk *walk, NodeId node) {
  switch ((int)kind_of(walk, node)) {
  case NODE_STATEMENT_BLOCK: visit_block(walk, node); return;
  case NODE_CLASS_STATIC_BLOCK: visit_static_block(walk, node); return;
  case NODE_CLASS_BODY: visit_class_body(walk, node); return;
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION: visit_class(walk, node); return;
  case NODE_FIELD_DEFINITION: visit_field(walk, node); return;
  case NODE_DO_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_WHILE_STATEMENT:
  case NODE_WITH_STATEMENT: visit_loop(walk, node); return;
  case NODE_IF_STATEMENT: visit_if(walk, node); return;
  case NODE_SWITCH_STATEMENT: visit_switch(walk, node); return;
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT: visit_case(walk, node); return;
  case NODE_LEXICAL_DECLARATION:
  case NODE_USING_DECLARATION:
  case NODE_VARIABLE_DECLARATION: visit_declaration(walk, node); return;
  case NODE_VARIABLE_DECLARATOR: visit_declarator(walk, node); return;
  case NODE_IMPORT_STATEMENT: visit_import(walk, node); return;
  case NODE_EXPORT_STATEMENT: visit_export(walk, node); return;
  default: return;
  }
}

static void visit_expression(IndentWalk *walk, NodeId node) {
  switch ((int)kind_of(walk, node)) {
  case NODE_ARRAY:
  case NODE_ARRAY_PATTERN: visit_list(walk, node, walk->settings->array); return;
  case NODE_OBJECT:
  case NODE_OBJECT_PATTERN: visit_list(walk, node, walk->settings->object); return;
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: visit_assignment(walk, node); return;
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    if (walk->settings->is_stylistic) visit_assignment(walk, node);
    return;
  case NODE_BINARY_EXPRESSION: visit_binary(walk, node); return;
  case NODE_ARGUMENTS: visit_arguments(walk, node); return;
  case NODE_MEMBER_EXPRESSION:
  case NODE_META_PROPERTY:
  case NODE_SUBSCRIPT_EXPRESSION: visit_member(walk, node); return;
  case NODE_TERNARY_EXPRESSION: visit_ternary(walk, node); return;
  case NODE_TEMPLATE_STRING: visit_template(walk, node); return;
  case NODE_PAIR:
  case NODE_PAIR_PATTERN: visit_pair(walk, node); return;
  case NODE_JSX_ELEMENT: visit_element(walk, node); return;
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: visit_open_tag(walk, node); return;
  case NODE_JSX_CLOSING_ELEMENT: visit_close_tag(walk, node); return;
  case NODE_JSX_ATTRIBUTE: visit_property(walk, node); return;
  case NODE_JSX_EXPRESSION: visit_braces(walk, node); return;
  default: return;
  }
}

void indent_visit(IndentWalk *walk, NodeId node) {
  if (is_node(walk, node)) {
    TokenId first = first_of(walk, node), end = last_of(walk, node) + 1;
    bool is_left = walk->begins_ignored && walk->begins_ignored[first];
    if (first + 1 < end && !is_left) indent_range(&walk->all, first, end, first, 0);
  }
  if (kind_is_function(kind_of(walk, node)))
    visit_function(walk, node);
  else
    visit_statement(walk, node);
  visit_expression(walk, node);
}
