// one-var: variables declared together, or one by one.
#include "rules/rule.h"
#include "rules/static_names.h"

enum {
  COMBINE_UNINITIALIZED,
  COMBINE_INITIALIZED,
  SPLIT_UNINITIALIZED,
  SPLIT_INITIALIZED,
  SPLIT_REQUIRES,
  COMBINE,
  SPLIT
};

static const RuleMessage messages[] = {
    [COMBINE_UNINITIALIZED] = {"combineUninitialized",
                               "Combine this with the previous '{0}' statement with uninitialized "
                               "variables."},
    [COMBINE_INITIALIZED] = {"combineInitialized", "Combine this with the previous '{0}' statement "
                                                   "with initialized variables."},
    [SPLIT_UNINITIALIZED] = {"splitUninitialized",
                             "Split uninitialized '{0}' declarations into multiple statements."},
    [SPLIT_INITIALIZED] = {"splitInitialized",
                           "Split initialized '{0}' declarations into multiple statements."},
    [SPLIT_REQUIRES] = {"splitRequires", "Split requires to be separated into a single block."},
    [COMBINE] = {"combine", "Combine this with the previous '{0}' statement."},
    [SPLIT] = {"split", "Split '{0}' declarations into multiple statements."},
};

typedef enum Mode { MODE_NONE, MODE_ALWAYS, MODE_NEVER, MODE_CONSECUTIVE } Mode;
typedef enum Word { WORD_VAR, WORD_LET, WORD_CONST, WORD_USING, WORD_AWAIT_USING, WORD_COUNT } Word;

static const struct {
  const char *option;
  Text text;
} words[WORD_COUNT] = {
    [WORD_VAR] = {"var", TEXT("var")},
    [WORD_LET] = {"let", TEXT("let")},
    [WORD_CONST] = {"const", TEXT("const")},
    [WORD_USING] = {"using", TEXT("using")},
    [WORD_AWAIT_USING] = {"awaitUsing", TEXT("await using")},
};

typedef struct Modes {
  Mode initialized, uninitialized;
} Modes;

typedef struct Settings {
  Modes modes[WORD_COUNT];
  bool separates_requires;
} Settings;

static Mode mode_of(const Json *json) {
  Text text = json_text(json);
  if (text_is(text, TEXT("always"))) return MODE_ALWAYS;
  if (text_is(text, TEXT("never"))) return MODE_NEVER;
  return text_is(text, TEXT("consecutive")) ? MODE_CONSECUTIVE : MODE_NONE;
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  Settings *made = settings;
  const Json *given = options[0];
  const Json *initialized = json_get(given, TEXT("initialized"));
  const Json *uninitialized = json_get(given, TEXT("uninitialized"));
  made->separates_requires = json_is(json_get(given, TEXT("separateRequires")), JSON_TRUE);
  for (int word = 0; word < WORD_COUNT; word++) {
    bool is_word = json_is(given, JSON_STRING);
    Mode mode = mode_of(is_word ? given : json_get(given, text_of(words[word].option)));
    made->modes[word] = (Modes){mode, mode};
    if (initialized) made->modes[word].initialized = mode_of(initialized);
    if (uninitialized) made->modes[word].uninitialized = mode_of(uninitialized);
  }
}

// What a scope has declared so far, as far as that must be together.
typedef struct Seen {
  bool initialized, uninitialized, required;
} Seen;

typedef struct Block {
  Seen seen[WORD_COUNT]; // but for `var`
  NodeId previous;       // the last declaration that was seen in its list
} Block;

typedef struct State {
  Array(Block) blocks;
  Array(Seen) functions;
} State;

static void enter_block(RuleContext *context, NodeId node) {
  (void)node;
  State *state = context->state;
  array_push(context->arena, &state->blocks, (Block){0});
}

static void leave_block(RuleContext *context, NodeId node) {
  (void)node;
  State *state = context->state;
  state->blocks.count--;
}

static void enter_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  array_push(context->arena, &state->functions, (Seen){0});
  enter_block(context, node);
}

