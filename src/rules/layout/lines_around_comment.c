// lines-around-comment: empty lines before and behind comments.
#include "rules/comments.h"
#include "rules/functions.h"
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/spaces.h"

enum { AFTER, BEFORE };

static const RuleMessage messages[] = {
    [AFTER] = {"after", "Expected line after comment."},
    [BEFORE] = {"before", "Expected line before comment."},
};

// What a comment may stand at the beginning or the end of without an empty line.
typedef enum CommentPlace {
  PLACE_BLOCK = 1 << 0, // also a switch, a case of one, a class
  PLACE_CLASS = 1 << 1,
  PLACE_OBJECT = 1 << 2,
  PLACE_ARRAY = 1 << 3,
} CommentPlace;

typedef struct Settings {
  bool before_block, after_block, before_line, after_line, after_shebang;
  unsigned starts, ends;             // CommentPlaces that are allowed
  bool no_class_start, no_class_end; // even where blocks are allowed
  bool ignores_tools;
  const Pattern *ignored;
} Settings;

static bool has_flag(const Json *given, const char *key) {
  return json_is(json_get(given, text_of(key)), JSON_TRUE);
}

static bool has_no(const Json *given, const char *key) {
  return json_is(json_get(given, text_of(key)), JSON_FALSE);
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  const Json *given = options[0];
  *made = (Settings){
      .before_block = !has_no(given, "beforeBlockComment"),
      .after_block = has_flag(given, "afterBlockComment"),
      .before_line = has_flag(given, "beforeLineComment"),
      .after_line = has_flag(given, "afterLineComment"),
      .after_shebang = has_flag(given, "afterHashbangComment"),
      .no_class_start = has_no(given, "allowClassStart"),
      .no_class_end = has_no(given, "allowClassEnd"),
      .ignores_tools = !has_no(given, "applyDefaultIgnorePatterns"),
      .ignored = option_pattern(arena, given, "ignorePattern"),
  };
  static const struct {
    const char *start, *end;
    CommentPlace place;
  } places[] = {
      {"allowBlockStart", "allowBlockEnd", PLACE_BLOCK},
      {"allowClassStart", "allowClassEnd", PLACE_CLASS},
      {"allowObjectStart", "allowObjectEnd", PLACE_OBJECT},
      {"allowArrayStart", "allowArrayEnd", PLACE_ARRAY},
  };
  for (uint32_t i = 0; i < sizeof places / sizeof *places; i++) {
    if (has_flag(given, places[i].start)) made->starts |= places[i].place;
    if (has_flag(given, places[i].end)) made->ends |= places[i].place;
  }
}

typedef struct Walk {
  RuleContext *context;
  SourceCode *code;
  const TokenTable *tokens;
  uint8_t *has_comment;            // by line: one begins or ends there
  TokenId code_before, code_after; // tokens that are no comments
} Walk;

// ---- Where a comment stands

// The innermost node of ESLint's tree around a comment, or NO_NODE.
static NodeId node_around(Walk *walk, TokenId comment) {
  const Tree *tree = walk->context->tree;
  uint32_t start = walk->tokens->at[comment].start;
  NodeId node = walk->tokens->at[walk->code_before].node;
  while (node && (tree_node(tree, node)->end <= start || estree_type(tree, node).size == 0))
    node = tree_node(tree, node)->parent;
  // The function of a method begins with its parameters; the method itself is nothing to look at.
  bool is_name = tree_kind(tree, node) == NODE_METHOD_DEFINITION &&
                 start < function_span(walk->code, node).start;
  return is_name ? NO_NODE : node;
}

static unsigned place_of_kind(NodeKind kind) {
  switch ((int)kind) {
  case NODE_CLASS_BODY: return PLACE_BLOCK | PLACE_CLASS;
  case NODE_STATEMENT_BLOCK:
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT:
  case NODE_SWITCH_STATEMENT: return PLACE_BLOCK;
  case NODE_OBJECT:
  case NODE_OBJECT_PATTERN: return PLACE_OBJECT;
  case NODE_ARRAY:
  case NODE_ARRAY_PATTERN: return PLACE_ARRAY;
  default: return 0;
  }
}

