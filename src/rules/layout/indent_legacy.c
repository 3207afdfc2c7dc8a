// indent-legacy: how far lines are indented, by the rule that `indent` was before ESLint 4.
//
// Nodes say how far what is in them is to be indented from the line that they begin on; only what
// begins its line is looked at.
#include "rules/functions.h"
#include "rules/line_indents.h"
#include "rules/operators.h"

enum { EXPECTED };

static const RuleMessage messages[] = {
    [EXPECTED] = {"expected", "Expected indentation of {0} but found {1}."},
};

typedef struct Settings {
  IndentUnit unit;
  int32_t of_case, in_var, in_let, in_const, outer_body, member;
  int32_t declared_parameters, declared_body, parameters, body, arguments, array, object;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  Settings *made = settings;
  const Json *all = options[0] ? options[1] : NULL;
  const Json *declared = json_get(all, TEXT("FunctionDeclaration")),
             *value = json_get(all, TEXT("FunctionExpression")),
             *variables = json_get(all, TEXT("VariableDeclarator"));
  bool is_tab = json_is(options[0], JSON_STRING);
  int32_t in_any = indent_steps(variables, 1);
  *made = (Settings){
      .unit = {is_tab ? 1 : (uint32_t)indent_steps(options[0], 4), is_tab},
      .of_case = indent_steps_at(all, "SwitchCase", 0),
      .in_var = indent_steps_at(variables, "var", in_any),
      .in_let = indent_steps_at(variables, "let", in_any),
      .in_const = indent_steps_at(variables, "const", in_any),
      .outer_body = indent_steps_at(all, "outerIIFEBody", STEPS_OFF),
      .member = indent_steps_at(all, "MemberExpression", STEPS_OFF),
      .declared_parameters = indent_steps_at(declared, "parameters", STEPS_OFF),
      .declared_body = indent_steps_at(declared, "body", 1),
      .parameters = indent_steps_at(value, "parameters", STEPS_OFF),
      .body = indent_steps_at(value, "body", 1),
      .arguments = indent_steps_at(json_get(all, TEXT("CallExpression")), "arguments", STEPS_OFF),
      .array = indent_steps_at(all, "ArrayExpression", 1),
      .object = indent_steps_at(all, "ObjectExpression", 1),
  };
}

typedef Array(NodeId) Nodes;

typedef struct State {
  Nodes declarators;     // those around the node at hand
  Nodes targets;         // declarators and functions around it, and
  Nodes assignments;     // assignments and functions that are no arrows
  int64_t *case_columns; // by the line that a switch begins on; 0: not known
} State;

// ---- Nodes of ESLint's tree

static NodeId parent_of(const Tree *tree, NodeId node) {
  do node = tree_node(tree, node)->parent;
  while (node != NODE_ROOT && estree_type(tree, node).size == 0);
  return node;
}

static TokenId last_token(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId behind = token_at(tokens, estree_span(context->code, node).end);
  return token_previous(tokens, behind ? behind : tokens->count);
}

static bool is_call(const Tree *tree, NodeId node) {
  return text_is(estree_type(tree, node), TEXT("CallExpression"));
}

static uint32_t line_of(RuleContext *context, NodeId node) {
  return source_line(context->code, tree_node(context->tree, node)->start);
}

static bool is_in_one_line(RuleContext *context, Span span) {
  return source_same_line(context->code, span.start, span.end);
}

// How far the line is indented that a byte is on, as far as the unit goes.
static int64_t indent_at(RuleContext *context, uint32_t offset) {
  const Settings *settings = context->settings;
  return indent_good(settings->unit, line_indent_at(context->code, offset));
}

static int64_t indent_of(RuleContext *context, NodeId node) {
  return indent_at(context, tree_node(context->tree, node)->start);
}

static int64_t steps(RuleContext *context, int32_t count) {
  const Settings *settings = context->settings;
  return (int64_t)settings->unit.size * count;
}

// ---- Checks

// Whether nothing but comments is before a byte in its line.
static bool begins_its_line(RuleContext *context, uint32_t offset) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous(tokens, token_at(tokens, offset));
  return !before || !source_same_line(context->code, tokens->at[before].end, offset);
}

