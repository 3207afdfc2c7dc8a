// no-useless-assignment: values that are never read, as another one comes first or nothing follows.
//
// For each variable, its reads and writes are put in the order in which they happen in each segment
// of the code. Where the first thing that happens is a read, the value at the start of the segment
// is live, and at the start of those before it in which nothing happens. A write is useless where a
// write follows, or nothing follows and no next segment starts with a live value.
#include "base/search.h"
#include "rules/code_paths.h"
#include "rules/rule.h"
#include "rules/variables.h"

#include <stdlib.h>

enum { USELESS };

static const RuleMessage messages[] = {
    [USELESS] = {"unnecessaryAssignment",
                 "The value assigned to '{0}' is not used in subsequent statements."},
};

// A read or a write of the variable at work, in one segment.
typedef struct Event {
  SegmentId segment;
  uint32_t time; // by the node that has ended, or begins
  NodeId tie;    // of two at one time, the one that comes first has the smaller
  bool is_write;
  uint32_t write; // its number among the writes of the variable
  NodeId name;    // of a write
} Event;

typedef Array(NodeId) Nodes;

typedef struct Work {
  RuleContext *context;
  const VariableTable *table;
  const CodePaths *paths;
  const Tree *tree;
  Arena scratch;
  Nodes patterns, finallies; // targets of assignments and `finally`; none is in another one
  Array(Event) events;
  Array(bool) settled; // by write: it is read somewhere, or has been reported
  Array(SegmentId) open;
  VariableId *live, *busy; // by segment: the last variable that is live, that has events there
  SegmentId *floors;       // by segment: none before it is reached from there
} Work;

// ---- Variables

static bool is_exported(const VariableTable *table, const Variable *variable) {
  const Tree *tree = table->tree;
  const Definition *definition = &table->definitions[variable->first_definition];
  NodeId node = definition->parent ? definition->parent : definition->node;
  return (variable->flags & VARIABLE_EXPORTED) ||
         tree_kind(tree, tree_node(tree, node)->parent) == NODE_EXPORT_STATEMENT;
}

// Whether all uses of a variable are in the function that it belongs to, and some of them read it.
static bool is_candidate(const VariableTable *table, VariableId id) {
  const Variable *variable = &table->variables[id];
  if (!variable->first_definition) return false;
  NameScopeId own = table->scopes[variable->scope].variable_scope;
  bool is_read = false, is_written = false;
  variable_each_reference(table, id, each) {
    const Reference *reference = &table->references[each];
    if (table->scopes[reference->from].variable_scope != own) return false;
    is_read |= reference_is_read(reference);
    is_written |= reference_is_write(reference);
    NodeKind parent = tree_kind(table->tree, tree_node(table->tree, reference->node)->parent);
    if (parent == NODE_EXPORT_SPECIFIER) return false;
  }
  return is_read && is_written && !is_exported(table, variable);
}

// ---- Events

static bool is_pattern(NodeKind kind) {
  switch ((int)kind) {
  case NODE_OBJECT_PATTERN:
  case NODE_ARRAY_PATTERN:
  case NODE_PAIR_PATTERN:
  case NODE_REST_PATTERN:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN: return true;
  default: return false;
  }
}

static bool is_host(NodeKind kind) {
  return kind == NODE_ASSIGNMENT_EXPRESSION || kind == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION ||
         kind == NODE_VARIABLE_DECLARATOR || kind == NODE_UPDATE_EXPRESSION;
}

static void add_outermost(Work *work, Nodes *list, NodeId node) {
  bool is_inside = list->count && node < tree_node(work->tree, array_last(list))->after;
  if (!is_inside) array_push(&work->scratch, list, node);
}

// Lists what few nodes are in, so that nobody climbs in vain.
static void find_places(Work *work) {
  for (NodeId node = NODE_ROOT; node < work->tree->node_count; node++) {
    NodeKind kind = tree_kind(work->tree, node);
    if (kind == NODE_FINALLY_CLAUSE)
      add_outermost(work, &work->finallies, node);
    else if ((kind == NODE_OBJECT_PATTERN || kind == NODE_ARRAY_PATTERN) &&
             is_host(tree_kind(work->tree, tree_node(work->tree, node)->parent)))
      add_outermost(work, &work->patterns, node);
  }
}

static bool is_inside(const Tree *tree, const Nodes *list, NodeId node) {
  if (!list->count) return false;
  uint32_t behind = search_keys(list->at, list->count, sizeof *list->at, node + 1);
  return behind > 0 && node < tree_node(tree, list->at[behind - 1])->after;
}

