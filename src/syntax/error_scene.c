// Brackets are paired while they are read. Where one is missing, all later ones pair wrongly, and
// the parser notices at the very end; but people indent, and the first pair whose lines don't align
// tells where it happened.
#include "syntax/error_scene.h"

#include <ctype.h>

enum {
  MOST_ODD_PAIRS = 64, // a text with more of them is indented by other rules
  LONGEST_TOKEN = 64,  // bytes that are shown
};

typedef struct Scan {
  ErrorScene *scene;
  Arena *arena;
  uint32_t indent; // of the line that we are in
} Scan;

static void read_leaf(Scan *scan, NodeId leaf);
static Text token_at(Text source, uint32_t at);

ErrorScene error_scene(Arena *arena, const Tree *tree, uint32_t at) {
  ErrorScene scene = {.tree = tree, .source = tree->source, .at = at};
  Scan scan = {&scene, arena, 0};
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    const Node *node = &tree->nodes[id];
    if (node->start >= at) break;
    bool is_whole = node->end <= at && node->end > node->start;
    if (tree_is_leaf(tree, id) && is_whole && !(node->flags & NODE_MISSING)) read_leaf(&scan, id);
  }
  scene.token = token_at(scene.source, at);
  uint32_t line = scene.last[0] ? tree->nodes[scene.last[0]].end : 0;
  scene.is_first_on_line = text_find_byte(text_slice(scene.source, 0, at), '\n', line) < at;
  return scene;
}

// --- The token in question -----------------------------------------------------------------------

static bool is_word_byte(char byte) {
  unsigned char b = (unsigned char)byte;
  return isalnum(b) || b == '_' || b == '$' || b >= 0x80;
}

// The error may be just in how the text falls into tokens, so that the tree's are of no use.
static Text token_at(Text source, uint32_t at) {
  if (at >= source.size) return TEXT("");
  uint32_t end = at, limit = source.size - at > LONGEST_TOKEN ? at + LONGEST_TOKEN : source.size;
  char first = source.at[at];
  if (is_word_byte(first)) {
    while (end < limit && is_word_byte(source.at[end])) end++;
    while (end < source.size && ((unsigned char)source.at[end] & 0xC0) == 0x80) end++;
    return text_slice(source, at, end);
  }
  if (first == '"' || first == '\'') {
    for (end++; end < limit && source.at[end] != first && source.at[end] != '\n';) end++;
    bool is_closed = end < limit && source.at[end] == first;
    return text_slice(source, at, is_closed ? end + 1 : at + 1);
  }
  static const Text long_tokens[] = {
      TEXT(">>>="), TEXT("..."), TEXT("==="), TEXT("!=="),  TEXT("**="), TEXT("<<="), TEXT(">>="),
      TEXT(">>>"),  TEXT("&&="), TEXT("||="), TEXT("?\?="), TEXT("=>"),  TEXT("=="),  TEXT("!="),
      TEXT("<="),   TEXT(">="),  TEXT("&&"),  TEXT("||"),   TEXT("??"),  TEXT("?."),  TEXT("++"),
      TEXT("--"),   TEXT("+="),  TEXT("-="),  TEXT("*="),   TEXT("/="),  TEXT("%="),  TEXT("&="),
      TEXT("|="),   TEXT("^="),  TEXT("<<"),  TEXT(">>"),   TEXT("**"),  TEXT("</"),  TEXT("/>")};
  Text rest = text_slice(source, at, source.size);
  for (size_t i = 0; i < sizeof long_tokens / sizeof *long_tokens; i++) {
    if (text_starts(rest, long_tokens[i])) return text_slice(source, at, at + long_tokens[i].size);
  }
  return text_slice(source, at, at + 1);
}

// --- The leaves before it ------------------------------------------------------------------------

// The indentation of what starts at `start`, if that is the first on its line.
static bool find_indent(Text source, uint32_t start, uint32_t *indent) {
  uint32_t at = start;
  while (at > 0 && (source.at[at - 1] == ' ' || source.at[at - 1] == '\t')) at--;
  if (at > 0 && source.at[at - 1] != '\n' && source.at[at - 1] != '\r') return false;
  *indent = start - at;
  return true;
}

static void close_bracket(Scan *scan, NodeId leaf, bool is_first);

// A "/" that starts no division starts a regular expression.
static void read_slash(ErrorScene *scene, NodeId leaf) {
  uint32_t end = scene->tree->nodes[leaf].end;
  if (end < scene->source.size && scene->source.at[end] == '*') scene->open_comment = leaf;
  if (scene->open_regex)
    scene->open_regex = NO_NODE;
  else if (!scene_ends_operand(scene))
    scene->open_regex = leaf;
}

static void read_quote(ErrorScene *scene, NodeId leaf) {
  bool closes = scene->open_quote &&
                tree_kind(scene->tree, leaf) == tree_kind(scene->tree, scene->open_quote);
  if (closes)
    scene->open_quote = NO_NODE;
  else if (!scene->open_quote)
    scene->open_quote = leaf;
}

