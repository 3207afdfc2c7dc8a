// Semicolons: where a line end is all that ends a statement, so that what comes next matters.
#pragma once

#include "rules/source_code.h"

// Whether the statement that starts with a node would become a part of the one before it, if it
// began with one of ( [ / + - ` : there is no semicolon between them, and nothing else that ends
// one.
bool needs_semicolon_before(SourceCode *code, NodeId node);

// The expression statement that begins with a node, or NO_NODE.
NodeId statement_begun_by(const Tree *tree, NodeId node);

// Whether a token is one of these.
bool token_continues(const TokenTable *table, TokenId id);
