// What the fast way of lr_lex_fast.h leaves alone: characters beyond ASCII, the scanner's tokens,
// tokens where the automaton knows none.
#include "syntax/lr_lex_fast.h"

const bool lr_starts_word[256] = {
    ['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['_'] = true, ['$'] = true};

// The bytes of a word in memory order.
#define HEAD(size)                                                                                 \
  (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? (UINT64_C(1) << (size)*8) - 1                       \
                                             : ~(UINT64_MAX >> (size)*8))
#define ALL_BYTES UINT64_MAX
const LrWordMask lr_word_masks[LR_LONGEST_KEYWORD + 2] = {
    {HEAD(0), 0},   {HEAD(1), 0},      {HEAD(2), 0},        {HEAD(3), 0},
    {HEAD(4), 0},   {HEAD(5), 0},      {HEAD(6), 0},        {HEAD(7), 0},
    {ALL_BYTES, 0}, {ALL_BYTES, 0xFF}, {ALL_BYTES, 0xFFFF}, {0, 0}};

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
      .is_first = place->top == place->stack && !place->fork,
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

// The `/` and the `>` that end a tag may stand apart.
static bool is_split_tag_end(const LrPlace *place, LrToken *token) {
  const LrTables *tables = place->tables;
  uint32_t cell = tables->action[place->state * tables->action_stride + SYMBOL_SLASH_GREATER];
  uint32_t start, end;
  if (cell == LR_ERROR || !lr_is_split(place, "/>", &start, &end)) return false;
  *token = (LrToken){start, end, SYMBOL_SLASH_GREATER, false, false};
  return true;
}

// A template may hold escapes that mean nothing: a tag can give them a meaning.
bool lr_rescue(const LrPlace *place, LrToken *token) {
  if (is_split_tag_end(place, token)) return true;
  uint32_t at = place->position, size;
  const unsigned char *text = (const unsigned char *)place->source.at;
  bool in_template = place->tables->lex_modes[place->state].scanner_class == SCANNER_IN_TEMPLATE;
  if (!in_template || at + 1 >= place->source.size || text[at] != '\\') return false;
  scanner_decode(text + at + 1, text + place->source.size, &size);
  *token = (LrToken){at, at + 1 + size, SYMBOL_ESCAPE_SEQUENCE, false, false};
  return true;
}

bool lr_lex(LrPlace *place, LrToken *token) {
  return lr_lex_fast(place, token);
}