static bool has_body(NodeKind kind) {
  switch ((int)kind) {
  case NODE_CATCH_CLAUSE:
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION:
  case NODE_DO_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_LABELED_STATEMENT:
  case NODE_WHILE_STATEMENT:
  case NODE_WITH_STATEMENT: return true;
  default: return kind_is_function(kind);
  }
}

// What a node is; to the first rule also its body, and what an `if` or `?` comes to.
static unsigned places_of(const RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, node);
  if (tree_kind(tree, tree_node(tree, node)->parent) == NODE_IMPORT_ATTRIBUTE) return 0;
  NodeId inner = NO_NODE;
  if (!context->is_stylistic && has_body(kind))
    inner = estree_child(tree, node, FIELD_BODY);
  else if (!context->is_stylistic && (kind == NODE_IF_STATEMENT || kind == NODE_TERNARY_EXPRESSION))
    inner = estree_child(tree, node, FIELD_CONSEQUENCE);
  return place_of_kind(kind) | place_of_kind(tree_kind(tree, inner));
}

static uint32_t start_of(Walk *walk, NodeId node) {
  const Tree *tree = walk->context->tree;
  switch ((int)tree_kind(tree, node)) {
  case NODE_METHOD_DEFINITION: return function_span(walk->code, node).start;
  case NODE_SWITCH_STATEMENT: return tree_node(tree, tree_child(tree, node, FIELD_BODY))->start;
  default: return estree_span(walk->code, node).start;
  }
}

// The places that a comment stands on the first, or on the last line of.
static unsigned places_begun(Walk *walk, TokenId comment) {
  NodeId node = node_around(walk, comment);
  unsigned places = places_of(walk->context, node);
  if (!places) return 0;
  uint32_t line = source_line(walk->code, walk->tokens->at[comment].start);
  return line == source_line(walk->code, start_of(walk, node)) + 1 ? places : 0;
}

static unsigned places_ended(Walk *walk, TokenId comment) {
  NodeId node = node_around(walk, comment);
  unsigned places = places_of(walk->context, node);
  if (!places) return 0;
  uint32_t line = source_line(walk->code, walk->tokens->at[comment].end);
  return line + 1 == source_line(walk->code, estree_span(walk->code, node).end) ? places : 0;
}

static bool is_allowed(unsigned places, unsigned allowed, bool no_class) {
  if ((places & PLACE_CLASS) && no_class) allowed &= ~(unsigned)PLACE_BLOCK;
  return (places & allowed) != 0;
}

// ---- Lines

static void mark_comments(Walk *walk) {
  for (TokenId id = 1; id < walk->tokens->count; id++) {
    if (!token_is_comment(walk->tokens, id)) continue;
    walk->has_comment[source_line(walk->code, walk->tokens->at[id].start)] = true;
    walk->has_comment[source_line(walk->code, walk->tokens->at[id].end)] = true;
  }
}

static bool is_free(Walk *walk, uint32_t line) {
  return walk->has_comment[line] || text_is_blank(source_line_text(walk->code, line));
}

static bool has_code_beside(Walk *walk, TokenId comment) {
  const Token *at = walk->tokens->at, *token = &at[comment];
  if (walk->code_before && source_same_line(walk->code, at[walk->code_before].end, token->start))
    return true;
  if (walk->code_after < comment && walk->code_after < walk->tokens->count) {
    walk->code_after = token_next(walk->tokens, comment);
    if (!walk->code_after) walk->code_after = walk->tokens->count;
  }
  return walk->code_after < walk->tokens->count &&
         source_same_line(walk->code, token->end, at[walk->code_after].start);
}

static bool is_beside_comment(Walk *walk, TokenId left, TokenId right) {
  const Token *at = walk->tokens->at;
  return source_same_line(walk->code, at[left].end, at[right].start);
}

static void check_before(Walk *walk, TokenId comment) {
  const Settings *settings = walk->context->settings;
  const Token *token = &walk->tokens->at[comment];
  uint32_t line = source_line(walk->code, token->start);
  if (line == 0 || is_free(walk, line - 1)) return;
  if (token_is_comment(walk->tokens, comment - 1) && is_beside_comment(walk, comment - 1, comment))
    return;
  if (settings->starts &&
      is_allowed(places_begun(walk, comment), settings->starts, settings->no_class_start))
    return;
  RuleReport *made = report_span(walk->context, ((Span){token->start, token->end}), BEFORE);
  fix_insert(made, walk->context->arena, source_lines(walk->code)->starts[line], TEXT("\n"));
}