static void leave_function(RuleContext *context, NodeId node) {
  State *state = context->state;
  state->functions.count--;
  leave_block(context, node);
}

// ---- What a declaration has

typedef struct Declaration {
  NodeId node;
  bool is_loop; // `for (let a of b)`
  Word word;
  Modes modes;
  uint32_t initialized, uninitialized, requires;
} Declaration;

static bool is_require(const Tree *tree, NodeId value) {
  NodeId call = tree_inside_parentheses(tree, value), callee = called_function(tree, call);
  return callee && !tree_child_of_kind(tree, call, NODE_OPTIONAL_CHAIN) &&
         is_identifier(tree, callee, "require");
}

static Word word_of(const Tree *tree, NodeId first) {
  switch ((int)tree_kind(tree, first)) {
  case TOKEN_LET_WORD: return WORD_LET;
  case TOKEN_CONST_WORD: return WORD_CONST;
  case TOKEN_USING_WORD: return WORD_USING;
  case TOKEN_AWAIT_WORD: return WORD_AWAIT_USING;
  default: return WORD_VAR;
  }
}

static Declaration describe(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeId keyword = tree_child(tree, node, FIELD_KIND);
  Declaration made = {.node = node, .is_loop = tree_kind(tree, node) == NODE_FOR_IN_STATEMENT};
  if (!keyword) keyword = tree_first_child(tree, node);
  made.word = word_of(tree, keyword);
  made.modes = settings->modes[made.word];
  if (made.is_loop) {
    made.uninitialized = 1;
    return made;
  }
  tree_each_named(tree, node, declarator) {
    if (tree_kind(tree, declarator) != NODE_VARIABLE_DECLARATOR) continue;
    NodeId value = tree_child(tree, declarator, FIELD_VALUE);
    *(value ? &made.initialized : &made.uninitialized) += 1;
    made.requires += value && is_require(tree, value);
  }
  return made;
}

static Seen *seen_by(State *state, Word word) {
  return word == WORD_VAR ? &array_last(&state->functions) : &array_last(&state->blocks).seen[word];
}

// Whether the declaration is the only one that there should be; then it is taken note of.
static bool is_only(RuleContext *context, const Declaration *at) {
  const Settings *settings = context->settings;
  Seen *seen = seen_by(context->state, at->word);
  bool all_initialized = at->modes.initialized == MODE_ALWAYS;
  bool all_uninitialized = at->modes.uninitialized == MODE_ALWAYS;
  bool is_second = all_initialized && all_uninitialized &&
                   (seen->uninitialized || seen->initialized) && !at->requires;
  bool second_uninitialized = at->uninitialized && all_uninitialized && seen->uninitialized;
  bool second_initialized =
      at->initialized && all_initialized && seen->initialized && !at->requires;
  if (is_second || second_uninitialized || second_initialized) return false;
  if (seen->required && at->requires) return false;
  uint32_t others = at->initialized;
  if (settings->separates_requires) others -= at->requires;
  if (at->uninitialized && all_uninitialized) seen->uninitialized = true;
  if (others && all_initialized) seen->initialized = true;
  if (at->initialized > others && all_initialized) seen->required = true;
  return true;
}

// ---- Fixes

// Joins with the declaration right before, if there is one of the same kind.
static void fix_join(RuleContext *context, RuleReport *made, const Declaration *at,
                     const Declaration *previous) {
  if (!previous->node || previous->word != at->word) return;
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId first = token_first(tokens, tree, at->node), before = token_previous(tokens, first);
  Token end = tokens->at[before];
  if (token_is(tokens, before, TOKEN_SEMICOLON))
    fix_replace(made, context->arena, (Span){end.start, end.end}, TEXT(","));
  else
    fix_insert(made, context->arena, end.end, TEXT(","));
  TokenId last = at->word == WORD_AWAIT_USING ? token_next(tokens, first) : first;
  for (TokenId token = first; token <= last; token++) {
    if (token_is_comment(tokens, token)) continue;
    fix_remove(made, context->arena, (Span){tokens->at[token].start, tokens->at[token].end});
  }
}

