// @stylistic/jsx-sort-props: the order of the properties of elements.
#include "base/array.h"
#include "base/buffer.h"
#include "rules/jsx.h"
#include "rules/locale_order.h"
#include <stdlib.h>

enum {
  EMPTY_LIST,
  RESERVED_FIRST,
  RESERVED_LAST,
  CALLBACKS_LAST,
  SHORTHAND_FIRST,
  SHORTHAND_LAST,
  MULTILINE_FIRST,
  MULTILINE_LAST,
  ALPHABET,
};

static const RuleMessage messages[] = {
    [EMPTY_LIST] = {"listIsEmpty", "A customized reserved first list must not be empty"},
    [RESERVED_FIRST] = {"listReservedPropsFirst",
                        "Reserved props must be listed before all other props"},
    [RESERVED_LAST] = {"listReservedPropsLast",
                       "Reserved props must be listed after all other props"},
    [CALLBACKS_LAST] = {"listCallbacksLast", "Callbacks must be listed after all other props"},
    [SHORTHAND_FIRST] = {"listShorthandFirst",
                         "Shorthand props must be listed before all other props"},
    [SHORTHAND_LAST] = {"listShorthandLast",
                        "Shorthand props must be listed after all other props"},
    [MULTILINE_FIRST] = {"listMultilineFirst",
                         "Multiline props must be listed before all other props"},
    [MULTILINE_LAST] = {"listMultilineLast",
                        "Multiline props must be listed after all other props"},
    [ALPHABET] = {"sortPropsByAlpha", "Props should be sorted alphabetically"},
};

// ---- What a property is sorted by

typedef enum Order { ORDER_NONE, ORDER_CODE, ORDER_LOCALE } Order;

// A property: its ranks by what its options say, the first one that differs decides.
typedef struct Prop {
  NodeId node;
  uint32_t end;           // of what is moved with it
  bool has_comment;       // it is moved with comments, to the end
  int ranks[ALPHABET];    // by the message about it
  bool is_first, is_last; // it is reserved
  Text name;              // as it is compared
  Order order;
  uint32_t index, told; // told: a set of messages that there were about it
} Prop;

typedef Array(Prop) Props;

// The name itself, or what is before its colon.
static bool is_named(Text name, Text other) {
  if (text_is(name, other)) return true;
  return name.size > other.size && name.at[other.size] == ':' &&
         text_is(text_slice(name, 0, other.size), other);
}

// The properties that React keeps for itself.
static const char *const usual[] = {"children", "dangerouslySetInnerHTML", "key", "ref"};
enum { USUAL_COUNT = sizeof usual / sizeof *usual };

static bool is_reserved_as(Text name, Text other, bool is_html) {
  return is_named(name, other) && (is_html || !text_is(other, TEXT("dangerouslySetInnerHTML")));
}

// The place of a name among the usual ones, or how many there are; the same in a list.
static int place_of(Text name, bool is_html) {
  for (int i = 0; i < USUAL_COUNT; i++) {
    if (is_reserved_as(name, text_of(usual[i]), is_html)) return i;
  }
  return USUAL_COUNT;
}

static int place_in(const Json *list, Text name, bool is_html, bool *is_in) {
  int place = 0;
  for (const Json *item = list ? list->first_child : NULL; item; item = item->next, place++) {
    *is_in = is_reserved_as(name, item->text, is_html);
    if (*is_in) return place;
  }
  return place;
}

static bool is_callback(Text name) {
  return name.size > 2 && name.at[0] == 'o' && name.at[1] == 'n' && name.at[2] >= 'A' &&
         name.at[2] <= 'Z';
}

static void rank_reserved(RuleContext *context, Prop *prop, Text name, bool is_html) {
  const Json *first = option_field(context, 0, "reservedFirst"),
             *last = option_field(context, 0, "reservedLast");
  int *ranks = prop->ranks;
  if (json_is(first, JSON_TRUE)) {
    ranks[RESERVED_FIRST] = place_of(name, is_html);
    prop->is_first = ranks[RESERVED_FIRST] < USUAL_COUNT;
  } else if (json_is(first, JSON_ARRAY)) {
    ranks[RESERVED_FIRST] = place_in(first, name, is_html, &prop->is_first);
  }
  ranks[RESERVED_LAST] = -place_in(last, name, true, &prop->is_last);
}

static void rank(RuleContext *context, Prop *prop, Text name) {
  int *ranks = prop->ranks;
  bool is_short = !jsx_property_value(context->tree, prop->node);
  bool is_multiline = jsx_is_multiline(context->code, prop->node);
  Text where = json_text(option_field(context, 0, "multiline"));
  if (option_flag(context, 0, "callbacksLast")) ranks[CALLBACKS_LAST] = is_callback(name);
  if (option_flag(context, 0, "shorthandFirst")) ranks[SHORTHAND_FIRST] = !is_short;
  if (option_flag(context, 0, "shorthandLast")) ranks[SHORTHAND_LAST] = is_short;
  if (text_is(where, TEXT("first"))) ranks[MULTILINE_FIRST] = !is_multiline;
  if (text_is(where, TEXT("last"))) ranks[MULTILINE_LAST] = is_multiline;
}