// Reports the line that byte `at` is on, unless spaces and tabs are mixed there.
static void report_line(RuleContext *context, Span span, uint32_t at, LineIndent found,
                        int64_t wanted) {
  const Settings *settings = context->settings;
  if (found.spaces && found.tabs) return;
  uint32_t count = wanted > 0 ? (uint32_t)wanted : 0;
  RuleReport *made =
      report_span(context, span, EXPECTED, indent_amount(context->arena, settings->unit, count),
                  indent_found_words(context->arena, settings->unit, found));
  char *blanks = arena_alloc(context->arena, count + 1, 1);
  memset(blanks, settings->unit.is_tab ? '\t' : ' ', count);
  uint32_t start = source_line_start(context->code, at);
  fix_replace(made, context->arena, (Span){start, start + found.spaces + found.tabs},
              (Text){blanks, count});
}

// Checks the line that a span begins on, if it begins the line.
static void check_span(RuleContext *context, Span span, int64_t wanted) {
  const Settings *settings = context->settings;
  LineIndent found = line_indent_at(context->code, span.start);
  if (indent_good(settings->unit, found) == wanted && !indent_bad(settings->unit, found)) return;
  if (begins_its_line(context, span.start)) report_line(context, span, span.start, found, wanted);
}

static void check_token(RuleContext *context, TokenId token, int64_t wanted) {
  if (token) check_span(context, token_span(source_tokens(context->code), token), wanted);
}

// The words inside of a statement that may begin lines, too: `else`, `catch`, `finally`, `while`.
static void check_words(RuleContext *context, NodeId node, int64_t wanted) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  for (NodeId alternative; tree_kind(tree, node) == NODE_IF_STATEMENT &&
                           (alternative = tree_child(tree, node, FIELD_ALTERNATIVE));) {
    check_token(context, token_first(tokens, tree, alternative), wanted);
    node = tree_first_named(tree, alternative);
    if (begins_its_line(context, tree_node(tree, node)->start)) return;
  }
  if (tree_kind(tree, node) == NODE_TRY_STATEMENT) {
    NodeId handler = tree_child(tree, node, FIELD_HANDLER),
           finalizer = tree_child(tree, node, FIELD_FINALIZER);
    if (handler) check_token(context, token_first(tokens, tree, handler), wanted);
    if (finalizer) check_token(context, token_first(tokens, tree, finalizer), wanted);
  }
  if (tree_kind(tree, node) == NODE_DO_STATEMENT) {
    NodeId word = tree_child_of_kind(tree, node, TOKEN_WHILE_WORD);
    check_token(context, token_first(tokens, tree, word), wanted);
  }
}

static void check_node(RuleContext *context, NodeId node, int64_t wanted) {
  NodeKind kind = tree_kind(context->tree, node);
  if (kind != NODE_ARRAY && kind != NODE_OBJECT)
    check_span(context, estree_span(context->code, node), wanted);
  check_words(context, node, wanted);
}

// Checks what is in a list, from its child `first` on.
static void check_nodes(RuleContext *context, NodeId first, int64_t wanted) {
  for (NodeId node = first; node; node = tree_next_named(context->tree, node)) {
    if (tree_kind(context->tree, node) != NODE_HASH_BANG_LINE)
      check_node(context, tree_inside_parentheses(context->tree, node), wanted);
  }
}

// Checks the line that a node ends on, if its last token begins the line.
static void check_last_line(RuleContext *context, NodeId node, int64_t wanted) {
  const Settings *settings = context->settings;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId last = last_token(context, node), before = token_previous(tokens, last);
  Span span = token_span(tokens, last);
  LineIndent found = line_indent_at(context->code, span.start);
  if (indent_good(settings->unit, found) == wanted && !indent_bad(settings->unit, found)) return;
  if (!source_same_line(context->code, tokens->at[before].end, span.end))
    report_line(context, (Span){span.start, SPAN_OPEN}, span.end, found, wanted);
}

// ---- Variables

static int32_t steps_in_declaration(RuleContext *context, NodeId declaration) {
  const Settings *settings = context->settings;
  if (tree_child_of_kind(context->tree, declaration, TOKEN_VAR_WORD)) return settings->in_var;
  return tree_child_of_kind(context->tree, declaration, TOKEN_LET_WORD) ? settings->in_let
                                                                        : settings->in_const;
}

