// LrLexFast: the next token, for the loop that takes nearly all of them.
//
// Blanks are skipped first, once for both lexers: the scanner's hint for the next byte tells nearly
// always that the scanner has nothing to say (27,306 real calls in 1.96 M tokens), and the
// grammar's automaton starts where blanks would have led it. All of it is inlined: the token stays
// in registers.
#pragma once

#include "base/bytes16.h"
#include "syntax/lr_words.h"

// The loop keeps what it works on in registers, which a call with its address would end.
#define LR_INLINE static inline __attribute__((always_inline))

// The cell for what is no plain character: beyond ASCII, a NUL byte, the end of the file.
uint32_t lr_rare_cell(const LrTables *tables, uint32_t state, const unsigned char *at,
                      const unsigned char *end, uint32_t *size);

// Takes what the scanner finds; false where it finds nothing.
bool lr_take_scanned(LrPlace *place, ScannerClass class, LrToken *token);

// Whether a byte starts a name: a letter, `_` or `$`.
extern const bool lr_starts_word[256];

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

// Where the characters end that lead `state` back to itself; `cell` is what leads there.
LR_INLINE const unsigned char *lr_loop_end(const LrTables *tables, uint32_t state, uint32_t cell,
                                           const unsigned char *at) {
  const LrLoop *loop = &tables->loops[state];
  if (loop->is_search) return bytes16_find(at, loop->stops);
  if (loop->is_name) return bytes16_name_end(at);
  const uint16_t *row = tables->dfa[state];
  while (row[*at] == cell) at++;
  return at;
}

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
    if (cell & LR_DFA_LOOPS) at = lr_loop_end(tables, state, cell & ~(uint32_t)LR_DFA_SKIP, at);
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

// Which of a word's first eight bytes and of the next two belong to it, by its size. What is longer
// than any keyword has none, and is found nowhere.
typedef struct LrWordMask {
  uint64_t head;
  uint16_t tail;
} LrWordMask;

extern const LrWordMask lr_word_masks[LR_LONGEST_KEYWORD + 2];

// The keyword that a word is, or NULL. Without a branch but the last: what comes is unpredictable.
LR_INLINE const LrKeyword *lr_find_keyword(const LrTables *tables, const unsigned char *at,
                                           uint32_t size) {
  const LrWordMask *mask =
      &lr_word_masks[size <= LR_LONGEST_KEYWORD ? size : LR_LONGEST_KEYWORD + 1];
  uint64_t head = lr_load_word(at) & mask->head;
  uint16_t tail;
  memcpy(&tail, at + sizeof head, sizeof tail);
  tail &= mask->tail;
  const LrKeyword *found = &tables->keywords[lr_keyword_slot(tables->keyword_multiplier,
                                                             tables->keyword_shift, head, size)];
  bool is_same = (found->head == head) & (found->size == size) & (found->tail == tail);
  return is_same ? found : NULL;
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

// What was skipped before a token.
typedef struct LrBlanks {
  const unsigned char *end;
  bool newline;
} LrBlanks;

LR_INLINE LrBlanks lr_skip_blanks(const unsigned char *at) {
  for (uint32_t lines = 0;; at += 16) {
    Bytes16 bytes = bytes16_load(at);
    Bytes16 blanks =
        bytes16_or(bytes16_equal(bytes, ' '), bytes16_within(bytes, '\t', '\r' - '\t'));
    Bytes16 ends = bytes16_or(bytes16_equal(bytes, '\n'), bytes16_equal(bytes, '\r'));
    uint32_t others = ~bytes16_mask(blanks) & BYTES16_ALL;
    // The bits below the first that is set: all where none is.
    lines |= bytes16_mask(ends) & ~others & (others - 1);
    if (others) return (LrBlanks){at + __builtin_ctz(others), lines != 0};
  }
}

// Lexes a word of ASCII; false where it is not all of it.
LR_INLINE bool lr_lex_word(LrPlace *place, const unsigned char *start, LrToken *token) {
  const unsigned char *text = (const unsigned char *)place->source.at;
  const unsigned char *end = bytes16_name_end(start);
  if (*end == '\\' || *end >= 0x7F) return false; // the grammar takes DEL for a part of a name
  token->start = (uint32_t)(start - text);
  token->end = (uint32_t)(end - text);
  token->symbol = place->tables->word;
  lr_take_word(place, token);
  return true;
}

LR_INLINE bool lr_lex_fast(LrPlace *place, LrToken *token) {
  const LrTables *tables = place->tables;
  const unsigned char *text = (const unsigned char *)place->source.at,
                      *from = text + place->position;
  const LrLexMode mode = tables->lex_modes[place->state];
  LrBlanks blanks = lr_skip_blanks(from);
  bool newline = blanks.newline;
  token->is_keyword = false;
  ScannerHint hint = scanner_hints[mode.scanner_class][newline | place->newline][*blanks.end];
  if (hint == SCANNER_ENDS) {
    token->start = token->end = place->position;
    token->symbol = SYMBOL_AUTOMATIC_SEMICOLON;
    token->newline_before = false;
    return true;
  }
  if (hint == SCANNER_ASK && lr_take_scanned(place, mode.scanner_class, token)) return true;

  token->newline_before = newline;
  bool is_word = mode.facts & LR_WORDS && lr_starts_word[*blanks.end];
  if (is_word && lr_lex_word(place, blanks.end, token)) return true;
  const unsigned char *at = mode.facts & LR_BLANKS ? from : blanks.end;
  LrMatch match = lr_run_dfa(tables, mode.dfa[at > from], at, text + place->source.size);
  if (match.symbol == LR_NO_TOKEN) return lr_rescue(place, token);
  token->start = (uint32_t)(match.start - text);
  token->end = (uint32_t)(match.end - text);
  token->symbol = (uint16_t)match.symbol;
  if (match.start != blanks.end) {
    // The automaton skipped rarer blanks, or took some of the blanks into the token.
    Text gap = text_slice(place->source, place->position, token->start);
    token->newline_before = scanner_has_newline(gap);
  }
  if (match.symbol == tables->word) lr_take_word(place, token);
  return true;
}