static bool is_inside(const Tree *tree, NodeId leaf, NodeKind kind) {
  return tree_kind(tree, tree->nodes[leaf].parent) == kind;
}

// A backtick opens a template, or closes the one that we are in.
static bool is_opener(const Tree *tree, NodeId leaf, bool in_template) {
  NodeKind kind = tree_kind(tree, leaf);
  return kind == TOKEN_PAREN_OPEN || kind == TOKEN_BRACKET_OPEN || kind == TOKEN_BRACE_OPEN ||
         kind == TOKEN_TEMPLATE_OPEN || (kind == TOKEN_BACKTICK && !in_template) ||
         (kind == TOKEN_LESS && is_inside(tree, leaf, NODE_JSX_OPENING_ELEMENT));
}

static bool is_closer(NodeKind kind) {
  return kind == TOKEN_PAREN_CLOSE || kind == TOKEN_BRACKET_CLOSE || kind == TOKEN_BRACE_CLOSE ||
         kind == TOKEN_BACKTICK || kind == TOKEN_LESS_SLASH;
}

static bool starts_declaration(NodeKind kind) {
  return kind == TOKEN_FUNCTION_WORD || kind == TOKEN_VAR_WORD || kind == TOKEN_LET_WORD ||
         kind == TOKEN_CONST_WORD || kind == TOKEN_CLASS_WORD || kind == TOKEN_EXPORT_WORD ||
         kind == TOKEN_IMPORT_WORD || kind == TOKEN_ASYNC_WORD;
}

// Compares the line of `leaf`, the first on it, with the block that it is in. Blocks that don't
// indent what they hold tell nothing.
static void read_indent(Scan *scan, NodeId leaf) {
  ErrorScene *scene = scan->scene;
  if (scene->open.count == 0) return;
  OpenBracket *open = &array_last(&scene->open);
  NodeKind kind = tree_kind(scene->tree, leaf);
  if (tree_kind(scene->tree, open->leaf) != TOKEN_BRACE_OPEN || is_closer(kind)) return;
  if (open->inside == UINT32_MAX) open->inside = scan->indent;
  bool is_outside = open->inside > open->indent && scan->indent <= open->indent;
  if (is_outside && !scene->outdented.open && starts_declaration(kind))
    scene->outdented = (Outdented){open->leaf, leaf};
}

static void read_leaf(Scan *scan, NodeId leaf) {
  ErrorScene *scene = scan->scene;
  NodeKind kind = tree_kind(scene->tree, leaf);
  bool is_first = find_indent(scene->source, scene->tree->nodes[leaf].start, &scan->indent);
  if (is_first) {
    scene->line_start = leaf;
    read_indent(scan, leaf);
  }
  const OpenBracket *innermost = scene_innermost(scene);
  bool in_template = innermost && tree_kind(scene->tree, innermost->leaf) == TOKEN_BACKTICK;
  if (kind == TOKEN_DOUBLE_QUOTE || kind == TOKEN_SINGLE_QUOTE) {
    read_quote(scene, leaf);
  } else if (kind == TOKEN_SLASH) {
    read_slash(scene, leaf);
  } else if (is_opener(scene->tree, leaf, in_template)) {
    OpenBracket open = {leaf, scene->last[0], scan->indent, UINT32_MAX};
    array_push(scan->arena, &scene->open, open);
  } else if (is_closer(kind)) {
    close_bracket(scan, leaf, is_first);
  }
  for (int i = SCENE_LEAVES - 1; i > 0; i--) scene->last[i] = scene->last[i - 1];
  scene->last[0] = leaf;
}

// The parser took it, so it goes with the innermost open bracket.
static void close_bracket(Scan *scan, NodeId leaf, bool is_first) {
  ErrorScene *scene = scan->scene;
  if (scene->open.count == 0) return;
  OpenBracket open = array_pop(&scene->open);
  // What follows on this line goes on with the line of the opener: an "if" over several lines.
  if (!is_first) scan->indent = open.indent;
  if (!is_first || scan->indent == open.indent || scene->odd.count >= MOST_ODD_PAIRS) return;
  const OpenBracket *around = scene_innermost(scene);
  OddPair pair = {open.leaf, leaf, NO_NODE, scan->indent < open.indent};
  if (around && around->indent == scan->indent) pair.around = around->leaf;
  array_push(scan->arena, &scene->odd, pair);
}

// --- What they tell ------------------------------------------------------------------------------

uint32_t scene_indent(const ErrorScene *scene) {
  uint32_t indent = UINT32_MAX;
  find_indent(scene->source, scene->at, &indent);
  return indent;
}

const OpenBracket *scene_innermost(const ErrorScene *scene) {
  return scene->open.count ? &array_last(&scene->open) : NULL;
}