static NodeId declarator_around(RuleContext *context) {
  State *state = context->state;
  return state->declarators.count ? array_last(&state->declarators) : NO_NODE;
}

static bool is_first_declarator(const Tree *tree, NodeId declarator) {
  NodeId declaration = tree_node(tree, declarator)->parent;
  return tree_child_of_kind(tree, declaration, NODE_VARIABLE_DECLARATOR) == declarator;
}

// What a node is indented more for beginning on the line of a declaration of several variables.
static int64_t more_in_declaration(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId declarator = declarator_around(context);
  if (!declarator) return 0;
  NodeId declaration = tree_node(tree, declarator)->parent;
  if (line_of(context, declaration) != line_of(context, node)) return 0;
  bool is_alone = is_first_declarator(tree, declarator) && !tree_next_named(tree, declarator);
  return is_alone ? 0 : steps(context, steps_in_declaration(context, declaration));
}

static void check_declaration(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId first = tree_child_of_kind(tree, node, NODE_VARIABLE_DECLARATOR), last = NO_NODE;
  uint32_t first_line = line_of(context, first);
  int64_t wanted = indent_of(context, node) + steps(context, steps_in_declaration(context, node));
  tree_each_named(tree, node, each) last = each;
  if (line_of(context, last) == first_line) return;
  last = NO_NODE;
  // Of the declarators on a line only the first one is looked at; the first line is the node's.
  uint32_t line = line_of(context, node);
  for (NodeId each = first; each; each = tree_next_named(tree, each)) {
    if (line_of(context, each) == line) continue;
    line = line_of(context, each);
    last = each;
    check_node(context, each, wanted);
  }
  if (!last) return;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId end = last_token(context, node);
  if (source_line(context->code, tokens->at[end].end) <=
      source_line(context->code, tree_node(tree, last)->end))
    return;
  TokenId before = token_before(tokens, tree, last);
  const Settings *settings = context->settings;
  check_last_line(context, node,
                  token_is(tokens, before, TOKEN_COMMA)
                      ? indent_at(context, tokens->at[before].start)
                      : wanted - (int64_t)settings->unit.size);
}

// ---- Blocks

// Whether a function is called at once by a statement of the program.
static bool is_outer_called(const Tree *tree, NodeId function) {
  NodeId call = parent_of(tree, function);
  if (!is_call(tree, call) || estree_child(tree, call, FIELD_FUNCTION) != function) return false;
  NodeId statement = parent_of(tree, call);
  for (;; statement = parent_of(tree, statement)) {
    NodeKind kind = tree_kind(tree, statement), sign = estree_operator(tree, statement);
    bool is_sign = kind == NODE_UNARY_EXPRESSION && (sign == TOKEN_NOT || sign == TOKEN_TILDE ||
                                                     sign == TOKEN_PLUS || sign == TOKEN_MINUS);
    bool is_logical = kind == NODE_BINARY_EXPRESSION && kind_is_logical(sign);
    if (!is_sign && !is_logical && kind != NODE_ASSIGNMENT_EXPRESSION &&
        kind != NODE_AUGMENTED_ASSIGNMENT_EXPRESSION && kind != NODE_SEQUENCE_EXPRESSION &&
        kind != NODE_VARIABLE_DECLARATOR)
      break;
  }
  NodeKind kind = tree_kind(tree, statement);
  return (kind == NODE_EXPRESSION_STATEMENT || kind == NODE_VARIABLE_DECLARATION ||
          kind == NODE_LEXICAL_DECLARATION) &&
         parent_of(tree, statement) == NODE_ROOT;
}

// Whether a function is the second argument, behind one of several lines; the call's line counts
// then.
static bool is_behind_long_argument(RuleContext *context, NodeId function, NodeId call) {
  const Tree *tree = context->tree;
  NodeId first = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  NodeId second = first ? tree_next_named(tree, first) : NO_NODE;
  if (!second || tree_inside_parentheses(tree, second) != function) return false;
  first = tree_inside_parentheses(tree, first);
  NodeId callee = estree_child(tree, call, FIELD_FUNCTION);
  return !is_in_one_line(context, estree_span(context->code, first)) &&
         is_in_one_line(context, estree_span(context->code, callee)) &&
         !begins_its_line(context, tree_node(tree, function)->start);
}

