// indent: how far lines are indented.
//
// Each node says what its tokens depend on (indent_visit.c); then the first token of each line is
// looked at.
#include "base/buffer.h"
#include "rules/blank_lines.h"
#include "rules/indent_visit.h"

enum { WRONG };

static const RuleMessage messages[] = {
    [WRONG] = {"wrongIndentation", "Expected indentation of {0} but found {1}."},
};

// ---- Options

static bool flag_at(const Json *options, const char *key) {
  return json_is(json_get(options, text_of(key)), JSON_TRUE);
}

static bool is_off(const Json *options, const char *key) {
  return json_is(json_get(options, text_of(key)), JSON_FALSE);
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  IndentSettings *made = settings;
  const Json *all = options[1], *declared = json_get(all, TEXT("FunctionDeclaration")),
             *value = json_get(all, TEXT("FunctionExpression")),
             *variables = json_get(all, TEXT("VariableDeclarator"));
  bool is_tab = json_is(options[0], JSON_STRING);
  made->unit = (IndentUnit){is_tab ? 1 : (uint32_t)indent_steps(options[0], 4), is_tab};
  int32_t in_any = indent_steps(variables, 1);
  made->in_var = indent_steps_at(variables, "var", in_any);
  made->in_let = indent_steps_at(variables, "let", in_any);
  made->in_const = indent_steps_at(variables, "const", in_any);
  made->in_using = indent_steps_at(variables, "using", in_any);
  made->of_case = indent_steps_at(all, "SwitchCase", 0);
  made->outer_body = indent_steps_at(all, "outerIIFEBody", 1);
  made->assignment = indent_steps_at(all, "assignmentOperator", STEPS_OFF);
  made->declared_parameters = indent_steps_at(declared, "parameters", 1);
  made->declared_body = indent_steps_at(declared, "body", 1);
  made->parameters = indent_steps_at(value, "parameters", 1);
  made->body = indent_steps_at(value, "body", 1);
  made->static_body = indent_steps_at(json_get(all, TEXT("StaticBlock")), "body", 1);
  made->arguments = indent_steps_at(json_get(all, TEXT("CallExpression")), "arguments", 1);
  made->member = indent_steps_at(all, "MemberExpression", 1);
  made->array = indent_steps_at(all, "ArrayExpression", 1);
  made->object = indent_steps_at(all, "ObjectExpression", 1);
  made->import = indent_steps_at(all, "ImportDeclaration", 1);
  made->ignored = selector_list_read(arena, json_get(all, TEXT("ignoredNodes")));
  made->ignores_comments = flag_at(all, "ignoreComments");
  made->is_flat_ternary = flag_at(all, "flatTernaryExpressions");
  const Json *offsets = json_get(all, TEXT("offsetTernaryExpressions"));
  made->offsets_ternary = json_is(offsets, JSON_TRUE) || json_is(offsets, JSON_OBJECT);
  made->offsets_call = made->offsets_ternary && !is_off(offsets, "CallExpression");
  made->offsets_await = made->offsets_ternary && !is_off(offsets, "AwaitExpression");
  made->offsets_new = made->offsets_ternary && !is_off(offsets, "NewExpression");
}

// ---- Reports

static void report_token(RuleContext *context, IndentWalk *walk, TokenId token, Indent wanted) {
  const IndentSettings *settings = context->settings;
  uint32_t start = walk->all.tokens->at[token].start;
  Text found = indent_found(&walk->all, token);
  uint32_t size = wanted.blanks.size + wanted.more;
  Span span = {start - found.size, start};
  RuleReport *made =
      report_span(context, span, WRONG, indent_amount(context->arena, settings->unit, size),
                  indent_found_words(context->arena, settings->unit, indent_of_blanks(found)));
  char *text = arena_alloc(context->arena, size + 1, 1);
  if (wanted.blanks.size) memcpy(text, wanted.blanks.at, wanted.blanks.size);
  memset(text + wanted.blanks.size, settings->unit.is_tab ? '\t' : ' ', wanted.more);
  fix_replace(made, context->arena, span, (Text){text, size});
}

// Spaces and tabs together are another rule's.
static bool is_mixed(Text blanks) {
  return text_find_byte(blanks, ' ', 0) != TEXT_NOT_FOUND &&
         text_find_byte(blanks, '\t', 0) != TEXT_NOT_FOUND;
}

static bool is_right(IndentWalk *walk, TokenId token, TokenId as) {
  if (!walk->settings->is_stylistic && is_mixed(indent_found(&walk->all, token))) return true;
  Indent wanted = indent_wanted(&walk->all, as);
  return indent_is(&wanted, indent_found(&walk->all, token),
                   walk->settings->unit.is_tab ? '\t' : ' ');
}

