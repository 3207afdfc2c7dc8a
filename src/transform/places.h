// Places: what may stand where a node stands.
#pragma once

#include "syntax/tree.h"

// Whether an expression with an operator, such as `void 0` or `-1`, needs parentheses there.
bool place_binds_tightly(const Tree *tree, NodeId node);

// Whether `node` is called as a function.
bool place_is_called(const Tree *tree, NodeId node);

// Whether an expression statement begins with `node`: a brace would open a block there, and a
// string could be taken for a directive.
bool place_begins_statement(const Tree *tree, NodeId node);

// The parenthesis that opens an expression in the place of `node`: "(", or ";(" where an expression
// statement of a list begins with it, as it could go on with the line before.
Text place_parenthesis(const Tree *tree, NodeId node);

// Whether something is assigned to `node`, so that no value can stand there.
bool place_is_target(const Tree *tree, NodeId node);
