// Blanks are skipped first, once for both lexers: the scanner's hint for the next byte tells nearly
// always that the scanner has nothing to say (27,306 real calls in 1.96 M tokens), and the
// grammar's automaton starts where blanks would have led it.
#include "syntax/lr_lex.h"

#include "syntax/lr_words.h"

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
static inline __attribute__((always_inline)) Match
run_dfa(const LrTables *tables, uint32_t state, const unsigned char *at, const unsigned char *end) {
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
  if (size < 8)
    head &= (UINT64_C(1) << size * 8) - 1;
  else if (size > 8)
    tail = at[8] | (size > 9 ? (uint32_t)at[9] << 8 : 0);
  const LrKeyword *found = &tables->keywords[lr_keyword_slot(
      tables->keyword_multiplier, tables->keyword_shift, head, (uint32_t)size)];
  return found->head == head && found->size == size && found->tail == tail ? found : NULL;
}

static inline void take_word(LrPlace *place, LrToken *token) {
  const LrTables *tables = place->tables;
  const unsigned char *at = (const unsigned char *)place->source.at + token->start;
  const LrKeyword *keyword = find_keyword(tables, at, token->end - token->start);
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

// Takes what the scanner finds; false where it finds nothing.
static bool take_scanned(LrPlace *place, ScannerClass class, LrToken *token) {
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

static bool takes(const LrPlace *place, uint32_t symbol) {
  return place->tables->action[place->state * place->tables->action_stride + symbol] != LR_ERROR;
}

// A token where the automaton knows none: a template may hold escapes that mean nothing (a tag can
// give them a meaning), a string may hold a NUL byte.
static bool rescue(const LrPlace *place, LrToken *token) {
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
  const LrTables *tables = place->tables;
  const unsigned char *text = (const unsigned char *)place->source.at,
                      *from = text + place->position;
  const LrLexMode mode = tables->lex_modes[place->state];
  Blanks blanks = skip_blanks(from);
  bool newline = blanks.line_feed | blanks.carriage_return;
  token->is_keyword = false;
  ScannerHint hint = scanner_hints[mode.scanner_class][newline | place->newline][*blanks.end];
  if (hint == SCANNER_ENDS) {
    token->start = token->end = place->position;
    token->symbol = SYMBOL_AUTOMATIC_SEMICOLON;
    token->newline_before = false;
    return true;
  }
  if (hint == SCANNER_ASK && take_scanned(place, mode.scanner_class, token)) return true;

  bool is_skipped = mode.dfa_after_blanks != LR_NO_TOKEN && blanks.end > from;
  Match match = run_dfa(tables, is_skipped ? mode.dfa_after_blanks : mode.dfa_start,
                        is_skipped ? blanks.end : from, text + place->source.size);
  if (match.symbol == LR_NO_TOKEN) return rescue(place, token);
  token->start = (uint32_t)(match.start - text);
  token->end = (uint32_t)(match.end - text);
  token->symbol = (uint16_t)match.symbol;
  token->newline_before = newline;
  if (match.start != blanks.end) {
    // The automaton skipped rarer blanks, or took some of the blanks into the token.
    Text gap = text_slice(place->source, place->position, token->start);
    token->newline_before = scanner_has_newline(gap);
  }
  if (match.symbol == tables->word) take_word(place, token);
  return true;
}
