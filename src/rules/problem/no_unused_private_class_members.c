// no-unused-private-class-members: private members that their class does not use.
#include "base/map.h"
#include "rules/rule.h"
#include "rules/spaces.h"

enum { UNUSED, REMOVE };

static const RuleMessage messages[] = {
    [UNUSED] = {"unusedPrivateClassMember", "'{0}' is defined but never used."},
    [REMOVE] = {"removeUnusedPrivateClassMember", "Remove unused private class member '{0}'."},
};

typedef struct Member {
  NodeId name;
  bool is_accessor, is_used;
  bool is_mentioned; // but maybe only written to
} Member;

typedef struct Class {
  Map members; // by name, into `at`
  Array(Member) at;
} Class;

typedef struct State {
  Array(Class) open;
} State;

static bool is_accessor(const Tree *tree, NodeId member) {
  return tree_kind(tree, member) == NODE_METHOD_DEFINITION &&
         (tree_child_of_kind(tree, member, TOKEN_GET_WORD) ||
          tree_child_of_kind(tree, member, TOKEN_SET_WORD) ||
          tree_child_of_kind(tree, member, TOKEN_STATIC_GET));
}

static NodeId name_of(const Tree *tree, NodeId member) {
  NodeId name = tree_child(tree, member, FIELD_NAME);
  if (!name) name = tree_child(tree, member, FIELD_PROPERTY);
  return tree_kind(tree, name) == NODE_PRIVATE_PROPERTY_IDENTIFIER ? name : NO_NODE;
}

static void enter_class(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  Class added = {0};
  tree_each_named(tree, node, member) {
    NodeId name = name_of(tree, member);
    if (!name) continue;
    map_set(context->arena, &added.members, tree_text(tree, name), added.at.count);
    array_push(context->arena, &added.at,
               ((Member){name, is_accessor(tree, member), false, false}));
  }
  array_push(context->arena, &state->open, added);
}

// ---- What goes with an element that is taken out

// Whether nothing is in front of a byte on its line.
static bool begins_line(SourceCode *code, uint32_t offset) {
  uint32_t start = source_line_start(code, offset);
  return text_is_blank(text_slice(code->text, start, offset));
}

// Where the comments begin that stand right above the element, or in front of it on its line.
static uint32_t with_comments_before(SourceCode *code, TokenId first) {
  const TokenTable *tokens = source_tokens(code);
  uint32_t start = tokens->at[first].start;
  for (TokenId at = first - 1; at && token_is_comment(tokens, at); at--) {
    const Token *comment = &tokens->at[at];
    bool is_near = source_line(code, comment->end) + 1 >= source_line(code, start);
    if (!is_near || !begins_line(code, comment->start)) break;
    start = comment->start;
  }
  return start;
}

// The last of the comments behind the element that begin on the line where it ends; itself where
// something else follows on that line.
static TokenId with_comments_after(SourceCode *code, TokenId last) {
  const TokenTable *tokens = source_tokens(code);
  uint32_t end = tokens->at[last].end;
  if (source_same_line(code, end, tokens->at[token_next(tokens, last)].start)) return last;
  while (token_is_comment(tokens, last + 1) &&
         source_same_line(code, end, tokens->at[last + 1].start))
    last++;
  return last;
}

// The start of the next line that has something on it.
static uint32_t next_full_line(SourceCode *code, uint32_t offset) {
  const SourceLines *lines = source_lines(code);
  uint32_t line = source_line(code, offset) + 1;
  while (line + 1 < lines->count && text_is_blank(source_line_text(code, line))) line++;
  return lines->starts[line];
}