static int64_t steps_of_body(RuleContext *context, NodeId function) {
  const Settings *settings = context->settings;
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, function);
  if (settings->outer_body != STEPS_OFF && is_outer_called(tree, function))
    return steps(context, settings->outer_body);
  if (kind == NODE_ARROW_FUNCTION) return steps(context, 1);
  bool is_declared =
      kind == NODE_FUNCTION_DECLARATION || kind == NODE_GENERATOR_FUNCTION_DECLARATION;
  return steps(context, is_declared ? settings->declared_body : settings->body);
}

static void check_function_block(RuleContext *context, NodeId block, NodeId function) {
  const Tree *tree = context->tree;
  NodeId call = parent_of(tree, function);
  uint32_t start = function_span(context->code, function).start;
  if (is_call(tree, call) && is_behind_long_argument(context, function, call))
    start = tree_node(tree, call)->start;
  int64_t more = steps_of_body(context, function);
  int64_t wanted = indent_at(context, start) + more + more_in_declaration(context, block);
  check_nodes(context, tree_first_named(tree, block), wanted);
  check_last_line(context, block, wanted - more);
}

// The statement from whose line a block in it is indented, or NO_NODE.
static NodeId statement_of_block(const Tree *tree, NodeId block) {
  NodeId parent = parent_of(tree, block);
  switch ((int)tree_kind(tree, parent)) {
  case NODE_CATCH_CLAUSE: return parent_of(tree, parent);
  case NODE_CLASS_DECLARATION:
  case NODE_DO_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_IF_STATEMENT:
  case NODE_TRY_STATEMENT:
  case NODE_WHILE_STATEMENT: return parent;
  default: return NO_NODE;
  }
}

static void check_block(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (is_in_one_line(context, estree_span(context->code, node))) return;
  NodeId parent = tree_node(tree, node)->parent;
  if (tree_kind(tree, parent) == NODE_CLASS_STATIC_BLOCK) return;
  if (kind_is_function(tree_kind(tree, parent))) {
    check_function_block(context, node, parent);
    return;
  }
  NodeId from = statement_of_block(tree, node);
  int64_t indent = indent_of(context, from ? from : node);
  check_nodes(context, tree_first_named(tree, node), indent + steps(context, 1));
  if (tree_kind(tree, node) == NODE_STATEMENT_BLOCK) check_last_line(context, node, indent);
}

// A body that is no block.
static void check_body(RuleContext *context, NodeId node, NodeId body) {
  if (tree_kind(context->tree, body) == NODE_STATEMENT_BLOCK) return;
  if (is_in_one_line(context, estree_span(context->code, node))) return;
  check_node(context, body, indent_of(context, node) + steps(context, 1));
}

static void check_loop(RuleContext *context, NodeId node) {
  check_body(context, node, tree_child(context->tree, node, FIELD_BODY));
}

static void check_if(RuleContext *context, NodeId node) {
  NodeId body = tree_child(context->tree, node, FIELD_CONSEQUENCE);
  if (line_of(context, body) > line_of(context, node)) check_body(context, node, body);
}

static void check_program(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId first = tree_first_named(tree, node);
  if (tree_kind(tree, first) == NODE_HASH_BANG_LINE) first = tree_next_named(tree, first);
  if (first) check_nodes(context, first, indent_of(context, first));
}

// ---- Arrays and objects

// How far a list is to be indented that is in another list. Where that one's first element begins
// on its line and takes several, the others are not indented.
static int64_t indent_in_list(RuleContext *context, NodeId list, int64_t indent) {
  const Settings *settings = context->settings;
  const Tree *tree = context->tree;
  int32_t count = tree_kind(tree, list) == NODE_ARRAY ? settings->array : settings->object;
  NodeId first = tree_first_named(tree, list);
  const TokenTable *tokens = source_tokens(context->code);
  TokenId second = token_next(tokens, token_first(tokens, tree, list));
  bool is_hole = token_is(tokens, second, TOKEN_COMMA);
  const Node *element = tree_node(tree, tree_inside_parentheses(tree, first));
  uint32_t line = line_of(context, list);
  if (!is_hole && source_line(context->code, element->start) == line &&
      source_line(context->code, element->end) != line)
    return indent;
  if (count != STEPS_FIRST) return indent + steps(context, count);
  return source_column(context->code, element->start);
}