static Text lower(Arena *arena, Text text) {
  char *copy = arena_copy(arena, text.at, text.size);
  for (uint32_t i = 0; i < text.size; i++) {
    if (copy[i] >= 'A' && copy[i] <= 'Z') copy[i] += 'a' - 'A';
  }
  return (Text){copy, text.size};
}

static Prop prop_of(RuleContext *context, NodeId node, uint32_t index) {
  bool ignores_case = option_flag(context, 0, "ignoreCase");
  Text locale = json_text(option_field(context, 0, "locale"));
  Text name = jsx_property_name(context->tree, node);
  Prop prop = {.node = node, .index = index, .name = name, .order = ORDER_CODE};
  prop.end = tree_node(context->tree, node)->end;
  if (ignores_case) prop.name = lower(context->arena, name);
  if (ignores_case || !text_is(locale, TEXT("auto"))) prop.order = ORDER_LOCALE;
  if (option_flag(context, 0, "noSortAlphabetically")) prop.order = ORDER_NONE;
  rank(context, &prop, name);
  return prop;
}

// Compares two properties; `*message` is what they differ in.
static int compare(const Prop *a, const Prop *b, int *message) {
  for (*message = RESERVED_FIRST; *message < ALPHABET; ++*message) {
    int left = a->ranks[*message], right = b->ranks[*message];
    if (left != right) return left < right ? -1 : 1;
  }
  if (a->order == ORDER_NONE) return 0;
  return a->order == ORDER_CODE ? text_compare(a->name, b->name) : locale_compare(a->name, b->name);
}

// ---- The fix

static int by_order(const void *left, const void *right) {
  const Prop *a = left, *b = right;
  int message, order = 0;
  if (a->has_comment != b->has_comment) return a->has_comment ? 1 : -1;
  order = compare(a, b, &message);
  return order ? order : a->index < b->index ? -1 : 1;
}

static bool is_spread(const Tree *tree, NodeId property) {
  return tree_kind(tree, property) == NODE_JSX_EXPRESSION;
}

// What is moved with a property: comments beside it, and the property behind them. False: it stays,
// as nobody knows what its comments are about. `*next` becomes the property that is looked at next.
static bool take_comments(RuleContext *context, Prop *prop, NodeId *next) {
  SourceCode *code = context->code;
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(code);
  TokenId last = token_last(tokens, tree, prop->node), behind = token_next(tokens, last);
  uint32_t count = behind - last - 1, start = tree_node(tree, prop->node)->start;
  NodeId following = *next;
  if (count == 0) return true;
  Token first = tokens->at[last + 1];
  uint32_t line = source_line(code, start);
  bool is_block = first.type == TOKEN_TYPE_BLOCK_COMMENT;
  bool is_beside = count == 1 && source_line(code, first.start) == line;
  uint32_t below = tokens->at[count == 1 ? last + 1 : last + 2].start;
  bool is_below = source_line(code, below) == line + 1;
  if (is_beside && !(is_block && following)) {
    prop->end = first.end;
    prop->has_comment = is_block;
    return true;
  }
  if (!is_beside && !(is_below && following)) return false;
  prop->end = tree_node(tree, following)->end;
  prop->has_comment = true;
  *next = jsx_next_property(tree, following);
  if (count == 1) return true;
  TokenId end = token_last(tokens, tree, following), other = token_next(tokens, end);
  uint32_t other_line = source_line(code, tree_node(tree, following)->start);
  if (other == end + 2 && source_line(code, tokens->at[end + 1].start) == other_line)
    prop->end = tokens->at[end + 1].end;
  return true;
}

// Writes a group of properties, sorted, into the places that they have.
static void add_sorted(RuleContext *context, Buffer *out, Props *group, Span *all) {
  Text source = context->tree->source;
  if (!group->count) return;
  Prop *sorted = arena_new(context->arena, Prop, group->count);
  memcpy(sorted, group->at, group->count * sizeof *sorted);
  qsort(sorted, group->count, sizeof *sorted, by_order);
  for (uint32_t i = 0; i < group->count; i++) {
    uint32_t start = tree_node(context->tree, group->at[i].node)->start;
    if (all->end)
      buffer_add_text(out, text_slice(source, all->end, start));
    else
      all->start = start;
    uint32_t from = tree_node(context->tree, sorted[i].node)->start;
    buffer_add_text(out, text_slice(source, from, sorted[i].end));
    all->end = group->at[i].end;
  }
  group->count = 0;
}

