// CodePaths: in which ways control can flow through a file, exactly as ESLint's rules see it.
//
// A path is a program, a function, the value of a class's field, or a static block. It is a graph
// of segments: code that runs from its beginning to its end, unless something throws. Everywhere in
// a path there is a row of current segments: one, or several side by side in a `finally` block,
// which runs on the normal way and on the way out. See "Code Path Analysis" in ESLint's manual.
//
// Gives: the segments with their links, the row that is current where a node begins and ends, and
//        everything that happened, in its order, for rules that go along.
// Never: looks at values, other than `while (true)` and its like.
#pragma once

#include "base/array.h"
#include "rules/source_code.h"

typedef uint32_t SegmentId; // 0 = none
typedef uint32_t PathId;    // 0 = none, 1 = the program's

typedef struct SegmentList {
  SegmentId *at;
  uint32_t count, capacity;
} SegmentList;

// Links lead to reachable and to unreachable segments; ESLint's `nextSegments` are the reachable
// ones of its `allNextSegments`.
typedef struct CodeSegment {
  SegmentList next, previous;
  SegmentList looped; // the ones of `previous` that come from the end of a loop
  PathId path;
  bool is_reachable;
  bool is_used; // it has begun; others were thought of and came to nothing
  bool is_final, is_returned, is_thrown;
} CodeSegment;

typedef enum PathOrigin {
  PATH_OF_PROGRAM,
  PATH_OF_FUNCTION,
  PATH_OF_FIELD, // the value of a class's field
  PATH_OF_STATIC_BLOCK,
} PathOrigin;

typedef struct CodePath {
  uint8_t origin; // PathOrigin
  NodeId node;    // the program, function (or method), value, block
  PathId upper;
  SegmentId initial;
  SegmentList segments;                 // that have begun, in their order
  SegmentList finals, returned, thrown; // where the path ends, and how
  uint32_t end_event;                   // the PATH_END among the events
} CodePath;

typedef enum CodeEventKind {
  CODE_PATH_START,
  CODE_PATH_END,
  CODE_SEGMENT_START, // also of segments that are not reachable
  CODE_SEGMENT_END,
  CODE_SEGMENT_LOOP, // from `segment` back to `to`; both are reachable
} CodeEventKind;

typedef struct CodeEvent {
  uint8_t kind; // CodeEventKind
  PathId path;
  SegmentId segment, to;
  NodeId node; // where it happens; of a method's function: the method
} CodeEvent;

// The segments that are current at the same time.
typedef struct SegmentRow {
  SegmentId *at;
  uint32_t count;
} SegmentRow;

// A stretch of time in which nothing changes.
typedef struct CodeMoment {
  PathId path;
  SegmentRow row;
  uint32_t event_count; // events before it
} CodeMoment;

struct CodePaths {
  CodeSegment *segments;
  CodePath *paths;
  CodeEvent *events;
  CodeMoment *moments;
  uint32_t segment_count, path_count, event_count, moment_count; // number 0 included; not of events
  uint32_t *enters, *leaves;                                     // moments by node
};

// The file's paths; made when they are first asked for.
const CodePaths *source_code_paths(SourceCode *code);

// The moment in which a rule is told of a node, and the one in which it is told of its end. A
// method is entered outside of its function's path and left inside, before that path ends.
static inline const CodeMoment *code_enter(const CodePaths *paths, NodeId node) {
  return &paths->moments[paths->enters[node]];
}

static inline const CodeMoment *code_leave(const CodePaths *paths, NodeId node) {
  return &paths->moments[paths->leaves[node]];
}

// The path of a program, function, method or static block.
static inline PathId code_path_of(const CodePaths *paths, NodeId node) {
  return code_leave(paths, node)->path;
}

// The program, function, method, value or block whose path a node is in; a function itself is in
// its own, unless it is a method.
static inline NodeId code_owner(const CodePaths *paths, NodeId node) {
  return paths->paths[code_enter(paths, node)->path].node;
}

// Whether a row has a segment that can be reached.
bool code_is_reachable(const CodePaths *paths, const SegmentRow *row);

// Whether a node can be reached; whether the end of a function, method, program or block can.
bool code_reaches(SourceCode *code, NodeId node);
bool code_reaches_end(SourceCode *code, NodeId owner);

// Which segments of a path can be walked to from its beginning when each waits for the reachable
// ones before it, other than loops. Tables by segment, zeroed; each path uses its own part of them.
typedef struct SegmentWalk {
  bool *is_walked;
  uint32_t *waits; // how many are yet to come
} SegmentWalk;

void code_walk_in_order(Arena *scratch, const CodePaths *paths, PathId path, SegmentWalk *walk);

// Whether the list has the segment.
bool segments_have(const SegmentList *list, SegmentId segment);

// `segments_each(paths, list, segment) { … }`: a loop over the reachable segments of a list.
#define segments_each(paths, list, segment)                                                        \
  for (SegmentId segment##_at = 0, segment; segment##_at < (list)->count; ++segment##_at)          \
    if (segment = (list)->at[segment##_at], (paths)->segments[segment].is_reachable)