// And one that is an argument.
static int64_t indent_in_call(RuleContext *context, NodeId call, NodeId node, int64_t indent) {
  const Settings *settings = context->settings;
  const Tree *tree = context->tree;
  if (settings->arguments == STEPS_OFF) return indent + steps(context, 1);
  if (settings->arguments != STEPS_FIRST) return indent + steps(context, settings->arguments);
  NodeId list = tree_child(tree, call, FIELD_ARGUMENTS);
  if (tree_node(tree, tree_outside_parentheses(tree, node))->parent != list) return indent;
  NodeId first = tree_inside_parentheses(tree, tree_first_named(tree, list));
  return source_column(context->code, tree_node(tree, first)->start);
}

// How far a list is to be indented that begins its line.
static int64_t indent_of_list(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parent = parent_of(tree, node), declarator = declarator_around(context);
  int64_t indent = indent_of(context, parent);
  if (declarator && line_of(context, declarator) == line_of(context, node)) return indent;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_VARIABLE_DECLARATOR: {
    if (!is_first_declarator(tree, parent)) return indent;
    NodeId declaration = tree_node(tree, parent)->parent;
    return indent + steps(context, steps_in_declaration(context, declaration));
  }
  case NODE_BINARY_EXPRESSION:
    return kind_is_logical(estree_operator(tree, parent)) ? indent + steps(context, 1) : indent;
  case NODE_CALL_EXPRESSION:
    return is_call(tree, parent) ? indent_in_call(context, parent, node, indent) : indent;
  case NODE_NEW_EXPRESSION: return indent_in_call(context, parent, node, indent);
  case NODE_ARRAY:
  case NODE_OBJECT: return indent_in_list(context, parent, indent);
  case NODE_ARROW_FUNCTION: return indent + steps(context, 1);
  default: return indent;
  }
}

static void check_list(RuleContext *context, NodeId node, int32_t of_elements) {
  const Tree *tree = context->tree;
  const Node *at = tree_node(tree, node);
  if (is_in_one_line(context, (Span){at->start, at->end})) return;
  int64_t indent = indent_of(context, node);
  if (begins_its_line(context, at->start)) {
    indent = indent_of_list(context, node);
    check_span(context, (Span){at->start, SPAN_OPEN}, indent);
  }
  NodeId first = tree_first_named(tree, node), last = NO_NODE;
  int64_t more = more_in_declaration(context, node);
  int64_t wanted = indent + steps(context, of_elements) + more;
  if (of_elements == STEPS_FIRST) {
    NodeId element = first ? tree_inside_parentheses(tree, first) : NO_NODE;
    wanted = source_column(context->code, tree_node(tree, element)->start) + more;
  }
  check_nodes(context, first, wanted);
  tree_each_named(tree, node, each) last = each;
  if (last) last = tree_inside_parentheses(tree, last);
  if (last && source_same_line(context->code, tree_node(tree, last)->end, at->end)) return;
  check_last_line(context, node, indent + more);
}

static void check_array(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  check_list(context, node, settings->array);
}

static void check_object(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  NodeId parent = tree_node(context->tree, node)->parent;
  if (tree_kind(context->tree, parent) != NODE_IMPORT_ATTRIBUTE)
    check_list(context, node, settings->object);
}

// ---- Switches

// How far the cases of a switch are indented; switches that begin on one line have the same.
static int64_t indent_of_cases(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  State *state = context->state;
  if (!state->case_columns)
    state->case_columns = arena_new(context->arena, int64_t, source_lines(context->code)->count);
  int64_t *known = &state->case_columns[line_of(context, node)];
  if (!*known) *known = indent_of(context, node) + steps(context, settings->of_case);
  return *known;
}

static void check_switch(RuleContext *context, NodeId node) {
  NodeId body = tree_child(context->tree, node, FIELD_BODY);
  check_nodes(context, tree_first_named(context->tree, body), indent_of_cases(context, node));
  check_last_line(context, node, indent_of(context, node));
}

static void check_case(RuleContext *context, NodeId node) {
  if (is_in_one_line(context, estree_span(context->code, node))) return;
  int64_t wanted = indent_of_cases(context, parent_of(context->tree, node)) + steps(context, 1);
  check_nodes(context, tree_child(context->tree, node, FIELD_BODY), wanted);
}

