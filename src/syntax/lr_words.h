// LrWords: what a word is, where that depends on what is around it: await, yield, let, using, of,
// undefined, and keywords that stand for names.
#pragma once

#include "syntax/lr_lex.h"

#include "generated/javascript_symbols.h"

// Whether lr_decide_word has to be asked about a keyword.
static inline bool lr_is_special_word(uint32_t keyword) {
  switch (keyword) {
  case SYMBOL_AWAIT:
  case SYMBOL_YIELD:
  case SYMBOL_LET:
  case SYMBOL_USING:
  case SYMBOL_UNDEFINED:
  case SYMBOL_IN:
  case SYMBOL_META:
  case SYMBOL_OF: return true;
  default: return false;
  }
}

// The symbol that the word `token` is at `place`: `keyword`, an identifier, or a token that we add.
uint16_t lr_decide_word(LrPlace *place, const LrToken *token, uint32_t keyword);

// Whether the two characters of `pair` come next, whatever blanks and comments stand before and
// between them; if so, `*start` and `*end` are where the first begins and the other ends.
bool lr_is_split(const LrPlace *place, const char pair[2], uint32_t *start, uint32_t *end);

// Whether what is read is the value of a loop's variable, which an `in` would end: `for (var a =
// b`.
bool lr_is_at_initializer(const LrPlace *place);

// A look at the stack: a symbol on it, and the state after that symbol. At the bottom the symbol is
// SYMBOL_END.
typedef struct LrSight {
  const LrEntry *stack, *entry;
  const struct StackNode *node;
  uint16_t symbol, state;
} LrSight;

// The topmost symbol.
LrSight lr_sight(const LrPlace *place);

// The symbol below, comments left out.
LrSight lr_sight_below(LrSight from);
