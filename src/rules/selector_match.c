// A match has a reach: how far up the highest node is that it had to look at. `:has` asks only
// whether the reach of something below a node ends at that node; so each list that it looks for is
// looked for once in a file.
#include "rules/selector_parts.h"

#include <stdlib.h>

enum { NO_REACH = 0 }; // no match; nodes begin at 1

// The items of a list up to `scanned` have been looked at; `first` is the first match, or it.
typedef struct SiblingMemo {
  uint32_t scanned, first;
  bool has_match;
} SiblingMemo;

struct SelectorMemo {
  uint64_t *above; // by node, of a descendant's left part: the reach at it or above it, plus 1
  SiblingMemo *siblings; // by the number of the list
  uint32_t sibling_capacity;
  bool is_listed;
  Array(uint64_t) places; // of `:has`, sorted: where reaches end; of `:has(> A)`, the parents
};

static uint64_t reach(SelectorMatcher *matcher, const Selector *selector, EsNode node);

static Arena *arena_of(SelectorMatcher *matcher) {
  return matcher->view->code->arena;
}

static const Tree *tree_of(SelectorMatcher *matcher) {
  return matcher->view->tree;
}

static uint64_t least(uint64_t a, uint64_t b) {
  return a < b ? a : b;
}

static uint64_t begin_of(SelectorMatcher *matcher, EsNode node) {
  return es_begin(tree_of(matcher), node);
}

// ---- The node alone

static bool is_name_of_meta(SelectorMatcher *matcher, EsNode node) {
  return tree_kind(tree_of(matcher), node.node) == NODE_META_PROPERTY && node.role != ROLE_SELF;
}

static bool has_attribute(SelectorMatcher *matcher, const SelectorAttribute *attribute,
                          EsNode node) {
  EsValue value = es_value_of(node);
  for (uint32_t i = 0; i < attribute->path.count; i++)
    value = es_value_at(matcher->view, &value, &attribute->path.at[i]);
  if (value.kind == ES_OBJECT && value.object == ES_REGEX)
    value.text = tree_text(tree_of(matcher), value.node.node);
  return selector_test(arena_of(matcher), attribute, &value);
}

// ---- Upwards

static uint64_t reach_field(SelectorMatcher *matcher, const Selector *selector, EsNode node) {
  for (uint32_t i = selector->attribute.path.count; i-- > 0;) {
    EsField field = selector->attribute.path.at[i].field;
    EsLink link = es_link(tree_of(matcher), node);
    bool is_it = field && link.parent.node && (link.field == field || link.other == field);
    if (!is_it) return NO_REACH;
    node = link.parent;
  }
  return begin_of(matcher, node);
}

static uint64_t reach_child(SelectorMatcher *matcher, const Selector *selector, EsNode node) {
  uint64_t right = reach(matcher, selector->right, node);
  if (!right) return NO_REACH;
  EsLink link = es_link(tree_of(matcher), node);
  uint64_t left = link.parent.node ? reach(matcher, selector->left, link.parent) : NO_REACH;
  return least(left, right);
}

// The best reach of the left part at one of the ancestors; what is found is remembered for each
// node on the way up to where it was found, so that no way is gone twice.
static uint64_t reach_above(SelectorMatcher *matcher, const Selector *selector, EsNode node) {
  const Tree *tree = tree_of(matcher);
  SelectorMemo *memo = &matcher->memos[selector->number];
  if (!memo->above) memo->above = arena_new(arena_of(matcher), uint64_t, tree->node_count);
  uint64_t best = NO_REACH;
  EsNode first = es_link(tree, node).parent, found = {0};
  for (EsNode at = first; at.node; at = es_link(tree, at).parent) {
    // What reaches further than this one cannot be bettered above.
    if (best > begin_of(matcher, at)) break;
    bool is_known = at.role == ROLE_SELF && memo->above[at.node];
    uint64_t one = is_known ? memo->above[at.node] - 1 : reach(matcher, selector->left, at);
    if (one > best || !best) {
      best = one;
      found = at;
    }
    if (is_known) break;
  }
  for (EsNode at = first; at.node; at = es_link(tree, at).parent) {
    if (at.role == ROLE_SELF) memo->above[at.node] = best + 1;
    if (es_is(at, found)) break;
  }
  return best;
}