static void split_at_comma(RuleContext *context, RuleReport *made, TokenId comma, Text start) {
  const TokenTable *tokens = source_tokens(context->code);
  Arena *arena = context->arena;
  Token at = tokens->at[comma];
  TokenId next = token_next_any(tokens, comma);
  bool has_comment = token_is_comment(tokens, next);
  if (tokens->at[next].start == at.end) {
    Text text = text_concat(arena, TEXT("; "), start, TEXT(" "));
    fix_replace(made, arena, (Span){at.start, at.end}, text);
  } else if (has_comment || !source_same_line(context->code, at.end, tokens->at[next].start)) {
    uint32_t name = tokens->at[token_next(tokens, comma)].start;
    Text between = text_slice(context->tree->source, at.end, name);
    Text text = text_concat(arena, TEXT(";"), between, start, TEXT(" "));
    fix_replace(made, arena, (Span){at.start, name}, text);
  } else {
    Text text = text_concat(arena, TEXT("; "), start);
    fix_replace(made, arena, (Span){at.start, at.end}, text);
  }
}

static void fix_split(RuleContext *context, RuleReport *made, const Declaration *at) {
  const Tree *tree = context->tree;
  NodeId parent = tree_node(tree, at->node)->parent;
  bool is_export = tree_kind(tree, parent) == NODE_EXPORT_STATEMENT;
  if (!estree_is_in_list(tree, is_export ? parent : at->node)) return;
  Text start =
      text_concat(context->arena, is_export ? TEXT("export ") : TEXT(""), words[at->word].text);
  const TokenTable *tokens = source_tokens(context->code);
  tree_each_named(tree, at->node, declarator) {
    if (tree_kind(tree, declarator) != NODE_VARIABLE_DECLARATOR) continue;
    TokenId after = token_after(tokens, tree, declarator);
    if (token_is(tokens, after, TOKEN_COMMA)) split_at_comma(context, made, after, start);
  }
}

// ---- The three ways

static RuleReport *report_at(RuleContext *context, const Declaration *at, int message) {
  Span span = estree_span(context->code, at->node);
  if (at->is_loop) {
    const Tree *tree = context->tree;
    span.start = tree_node(tree, tree_child(tree, at->node, FIELD_KIND))->start;
    span.end = tree_node(tree, tree_child(tree, at->node, FIELD_LEFT))->end;
  }
  return report_span(context, span, message, words[at->word].text);
}

static void combine(RuleContext *context, const Declaration *at, const Declaration *previous,
                    int message) {
  fix_join(context, report_at(context, at, message), at, previous);
}

static void check_consecutive(RuleContext *context, const Declaration *at,
                              const Declaration *previous) {
  if (!previous->node || previous->word != at->word) return;
  uint32_t requires = at->requires + previous->requires;
  uint32_t count =
      at->initialized + at->uninitialized + previous->initialized + previous->uninitialized;
  if (requires && requires != count) return;
  bool initialized = at->modes.initialized == MODE_CONSECUTIVE;
  bool uninitialized = at->modes.uninitialized == MODE_CONSECUTIVE;
  if (initialized && uninitialized)
    combine(context, at, previous, COMBINE);
  else if (initialized && at->initialized && previous->initialized)
    combine(context, at, previous, COMBINE_INITIALIZED);
  else if (uninitialized && at->uninitialized && previous->uninitialized)
    combine(context, at, previous, COMBINE_UNINITIALIZED);
}

static void check_always(RuleContext *context, const Declaration *at, const Declaration *previous) {
  if (is_only(context, at)) return;
  bool initialized = at->modes.initialized == MODE_ALWAYS;
  bool uninitialized = at->modes.uninitialized == MODE_ALWAYS;
  if (initialized && uninitialized) {
    combine(context, at, previous, COMBINE);
    return;
  }
  if (initialized && at->initialized) combine(context, at, previous, COMBINE_INITIALIZED);
  if (uninitialized && at->uninitialized && !at->is_loop)
    combine(context, at, previous, COMBINE_UNINITIALIZED);
}