static void check_after(Walk *walk, TokenId comment) {
  const Settings *settings = walk->context->settings;
  const Token *token = &walk->tokens->at[comment];
  uint32_t line = source_line(walk->code, token->end);
  if (line + 1 >= source_lines(walk->code)->count || is_free(walk, line + 1)) return;
  if (comment + 1 < walk->tokens->count && token_is_comment(walk->tokens, comment + 1) &&
      is_beside_comment(walk, comment, comment + 1))
    return;
  if (settings->ends &&
      is_allowed(places_ended(walk, comment), settings->ends, settings->no_class_end))
    return;
  RuleReport *made = report_span(walk->context, ((Span){token->start, token->end}), AFTER);
  fix_insert(made, walk->context->arena, token->end, TEXT("\n"));
}

static void check_comment(Walk *walk, TokenId comment) {
  const Settings *settings = walk->context->settings;
  bool before = false, after = settings->after_shebang;
  switch ((int)walk->tokens->at[comment].type) {
  case TOKEN_TYPE_LINE_COMMENT:
    before = settings->before_line;
    after = settings->after_line;
    break;
  case TOKEN_TYPE_BLOCK_COMMENT:
    before = settings->before_block;
    after = settings->after_block;
    break;
  default: break;
  }
  if ((!before && !after) || has_code_beside(walk, comment)) return;
  Text value = comment_text(walk->tokens, comment);
  if (settings->ignores_tools && comment_is_for_tools(value)) return;
  if (settings->ignored && pattern_matches(settings->ignored, value)) return;
  if (before) check_before(walk, comment);
  if (after) check_after(walk, comment);
}

static void check_all(RuleContext *context) {
  const Settings *settings = context->settings;
  const TokenTable *tokens = NULL;
  if (context->tree->comment_count || settings->after_shebang)
    tokens = source_tokens(context->code);
  if (!tokens) return;
  Walk walk = {.context = context, .code = context->code, .tokens = tokens};
  walk.has_comment = arena_new(context->arena, uint8_t, source_lines(context->code)->count);
  mark_comments(&walk);
  for (TokenId id = 1; id < tokens->count; id++) {
    if (token_is_comment(tokens, id))
      check_comment(&walk, id);
    else
      walk.code_before = id;
  }
}

const Rule rule_lines_around_comment = {
    .name = "lines-around-comment",
    .stylistic = "@stylistic/lines-around-comment",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require empty lines before or behind comments",
    .why = "With an empty line before it, a comment is read with the code that it is about. At the "
           "beginning or the end of a block, a class, an object or an array it can do without.",
    .options = "{ beforeBlockComment: boolean = true, afterBlockComment: boolean = false, "
               "beforeLineComment: boolean = false, afterLineComment: boolean = false, "
               "allowBlockStart: boolean = false, allowBlockEnd: boolean = false, allowClassStart: "
               "boolean, allowClassEnd: boolean, allowObjectStart: boolean, allowObjectEnd: "
               "boolean, allowArrayStart: boolean, allowArrayEnd: boolean, allowInterfaceStart: "
               "boolean, allowInterfaceEnd: boolean, allowTypeStart: boolean, allowTypeEnd: "
               "boolean, allowEnumStart: boolean, allowEnumEnd: boolean, allowModuleStart: "
               "boolean, allowModuleEnd: boolean, ignorePattern: regex, "
               "applyDefaultIgnorePatterns: boolean, afterHashbangComment: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"go();\n/* Then it runs. */\nrun();"},
                    {"go();\n// then\nrun();", "[{\"beforeLineComment\": true}]"}),
    .good =
        EXAMPLES({"go();\n\n/* Then it runs. */\nrun();"},
                 {"if (a) {\n  /* It is there. */\n  go();\n}", "[{\"allowBlockStart\": true}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = check_all,
};
