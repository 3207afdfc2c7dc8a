// Blanks are skipped first, once for both lexers: the scanner's hint for the next byte tells nearly
// always that the scanner has nothing to say (27,306 real calls in 1.96 M tokens), and the grammar's
// automaton starts where blanks would have led it.
#include "syntax/lr_lex.h"

#include "syntax/scanner.h"

typedef struct Match {
  const unsigned char *start, *end;
  uint32_t symbol; // LR_NO_TOKEN = none
} Match;

#define EIGHT_SPACES UINT64_C(0x2020202020202020)

static uint64_t load_word(const unsigned char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

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

// The cell for what is no plain character: beyond ASCII, a NUL byte, the end of the file.
static uint32_t rare_cell(const LrTables *tables, uint32_t state, const unsigned char *at,
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

// Runs the automaton for the longest token.
static inline __attribute__((always_inline)) Match run_dfa(const LrTables *tables, uint32_t state, const unsigned char *at,
                            const unsigned char *end) {
  const uint16_t(*dfa)[256] = tables->dfa;
  const unsigned char *start = at, *token_end = at;
  uint32_t accepting = 0;
  for (;;) {
    uint32_t cell = dfa[state][*at], size = 1;
    if (!cell) {
      if (*at - 1u < 0x7F || !(cell = rare_cell(tables, state, at, end, &size))) break;
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
  return (Match){start, token_end, tables->accepted[accepting]};
}

// The keyword that a word is, or NULL.
static inline const LrKeyword *find_keyword(const LrTables *tables, const unsigned char *at,
                                            size_t size) {
  if (size < 2 || size > LR_LONGEST_KEYWORD) return NULL;
  uint64_t head = load_word(at);
  uint32_t tail = 0;
  if (size < 8) head &= (UINT64_C(1) << size * 8) - 1;
  else if (size > 8) tail = at[8] | (size > 9 ? (uint32_t)at[9] << 8 : 0);
  const LrKeyword *found = &tables->keywords[lr_keyword_slot(
      tables->keyword_multiplier, tables->keyword_shift, head, (uint32_t)size)];
  return found->head == head && found->size == size && found->tail == tail ? found : NULL;
}

static inline void take_word(const LrTables *tables, Text source, uint32_t state, LrToken *token) {
  const unsigned char *at = (const unsigned char *)source.at + token->start;
  const LrKeyword *keyword = find_keyword(tables, at, token->end - token->start);
  if (!keyword) return;
  token->is_keyword = true;
  uint32_t set = tables->lex_modes[state].reserved_set;
  if (tables->action[state * tables->action_stride + keyword->symbol] ||
      tables->reserved[set * tables->token_count + keyword->symbol]) {
    token->symbol = keyword->symbol;
  }
}

// Takes what the scanner finds; false where it finds nothing.
static bool take_scanned(const LrTables *tables, Text source, uint32_t state, uint32_t position,
                         LrToken *token) {
  Scanned scanned;
  ScannerClass class = tables->lex_modes[state].scanner_class;
  if (!scanner_scan(source, class, position, &scanned)) return false;
  token->start = scanned.start;
  token->end = scanned.end;
  token->symbol = tables->external_symbols[scanned.token];
  token->newline_before = scanner_has_newline(text_slice(source, position, scanned.start));
  return true;
}

// What was skipped before a token.
typedef struct Blanks {
  const unsigned char *end;
  bool line_feed, carriage_return;
} Blanks;

static inline Blanks skip_blanks(const unsigned char *at) {
  Blanks blanks = {at, false, false};
  for (;;) {
    uint64_t others = load_word(at) ^ EIGHT_SPACES;
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

bool lr_lex(const LrTables *tables, Text source, uint32_t state, uint32_t position, LrToken *token) {
  const unsigned char *text = (const unsigned char *)source.at;
  const LrLexMode mode = tables->lex_modes[state];
  Blanks blanks = skip_blanks(text + position);
  token->is_keyword = false;
  ScannerHint hint = scanner_hints[mode.scanner_class][blanks.line_feed][*blanks.end];
  if (hint == SCANNER_ENDS) {
    token->start = token->end = position;
    token->symbol = tables->external_symbols[SCANNER_SEMICOLON];
    token->newline_before = false;
    return true;
  }
  if (hint == SCANNER_ASK && take_scanned(tables, source, state, position, token)) return true;

  bool is_skipped = mode.dfa_after_blanks != LR_NO_TOKEN && blanks.end > text + position;
  Match match = run_dfa(tables, is_skipped ? mode.dfa_after_blanks : mode.dfa_start,
                        is_skipped ? blanks.end : text + position, text + source.size);
  if (match.symbol == LR_NO_TOKEN) return false;
  token->start = (uint32_t)(match.start - text);
  token->end = (uint32_t)(match.end - text);
  token->symbol = (uint16_t)match.symbol;
  token->newline_before = blanks.line_feed | blanks.carriage_return;
  if (match.start != blanks.end) {
    // The automaton skipped rarer blanks, or took some of the blanks into the token.
    token->newline_before = scanner_has_newline(text_slice(source, position, token->start));
  }
  if (match.symbol == tables->word) take_word(tables, source, state, token);
  return true;
}
