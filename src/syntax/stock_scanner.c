// The grammar leaves some tokens to code, through five functions that the runtime calls by name.
// The grammar's own are not in the build: these give the same tokens as our parser finds, by the
// same rules. Those rules look at the text around a place, and the runtime hands out one character
// at a time; so we look at how its lexer is made (the runtime is pinned, as the grammar is): it
// knows where it is, and the input that it was given.
#include "syntax/stock_scanner.h"

#include <tree-sitter/lib/src/lexer.h>

#define GRAMMAR_TOKENS (SCANNER_JSX_TEXT + 1) // what we find beyond them is no external token

static const char *read_all(void *payload, uint32_t offset, TSPoint place, uint32_t *size) {
  const Text *source = &((const StockText *)payload)->source;
  (void)place;
  *size = offset < source->size ? source->size - offset : 0;
  return *size ? source->at + offset : "";
}

TSInput stock_input(StockText *text) {
  return (TSInput){.payload = text, .read = read_all, .encoding = TSInputEncodingUTF8};
}

void *tree_sitter_javascript_external_scanner_create(void);
void tree_sitter_javascript_external_scanner_destroy(void *payload);
unsigned tree_sitter_javascript_external_scanner_serialize(void *payload, char *buffer);
void tree_sitter_javascript_external_scanner_deserialize(void *payload, const char *buffer,
                                                         unsigned size);
bool tree_sitter_javascript_external_scanner_scan(void *payload, TSLexer *lexer,
                                                  const bool *valid_symbols);

void *tree_sitter_javascript_external_scanner_create(void) {
  return NULL;
}

void tree_sitter_javascript_external_scanner_destroy(void *payload) {
  (void)payload;
}

unsigned tree_sitter_javascript_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}

void tree_sitter_javascript_external_scanner_deserialize(void *payload, const char *buffer,
                                                         unsigned size) {
  (void)payload;
  (void)buffer;
  (void)size;
}

// Moves the lexer to the byte `to`; what it passes belongs to the token unless it `skips` it.
static void move(Lexer *lexer, uint32_t to, bool skips) {
  while (lexer->current_position.bytes < to && !lexer->data.eof(&lexer->data)) {
    lexer->data.advance(&lexer->data, skips);
  }
}

bool tree_sitter_javascript_external_scanner_scan(void *payload, TSLexer *lexer,
                                                  const bool *valid_symbols) {
  Lexer *at = (Lexer *)lexer; // the first member of it is what the runtime shows
  StockText *text = at->input.payload;
  (void)payload;
  ScannerPlace place = {
      .source = text->source,
      .memo = &text->memo,
      .position = at->current_position.bytes,
  };
  uint32_t valid = 0;
  for (uint32_t i = 0; i < GRAMMAR_TOKENS; i++) valid |= (uint32_t)valid_symbols[i] << i;
  Scanned scanned;
  if (!scanner_scan(&place, scanner_class(valid), &scanned)) return false;
  if (scanned.token >= GRAMMAR_TOKENS || !valid_symbols[scanned.token]) return false;
  lexer->result_symbol = (TSSymbol)scanned.token;
  move(at, scanned.start, true);
  move(at, scanned.end, false);
  lexer->mark_end(lexer);
  return true;
}