static void check_never(RuleContext *context, const Declaration *at) {
  if (tree_node(context->tree, at->node)->field == FIELD_INITIALIZER) return;
  if (at->initialized + at->uninitialized < 2) return;
  bool initialized = at->modes.initialized == MODE_NEVER;
  bool uninitialized = at->modes.uninitialized == MODE_NEVER;
  int message;
  if (initialized && uninitialized)
    message = SPLIT;
  else if (initialized && at->initialized)
    message = SPLIT_INITIALIZED;
  else if (uninitialized && at->uninitialized)
    message = SPLIT_UNINITIALIZED;
  else
    return;
  fix_split(context, report_at(context, at, message), at);
}

static void check_declaration(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  Block *block = &array_last(&((State *)context->state)->blocks);
  NodeKind parent = tree_kind(tree, tree_node(tree, node)->parent);
  Declaration at = describe(context, node), previous = {0};
  if (!at.is_loop && block->previous && tree_next_named(tree, block->previous) == node)
    previous = describe(context, block->previous);
  if (parent == NODE_PROGRAM || parent == NODE_STATEMENT_BLOCK) block->previous = node;
  bool is_mixed = at.requires && at.requires != at.initialized + at.uninitialized;
  if (at.modes.initialized == MODE_ALWAYS && settings->separates_requires && is_mixed)
    report_at(context, &at, SPLIT_REQUIRES);
  check_consecutive(context, &at, &previous);
  check_always(context, &at, &previous);
  check_never(context, &at);
}

static void enter_loop(RuleContext *context, NodeId node) {
  enter_block(context, node);
  if (tree_child(context->tree, node, FIELD_KIND)) check_declaration(context, node);
}

const Rule rule_one_var = {
    .name = "one-var",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require variables to be declared together, or one by one",
    .why = "One way all over a project is easier to read than any mixture.",
    .options = "'always' | 'never' | 'consecutive' | { separateRequires: boolean, var: 'always' | "
               "'never' | 'consecutive', let: 'always' | 'never' | 'consecutive', const: 'always' "
               "| 'never' | 'consecutive', using: 'always' | 'never' | 'consecutive', awaitUsing: "
               "'always' | 'never' | 'consecutive', initialized: 'always' | 'never' | "
               "'consecutive', uninitialized: 'always' | 'never' | 'consecutive' } = always",
    .messages = messages,
    .bad = EXAMPLES({"let width = 3;\nlet height = 4;"},
                    {"let width = 3, height = 4;", "[\"never\"]"}),
    .good = EXAMPLES({"let width = 3, height = 4;"},
                     {"let width = 3;\nlet height = 4;", "[\"never\"]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .state_size = sizeof(State),
    .visits = VISITS({NODE_PROGRAM, enter_function, leave_function},
                     {NODE_FUNCTION_DECLARATION, enter_function, leave_function},
                     {NODE_GENERATOR_FUNCTION_DECLARATION, enter_function, leave_function},
                     {NODE_FUNCTION_EXPRESSION, enter_function, leave_function},
                     {NODE_GENERATOR_FUNCTION, enter_function, leave_function},
                     {NODE_METHOD_DEFINITION, enter_function, leave_function},
                     {NODE_ARROW_FUNCTION, enter_function, leave_function},
                     {NODE_CLASS_STATIC_BLOCK, enter_function, leave_function},
                     {NODE_STATEMENT_BLOCK, enter_block, leave_block},
                     {NODE_FOR_STATEMENT, enter_block, leave_block},
                     {NODE_FOR_IN_STATEMENT, enter_loop, leave_block},
                     {NODE_SWITCH_STATEMENT, enter_block, leave_block},
                     {NODE_VARIABLE_DECLARATION, check_declaration},
                     {NODE_LEXICAL_DECLARATION, check_declaration},
                     {NODE_USING_DECLARATION, check_declaration}),
};