// All properties of a tag in their order; those between spread ones are a group each.
static Text sorted_text(RuleContext *context, NodeId tag, Span *all) {
  const Tree *tree = context->tree;
  Buffer out = {.arena = context->arena};
  Props group = {0};
  bool is_html = jsx_is_html(tree, tag);
  uint32_t index = 0;
  for (NodeId node = jsx_first_property(tree, tag), next; node; node = next) {
    next = jsx_next_property(tree, node);
    if (is_spread(tree, node)) {
      add_sorted(context, &out, &group, all);
      continue;
    }
    Prop prop = prop_of(context, node, index++);
    rank_reserved(context, &prop, jsx_property_name(tree, node), is_html);
    NodeId following = next;
    if (take_comments(context, &prop, &next)) array_push(context->arena, &group, prop);
    if (next != following && is_spread(tree, following)) add_sorted(context, &out, &group, all);
  }
  add_sorted(context, &out, &group, all);
  return buffer_text(&out);
}

// A tag, and its properties sorted, which are made once.
typedef struct Tag {
  NodeId node;
  bool is_html, is_sorted;
  Span all;
  Text sorted;
} Tag;

static void report_prop(RuleContext *context, Tag *tag, Prop *prop, int message) {
  if (prop->told & (1u << message)) return;
  prop->told |= 1u << message;
  NodeId name = tree_first_child(context->tree, prop->node);
  RuleReport *made = report(context, name, message);
  if (!tag->is_sorted) tag->sorted = sorted_text(context, tag->node, &tag->all);
  tag->is_sorted = true;
  if (!text_is(tag->sorted, text_slice(context->tree->source, tag->all.start, tag->all.end)))
    fix_replace(made, context->arena, tag->all, tag->sorted);
}

// ---- The check

static bool is_about_previous(int message) {
  return message == CALLBACKS_LAST || message == SHORTHAND_LAST || message == MULTILINE_LAST;
}

// Compares two properties that follow each other. The order of reserved ones among themselves is
// less strict than in the fix: that of the usual ones, and of those in the right order at the end,
// is left to what comes next.
static int compare_neighbours(RuleContext *context, const Prop *a, const Prop *b, int *message) {
  Prop left = *a, right = *b;
  int *first[] = {&left.ranks[RESERVED_FIRST], &right.ranks[RESERVED_FIRST]};
  int *last[] = {&left.ranks[RESERVED_LAST], &right.ranks[RESERVED_LAST]};
  bool is_usual = json_is(option_field(context, 0, "reservedFirst"), JSON_TRUE);
  if (is_usual && a->is_first && b->is_first && *first[0] > *first[1]) *first[0] = *first[1];
  if (a->is_last && b->is_last && *last[0] < *last[1]) *last[0] = *last[1];
  return compare(&left, &right, message);
}

static bool is_empty_list(RuleContext *context) {
  const Json *list = option_field(context, 0, "reservedFirst");
  return json_is(list, JSON_ARRAY) && !list->first_child;
}

static void check_tag(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Tag tag = {.node = node, .is_html = jsx_is_html(tree, node)};
  bool is_empty = is_empty_list(context);
  Prop before = {0};
  uint32_t index = 0;
  for (NodeId at = jsx_first_property(tree, node); at; at = jsx_next_property(tree, at)) {
    if (is_spread(tree, at)) {
      before.node = NO_NODE;
      continue;
    }
    Prop prop = prop_of(context, at, index++);
    rank_reserved(context, &prop, prop.name, tag.is_html);
    if (is_empty) {
      report(context, at, EMPTY_LIST);
      continue;
    }
    int message = 0;
    if (!before.node || compare_neighbours(context, &before, &prop, &message) <= 0)
      before = prop;
    else
      report_prop(context, &tag, is_about_previous(message) ? &before : &prop, message);
  }
}

const Rule rule_jsx_sort_props = {
    .name = "@stylistic/jsx-sort-props",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE | RULE_DEPRECATED,
    .summary = "Require an order of the properties of elements",
    .why = "In a list that is sorted, a property is found at once.",
    .options = "{ callbacksLast: boolean = false, shorthandFirst: boolean = false, shorthandLast: "
               "boolean = false, multiline: 'ignore' | 'first' | 'last' = ignore, ignoreCase: "
               "boolean = false, noSortAlphabetically: boolean = false, reservedFirst: string[] | "
               "boolean = false, reservedLast: string[] = [], locale: string = auto }",
    .messages = messages,
    .bad = EXAMPLES({"const x = <a id=\"1\" href=\"#\" />;"}),
    .good = EXAMPLES({"const x = <a href=\"#\" id=\"1\" />;"},
                     {"const x = <a href=\"#\" onClick={go} id=\"1\" />;",
                      "[{ \"noSortAlphabetically\": true }]"}),
    .visits =
        VISITS({NODE_JSX_OPENING_ELEMENT, check_tag}, {NODE_JSX_SELF_CLOSING_ELEMENT, check_tag}),
};
