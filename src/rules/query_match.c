// What is left to be matched is a list of frames on the stack: the rest of a node's children, then
// the rest of what that node is a child of. So every way to match is tried, one after the other,
// until one is found or the steps are used up.
#include "rules/query_parts.h"

#include <string.h>

enum { GROUPS_LIMIT = 64 }; // of groups that are repeated

typedef struct Frame Frame;
struct Frame {
  const QueryPart *list; // a node, whose children are matched, or a group
  uint32_t index;        // of the part that is next
  NodeId cursor;         // the sibling that it may be at, or the next one
  const Frame *outer;
};

static bool go(QueryRun *run, const Frame *frame);

// ---- Matches

static void report_one(QueryRun *run, const QueryCapture *about) {
  if (about->node) {
    if (!run->reported) run->reported = arena_new(run->arena, bool, run->tree->node_count);
    if (run->reported[about->node]) return;
    run->reported[about->node] = true;
  }
  run->report(run, about);
}

// Everything is matched. True: this is enough.
static bool finish(QueryRun *run) {
  if (run->is_probe) {
    run->probe_count = run->captures.count;
    return true;
  }
  if (!query_passes(run, run->pattern)) return false;
  int report = run->query->report;
  bool has_report = false;
  uint32_t count = run->captures.count;
  for (uint32_t i = 1; i < count; i++) {
    QueryCapture about = run->captures.at[i];
    if ((int)about.index != report) continue;
    has_report = true;
    report_one(run, &about);
  }
  QueryCapture root = run->captures.at[0];
  if (!has_report) report_one(run, &root);
  return run->pattern->reports_root;
}

// ---- Nodes

static uint64_t most_steps(uint32_t node_count) {
  return (uint64_t)node_count * QUERY_STEPS_PER_NODE + QUERY_STEPS_LIMIT;
}

static bool is_too_long(QueryRun *run) {
  if (++run->steps > most_steps(run->tree->node_count)) run->is_over = true;
  bool is_cut = ++run->root_steps > run->root_most;
  run->is_cut = run->is_cut || is_cut;
  return run->is_over || is_cut;
}

static QueryCapture capture_of(const Tree *tree, uint32_t index, NodeId node) {
  const Node *at = tree_node(tree, node);
  return (QueryCapture){index, node, at->start, tree_node(tree, at->after - 1)->end};
}

static bool fits(const QueryRun *run, const QueryPart *part, NodeId node) {
  const Node *at = tree_node(run->tree, node);
  if (!part->kinds[at->kind] || (part->field && part->field != at->field)) return false;
  for (uint32_t i = 0; i < part->without.count; i++) {
    if (tree_child(run->tree, node, part->without.at[i])) return false;
  }
  return true;
}

// Tries a node pattern at a node, and then the rest.
static bool try_at(QueryRun *run, const QueryPart *part, NodeId node, const Frame *rest) {
  if (is_too_long(run)) return true;
  if (!fits(run, part, node)) return false;
  uint32_t before = run->captures.count;
  for (uint32_t i = 0; i < part->captures.count; i++)
    array_push(run->arena, &run->captures, capture_of(run->tree, part->captures.at[i], node));
  Frame inner = {part, 0, tree_first_child(run->tree, node), rest};
  bool has_parts = part->parts.count || part->is_end_anchored;
  bool is_enough = go(run, has_parts ? &inner : rest);
  run->captures.count = before;
  return is_enough;
}

static NodeId next_of(const QueryRun *run, NodeId node) {
  return tree_next_sibling(run->tree, node);
}

// Where a part that must be next can be: what has no name is passed over by what has one.
static NodeId place_next(const QueryRun *run, const QueryPart *part, NodeId cursor) {
  while (cursor && part->is_named && !kind_is_named(tree_kind(run->tree, cursor)))
    cursor = next_of(run, cursor);
  return cursor;
}