static uint64_t reach_descendant(SelectorMatcher *matcher, const Selector *selector, EsNode node) {
  uint64_t right = reach(matcher, selector->right, node);
  return right ? least(right, reach_above(matcher, selector, node)) : NO_REACH;
}

// ---- Beside

static uint64_t reach_nth(SelectorMatcher *matcher, const Selector *selector, EsNode node) {
  uint32_t item;
  EsList *list = es_list_of(&matcher->view->lists, node, &item);
  if (!list || !selector->nth) return NO_REACH;
  uint32_t index = list->items.at[item].index;
  uint32_t nth = selector->kind == SELECT_NTH ? index + 1 : list->length - index;
  if (nth != selector->nth) return NO_REACH;
  return begin_of(matcher, es_link(tree_of(matcher), node).parent);
}

static SiblingMemo *sibling_memo(SelectorMatcher *matcher, const Selector *selector,
                                 const EsList *list) {
  SelectorMemo *memo = &matcher->memos[selector->number];
  if (list->number >= memo->sibling_capacity)
    memo->siblings = array_grow(arena_of(matcher), memo->siblings, &memo->sibling_capacity,
                                list->number + 1, sizeof *memo->siblings);
  return &memo->siblings[list->number];
}

// The reach of the left part at the first of the items before `item` that it means.
static uint64_t reach_before(SelectorMatcher *matcher, const Selector *selector, const EsList *list,
                             uint32_t item) {
  SiblingMemo memo = *sibling_memo(matcher, selector, list);
  for (; !memo.has_match && memo.scanned < item; memo.scanned++) {
    memo.has_match = reach(matcher, selector->left, list->items.at[memo.scanned].node) != 0;
    if (memo.has_match) memo.first = memo.scanned;
  }
  *sibling_memo(matcher, selector, list) = memo; // meanwhile the memos may have moved
  bool is_before = memo.has_match && memo.first < item;
  return is_before ? reach(matcher, selector->left, list->items.at[memo.first].node) : NO_REACH;
}

static uint64_t reach_sibling(SelectorMatcher *matcher, const Selector *selector, EsNode node) {
  uint64_t right = reach(matcher, selector->right, node), left = NO_REACH;
  uint32_t item;
  EsList *list = right ? es_list_of(&matcher->view->lists, node, &item) : NULL;
  if (!list) return NO_REACH;
  if (selector->kind == SELECT_SIBLING) {
    left = reach_before(matcher, selector, list, item);
  } else if (item > 0 && list->items.at[item - 1].index + 1 == list->items.at[item].index) {
    left = reach(matcher, selector->left, list->items.at[item - 1].node);
  }
  uint64_t parent = begin_of(matcher, es_link(tree_of(matcher), node).parent);
  return least(least(left, right), parent);
}

// ---- Below

static int compare_places(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return (a > b) - (a < b);
}

// Of all matches in the file, where their reaches end; of children, the parents within reach.
static void list_places(SelectorMatcher *matcher, const Selector *selector, SelectorMemo *memo) {
  const Tree *tree = tree_of(matcher);
  bool wants[NODE_KIND_COUNT];
  for (int kind = 0; kind < NODE_KIND_COUNT; kind++)
    wants[kind] = selector_wants(selector->right, (NodeKind)kind);
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    if (!wants[tree_kind(tree, id)]) continue;
    EsHosted hosted = es_hosted(tree, id);
    for (uint32_t i = 0; i < hosted.count; i++) {
      uint64_t place = reach(matcher, selector->right, hosted.at[i]);
      if (!place) continue;
      if (selector->kind == SELECT_HAS_CHILD) {
        EsNode parent = es_link(tree, hosted.at[i]).parent;
        uint64_t begin = parent.node ? begin_of(matcher, parent) : UINT64_MAX;
        place = place >= begin ? begin : NO_REACH;
      }
      if (place) array_push(arena_of(matcher), &memo->places, place);
    }
  }
  if (memo->places.count)
    qsort(memo->places.at, memo->places.count, sizeof *memo->places.at, compare_places);
  memo->is_listed = true;
}

