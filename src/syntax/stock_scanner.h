// StockScanner: our scanner as the grammar's external scanner, for the stock runtime.
//
// Takes: a source that is followed by at least SYNTAX_PADDING bytes of zero.
// Never: keeps anything that a parse depends on: the runtime goes back and forth as it likes.
#pragma once

#include "syntax/scanner.h"

#include <tree_sitter/api.h>

// What is parsed, and what its comments are known for: without the memo, a thousand of them in a
// row would be looked through a thousand times.
typedef struct StockText {
  Text source;
  ScannerMemo memo;
} StockText;

// The input for a parse of `text`. The scanner finds the text through it: with any other input it
// would not work.
TSInput stock_input(StockText *text);
