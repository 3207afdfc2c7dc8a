// Selector: which nodes of ESLint's tree are meant, in the language of esquery:
// `CallExpression[callee.name="f"] > Literal:first-child`.
//
// https://eslint.org/docs/latest/extend/selectors
//
// Takes: a text of an option, compiled once.
// Gives: whether a node is meant. What an ancestor, a sibling or a descendant decides is remembered
//        for a file, so that a pass over all nodes stays linear.
#pragma once

#include "base/json.h"
#include "base/pattern.h"
#include "rules/estree_values.h"

enum {
  SELECTOR_SIZE_LIMIT = 1 << 12, // bytes of its text; people write a hundred
  SELECTOR_DEPTH_LIMIT = 32,     // of parentheses inside each other
  SELECTOR_STEPS_LIMIT = 64,     // from ancestor to descendant in a row
};

typedef struct Selector Selector;

// Types of nodes, a bit for each.
typedef struct EsTypes {
  uint64_t bits[2];
} EsTypes;
_Static_assert(ES_TYPE_COUNT <= 128, "EsTypes has a bit for each type");

static inline bool es_types_has(EsTypes types, EsType type) {
  return types.bits[type / 64] >> type % 64 & 1;
}

// NULL: it is none, and `*reason` says why.
Selector *selector_make(Arena *arena, Text text, Text *reason);

// The types that nodes must have; whether a kind of our nodes can have them at it.
EsTypes selector_types(const Selector *selector);
bool selector_wants(const Selector *selector, NodeKind kind);

// The order in which ESLint asks several about one node: the less a selector says, the earlier.
int selector_compare(const Selector *a, const Selector *b);

// Whether it asks to be told behind the nodes below: it ended with `:exit`.
bool selector_is_exit(const Selector *selector);

// A selector at work on a file; several share the view.
typedef struct SelectorMemo SelectorMemo;
typedef struct SelectorMatcher {
  EsView *view;
  const Selector *selector;
  SelectorMemo *memos;
} SelectorMatcher;

SelectorMatcher selector_begin(EsView *view, const Selector *selector);
bool selector_matches(SelectorMatcher *matcher, EsNode node);

// The selectors of a list in an option (NULL: none; what is no selector is left out).
typedef Array(const Selector *) SelectorList;
SelectorList selector_list_read(Arena *arena, const Json *list);

// Whether one of them means the node of ESLint's tree that stands where `id` is.
typedef struct SelectorListMatcher {
  EsView view;
  SelectorMatcher *at;
  uint32_t count;
} SelectorListMatcher;
SelectorListMatcher *selector_list_begin(SourceCode *code, const SelectorList *list);
bool selector_list_matches(SelectorListMatcher *matcher, EsNode node);