// An element that has its lines for itself goes with them, with its comments, and with the empty
// lines behind.
static Span removed_span(SourceCode *code, NodeId element) {
  const TokenTable *tokens = source_tokens(code);
  Span span = estree_span(code, element);
  TokenId first = token_first(tokens, code->tree, element);
  uint32_t before = tokens->at[token_previous(tokens, first)].end;
  if (source_same_line(code, before, span.start)) return (Span){before, span.end};
  TokenId last = token_at(tokens, span.end) - 1;
  TokenId after = with_comments_after(code, last);
  uint32_t end = tokens->at[after].end, next = tokens->at[after + 1].start;
  uint32_t start = with_comments_before(code, first);
  if (source_same_line(code, end, next)) return (Span){span.start, next};
  if (!begins_line(code, start)) return (Span){span.start, end};
  start = source_line_start(code, start);
  return (Span){start, next_full_line(code, end)};
}

static void suggest_removal(RuleContext *context, RuleReport *made, NodeId name) {
  NodeId element = tree_node(context->tree, name)->parent;
  RuleSuggestion *removal = suggest(context, made, REMOVE, tree_text(context->tree, name));
  edits_replace(&removal->edits, context->arena, removed_span(context->code, element), TEXT(""));
}

static void leave_class(RuleContext *context, NodeId node) {
  (void)node;
  State *state = context->state;
  Class closed = array_pop(&state->open);
  for (uint32_t i = 0; i < closed.at.count; i++) {
    const Member *member = &closed.at.at[i];
    Text name = tree_text(context->tree, member->name);
    bool is_last = *map_find(&closed.members, name) == i;
    if (!is_last || member->is_used) continue;
    RuleReport *made = report(context, member->name, UNUSED, name);
    if (!member->is_mentioned) suggest_removal(context, made, member->name);
  }
}

static bool is_left(const Tree *tree, NodeId node) {
  return tree_node(tree, tree_outside_parentheses(tree, node))->field == FIELD_LEFT;
}

// Whether `this.#name` is only written to there.
static bool is_only_written(const Tree *tree, NodeId member) {
  NodeId parent = estree_parent(tree, member);
  NodeKind outer = tree_kind(tree, estree_parent(tree, parent));
  switch ((int)tree_kind(tree, parent)) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_FOR_IN_STATEMENT:
  case NODE_ASSIGNMENT_PATTERN: return is_left(tree, member);
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    return is_left(tree, member) && outer == NODE_EXPRESSION_STATEMENT;
  case NODE_UPDATE_EXPRESSION: return outer == NODE_EXPRESSION_STATEMENT;
  case NODE_PAIR_PATTERN:
    return tree_node(tree, tree_outside_parentheses(tree, member))->field == FIELD_VALUE;
  case NODE_REST_PATTERN:
  case NODE_ARRAY_PATTERN: return true;
  default: return false;
  }
}

static Member *find(State *state, Text name) {
  for (uint32_t i = state->open.count; i-- > 0;) {
    Class *class_at = &state->open.at[i];
    const uint32_t *index = map_find(&class_at->members, name);
    if (index) return &class_at->at.at[*index];
  }
  return NULL;
}

static void check_name(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId parent = tree_node(tree, node)->parent;
  NodeKind kind = tree_kind(tree, parent);
  if (kind == NODE_METHOD_DEFINITION || kind == NODE_FIELD_DEFINITION) return;
  Member *member = find(context->state, tree_text(tree, node));
  if (!member || member->is_used) return;
  member->is_mentioned = true;
  member->is_used =
      member->is_accessor || kind != NODE_MEMBER_EXPRESSION || !is_only_written(tree, parent);
}

const Rule rule_no_unused_private_class_members = {
    .name = "no-unused-private-class-members",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED | RULE_SUGGESTS,
    .summary = "Disallow private members of a class that nothing uses",
    .why = "Nobody outside of the class can see them, so that they are of no use at all.",
    .messages = messages,
    .bad = EXAMPLES({"class Box {\n  #size = 3;\n}"},
                    {"class Box {\n  #size;\n  grow() {\n    this.#size = 4;\n  }\n}"}),
    .good = EXAMPLES({"class Box {\n  #size = 3;\n  get size() {\n    return this.#size;\n  }\n}"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_CLASS_BODY, enter_class, leave_class},
                     {NODE_PRIVATE_PROPERTY_IDENTIFIER, check_name}),
};