// The assignment whose pattern a node is in, also in one of its defaults, or NO_NODE.
static NodeId host_of_pattern(const Work *work, NodeId node) {
  const Tree *tree = work->tree;
  if (!is_inside(tree, &work->patterns, node)) return NO_NODE;
  bool in_pattern = false;
  for (node = tree_node(tree, node)->parent; node; node = tree_node(tree, node)->parent) {
    NodeKind kind = tree_kind(tree, node);
    in_pattern |= is_pattern(kind);
    if (in_pattern && is_host(kind)) return node;
    if (kind_is_statement(kind) || kind_is_function(kind)) return NO_NODE;
  }
  return NO_NODE;
}

static void add_events(Work *work, const SegmentRow *row, Event event) {
  if (event.is_write) {
    event.write = work->settled.count;
    array_push(&work->scratch, &work->settled, false);
  }
  for (uint32_t i = 0; i < row->count; i++) {
    event.segment = row->at[i];
    if (!work->paths->segments[event.segment].is_reachable) continue;
    array_push(&work->scratch, &work->events, event);
  }
}

static void add_reference(Work *work, const Reference *reference) {
  const Tree *tree = work->tree;
  NodeId node = reference->node, parent = estree_parent(tree, node);
  NodeId host = host_of_pattern(work, node);
  const SegmentRow *row = &code_enter(work->paths, node)->row;
  if (reference_is_read(reference)) {
    Event read = {0, 2 * node, node, false, 0, node};
    if (host) read.time = 2 * tree_node(tree, host)->after - 1;
    add_events(work, row, read);
  }
  if (!reference_is_write(reference)) return;
  if (host && is_pattern(tree_kind(tree, parent))) {
    add_events(work, row, (Event){0, 2 * tree_node(tree, host)->after - 1, node, true, 0, node});
  } else if (is_host(tree_kind(tree, parent))) {
    const SegmentRow *at_end = &code_leave(work->paths, parent)->row;
    uint32_t time = 2 * tree_node(tree, parent)->after - 1;
    add_events(work, at_end, (Event){0, time, UINT32_MAX - parent, true, 0, node});
  }
}

// The `finally` of the function that a node is in, or NO_NODE.
static NodeId finally_around(const Work *work, NodeId node) {
  const Tree *tree = work->tree;
  if (!is_inside(tree, &work->finallies, node)) return NO_NODE;
  while (node && tree_kind(tree, node) != NODE_FINALLY_CLAUSE) {
    if (kind_is_function(tree_kind(tree, node))) return NO_NODE;
    node = tree_node(tree, node)->parent;
  }
  return node;
}

// What a `finally` reads may be what was there before its `try`, whatever that one does.
static void add_finally(Work *work, const Reference *reference, NodeId before) {
  if (!reference_is_read(reference)) return;
  NodeId finally = finally_around(work, reference->node);
  if (!finally || before >= finally) return;
  if (!code_is_reachable(work->paths, &code_enter(work->paths, reference->node)->row)) return;
  NodeId statement = tree_node(work->tree, finally)->parent;
  add_events(work, &code_enter(work->paths, statement)->row,
             (Event){0, 2 * statement, statement, false, 0, statement});
}

static int compare_events(const void *left, const void *right) {
  const Event *a = left, *b = right;
  if (a->segment != b->segment) return a->segment < b->segment ? -1 : 1;
  if (a->time != b->time) return a->time < b->time ? -1 : 1;
  return (a->tie > b->tie) - (a->tie < b->tie);
}

// ---- Liveness

static void mark_live(Work *work, SegmentId segment, VariableId id) {
  if (work->live[segment] == id) return;
  work->live[segment] = id;
  array_push(&work->scratch, &work->open, segment);
}

// Segments are numbered in the order of the source: only the ends of loops lead back. Loops that
// overlap are taken for one.
static void find_floors(Work *work) {
  const CodePaths *paths = work->paths;
  SegmentId *ends = arena_new(&work->scratch, SegmentId, paths->segment_count);
  work->floors = arena_new(&work->scratch, SegmentId, paths->segment_count);
  for (SegmentId id = 0; id < paths->segment_count; id++) {
    segments_each(paths, &paths->segments[id].previous, before)
      if (before > ends[id]) ends[id] = before;
  }
  for (SegmentId id = 0, floor = 0, end = 0; id < paths->segment_count; id++) {
    if (id > end) floor = end = id;
    if (ends[id] > end) end = ends[id];
    work->floors[id] = floor;
  }
}

// The first segment that something which has been written may get to.
static SegmentId lowest_written(const Work *work) {
  SegmentId lowest = work->paths->segment_count;
  for (uint32_t i = 0; i < work->events.count; i++) {
    const Event *event = &work->events.at[i];
    bool is_lower = event->is_write && work->floors[event->segment] < lowest;
    if (is_lower) lowest = work->floors[event->segment];
  }
  return lowest;
}