static bool try_one(QueryRun *run, const Frame *frame, const QueryPart *part, bool is_anchored) {
  Frame rest = *frame;
  rest.index++;
  if (part->kind == QUERY_GROUP) {
    Frame inner = {part, 0, frame->cursor, &rest};
    return go(run, &inner);
  }
  if (part->kind == QUERY_EITHER) {
    for (uint32_t i = 0; i < part->parts.count; i++) {
      if (try_one(run, frame, part->parts.at[i], is_anchored)) return true;
    }
    return false;
  }
  NodeId node = is_anchored ? place_next(run, part, frame->cursor) : frame->cursor;
  for (; node; node = is_anchored ? NO_NODE : next_of(run, node)) {
    rest.cursor = next_of(run, node);
    if (try_at(run, part, node, &rest)) return true;
  }
  return false;
}

// ---- Repetitions

// Whether a part matches at a node by itself; its captures stay.
static bool probe(QueryRun *run, const QueryPart *part, NodeId node) {
  if (part->kind == QUERY_EITHER) {
    for (uint32_t i = 0; i < part->parts.count; i++) {
      if (probe(run, part->parts.at[i], node)) return true;
    }
    return false;
  }
  if (part->kind == QUERY_GROUP) return false;
  bool was_probe = run->is_probe;
  run->is_probe = true;
  run->probe_count = 0;
  bool is_match = try_at(run, part, node, NULL) && !run->is_over;
  run->is_probe = was_probe;
  if (is_match && run->probe_count) run->captures.count = run->probe_count;
  return is_match && run->probe_count;
}

typedef struct Repeat {
  NodeId cursor;
  uint32_t captures;
} Repeat;

// As many as there are; where the rest does not match behind them, fewer.
static bool try_many(QueryRun *run, const Frame *frame, const QueryPart *part) {
  Array(Repeat) repeats = {0};
  uint32_t before = run->captures.count;
  uint32_t least = part->times == QUERY_SOME;
  bool is_anchored = part->is_anchored;
  NodeId node = is_anchored ? place_next(run, part, frame->cursor) : frame->cursor;
  array_push(run->arena, &repeats, (Repeat){frame->cursor, before});
  for (; node && !run->is_over; node = next_of(run, node)) {
    bool is_match = probe(run, part, node);
    if (is_match)
      array_push(run->arena, &repeats, (Repeat){next_of(run, node), run->captures.count});
    else if (is_anchored && repeats.count == 1)
      break;
  }
  bool is_enough = false;
  for (uint32_t i = repeats.count; i-- > least && !is_enough;) {
    Frame rest = *frame;
    rest.index++;
    rest.cursor = repeats.at[i].cursor;
    run->captures.count = repeats.at[i].captures;
    is_enough = is_too_long(run) || go(run, &rest);
  }
  run->captures.count = before;
  return is_enough;
}

static bool skip(QueryRun *run, const Frame *frame) {
  Frame rest = *frame;
  rest.index++;
  return go(run, &rest);
}

// A group again and again: the frame behind it is the same one.
static bool try_groups(QueryRun *run, const Frame *frame, const QueryPart *part) {
  Frame inner = {part, 0, frame->cursor, frame};
  if (run->group_depth == GROUPS_LIMIT || is_too_long(run)) return false;
  run->group_depth++;
  bool is_enough = go(run, &inner);
  run->group_depth--;
  return is_enough;
}

static bool go(QueryRun *run, const Frame *frame) {
  if (!frame) return finish(run);
  const QueryPart *list = frame->list;
  if (frame->index == list->parts.count) {
    QueryPart named = {.is_named = !list->parts.count || array_last(&list->parts)->is_named};
    if (list->is_end_anchored && place_next(run, &named, frame->cursor)) return false;
    if (list->kind == QUERY_NODE || !frame->outer) return go(run, frame->outer);
    Frame outer = *frame->outer; // goes on where the group has ended
    outer.cursor = frame->cursor;
    return go(run, &outer);
  }
  const QueryPart *part = list->parts.at[frame->index];
  bool is_group = part->kind == QUERY_GROUP;
  switch (part->times) {
  case QUERY_ONE: return try_one(run, frame, part, part->is_anchored);
  case QUERY_PERHAPS: return try_one(run, frame, part, part->is_anchored) || skip(run, frame);
  case QUERY_ANY:
    return is_group ? try_groups(run, frame, part) || skip(run, frame) : try_many(run, frame, part);
  case QUERY_SOME:
    return is_group ? try_groups(run, frame, part) || try_one(run, frame, part, false)
                    : try_many(run, frame, part);
  }
  return false;
}

