// IndentVisit: the options of `indent`, and what each kind of node says about its tokens.
#pragma once

#include "rules/indentation.h"
#include "rules/jsx.h"
#include "rules/line_indents.h"
#include "rules/selector.h"

typedef struct IndentSettings {
  IndentUnit unit;
  bool ignores_comments, is_flat_ternary, offsets_ternary;
  bool offsets_call, offsets_await, offsets_new; // of a branch of a ternary
  bool is_stylistic; // attributes of imports are looked at, and so are tabs beside spaces
  int32_t of_case, in_var, in_let, in_const, in_using, outer_body, assignment;
  int32_t declared_parameters, declared_body, parameters, body, static_body;
  int32_t arguments, member, array, object, import;
  SelectorList ignored;
} IndentSettings;

typedef struct IndentWalk {
  Indentation all;
  const IndentSettings *settings;
  const Tree *tree;
  Array(NodeId) items;   // of the list at hand
  Array(NodeId) endings; // statements whose last semicolon may begin a line
  TokenId before, after; // what is around the comment that was looked at last
  bool *begins_ignored;  // by token, whether an ignored node begins with it; NULL: none is
} IndentWalk;

// Says what there is to say about a node and its tokens.
void indent_visit(IndentWalk *walk, NodeId node);

// What is said last: semicolons that begin lines.
void indent_endings(IndentWalk *walk);