static bool has(SelectorMatcher *matcher, const Selector *selector, EsNode node) {
  SelectorMemo *memo = &matcher->memos[selector->number];
  if (!memo->is_listed) list_places(matcher, selector, memo);
  uint64_t begin = begin_of(matcher, node);
  uint32_t low = 0, high = memo->places.count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (memo->places.at[middle] < begin)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == memo->places.count) return false;
  uint64_t place = memo->places.at[low];
  return selector->kind == SELECT_HAS_CHILD ? place == begin
                                            : place < es_end(tree_of(matcher), node);
}

// ---- All

static uint64_t reach_all(SelectorMatcher *matcher, const Selector *selector, EsNode node) {
  uint64_t all = begin_of(matcher, node);
  for (uint32_t i = 0; i < selector->parts.count && all; i++)
    all = least(all, reach(matcher, selector->parts.at[i], node));
  return all;
}

static uint64_t reach_either(SelectorMatcher *matcher, const Selector *selector, EsNode node) {
  uint64_t best = NO_REACH;
  for (uint32_t i = 0; i < selector->parts.count; i++) {
    uint64_t one = reach(matcher, selector->parts.at[i], node);
    if (one > best) best = one;
  }
  return best;
}

// Recursion goes as deep as the selector, whose depth is bounded.
static uint64_t reach(SelectorMatcher *matcher, const Selector *selector, EsNode node) {
  bool is = es_types_has(selector->types, es_type(tree_of(matcher), node));
  if (!is) return NO_REACH;
  switch (selector->kind) {
  case SELECT_TYPES: break;
  case SELECT_EXPRESSION: is = !is_name_of_meta(matcher, node); break;
  case SELECT_FIELD: return reach_field(matcher, selector, node);
  case SELECT_ATTRIBUTE: is = has_attribute(matcher, &selector->attribute, node); break;
  case SELECT_NTH:
  case SELECT_NTH_LAST: return reach_nth(matcher, selector, node);
  case SELECT_ALL: return reach_all(matcher, selector, node);
  case SELECT_IS: return reach_either(matcher, selector, node);
  case SELECT_NOT: is = !reach(matcher, selector->parts.at[0], node); break;
  case SELECT_HAS:
  case SELECT_HAS_CHILD: is = has(matcher, selector, node); break;
  case SELECT_NEVER: is = false; break;
  case SELECT_CHILD: return reach_child(matcher, selector, node);
  case SELECT_DESCENDANT: return reach_descendant(matcher, selector, node);
  case SELECT_SIBLING:
  case SELECT_ADJACENT: return reach_sibling(matcher, selector, node);
  }
  return is ? begin_of(matcher, node) : NO_REACH;
}

SelectorMatcher selector_begin(EsView *view, const Selector *selector) {
  return (SelectorMatcher){view, selector,
                           arena_new(view->code->arena, SelectorMemo, selector->part_count)};
}

bool selector_matches(SelectorMatcher *matcher, EsNode node) {
  return reach(matcher, matcher->selector->parts.at[0], node) != NO_REACH;
}

// ---- Lists of an option

SelectorList selector_list_read(Arena *arena, const Json *list) {
  SelectorList read = {0};
  for (const Json *each = list ? list->first_child : NULL; each; each = each->next) {
    Text reason;
    const Selector *selector = selector_make(arena, json_text(each), &reason);
    if (selector) array_push(arena, &read, selector);
  }
  return read;
}

SelectorListMatcher *selector_list_begin(SourceCode *code, const SelectorList *list) {
  SelectorListMatcher *matcher = arena_new(code->arena, SelectorListMatcher, 1);
  es_view_begin(&matcher->view, code);
  matcher->count = list->count;
  matcher->at = arena_new(code->arena, SelectorMatcher, list->count);
  for (uint32_t i = 0; i < list->count; i++)
    matcher->at[i] = selector_begin(&matcher->view, list->at[i]);
  return matcher;
}

bool selector_list_matches(SelectorListMatcher *matcher, EsNode node) {
  EsType type = es_type(matcher->view.tree, node);
  for (uint32_t i = 0; i < matcher->count; i++) {
    SelectorMatcher *one = &matcher->at[i];
    if (es_types_has(selector_types(one->selector), type) && selector_matches(one, node))
      return true;
  }
  return false;
}
