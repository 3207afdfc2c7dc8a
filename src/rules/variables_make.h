// VariablesMake: what the two passes that make a VariableTable share while they run.
//
// Gives: variables_define.c fills scopes, variables, definitions and references; variables_bind.c
//        gives each reference its variable.
#pragma once

#include "rules/variables.h"

enum {
  DEFAULTS_LIMIT = 16, // around one target that count as its writes: patterns nest without end
};

// What is known about a name at the place where a pass stands. Pass 1: the newest variable of that
// name in a scope that `var` goes to, and in another scope. Pass 2: what it means, in `in_block`.
typedef struct NameState {
  VariableId in_function, in_block;
  VariableId global; // pass 2: the configured global that the file does not declare
  bool is_asked;     // pass 2: whether there is one
} NameState;

// A region of nodes that pass 1 is in.
typedef struct NameFrame {
  NodeId end;        // the node at which it ends
  NameScopeId scope; // or 0: the object of a `with`, which leads up to the scope
  NodeId opener;
} NameFrame;

// A pattern that pass 1 is in: its targets have one role.
typedef struct TargetFrame {
  NodeId end;
  uint8_t role;      // Role
  uint8_t flags;     // ReferenceFlag of their writes
  NodeId write;      // what it takes apart, or NO_NODE: nothing writes to them
  uint32_t defaults; // how many defaults there are around it
  NodeId root;       // the pattern
} TargetFrame;

// The left side of `pattern = default` that pass 1 is in.
typedef struct DefaultFrame {
  NodeId end;
  NodeId left, right;
} DefaultFrame;

typedef struct Making {
  SourceCode *code;
  const Tree *tree;
  bool is_es6;
  AtomId arguments; // the name, or 0 where the file does not use it
  VariableTable *table;
  Arena scratch;
  NameState *names; // by AtomId
  Array(NameScope) scopes;
  Array(Variable) variables;
  Array(Definition) definitions;
  Array(DefinitionId) last_of_node; // by DefinitionId, of the first one of a node
  Array(Reference) references;
  Array(NameFrame) frames;
  Array(TargetFrame) targets;
  Array(DefaultFrame) defaults;
  Map commented;     // name → GlobalSetting of comments
  NameScopeId scope; // where the pass stands
} Making;

// Adds a variable to the end of a scope's list.
VariableId making_add_variable(Making *making, Variable variable);

// Pass 1: walks the tree.
void variables_define(Making *making);

// Adds what comments say of globals, and what the configuration says of those that are declared.
void variables_add_globals(Making *making);

// Gives an undeclared name the variable that the configuration says there is; 0: it says no.
VariableId variables_add_configured(Making *making, AtomId atom);

// Pass 2: binds references in their order.
void variables_bind(Making *making);
