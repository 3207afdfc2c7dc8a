// QueryRule: a rule that a configuration has made of a query and a message.
//
// In the message and in what mends it, `@name` is the text of a capture, and `@@` is `@`.
#pragma once

#include "rules/query.h"
#include "rules/rule.h"

// A text with the texts of captures between its pieces.
typedef struct QueryPiece {
  Text text;
  int capture; // behind the text, or -1
} QueryPiece;

typedef Array(QueryPiece) QueryTemplate;

// What becomes of a node in a fix.
typedef struct QueryFix {
  int capture; // which one; -1: the one that is reported
  QueryTemplate template;
} QueryFix;

struct QueryRule {
  const Query *query;
  QueryTemplate message;
  Array(QueryFix) fixes;
  // For people.
  Text query_text, message_text, origin; // origin: the configuration's file
  Array(Text) fix_texts;
};

// Reads a template; false: it names a capture that the query does not have.
bool query_template_read(Arena *arena, const Query *query, Text text, QueryTemplate *made,
                         QueryProblem *problem);

// The rule, in the arena. `name`, `summary` and `why` end with a NUL; `why` may be NULL.
typedef struct QueryWords {
  const char *name, *summary, *why;
  const RuleExample *bad, *good; // or NULL
} QueryWords;
const Rule *query_rule_make(Arena *arena, const QueryWords *words, const QueryRule *query);
