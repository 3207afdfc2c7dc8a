// Dead: code that can never run, because of a condition that is constant, or because what stands
// before it never ends.
//
// Takes: a tree with its scopes, and what stands in for names (see define.h), so that conditions
//        which contain them become constant.
// Gives: NODE_DEAD on such code, and replacements that leave it out, but for the variables that it
//        declares for code outside of it.
// Never: changes what a condition with an effect would do.
#pragma once

#include "scope/module_record.h"
#include "transform/constant.h"

typedef struct DeadCode {
  Arena *arena; // of the replacements
  Tree *tree;
  const ScopeTable *table;
  Replacements *out;
  bool is_shared; // others use the tree, too: nothing is marked in it
} DeadCode;

// Marks a statement and all below it as dead. In its place stands `nothing`; or, where other code
// may see variables of it, their declaration between `before` and `after`.
void dead_kill(const DeadCode *code, NodeId node, Text nothing, Text before, Text after);

// The same of an expression, which declares nothing that others see.
void dead_kill_expression(const DeadCode *code, NodeId node, Text instead);

// Finds what is dead; `code->out` holds the replacements so far, and is sorted in the end. Nodes
// with conditions that depend on names of the top level are added to `open`.
void dead_find(const DeadCode *code, NodeIds *open);

// Looks again at such a node, once the names are known.
void dead_find_at(const DeadCode *code, const ConstantSource *source, NodeId id);
