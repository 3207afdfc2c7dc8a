// sort-imports: import declarations, and the names in one, in order.
#include "rules/rule.h"
#include "rules/static_names.h"

#include <stdlib.h>

enum { SORT, SYNTAX, MEMBERS };

static const RuleMessage messages[] = {
    [SORT] = {"sortImportsAlphabetically", "Imports should be sorted alphabetically."},
    [SYNTAX] = {"unexpectedSyntaxOrder", "Expected '{0}' syntax before '{1}' syntax."},
    [MEMBERS] = {"sortMembersAlphabetically",
                 "Member '{0}' of the import declaration should be sorted alphabetically."},
};

typedef struct State {
  NodeId previous; // declaration
} State;

typedef struct Member {
  NodeId node;
  Text name, key;
  uint32_t order;
} Member;

typedef Array(Member) Members;

static Text key_of(RuleContext *context, Text name) {
  if (!option_flag(context, 0, "ignoreCase")) return name;
  char *lower = arena_copy(context->arena, name.at, name.size);
  for (uint32_t i = 0; i < name.size; i++) {
    if (lower[i] >= 'A' && lower[i] <= 'Z') lower[i] = (char)(lower[i] + ('a' - 'A'));
  }
  return (Text){lower, name.size};
}

// ---- Declarations

static Text local_name(const Tree *tree, NodeId specifier) {
  switch ((int)tree_kind(tree, specifier)) {
  case NODE_IMPORT_SPECIFIER: {
    NodeId alias = tree_child(tree, specifier, FIELD_ALIAS);
    return tree_text(tree, alias ? alias : tree_child(tree, specifier, FIELD_NAME));
  }
  case NODE_NAMESPACE_IMPORT: return tree_text(tree, tree_first_named(tree, specifier));
  default: return tree_text(tree, specifier);
  }
}

// The first name that a declaration gives to something, and how many there are.
static NodeId first_specifier(const Tree *tree, NodeId declaration, uint32_t *count) {
  NodeId clause = tree_child_of_kind(tree, declaration, NODE_IMPORT_CLAUSE), first = NO_NODE;
  *count = 0;
  if (!clause) return NO_NODE;
  tree_each_named(tree, clause, each) {
    NodeId inside = each;
    if (tree_kind(tree, each) == NODE_NAMED_IMPORTS) {
      inside = tree_first_named(tree, each);
      tree_each_named(tree, each, member) ++*count;
    } else {
      ++*count;
    }
    if (!first) first = inside;
  }
  return first;
}

static const char *syntax_of(const Tree *tree, NodeId declaration) {
  uint32_t count;
  NodeId first = first_specifier(tree, declaration, &count);
  if (!first) return "none";
  if (tree_kind(tree, first) == NODE_NAMESPACE_IMPORT) return "all";
  return count == 1 ? "single" : "multiple";
}

static uint32_t place_of(RuleContext *context, const char *syntax) {
  const Json *list = option_field(context, 0, "memberSyntaxSortOrder");
  uint32_t place = 0;
  for (const Json *each = list ? list->first_child : NULL; each; each = each->next, place++) {
    if (text_is(json_text(each), text_of(syntax))) break;
  }
  return place;
}

static void check_order(RuleContext *context, NodeId previous, NodeId node) {
  const Tree *tree = context->tree;
  const char *before = syntax_of(tree, previous), *syntax = syntax_of(tree, node);
  uint32_t last = place_of(context, before), place = place_of(context, syntax), count;
  if (place < last) report(context, node, SYNTAX, text_of(syntax), text_of(before));
  if (place != last) return;
  NodeId first = first_specifier(tree, node, &count);
  NodeId other = first_specifier(tree, previous, &count);
  if (first && other &&
      text_compare(key_of(context, local_name(tree, first)),
                   key_of(context, local_name(tree, other))) < 0)
    report(context, node, SORT);
}

