// CodePathsWork: what the files behind code_paths.h share while a file's paths are made.
//
// Gives: code_walk.c walks, code_paths.c notes what happens; code_choices.c knows operators and
//        conditions, code_loops.c loops, code_switches.c switches and labels, code_tries.c what
//        throws and returns; code_forks.c makes segments.
// Never: is seen by rules.
#pragma once

#include "rules/code_forks.h"

typedef struct Choice Choice; // code_choices.c
typedef struct Chain Chain;
typedef struct Loop Loop;     // code_loops.c
typedef struct Target Target; // code_switches.c
typedef struct Switch Switch;
typedef struct Try Try; // code_tries.c

// A path that is being made.
typedef struct PathState PathState;
struct PathState {
  PathState *outer;
  PathId path;
  Fork *fork;         // the innermost
  SegmentRow current; // what rules have been told of; the fork's head is told with the next node
  Choice *choice;     // the innermost of each
  Chain *chain;
  Loop *loop;
  Target *target;
  Switch *switch_;
  Try *try;
};

// Where a segment comes from, as far as that is known when it is made.
typedef struct Origin {
  SegmentList before;      // some of them with SEGMENT_PASSED (code_forks.c)
  uint32_t listed, passed; // the last list that it was put into, or what came before it
} Origin;

struct CodeBuild {
  Arena *arena, *scratch; // of the paths, and of what is needed to make them
  const Tree *tree;
  bool may_have_chains; // with `?.`: most files don't
  PathState *state;
  NodeId node; // that events happen at
  Array(CodeSegment) segments;
  Array(CodePath) paths;
  Array(CodeEvent) events;
  Array(CodeMoment) moments;
  Array(Origin) origins; // by segment
  uint32_t list_number;
  SegmentList gathered; // what is in one lane
  SegmentList waiting;  // what is still to be looked at for a list
};

// ---- code_paths.c

void code_happens(CodeBuild *build, CodeEventKind kind, SegmentId segment, SegmentId to);

// What is now, for a rule that is told of a node.
uint32_t code_moment(CodeBuild *build);

void path_start(CodeBuild *build, PathOrigin origin, NodeId node);
void path_end(CodeBuild *build);

// Tells rules of the fork's head.
void code_advance(CodeBuild *build);

// A fork inside of the innermost one; `lanes` times as many.
Fork *code_push_fork(CodeBuild *build, uint32_t lanes);

// Joins the rows of the innermost fork, which is then done.
void code_pop_fork(CodeBuild *build);

// ---- code_walk.c

// Goes through the tree; notes the moments in which each node is entered and left.
void code_walk(CodeBuild *build, uint32_t *enters, uint32_t *leaves);

// ---- code_choices.c

typedef enum ChoiceKind {
  CHOICE_AND,
  CHOICE_OR,
  CHOICE_NULLISH,
  CHOICE_TEST, // of if and ?:
  CHOICE_LOOP, // of a loop: it takes the rows itself
} ChoiceKind;

struct Choice {
  Choice *outer;
  ChoiceKind kind;
  bool hands_on; // to the choice around it, whose condition or operand it is
  bool is_fed;   // the rows below were handed on by a choice inside of it
  Fork when_true, when_false, when_nullish;
};

void choice_push(CodeBuild *build, ChoiceKind kind, bool hands_on);
void choice_pop(CodeBuild *build);

// Where its value is known: unless rows were handed on, both ways start here.
void choice_feed(CodeBuild *build, Choice *choice);

// At the right operand; at what runs if the condition holds; at `else`.
void choice_right(CodeBuild *build);
void choice_consequence(CodeBuild *build);
void choice_alternative(CodeBuild *build);

// A chain with `?.` begins and ends; at a link with `?.`, and at what runs only if its object is
// there.
void chain_push(CodeBuild *build);
void chain_pop(CodeBuild *build);
void chain_link(CodeBuild *build);
void chain_right(CodeBuild *build);

// ---- code_loops.c

typedef enum LoopKind { LOOP_WHILE, LOOP_DO, LOOP_FOR, LOOP_FOR_IN } LoopKind;

void loop_push(CodeBuild *build, LoopKind kind, NodeId label);
void loop_pop(CodeBuild *build);

// At the parts of a loop. `is_true`: the test is a literal that holds.
void loop_test(CodeBuild *build, bool is_true);
void loop_update(CodeBuild *build);
void loop_body(CodeBuild *build);
void loop_left(CodeBuild *build);
void loop_right(CodeBuild *build);

// `continue`, with a label or NO_NODE.
void loop_continue(CodeBuild *build, NodeId label);

// ---- code_switches.c

// Where `break` leads to.
struct Target {
  Target *outer;
  Target *nearest; // the innermost that needs no label: itself or further out
  NodeId label;    // or NO_NODE
  Fork broken;     // rows that end with `break`
};

Target *target_push(CodeBuild *build, bool needs_label, NodeId label);
Target *target_pop(CodeBuild *build);
void target_break(CodeBuild *build, NodeId label);

// Whether two labels are one name; not if one of them is none.
bool labels_match(const CodeBuild *build, NodeId a, NodeId b);

void switch_push(CodeBuild *build, bool has_case, NodeId label);
void switch_pop(CodeBuild *build);

// At a case behind the first one; at its body.
void switch_case(CodeBuild *build);
void switch_body(CodeBuild *build, bool is_empty, bool is_default);

// ---- code_tries.c

void try_push(CodeBuild *build, bool has_finalizer);
void try_pop(CodeBuild *build);
void try_catch(CodeBuild *build);
void try_finally(CodeBuild *build);

// At what may throw: the first one in a `try` block, or in `catch` before `finally`, has a way out.
void try_may_throw(CodeBuild *build);

void code_return(CodeBuild *build);
void code_throw(CodeBuild *build);

// At `yield`, from which the caller can go on, make the generator return, or make it throw.
void code_yield(CodeBuild *build);

// The path ends here, by returning or by throwing.
void path_returns(CodeBuild *build, SegmentRow row);
void path_throws(CodeBuild *build, SegmentRow row);
