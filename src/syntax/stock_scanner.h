// StockScanner: our scanner as the grammar's external scanner, for the stock runtime.
//
// Takes: a source that is followed by at least SYNTAX_PADDING bytes of zero.
// Never: keeps anything that a parse depends on: the runtime goes back and forth as it likes.
#pragma once

#include "base/text.h"

#include <tree_sitter/api.h>

// The input for a parse of `source`. The scanner finds the text through it: with any other input
// it would not work.
TSInput stock_input(const Text *source);
