// Query: a pattern of our tree in tree-sitter's query language: which nodes, with which children,
// in which fields, and what their texts are.
//
//   (call_expression
//     function: (member_expression object: (identifier) @object)
//     (#eq? @object "console")) @report
//
// https://tree-sitter.github.io/tree-sitter/using-parsers/queries
//
// Takes: a text, compiled once.
// Gives: matches with the nodes that their captures name.
// Never: sees comments among the children of nodes: `(comment)` stands alone.
#pragma once

#include "base/array.h"
#include "base/pattern.h"
#include "syntax/tree.h"

enum {
  QUERY_SIZE_LIMIT = 1 << 13, // bytes of its text
  QUERY_DEPTH_LIMIT = 64,     // of patterns inside each other
  // Nodes that are looked at for a match that begins at one, and for a file: some for each of the
  // nodes below, and more. Who asks for any two children of a long list comes to an end.
  QUERY_STEPS_LIMIT = 20000,
  QUERY_STEPS_PER_NODE = 64,
};

typedef struct Query Query;

// What is wrong with it, from `start` on.
typedef struct QueryProblem {
  uint32_t start;
  Text reason;  // a clause
  Text similar; // what may have been meant, or empty
} QueryProblem;

// NULL: it is none, and `*problem` says why.
Query *query_make(Arena *arena, Text text, QueryProblem *problem);

// Whether a match can begin at a node of a kind; NODE_COMMENT: at a comment.
bool query_wants(const Query *query, NodeKind kind);

// The names of its captures, without `@`, and the one with a name or -1.
uint32_t query_capture_count(const Query *query);
Text query_capture_name(const Query *query, uint32_t index);
int query_find_capture(const Query *query, Text name);

// A node that a capture names; of a comment only where it is.
typedef struct QueryCapture {
  uint32_t index;
  NodeId node;
  uint32_t start, end;
} QueryCapture;

// A query at work on a file. `report` is told of each node that a match is about: what `@report`
// names, or where it begins; each once.
typedef struct QueryRun QueryRun;
struct QueryRun {
  const Query *query;
  const Tree *tree;
  Arena *arena;
  void (*report)(QueryRun *run, const QueryCapture *about);
  void *with;
  Array(QueryCapture) captures; // of the match at hand
  bool is_over, is_cut; // it has taken too long in this file; at a node
  bool *reported;
  uint64_t steps, root_steps, root_most; // taken in the file, and at the node at hand
  uint32_t probe_count, group_depth;
  bool is_probe;
  const struct QueryPattern *pattern;
};

// Looks for matches that begin at a node; at a comment.
void query_match(QueryRun *run, NodeId node);
void query_match_comment(QueryRun *run, const Comment *comment);
