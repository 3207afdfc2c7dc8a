// lines-between-class-members: empty lines between the members of a class.
#include "rules/blank_lines.h"
#include "rules/rule.h"

enum { NEVER, ALWAYS };

static const RuleMessage messages[] = {
    [NEVER] = {"never", "Unexpected blank line between class members."},
    [ALWAYS] = {"always", "Expected blank line between class members."},
};

// The tokens at both sides of the place between two members.
typedef struct Sides {
  TokenId last, next;
} Sides;

// A semicolon that a field ends with is a token of the class.
static TokenId last_of(RuleContext *context, NodeId member) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId last = token_last(tokens, context->tree, member), next = token_next(tokens, last);
  bool is_field = tree_kind(context->tree, member) == NODE_FIELD_DEFINITION;
  return is_field && token_is(tokens, next, TOKEN_SEMICOLON) ? next : last;
}

// A semicolon on a later line than the field belongs to the next member where it stands beside it.
static Sides sides_of(RuleContext *context, NodeId member, NodeId next_member) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  Sides sides = {last_of(context, member), token_first(tokens, context->tree, next_member)};
  TokenId before = token_previous(tokens, sides.last);
  bool is_apart = token_is(tokens, sides.last, TOKEN_SEMICOLON) &&
                  line_ends_between(code, before, sides.last) > 0 &&
                  line_ends_between(code, sides.last, sides.next) == 0;
  return is_apart ? (Sides){before, sides.last} : sides;
}

// The last one of what follows a token with no more than `most` line ends between each two; the
// first one of what precedes it.
static TokenId last_near(SourceCode *code, Sides sides, uint32_t most) {
  TokenId id = sides.last;
  while (id + 1 < sides.next && line_ends_between(code, id, id + 1) <= most) ++id;
  return id;
}

static TokenId first_near(SourceCode *code, Sides sides, uint32_t most) {
  TokenId id = sides.next;
  while (id - 1 > sides.last && line_ends_between(code, id - 1, id) <= most) --id;
  return id;
}

// ---- Which lines are wanted

static bool is_type(const Tree *tree, NodeId member, const Json *type) {
  Text word = json_text(type);
  NodeKind kind = tree_kind(tree, member);
  if (text_is(word, TEXT("method"))) return kind == NODE_METHOD_DEFINITION;
  return !text_is(word, TEXT("field")) || kind == NODE_FIELD_DEFINITION;
}

// What is wanted between two members, or an empty text. Of several that fit, the last one counts.
static Text wanted(RuleContext *context, NodeId member, NodeId next) {
  const Json *given = option(context, 0);
  if (json_is(given, JSON_STRING)) return given->text;
  const Json *list = json_get(given, TEXT("enforce"));
  Text found = TEXT("");
  for (const Json *each = list ? list->first_child : NULL; each; each = each->next) {
    if (is_type(context->tree, member, json_get(each, TEXT("prev"))) &&
        is_type(context->tree, next, json_get(each, TEXT("next"))))
      found = json_text(json_get(each, TEXT("blankLine")));
  }
  return found;
}

static void check_members(RuleContext *context, NodeId member, NodeId next) {
  Text blank = wanted(context, member, next);
  if (blank.size == 0) return;
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  Sides sides = sides_of(context, member, next);
  TokenId before = last_near(code, sides, 1), after = first_near(code, sides, 1);
  bool is_always = text_is(blank, TEXT("always"));
  bool is_blank = before < after && line_ends_between(code, before, after) >= 2;
  if (is_blank == is_always) return;
  if (is_always && option_flag(context, 1, "exceptAfterSingleLine") &&
      source_same_line(code, tree_node(context->tree, member)->start, tokens->at[sides.last].end))
    return;
  RuleReport *made = report(context, next, is_always ? ALWAYS : NEVER);
  if (after > before + 1) return; // something that is no comment alone stands between them
  if (is_always)
    fix_insert(made, context->arena, tokens->at[last_near(code, sides, 0)].end, TEXT("\n"));
  else
    fix_replace(made, context->arena, (Span){tokens->at[before].end, tokens->at[after].start},
                TEXT("\n"));
}

static void check_class(RuleContext *context, NodeId body) {
  NodeId member = tree_first_named(context->tree, body), next;
  for (; member && (next = tree_next_named(context->tree, member)); member = next)
    check_members(context, member, next);
}

const Rule rule_lines_between_class_members = {
    .name = "lines-between-class-members",
    .stylistic = "@stylistic/lines-between-class-members",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow empty lines between the members of a class",
    .why = "An empty line shows where a member ends, as long as all of them have one. What "
           "`enforce` says of two kinds of members counts, the last one of those that fit.",
    .options = "('always' | 'never' | { enforce: { blankLine: 'always' | 'never', prev: 'method' | "
               "'field' | '*', next: 'method' | 'field' | '*' }[] }) = always, { "
               "exceptAfterSingleLine: boolean = false, exceptAfterOverload: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"class A {\n  b() {}\n  c() {}\n}"},
                    {"class A {\n  b() {}\n\n  c() {}\n}", "[\"never\"]"}),
    .good = EXAMPLES(
        {"class A {\n  b() {}\n\n  c() {}\n}"},
        {"class A {\n  b = 1;\n  c() {}\n}", "[\"always\", {\"exceptAfterSingleLine\": true}]"}),
    .visits = VISITS({NODE_CLASS_BODY, check_class}),
};