// ---- Parameters, arguments, members, results

// A list of which each node is indented from the line of byte `start`, or is below the first one.
static void check_below(RuleContext *context, NodeId list, uint32_t start, int32_t count) {
  const Tree *tree = context->tree;
  NodeId first = tree_first_named(tree, list);
  if (count == STEPS_OFF || !first) return;
  if (count != STEPS_FIRST) {
    check_nodes(context, first, indent_at(context, start) + steps(context, count));
    return;
  }
  uint32_t offset = tree_node(tree, tree_inside_parentheses(tree, first))->start;
  check_nodes(context, tree_next_named(tree, first), source_column(context->code, offset));
}

static void check_parameters(RuleContext *context, NodeId node, int32_t count) {
  Span span = function_span(context->code, node);
  if (count == STEPS_OFF || is_in_one_line(context, span)) return;
  check_below(context, tree_child(context->tree, node, FIELD_PARAMETERS), span.start, count);
}

static void check_function_declaration(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  check_parameters(context, node, settings->declared_parameters);
}

static void check_call(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  const Node *at = tree_node(context->tree, node);
  if (settings->arguments == STEPS_OFF || !is_call(context->tree, node)) return;
  if (is_in_one_line(context, (Span){at->start, at->end})) return;
  check_below(context, tree_child(context->tree, node, FIELD_ARGUMENTS), at->start,
              settings->arguments);
}

// Members of values that are kept are left alone: there are many ways to write them.
static bool is_kept(RuleContext *context) {
  const Tree *tree = context->tree;
  State *state = context->state;
  NodeId target = state->targets.count ? array_last(&state->targets) : NO_NODE,
         assignment = state->assignments.count ? array_last(&state->assignments) : NO_NODE;
  NodeKind kind = tree_kind(tree, assignment);
  return tree_kind(tree, target) == NODE_VARIABLE_DECLARATOR ||
         kind == NODE_ASSIGNMENT_EXPRESSION || kind == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
}

static void check_member(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  const Tree *tree = context->tree;
  const Node *at = tree_node(tree, node);
  if (settings->member == STEPS_OFF || is_in_one_line(context, (Span){at->start, at->end}) ||
      is_kept(context))
    return;
  int64_t wanted = indent_at(context, at->start) + steps(context, settings->member);
  bool is_index = at->kind == NODE_SUBSCRIPT_EXPRESSION;
  NodeId property = estree_child(tree, node, is_index ? FIELD_INDEX : FIELD_PROPERTY);
  check_node(context, property, wanted);
  const TokenTable *tokens = source_tokens(context->code);
  TokenId dot = token_before(tokens, tree, property);
  if (token_is(tokens, dot, TOKEN_DOT)) check_token(context, dot, wanted);
}

// Whether a result stands in one pair of parentheses, without comments beside it.
static bool is_in_parentheses(RuleContext *context, NodeId node, NodeId value) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  if (estree_parentheses(tree, value) != 1) return false;
  TokenId word = token_first(tokens, tree, node), open = token_before(tokens, tree, value),
          first = token_first(tokens, tree, value), last = token_last(tokens, tree, value);
  if (open != word + 1 || first != open + 1 || token_next(tokens, last) != last + 1) return false;
  // The first place that looks like the value is taken for it.
  return text_find(TEXT("return"), tree_text(tree, value)) == TEXT_NOT_FOUND;
}

static void check_return(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  const Tree *tree = context->tree;
  Span span = estree_span(context->code, node);
  if (is_in_one_line(context, span)) return;
  NodeId outer = tree_first_named(tree, node);
  if (!outer) return;
  NodeId value = tree_inside_parentheses(tree, outer);
  int64_t wanted = indent_at(context, span.start);
  if (!is_in_parentheses(context, node, value)) {
    check_node(context, node, wanted);
    return;
  }
  uint32_t close = tree_node(tree, outer)->end - 1;
  uint32_t line_start = source_line_start(context->code, close);
  LineIndent found = line_indent_at(context->code, close);
  if (line_start + found.spaces + found.tabs < close) return; // something is before it
  if (indent_good(settings->unit, found) != wanted)
    report_line(context, (Span){close, SPAN_OPEN}, span.end, found, wanted);
}

