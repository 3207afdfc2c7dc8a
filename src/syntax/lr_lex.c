// What the fast way of lr_lex_fast.h leaves alone: characters beyond ASCII, the scanner's tokens,
// tokens where the automaton knows none.
#include "syntax/lr_lex_fast.h"

// The column of `dfa_wide` for a code point.
static uint32_t wide_column(const LrTables *tables, int32_t character) {
  if (character < 0) return 0;
  uint32_t column = 0;
  for (uint32_t i = 0; i < tables->wide_range_count; i++) {
    if ((uint32_t)character < tables->wide_ranges[i].first) break;
    column = tables->wide_ranges[i].column;
  }
  return column;
}

uint32_t lr_rare_cell(const LrTables *tables, uint32_t state, const unsigned char *at,
                      const unsigned char *end, uint32_t *size) {
  *size = 1;
  if (at >= end) {
    *size = 0;
    return tables->dfa_end[state];
  }
  if (*at == 0) return tables->dfa_nul[state];
  if (*at < 0x80) return 0;
  int32_t character = scanner_decode(at, end, size);
  return tables->dfa_wide[state][wide_column(tables, character)];
}

bool lr_take_scanned(LrPlace *place, ScannerClass class, LrToken *token) {
  Scanned scanned;
  ScannerPlace at = {
      .source = place->source,
      .memo = &place->memo,
      .position = place->position,
      .newline = place->newline,
      .is_script = place->goal == SYNTAX_SCRIPT || place->goal == SYNTAX_COMMONJS,
      .is_module = place->goal == SYNTAX_MODULE,
  };
  if (!scanner_scan(&at, class, &scanned)) return false;
  token->start = scanned.start;
  token->end = scanned.end;
  token->symbol = place->tables->external_symbols[scanned.token];
  token->newline_before =
      scanner_has_newline(text_slice(place->source, place->position, scanned.start));
  return true;
}

static bool takes(const LrPlace *place, uint32_t symbol) {
  return place->tables->action[place->state * place->tables->action_stride + symbol] != LR_ERROR;
}

// A template may hold escapes that mean nothing (a tag can give them a meaning), a string may hold
// a NUL byte.
bool lr_rescue(const LrPlace *place, LrToken *token) {
  uint32_t at = place->position;
  const unsigned char *text = (const unsigned char *)place->source.at;
  if (at >= place->source.size) return false;
  bool in_template = place->tables->lex_modes[place->state].scanner_class == SCANNER_IN_TEMPLATE;
  uint32_t symbol, size = 1;
  if (in_template && text[at] == '\\' && at + 1 < place->source.size) {
    symbol = SYMBOL_ESCAPE_SEQUENCE;
    scanner_decode(text + at + 1, text + place->source.size, &size);
    size++;
  } else if (text[at] == 0 && takes(place, SYMBOL_DOUBLE_FRAGMENT)) {
    symbol = SYMBOL_DOUBLE_FRAGMENT;
  } else if (text[at] == 0 && takes(place, SYMBOL_SINGLE_FRAGMENT)) {
    symbol = SYMBOL_SINGLE_FRAGMENT;
  } else {
    return false;
  }
  *token = (LrToken){at, at + size, (uint16_t)symbol, false, false};
  return true;
}

bool lr_lex(LrPlace *place, LrToken *token) {
  return lr_lex_fast(place, token);
}
