// LrLexFast: the next token, for the loop that takes nearly all of them.
//
// Blanks are skipped first, once for both lexers: the scanner's hint for the next byte tells nearly
// always that the scanner has nothing to say (27,306 real calls in 1.96 M tokens), and the
// grammar's automaton starts where blanks would have led it. All of it is inlined: the token stays
// in registers.
#pragma once

#include "syntax/lr_words.h"

// The loop keeps what it works on in registers, which a call with its address would end.
#define LR_INLINE static inline __attribute__((always_inline))

// The cell for what is no plain character: beyond ASCII, a NUL byte, the end of the file.
uint32_t lr_rare_cell(const LrTables *tables, uint32_t state, const unsigned char *at,
                      const unsigned char *end, uint32_t *size);

// Takes what the scanner finds; false where it finds nothing.
bool lr_take_scanned(LrPlace *place, ScannerClass class, LrToken *token);

// A token where the automaton knows none; false where there is none.
bool lr_rescue(const LrPlace *place, LrToken *token);

LR_INLINE uint64_t lr_load_word(const unsigned char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

// --- The automaton ----------------------------------------------------------------------------

typedef struct LrMatch {
  const unsigned char *start, *end;
  uint32_t symbol; // LR_NO_TOKEN = none
} LrMatch;

// Runs the automaton for the longest token.
LR_INLINE LrMatch lr_run_dfa(const LrTables *tables, uint32_t state, const unsigned char *at,
                             const unsigned char *end) {
  const uint16_t(*dfa)[256] = tables->dfa;
  const unsigned char *start = at, *token_end = at;
  uint32_t accepting = 0;
  for (;;) {
    uint32_t cell = dfa[state][*at], size = 1;
    if (!cell) {
      if (*at - 1u < 0x7F || !(cell = lr_rare_cell(tables, state, at, end, &size))) break;
    }
    state = cell & LR_DFA_STATE;
    at += size;
    if (cell & LR_DFA_SKIP) start = at;
    if (cell & LR_DFA_LOOPS) {
      // Names, numbers, strings, comments: without the wait for the next state, a byte a cycle.
      const uint16_t *row = dfa[state];
      const uint32_t same = (cell & ~(uint32_t)LR_DFA_SKIP);
      while (row[*at] == same) at++;
    }
    if (cell & LR_DFA_ACCEPTS) {
      accepting = state;
      token_end = at;
      if (cell & LR_DFA_FINAL) break;
    }
    // At the end nothing is consumed: without a token now there is none.
    if (size == 0) break;
  }
  return (LrMatch){start, token_end, tables->accepted[accepting]};
}

// --- Words ------------------------------------------------------------------------------------

// The keyword that a word is, or NULL.
LR_INLINE const LrKeyword *lr_find_keyword(const LrTables *tables, const unsigned char *at,
                                           size_t size) {
  if (size < 2 || size > LR_LONGEST_KEYWORD) return NULL;
  uint64_t head = lr_load_word(at);
  uint32_t tail = 0;
  if (size < 8)
    head &= (UINT64_C(1) << size * 8) - 1;
  else if (size > 8)
    tail = at[8] | (size > 9 ? (uint32_t)at[9] << 8 : 0);
  const LrKeyword *found = &tables->keywords[lr_keyword_slot(
      tables->keyword_multiplier, tables->keyword_shift, head, (uint32_t)size)];
  return found->head == head && found->size == size && found->tail == tail ? found : NULL;
}

LR_INLINE void lr_take_word(LrPlace *place, LrToken *token) {
  const LrTables *tables = place->tables;
  const unsigned char *at = (const unsigned char *)place->source.at + token->start;
  const LrKeyword *keyword = lr_find_keyword(tables, at, token->end - token->start);
  if (!keyword) return;
  token->is_keyword = true;
  const LrLexMode *mode = &tables->lex_modes[place->state];
  if (mode->facts & LR_NAMES || lr_is_special_word(keyword->symbol)) {
    token->symbol = lr_decide_word(place, token, keyword->symbol);
  } else if (tables->action[place->state * tables->action_stride + keyword->symbol] ||
             tables->reserved[mode->reserved_set * tables->token_count + keyword->symbol]) {
    token->symbol = keyword->symbol;
  }
}

// --- The whole --------------------------------------------------------------------------------

#define LR_EIGHT_SPACES UINT64_C(0x2020202020202020)

// What was skipped before a token.
typedef struct LrBlanks {
  const unsigned char *end;
  bool line_feed, carriage_return;
} LrBlanks;

LR_INLINE LrBlanks lr_skip_blanks(const unsigned char *at) {
  LrBlanks blanks = {at, false, false};
  if (*at > ' ') return blanks;
  for (;;) {
    uint64_t others = lr_load_word(at) ^ LR_EIGHT_SPACES;
    if (others == 0) {
      at += 8;
      continue;
    }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    at += __builtin_ctzll(others) / 8;
#else
    at += __builtin_clzll(others) / 8;
#endif
    if (*at > ' ' || *at < '\t' || (*at > '\r' && *at < ' ')) break;
    blanks.line_feed |= *at == '\n';
    blanks.carriage_return |= *at == '\r';
    at++;
  }
  blanks.end = at;
  return blanks;
}

LR_INLINE bool lr_lex_fast(LrPlace *place, LrToken *token) {
  const LrTables *tables = place->tables;
  const unsigned char *text = (const unsigned char *)place->source.at,
                      *from = text + place->position;
  const LrLexMode mode = tables->lex_modes[place->state];
  LrBlanks blanks = lr_skip_blanks(from);
  bool newline = blanks.line_feed | blanks.carriage_return;
  token->is_keyword = false;
  ScannerHint hint = scanner_hints[mode.scanner_class][newline | place->newline][*blanks.end];
  if (hint == SCANNER_ENDS) {
    token->start = token->end = place->position;
    token->symbol = SYMBOL_AUTOMATIC_SEMICOLON;
    token->newline_before = false;
    return true;
  }
  if (hint == SCANNER_ASK && lr_take_scanned(place, mode.scanner_class, token)) return true;

  bool is_skipped = mode.dfa_after_blanks != LR_NO_TOKEN && blanks.end > from;
  LrMatch match = lr_run_dfa(tables, is_skipped ? mode.dfa_after_blanks : mode.dfa_start,
                             is_skipped ? blanks.end : from, text + place->source.size);
  if (match.symbol == LR_NO_TOKEN) return lr_rescue(place, token);
  token->start = (uint32_t)(match.start - text);
  token->end = (uint32_t)(match.end - text);
  token->symbol = (uint16_t)match.symbol;
  token->newline_before = newline;
  if (match.start != blanks.end) {
    // The automaton skipped rarer blanks, or took some of the blanks into the token.
    Text gap = text_slice(place->source, place->position, token->start);
    token->newline_before = scanner_has_newline(gap);
  }
  if (match.symbol == tables->word) lr_take_word(place, token);
  return true;
}
