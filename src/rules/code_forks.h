// CodeForks: segments while they are made, and the rows of them that a construct collects.
//
// A fork is where ways part: a list of rows, the last of which, its head, is where we are. Each row
// has as many segments, side by side, as the fork has lanes: 1, and twice as many in a `finally`
// block that can be left on the way out.
//
// Never: is seen by rules; they have code_paths.h.
#pragma once

#include "rules/code_paths.h"

typedef struct RowLink RowLink;

typedef struct Fork Fork;
struct Fork {
  Fork *outer;
  uint32_t lanes;
  RowLink *first, *last;
};

typedef struct CodeBuild CodeBuild;

// A fork without rows, with the lanes of `like`.
Fork fork_like(const Fork *like);

static inline bool fork_is_empty(const Fork *fork) {
  return !fork->first;
}

// Its last row; an empty one if it has none.
SegmentRow fork_head(const Fork *fork);
bool fork_is_reachable(const CodeBuild *build, const Fork *fork);

// Adds a row behind the last one, or in place of it. Lanes that are too many are joined.
void fork_add(CodeBuild *build, Fork *fork, SegmentRow row);
void fork_replace_head(CodeBuild *build, Fork *fork, SegmentRow row);

// Moves all rows of `from` to the end of `fork`.
void fork_take(Fork *fork, Fork *from);
void fork_clear(Fork *fork);

// Takes the first row off. False: there is none.
bool fork_take_first(Fork *fork, SegmentRow *row);

// A new row that follows all rows, or the head alone.
SegmentRow fork_join(CodeBuild *build, const Fork *fork);
SegmentRow fork_next(CodeBuild *build, const Fork *fork);

// A new row behind the head that is not reached from there; one that is not linked with it.
SegmentRow fork_unreachable(CodeBuild *build, const Fork *fork);
SegmentRow fork_apart(CodeBuild *build, const Fork *fork);

// A new segment that follows these.
SegmentId segment_after(CodeBuild *build, const SegmentList *previous);

// The segment begins: the ones before it are told.
void segment_use(CodeBuild *build, SegmentId segment);

// Links the ends of a loop with its beginning.
void segments_loop(CodeBuild *build, SegmentRow from, SegmentRow to);

// Takes the links from one row to another away.
void segments_part(CodeBuild *build, SegmentRow from, SegmentRow to);
