// no-useless-escape: backslashes that change nothing.
#include "base/utf8.h"
#include "rules/prologue.h"
#include "rules/regex_sources.h"

enum { UNNECESSARY, REMOVE, REMOVE_IN_DIRECTIVE, ESCAPE_BACKSLASH };

static const RuleMessage messages[] = {
    [UNNECESSARY] = {"unnecessaryEscape", "Unnecessary escape character: \\{0}."},
    [REMOVE] = {"removeEscape", "Remove the `\\`. This maintains the current functionality."},
    [REMOVE_IN_DIRECTIVE] = {"removeEscapeDoNotKeepSemantics",
                             "Remove the `\\` if it was inserted by mistake."},
    [ESCAPE_BACKSLASH] =
        {"escapeBackslash",
         "Replace the `\\` with `\\\\` to include the actual backslash character."},
};

static bool is_one_of(char c, const char *set) {
  return c && strchr(set, c);
}

// `at`: of the backslash.
static void report_escape(RuleContext *context, NodeId node, uint32_t at, bool can_be_doubled) {
  Text text = context->code->text;
  uint32_t size;
  utf8_decode(text, at + 1, &size);
  Span span = {at, at + 1};
  RuleReport *made =
      report_span(context, span, UNNECESSARY, text_slice(text, at + 1, at + 1 + size));
  bool in_directive = is_directive(context->code, tree_node(context->tree, node)->parent);
  RuleSuggestion *removal = suggest(context, made, in_directive ? REMOVE_IN_DIRECTIVE : REMOVE);
  edits_replace(&removal->edits, context->arena, span, TEXT(""));
  if (!can_be_doubled) return;
  RuleSuggestion *doubling = suggest(context, made, ESCAPE_BACKSLASH);
  edits_replace(&doubling->edits, context->arena, (Span){at, at}, TEXT("\\"));
}

// ---- Strings and templates

// Whether an escape means more than its character: also those of line ends, U+2028 and U+2029
// included, and of digits, which are other rules' business.
static bool has_meaning(Text text, uint32_t at) {
  char c = text.at[at];
  if (is_one_of(c, "\\nrvtbfux\n\r0123456789")) return true;
  uint32_t size, code = utf8_decode(text, at, &size);
  return code == 0x2028 || code == 0x2029;
}

static bool is_needed_in_template(Text text, uint32_t at) {
  switch (text.at[at]) {
  case '`': return true;
  case '$': return at + 1 < text.size && text.at[at + 1] == '{';
  case '{': return at >= 2 && text.at[at - 2] == '$';
  default: return false;
  }
}

// What stands from `start` to `end`, with `quote` around it.
static void check_text(RuleContext *context, NodeId node, Span span, char quote) {
  Text text = text_slice(context->code->text, 0, span.end);
  uint32_t at = span.start;
  for (; (at = text_find_byte(text, '\\', at)) != TEXT_NOT_FOUND && at + 1 < span.end; at += 2) {
    bool is_needed = quote == '`' ? is_needed_in_template(text, at + 1) : text.at[at + 1] == quote;
    if (!is_needed && !has_meaning(text, at + 1)) report_escape(context, node, at, true);
  }
}

static void check_string(RuleContext *context, NodeId node) {
  const Node *at = tree_node(context->tree, node);
  if (tree_kind(context->tree, at->parent) == NODE_JSX_ATTRIBUTE) return;
  check_text(context, node, (Span){at->start + 1, at->end - 1}, context->code->text.at[at->start]);
}

static bool is_tagged(const Tree *tree, NodeId template) {
  const Node *at = tree_node(tree, template);
  return at->field == FIELD_ARGUMENTS && tree_kind(tree, at->parent) == NODE_CALL_EXPRESSION;
}

static void check_template(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (is_tagged(tree, node)) return;
  uint32_t start = tree_node(tree, node)->start + 1;
  tree_each_named(tree, node, child) {
    if (tree_kind(tree, child) != NODE_TEMPLATE_SUBSTITUTION) continue;
    check_text(context, node, (Span){start, tree_node(tree, child)->start}, '`');
    start = tree_node(tree, child)->end;
  }
  check_text(context, node, (Span){start, tree_node(tree, node)->end - 1}, '`');
}

// ---- Regular expressions