// ---- What is around the node at hand

static void enter_declarator(RuleContext *context, NodeId node) {
  State *state = context->state;
  array_push(context->arena, &state->declarators, node);
  array_push(context->arena, &state->targets, node);
}

static void leave_declarator(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  (void)array_pop(&state->declarators);
  (void)array_pop(&state->targets);
}

static void enter_assignment(RuleContext *context, NodeId node) {
  State *state = context->state;
  array_push(context->arena, &state->assignments, node);
}

static void leave_assignment(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  (void)array_pop(&state->assignments);
}

static void enter_arrow(RuleContext *context, NodeId node) {
  State *state = context->state;
  array_push(context->arena, &state->targets, node);
}

static void leave_arrow(RuleContext *context, NodeId node) {
  State *state = context->state;
  (void)node;
  (void)array_pop(&state->targets);
}

static void enter_function(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  check_parameters(context, node, settings->parameters);
  enter_arrow(context, node);
  enter_assignment(context, node);
}

static void leave_function(RuleContext *context, NodeId node) {
  leave_arrow(context, node);
  leave_assignment(context, node);
}

const Rule rule_indent_legacy = {
    .name = "indent-legacy",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require consistent indentation, as `indent` did before ESLint 4",
    .why = "Indentation shows what is inside of what, as long as it is true. This is for projects "
           "that are formatted by the older rule, which looks at fewer lines.",
    .options = "('tab' | integer) = 4, { SwitchCase: integer, VariableDeclarator: integer | { var: "
               "integer, let: integer, const: integer }, outerIIFEBody: integer, MemberExpression: "
               "integer, FunctionDeclaration: { parameters: integer | 'first', body: integer }, "
               "FunctionExpression: { parameters: integer | 'first', body: integer }, "
               "CallExpression: { arguments: integer | 'first', parameters: integer | 'first' }, "
               "ArrayExpression: integer | 'first', ObjectExpression: integer | 'first' }",
    .messages = messages,
    .bad = EXAMPLES({"if (ready) {\n  go();\n}"}, {"if (ready) {\n    go();\n}", "[2]"}),
    .good = EXAMPLES({"if (ready) {\n    go();\n}"}, {"if (ready) {\n\tgo();\n}", "[\"tab\"]"},
                     {"switch (a) {\n  case 1:\n    go();\n}", "[2, {\"SwitchCase\": 1}]"}),
    .state_size = sizeof(State),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .visits =
        VISITS({NODE_PROGRAM, check_program}, {NODE_CLASS_BODY, check_block},
               {NODE_STATEMENT_BLOCK, check_block}, {NODE_WHILE_STATEMENT, check_loop},
               {NODE_FOR_STATEMENT, check_loop}, {NODE_FOR_IN_STATEMENT, check_loop},
               {NODE_DO_STATEMENT, check_loop}, {NODE_IF_STATEMENT, check_if},
               {NODE_VARIABLE_DECLARATION, check_declaration},
               {NODE_LEXICAL_DECLARATION, check_declaration}, {NODE_OBJECT, check_object},
               {NODE_ARRAY, check_array}, {NODE_MEMBER_EXPRESSION, check_member},
               {NODE_SUBSCRIPT_EXPRESSION, check_member}, {NODE_SWITCH_STATEMENT, check_switch},
               {NODE_SWITCH_CASE, check_case}, {NODE_SWITCH_DEFAULT, check_case},
               {NODE_FUNCTION_DECLARATION, check_function_declaration},
               {NODE_GENERATOR_FUNCTION_DECLARATION, check_function_declaration},
               {NODE_FUNCTION_EXPRESSION, enter_function, leave_function},
               {NODE_GENERATOR_FUNCTION, enter_function, leave_function},
               {NODE_METHOD_DEFINITION, enter_function, leave_function},
               {NODE_ARROW_FUNCTION, enter_arrow, leave_arrow},
               {NODE_RETURN_STATEMENT, check_return}, {NODE_CALL_EXPRESSION, check_call},
               {NODE_VARIABLE_DECLARATOR, enter_declarator, leave_declarator},
               {NODE_ASSIGNMENT_EXPRESSION, enter_assignment, leave_assignment},
               {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, enter_assignment, leave_assignment}),
};