// ---- Beginnings

// Tries a pattern whose first node is `node`.
static bool begin_at(QueryRun *run, const QueryPart *part, NodeId node, const Frame *rest) {
  if (part->kind == QUERY_NODE) return try_at(run, part, node, rest);
  if (part->kind == QUERY_GROUP) {
    Frame inner = {part, 1, next_of(run, node), rest};
    return begin_at(run, part->parts.at[0], node, &inner);
  }
  for (uint32_t i = 0; i < part->parts.count; i++) {
    if (begin_at(run, part->parts.at[i], node, rest)) return true;
  }
  return false;
}

void query_match(QueryRun *run, NodeId node) {
  for (uint32_t i = 0; i < run->query->patterns.count && !run->is_over; i++) {
    run->pattern = run->query->patterns.at[i];
    run->root_steps = 0;
    run->root_most = most_steps(tree_node(run->tree, node)->after - node);
    run->captures.count = 0;
    array_push(run->arena, &run->captures, capture_of(run->tree, UINT32_MAX, node));
    begin_at(run, run->pattern->root, node, NULL);
  }
}

static const QueryPart *comment_part(const QueryPart *part) {
  for (uint32_t i = 0; part->kind == QUERY_EITHER && i < part->parts.count; i++) {
    const QueryPart *found = comment_part(part->parts.at[i]);
    if (found) return found;
  }
  return part->kind == QUERY_NODE && part->kinds[NODE_COMMENT] && !part->parts.count ? part : NULL;
}

void query_match_comment(QueryRun *run, const Comment *comment) {
  for (uint32_t i = 0; i < run->query->patterns.count; i++) {
    run->pattern = run->query->patterns.at[i];
    const QueryPart *part = comment_part(run->pattern->root);
    if (!part) continue;
    QueryCapture capture = {UINT32_MAX, NO_NODE, comment->start, comment->end};
    run->captures.count = 0;
    array_push(run->arena, &run->captures, capture);
    for (uint32_t j = 0; j < part->captures.count; j++) {
      capture.index = part->captures.at[j];
      array_push(run->arena, &run->captures, capture);
    }
    if (!query_passes(run, run->pattern)) continue;
    run->report(run, &run->captures.at[0]);
    return;
  }
}

// ---- Predicates

static Text text_at(const QueryRun *run, const QueryCapture *capture) {
  return text_slice(run->tree->source, capture->start, capture->end);
}

static bool is_equal_to(const QueryRun *run, const QueryPredicate *predicate, Text text) {
  for (uint32_t i = 0; i < predicate->texts.count; i++) {
    if (text_is(predicate->texts.at[i], text)) return true;
  }
  for (uint32_t i = 1; predicate->other >= 0 && i < run->captures.count; i++) {
    const QueryCapture *capture = &run->captures.at[i];
    if ((int)capture->index == predicate->other && text_is(text_at(run, capture), text))
      return true;
  }
  return false;
}

static bool passes(const QueryRun *run, const QueryPredicate *predicate) {
  for (uint32_t i = 1; i < run->captures.count; i++) {
    const QueryCapture *capture = &run->captures.at[i];
    if (capture->index != predicate->capture) continue;
    Text text = text_at(run, capture);
    bool is_it = predicate->test == QUERY_MATCH ? pattern_matches(predicate->pattern, text)
                                                : is_equal_to(run, predicate, text);
    if (is_it == predicate->is_not) {
      if (!predicate->is_any) return false;
    } else if (predicate->is_any) {
      return true;
    }
  }
  return !predicate->is_any;
}

bool query_passes(const QueryRun *run, const QueryPattern *pattern) {
  for (uint32_t i = 0; i < pattern->predicates.count; i++) {
    if (!passes(run, &pattern->predicates.at[i])) return false;
  }
  return true;
}