// The class that a node is in, or 0.
static RegexId class_around(const RegexTree *tree, RegexId id) {
  for (RegexId at = tree->nodes[id].parent; at; at = tree->nodes[at].parent) {
    if (tree->nodes[at].kind == REGEX_CLASS) return at;
    if (tree->nodes[at].kind == REGEX_ALTERNATIVE) return 0;
  }
  return 0;
}

// Whether an escape in a set is needed as the character beside it is the same: `&&` is an operator.
static bool is_doubled(const RegexTree *tree, const RegexNode *node, const RegexNode *class,
                       char c) {
  Text pattern = tree->pattern;
  if (!is_one_of(c, "!#$%&*+,.:;<=>?@^`~")) return false;
  if (node->end < pattern.size && pattern.at[node->end] == c) return true;
  if (pattern.at[node->start - 1] != c) return false;
  bool follows_caret = c == '^' && class->is_negated && class->start + 1 >= node->start - 1;
  return !follows_caret;
}

static bool is_needed_in_class(const RegexTree *tree, const RegexNode *node, const RegexNode *class,
                               char c) {
  bool is_first = class->start + 1 == node->start;
  if (is_one_of(c, "\\bcdDfnpPrsStvwWxu0123456789]")) return true;
  if (tree->is_sets && is_one_of(c, "q/[{}|()-")) return true;
  if (c == '^' && is_first) return true;
  if (tree->is_sets) return is_doubled(tree, node, class, c);
  return c == '-' && !is_first && node->end != class->end - 1;
}

static bool is_needed(const RegexTree *tree, RegexId id) {
  const RegexNode *node = &tree->nodes[id];
  char c = tree->pattern.at[node->start + 1];
  RegexId class = class_around(tree, id);
  if (class) return is_needed_in_class(tree, node, &tree->nodes[class], c);
  return is_one_of(c, "\\bcdDfnpPrsStvwWxu0123456789]^/.$*+?[{}|()Bk");
}

// Whether an escape stands for the character behind the backslash.
static bool is_identity(const RegexTree *tree, const RegexNode *node) {
  if (node->kind != REGEX_CHARACTER || tree->pattern.at[node->start] != '\\') return false;
  if (node->end - node->start < 2) return false;
  uint32_t size, code = utf8_decode(tree->pattern, node->start + 1, &size);
  return code == node->value && node->start + 1 + size == node->end;
}

static bool is_allowed(RuleContext *context, Text character) {
  const Json *allowed = option_field(context, 0, "allowRegexCharacters");
  return allowed && json_list_has(allowed, character);
}

static void check_regex(RuleContext *context, NodeId node) {
  RegexSource source;
  if (text_find_byte(tree_text(context->tree, node), '\\', 0) == TEXT_NOT_FOUND) return;
  regex_source(context->code, node, &source);
  const RegexTree *tree = regex_source_tree(context->code, &source);
  uint32_t start = tree_node(context->tree, node)->start + 1;
  for (RegexId id = 1; id < tree->node_count; id++) {
    const RegexNode *at = &tree->nodes[id];
    if (!is_identity(tree, at) || is_needed(tree, id)) continue;
    if (is_allowed(context, text_slice(tree->pattern, at->start + 1, at->end))) continue;
    uint8_t parent = tree->nodes[at->parent].kind;
    bool is_operand = parent == REGEX_INTERSECTION || parent == REGEX_SUBTRACTION;
    report_escape(context, node, start + at->start, !is_operand);
  }
}

const Rule rule_no_useless_escape = {
    .name = "no-useless-escape",
    .type = RULE_SUGGESTION,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow backslashes that change nothing",
    .why = "A backslash before a character that means nothing else is noise, or another character "
           "was meant.",
    .options = "{ allowRegexCharacters: string[] = [] }",
    .messages = messages,
    .bad = EXAMPLES({"const a = \"\\d\";"}, {"const a = /[\\[]/;"}, {"const a = /\\@/;"}),
    .good = EXAMPLES({"const a = \"\\n\";"}, {"const a = /\\d\\./;"},
                     {"const a = /\\#/;", "[{\"allowRegexCharacters\": [\"#\"]}]"}),
    .visits = VISITS({NODE_STRING, check_string}, {NODE_TEMPLATE_STRING, check_template},
                     {NODE_REGEX, check_regex}),
};