// Comments that follow each other have the same tokens around.
static void find_around(IndentWalk *walk, TokenId comment) {
  bool is_known = walk->before < comment && comment < walk->after;
  if (is_known) return;
  walk->before = token_previous(walk->all.tokens, comment);
  walk->after = token_next(walk->all.tokens, comment);
  if (!walk->after) walk->after = walk->all.tokens->count;
}

// A comment may be indented like what is before or behind it.
static bool is_comment_right(IndentWalk *walk, TokenId comment) {
  const TokenTable *tokens = walk->all.tokens;
  SourceCode *code = walk->all.code;
  find_around(walk, comment);
  TokenId before = walk->before, after = walk->after == tokens->count ? 0 : walk->after;
  if (after && token_is(tokens, after, TOKEN_SEMICOLON) && !is_on_one_line(code, comment, after)) {
    walk->all.at[comment].from = after;
    walk->all.at[comment].steps = 0;
    walk->all.at[comment].is_forced = false;
  }
  if (before && !has_blank_line(code, before, comment) && is_right(walk, comment, before))
    return true;
  return after && !has_blank_line(code, comment, after) && is_right(walk, comment, after);
}

static void check_line(RuleContext *context, IndentWalk *walk, uint32_t line) {
  const TokenTable *tokens = walk->all.tokens;
  TokenId token = walk->all.line_firsts[line];
  if (!token || tokens->at[token].start < source_lines(context->code)->starts[line]) return;
  if (tokens->at[token].type == TOKEN_TYPE_SHEBANG) return;
  if (token_is_comment(tokens, token) && is_comment_right(walk, token)) return;
  if (!is_right(walk, token, token))
    report_token(context, walk, token, indent_wanted(&walk->all, token));
}

// ---- Texts of JSX

// The blanks behind the line end at `at`: their end, and how many are of the wanted kind. False:
// the line is blank.
static bool read_line_start(Text text, uint32_t at, char unit, uint32_t *end, uint32_t *count) {
  uint32_t start = at + 1, i = start;
  while (i < text.size && text.at[i] == unit) ++i;
  *count = i - start;
  while (i < text.size && (text.at[i] == ' ' || text.at[i] == '\t')) ++i;
  *end = i;
  return i < text.size && text.at[i] != '\n' && text.at[i] != '\r';
}

static Text with_indent(Arena *arena, Text text, char unit, uint32_t wanted) {
  Buffer out = {.arena = arena};
  uint32_t end, count;
  for (uint32_t at = 0; at < text.size; at++) {
    buffer_add_byte(&out, text.at[at]);
    if (text.at[at] != '\n' || !read_line_start(text, at, unit, &end, &count)) continue;
    for (uint32_t i = 0; i < wanted; i++) buffer_add_byte(&out, unit);
    at = end - 1;
  }
  return buffer_text(&out);
}

// All lines of a text are a step in from the line that its element begins on. Each that is not is
// reported, with one fix for all.
static void check_text(RuleContext *context, IndentWalk *walk, TokenId token) {
  const IndentSettings *settings = walk->settings;
  NodeId parent = tree_node(walk->tree, walk->all.tokens->at[token].node)->parent;
  char unit = settings->unit.is_tab ? '\t' : ' ';
  Text text = token_text(walk->all.tokens, token), mended = {0},
       line = line_indent(context->code, tree_node(walk->tree, parent)->start);
  uint32_t wanted = 0, end, count;
  while (wanted < line.size && line.at[wanted] == unit) ++wanted;
  wanted += settings->unit.size;
  for (uint32_t at = 0; at < text.size; at++) {
    if (text.at[at] != '\n' || !read_line_start(text, at, unit, &end, &count)) continue;
    if (count == wanted) continue;
    Span span = token_span(walk->all.tokens, token);
    LineIndent found = {.spaces = count};
    RuleReport *made =
        report_span(context, span, WRONG, indent_amount(context->arena, settings->unit, wanted),
                    indent_found_words(context->arena, settings->unit, found));
    if (!mended.at) mended = with_indent(context->arena, text, unit, wanted);
    fix_replace(made, context->arena, span, mended);
  }
}

static void check_texts(RuleContext *context, IndentWalk *walk) {
  for (TokenId id = 1; id < walk->all.tokens->count; id++) {
    if (walk->all.tokens->at[id].type == TOKEN_TYPE_JSX_TEXT) check_text(context, walk, id);
  }
}