// Makes the value live at the start of all segments that lead to a read and do nothing before, as
// far as something written may get there: a file may have thousands of variables.
static void find_live(Work *work, VariableId id) {
  SegmentId lowest = lowest_written(work);
  for (uint32_t i = 0; i < work->events.count; i++) {
    const Event *event = &work->events.at[i];
    work->busy[event->segment] = id;
    bool is_first = i == 0 || event[-1].segment != event->segment;
    if (is_first && !event->is_write) mark_live(work, event->segment, id);
  }
  while (work->open.count) {
    const CodeSegment *segment = &work->paths->segments[array_pop(&work->open)];
    segments_each(work->paths, &segment->previous, before) {
      if (before >= lowest && work->busy[before] != id) mark_live(work, before, id);
    }
  }
}

static bool is_read_next(const Work *work, uint32_t i, VariableId id) {
  const Event *event = &work->events.at[i];
  if (i + 1 < work->events.count && event[1].segment == event->segment) return !event[1].is_write;
  const CodeSegment *segment = &work->paths->segments[event->segment];
  segments_each(work->paths, &segment->next, next) {
    if (work->live[next] == id) return true;
  }
  return false;
}

// Whether the node is in the block of a `try` of its function, which anything may leave.
static bool is_in_try(const Tree *tree, NodeId node) {
  for (; node && !kind_is_function(tree_kind(tree, node)); node = tree_node(tree, node)->parent) {
    const Node *at = tree_node(tree, node);
    bool is_body = at->kind == NODE_STATEMENT_BLOCK && at->field == FIELD_BODY;
    if (is_body && tree_kind(tree, at->parent) == NODE_TRY_STATEMENT) return true;
    if (at->kind == NODE_CLASS_STATIC_BLOCK || at->kind == NODE_FIELD_DEFINITION) return false;
  }
  return false;
}

// A write may be in several segments: one that is read is enough.
static void report_writes(Work *work, VariableId id) {
  for (uint32_t i = 0; i < work->events.count; i++) {
    const Event *event = &work->events.at[i];
    if (event->is_write && is_read_next(work, i, id)) work->settled.at[event->write] = true;
  }
  for (uint32_t i = 0; i < work->events.count; i++) {
    const Event *event = &work->events.at[i];
    if (!event->is_write || work->settled.at[event->write]) continue;
    work->settled.at[event->write] = true;
    if (!is_in_try(work->tree, event->name))
      report(work->context, event->name, USELESS, work->table->variables[id].name);
  }
}

static void check_variable(Work *work, VariableId id) {
  work->events.count = work->settled.count = 0;
  NodeId last_written = NO_NODE, last = NO_NODE;
  variable_each_reference(work->table, id, each) {
    const Reference *reference = &work->table->references[each];
    if (reference_is_write(reference) && reference->node == last_written) continue;
    if (reference_is_write(reference)) last_written = reference->node;
    add_reference(work, reference);
    add_finally(work, reference, last);
    last = reference->node;
  }
  if (!work->events.count) return;
  qsort(work->events.at, work->events.count, sizeof(Event), compare_events);
  find_live(work, id);
  report_writes(work, id);
}

static void check(RuleContext *context) {
  Work work = {.context = context, .table = source_variables(context->code), .tree = context->tree};
  for (VariableId id = 1; id < work.table->variable_count; id++) {
    if (!is_candidate(work.table, id)) continue;
    if (!work.paths) {
      work.paths = source_code_paths(context->code);
      find_places(&work);
      find_floors(&work);
      work.live = arena_new(&work.scratch, VariableId, work.paths->segment_count);
      work.busy = arena_new(&work.scratch, VariableId, work.paths->segment_count);
    }
    check_variable(&work, id);
  }
  arena_release(&work.scratch);
}

const Rule rule_no_useless_assignment = {
    .name = "no-useless-assignment",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow assignments whose value is never read",
    .why = "The value is replaced before anybody reads it, or nobody reads it any more. Either the "
           "assignment can go, or a use of it was forgotten.",
    .messages = messages,
    .bad = EXAMPLES({"function go() {\n  let speed = 3;\n  run(speed);\n  speed = 4;\n}"},
                    {"function go() {\n  let speed = 3;\n  speed = 4;\n  run(speed);\n}"}),
    .good = EXAMPLES({"function go() {\n  let speed = 3;\n  run(speed);\n  speed = 4;\n"
                      "  run(speed);\n}"}),
    .end = check,
};
