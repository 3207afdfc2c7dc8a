// StatementTypes: sorts of statements, by the names that options give them: `return`, `block-like`,
// `multiline-const`.
#pragma once

#include "rules/source_code.h"

// Sorts as bits.
typedef uint64_t StatementTypes;

// The bit of a name; 0 if there is none.
StatementTypes statement_type_named(Text name);

// Those of the sorts `wanted` that a statement (or a case of a switch) is of. A statement with
// labels is what stands behind them. `@stylistic` knows more functions that are called at once, and
// takes `import()` for no import.
StatementTypes statement_types_of(SourceCode *code, NodeId statement, StatementTypes wanted,
                                  bool is_stylistic);