// Whether the node itself is ignored; its tokens are left alone.
static bool ignore_node(IndentWalk *walk, SelectorListMatcher *matcher, NodeId id) {
  EsHosted hosted = es_hosted(walk->tree, id);
  bool is_ignored = false;
  for (uint32_t i = 0; i < hosted.count; i++) {
    if (!selector_list_matches(matcher, hosted.at[i])) continue;
    Span span = es_span(walk->all.code, hosted.at[i]);
    TokenId first = token_at(walk->all.tokens, span.start),
            end = token_at(walk->all.tokens, span.end);
    if (!end) end = walk->all.tokens->count;
    is_ignored = is_ignored || hosted.at[i].role == ROLE_SELF;
    if (!first || first >= end) continue;
    indent_ignore_range(&walk->all, first, end);
    walk->begins_ignored[first] = true;
  }
  return is_ignored;
}

static void visit_all(IndentWalk *walk) {
  const Tree *tree = walk->tree;
  const SelectorList *ignored = &walk->settings->ignored;
  bool *is_ignored = NULL;
  if (ignored->count) {
    SelectorListMatcher *matcher = selector_list_begin(walk->all.code, ignored);
    is_ignored = arena_new(walk->all.arena, bool, tree->node_count);
    walk->begins_ignored = arena_new(walk->all.arena, bool, walk->all.tokens->count + 1);
    for (NodeId id = NODE_ROOT; id < tree->node_count; id++)
      is_ignored[id] = ignore_node(walk, matcher, id);
  }
  for (NodeId id = NODE_ROOT + 1; id < tree->node_count; id++) {
    if (!tree_is_leaf(tree, id) && !(is_ignored && is_ignored[id])) indent_visit(walk, id);
  }
}

static void check_all(RuleContext *context) {
  SourceCode *code = context->code;
  const Tree *tree = context->tree;
  IndentSettings own = *(const IndentSettings *)context->settings;
  own.is_stylistic = context->is_stylistic;
  if (own.is_stylistic) { // there, these are on by themselves
    own.of_case = indent_steps(option_field(context, 1, "SwitchCase"), 1);
    own.assignment = indent_steps(option_field(context, 1, "assignmentOperator"), 1);
  } else {
    own.offsets_call = own.offsets_await = own.offsets_new = false;
  }
  IndentWalk walk = {.all = {.arena = context->arena}, .settings = &own, .tree = tree};
  indentation_begin(&walk.all, code, own.unit.size);
  if (own.ignores_comments) {
    for (TokenId id = 1; id < walk.all.tokens->count; id++) {
      if (token_is_comment(walk.all.tokens, id)) indent_ignore(&walk.all, id);
    }
  }
  visit_all(&walk);
  indent_endings(&walk);
  indentation_resolve(&walk.all);
  for (uint32_t line = 0; line < source_lines(code)->count; line++)
    check_line(context, &walk, line);
  if (own.is_stylistic) check_texts(context, &walk);
}

const Rule rule_indent = {
    .name = "indent",
    .stylistic = "@stylistic/indent",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require one way of indentation",
    .why = "What belongs to what is seen by how far it is indented, before a word of it is read.",
    .options = "(integer | 'tab') = 4, { SwitchCase: integer, VariableDeclarator: integer | "
               "'first' | 'off' | { var: integer | 'first' | 'off', let: integer | 'first' | "
               "'off', const: integer | 'first' | 'off', using: integer | 'first' | 'off' }, "
               "outerIIFEBody: integer | 'off', assignmentOperator: integer | 'off', "
               "MemberExpression: integer | 'off', FunctionDeclaration: { parameters: integer | "
               "'first' | 'off', body: integer, returnType: integer }, FunctionExpression: { "
               "parameters: integer | 'first' | 'off', body: integer, returnType: integer }, "
               "StaticBlock: { body: integer }, CallExpression: { arguments: integer | 'first' | "
               "'off' }, ArrayExpression: integer | 'first' | 'off', ObjectExpression: integer | "
               "'first' | 'off', ImportDeclaration: integer | 'first' | 'off', "
               "flatTernaryExpressions: boolean, offsetTernaryExpressions: boolean | { "
               "CallExpression: boolean, AwaitExpression: boolean, NewExpression: boolean }, "
               "ignoredNodes: selector[], ignoreComments: boolean, tabLength: integer }",
    .messages = messages,
    .bad = EXAMPLES({"if (ready) {\n  go();\n}"}, {"if (ready) {\n    go();\n}", "[2]"}),
    .good = EXAMPLES({"if (ready) {\n    go();\n}"}, {"if (ready) {\n\tgo();\n}", "[\"tab\"]"}),
    .end = check_all,
    .settings_size = sizeof(IndentSettings),
    .configure = configure,
};