static bool is_separated(RuleContext *context, NodeId previous, NodeId node) {
  uint32_t end = estree_span(context->code, previous).end;
  return source_line(context->code, tree_node(context->tree, node)->start) >
         source_line(context->code, end) + 1;
}

// ---- Members

// Of two with one key, ESLint puts the later one first.
static int compare(const void *left, const void *right) {
  const Member *a = left, *b = right;
  int order = text_compare(a->key, b->key);
  return order ? order : (a->order < b->order) - (a->order > b->order);
}

// What stands between two members stays where it is.
static void fix_members(RuleContext *context, RuleReport *made, const Members *members) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  for (uint32_t i = 0; i < members->count; i++) {
    NodeId node = members->at[i].node;
    TokenId before = token_first(tokens, tree, node) - 1;
    TokenId after = token_last(tokens, tree, node) + 1;
    if (token_is_comment(tokens, before) || token_is_comment(tokens, after)) return;
  }
  Member *sorted = arena_new(context->arena, Member, members->count);
  memcpy(sorted, members->at, sizeof(Member) * members->count);
  qsort(sorted, members->count, sizeof(Member), compare);
  Buffer out = {.arena = context->arena};
  for (uint32_t i = 0; i < members->count; i++) {
    buffer_add_text(&out, tree_text(tree, sorted[i].node));
    if (i + 1 == members->count) break;
    uint32_t from = tree_node(tree, members->at[i].node)->end;
    buffer_add_text(&out, text_slice(tree->source, from,
                                     tree_node(tree, members->at[i + 1].node)->start));
  }
  uint32_t start = tree_node(tree, members->at[0].node)->start;
  fix_replace(made, context->arena, (Span){start, tree_node(tree, array_last(members).node)->end},
              buffer_text(&out));
}

static void check_members(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Members members = {0};
  NodeId unsorted = NO_NODE;
  Text shown = {0};
  tree_each_named(tree, node, each) {
    Text name = local_name(tree, each);
    Member member = {each, name, key_of(context, name), members.count};
    if (!unsorted && members.count && text_compare(array_last(&members).key, member.key) > 0) {
      unsorted = each;
      shown = name;
    }
    array_push(context->arena, &members, member);
  }
  if (unsorted) fix_members(context, report(context, unsorted, MEMBERS, shown), &members);
}

static void check_import(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  if (!option_flag(context, 0, "ignoreDeclarationSort")) {
    NodeId previous = state->previous;
    state->previous = node;
    if (previous && !(option_flag(context, 0, "allowSeparatedGroups") &&
                      is_separated(context, previous, node)))
      check_order(context, previous, node);
  }
  if (option_flag(context, 0, "ignoreMemberSort")) return;
  NodeId clause = tree_child_of_kind(tree, node, NODE_IMPORT_CLAUSE);
  NodeId named = clause ? tree_child_of_kind(tree, clause, NODE_NAMED_IMPORTS) : NO_NODE;
  if (named) check_members(context, named);
}

const Rule rule_sort_imports = {
    .name = "sort-imports",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require imports to be in order",
    .why = "In a long list, an import is easier to find, and changes meet in fewer lines.",
    .options = "{ ignoreCase: boolean = false, memberSyntaxSortOrder: ('none' | 'all' | 'multiple' "
               "| 'single')[] = [\"none\", \"all\", \"multiple\", \"single\"], "
               "ignoreDeclarationSort: boolean = false, ignoreMemberSort: boolean = false, "
               "allowSeparatedGroups: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"import b from \"b.js\";\nimport a from \"a.js\";"},
                    {"import { b, a } from \"a.js\";"}),
    .good = EXAMPLES({"import a from \"a.js\";\nimport b from \"b.js\";"},
                     {"import \"set_up.js\";\nimport * as all from \"all.js\";\nimport { a, b } "
                      "from \"a.js\";"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_IMPORT_STATEMENT, check_import}),
};
