// QueryParts: what a query is made of; for the files that make it and match it.
#pragma once

#include "rules/query.h"

typedef enum QueryKind { QUERY_NODE, QUERY_GROUP, QUERY_EITHER } QueryKind;

typedef enum QueryTimes { QUERY_ONE, QUERY_PERHAPS, QUERY_ANY, QUERY_SOME } QueryTimes;

typedef struct QueryPart QueryPart;
typedef Array(QueryPart *) QueryPartList;

struct QueryPart {
  QueryKind kind;
  QueryTimes times;
  bool *kinds;   // of a node, by NodeKind
  bool is_named; // a node that must have a name of its own: others are passed over
  bool is_anchored, is_end_anchored; // a dot before it; behind the last of its parts
  NodeField field;
  Array(NodeField) without;
  Array(uint32_t) captures;
  QueryPartList parts; // children, in order; members of a group; alternatives
};

typedef enum QueryTest { QUERY_EQUAL, QUERY_MATCH, QUERY_ANY_OF } QueryTest;

typedef struct QueryPredicate {
  QueryTest test;
  bool is_not, is_any; // is_any: one node of the capture is enough
  uint32_t capture;
  int other; // a capture, or -1
  Array(Text) texts;
  const Pattern *pattern;
} QueryPredicate;

typedef struct QueryPattern {
  QueryPart *root;
  Array(QueryPredicate) predicates;
  bool reports_root; // nothing else than where it begins
} QueryPattern;

struct Query {
  Array(Text) captures;
  int report; // the capture `@report`, or -1
  Array(QueryPattern *) patterns;
};

// Whether the texts of the captures are as a pattern's predicates say.
bool query_passes(const QueryRun *run, const QueryPattern *pattern);