// A pair tells something if the bracket around it, whose closer it took, lacks one in the end: it
// is still open, or took the closer of the next one around.
const OddPair *scene_find_unclosed(Arena *arena, const ErrorScene *scene) {
  Array(NodeId) lacking = {0};
  for (uint32_t i = 0; i < scene->open.count; i++) {
    array_push(arena, &lacking, scene->open.at[i].leaf);
  }
  const OddPair *first = NULL;
  for (uint32_t i = scene->odd.count; i > 0; i--) {
    const OddPair *pair = &scene->odd.at[i - 1];
    if (!pair->is_outdented || !pair->around) continue;
    bool tells = false;
    for (uint32_t j = 0; j < lacking.count && !tells; j++) tells = lacking.at[j] == pair->around;
    if (!tells) continue;
    array_push(arena, &lacking, pair->open);
    first = pair;
  }
  return first;
}

// After a bracket too many, each one takes the opener of the next one around.
const OddPair *scene_find_extra(const ErrorScene *scene) {
  const OddPair *found = NULL;
  for (uint32_t i = scene->odd.count; i > 0; i--) {
    const OddPair *pair = &scene->odd.at[i - 1];
    if (pair->is_outdented || (found && pair->open < found->open)) continue;
    found = pair;
  }
  return found;
}

bool scene_follows_extra(const ErrorScene *scene) {
  const OddPair *last = scene->odd.count ? &array_last(&scene->odd) : NULL;
  return last && !last->is_outdented && last->close == scene->last[0];
}

NodeKind scene_kind(const ErrorScene *scene, int index) {
  NodeId leaf = index < SCENE_LEAVES ? scene->last[index] : NO_NODE;
  return leaf ? tree_kind(scene->tree, leaf) : NODE_NONE;
}

Text scene_word(const ErrorScene *scene, int index) {
  NodeId leaf = index < SCENE_LEAVES ? scene->last[index] : NO_NODE;
  return leaf ? tree_text(scene->tree, leaf) : TEXT("");
}

static bool is_any(Text text, const Text *choices, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (text_is(text, choices[i])) return true;
  }
  return false;
}

bool scene_is_word(Text text) {
  return text.size &&
         (isalpha((unsigned char)text.at[0]) || text.at[0] == '_' || text.at[0] == '$');
}

bool scene_ends_string(const ErrorScene *scene) {
  NodeKind last = scene_kind(scene, 0);
  return last == TOKEN_DOUBLE_QUOTE || last == TOKEN_SINGLE_QUOTE;
}

bool scene_ends_operand(const ErrorScene *scene) {
  static const Text operators[] = {
      TEXT("return"),   TEXT("typeof"),     TEXT("case"),    TEXT("delete"), TEXT("void"),
      TEXT("throw"),    TEXT("new"),        TEXT("in"),      TEXT("of"),     TEXT("do"),
      TEXT("else"),     TEXT("instanceof"), TEXT("let"),     TEXT("const"),  TEXT("var"),
      TEXT("import"),   TEXT("export"),     TEXT("default"), TEXT("yield"),  TEXT("await"),
      TEXT("function"), TEXT("class"),      TEXT("extends")};
  Text word = scene_word(scene, 0);
  if (word.size == 0) return false;
  char last = word.at[word.size - 1];
  bool is_end = is_word_byte(last) || last == ')' || last == ']' || last == '}' || last == '"' ||
                last == '\'' || last == '`';
  return is_end && !is_any(word, operators, sizeof operators / sizeof *operators);
}

bool scene_starts_operand(const ErrorScene *scene) {
  if (scene->token.size == 0) return false;
  char first = scene->token.at[0];
  return is_word_byte(first) || first == '"' || first == '\'' || first == '{' || first == '[' ||
         text_is(scene->token, TEXT("..."));
}

NodeKind scene_head(const ErrorScene *scene, const OpenBracket *open) {
  if (!open->before || tree_kind(scene->tree, open->leaf) != TOKEN_PAREN_OPEN) return NODE_NONE;
  NodeKind kind = tree_kind(scene->tree, open->before);
  bool is_head = kind == TOKEN_IF_WORD || kind == TOKEN_WHILE_WORD || kind == TOKEN_FOR_WORD ||
                 kind == TOKEN_SWITCH_WORD || kind == TOKEN_CATCH_WORD || kind == TOKEN_WITH_WORD;
  return is_head ? kind : NODE_NONE;
}

bool scene_holds_list(const ErrorScene *scene, const OpenBracket *open) {
  NodeKind kind = tree_kind(scene->tree, open->leaf);
  if (kind == TOKEN_BRACKET_OPEN || kind == TOKEN_PAREN_OPEN) return !scene_head(scene, open);
  if (kind != TOKEN_BRACE_OPEN || !open->before) return false;
  NodeKind before = tree_kind(scene->tree, open->before);
  return before == TOKEN_ASSIGN || before == TOKEN_PAREN_OPEN || before == TOKEN_BRACKET_OPEN ||
         before == TOKEN_COMMA || before == TOKEN_COLON || before == TOKEN_RETURN_WORD ||
         before == TOKEN_IMPORT_WORD || before == TOKEN_EXPORT_WORD || before == TOKEN_QUESTION ||
         before == TOKEN_LET_WORD || before == TOKEN_CONST_WORD || before == TOKEN_VAR_WORD;
}
