// A mend is tried on the run's own stack: a token is taken, then a few of the text's, with the
// same tables and the same lexer as in the parse. Only states matter, so nothing is written to the
// output. Where the grammar has a conflict, one way is tried after the other; what a try overwrites
// on the stack is written down and put back.
#include "syntax/lr_refusal.h"

#include "syntax/lr_words.h"

enum {
  TOKENS_AHEAD = 5,  // of the text, that must fit after a mend
  MOST_STEPS = 600,  // in one try
  ROOM_ABOVE = 1024, // entries: no step pushes more than one
};

// --- The tree ------------------------------------------------------------------------------------

bool lr_refusal_tree(LrRun *run, Arena *arena, Tree *tree, uint32_t *too_deep_at) {
  LrOutput *output = &run->output;
  Text source = run->place.source;
  lr_make_room(output);
  uint32_t count = (uint32_t)(output->next - output->nodes);
  *output->next++ = (LrNode){.kind = NODE_ERROR, .end = source.size, .size = count + 1};
  bool is_whole = lr_output_tree(output, arena, source, tree, too_deep_at);
  tree->has_error = true;
  return is_whole;
}

// --- Mends ---------------------------------------------------------------------------------------

// An entry that a try has overwritten.
typedef struct Overwritten {
  LrEntry *at, before;
} Overwritten;

typedef struct Trial {
  const LrTables *tables;
  LrPlace place; // where the try is; its `top` is that of the stack
  LrEntry *stack;
  Overwritten undo[MOST_STEPS];
  uint32_t undo_count, steps;
} Trial;

static bool take(Trial *trial, LrToken token, uint32_t ahead);

static void push(Trial *trial, LrEntry *at, LrEntry entry) {
  trial->undo[trial->undo_count++] = (Overwritten){at, *at};
  *at = entry;
  trial->place.top = at;
  trial->place.state = entry.state;
}

// Goes back to where the try was when it had `place` and had overwritten `count` entries.
static void go_back(Trial *trial, const LrPlace *place, uint32_t count) {
  while (trial->undo_count > count) {
    Overwritten last = trial->undo[--trial->undo_count];
    *last.at = last.before;
  }
  trial->place = *place;
}

static bool take_next(Trial *trial, uint32_t ahead) {
  LrToken token;
  return ahead == 0 || (lr_lex(&trial->place, &token) && take(trial, token, ahead - 1));
}

static bool reduce(Trial *trial, const LrReduction *by) {
  LrEntry *first = trial->stack + (trial->place.top - trial->stack) - by->child_count + 1;
  uint32_t state = lr_next_state(trial->tables, first[-1].state, by);
  if (!state) return false;
  uint32_t start = by->child_count ? first->start : trial->place.position;
  push(trial, first, (LrEntry){(uint16_t)state, by->symbol, start, trial->place.top->end, 0});
  return true;
}

// Does one of the things that the tables say, and goes on from there.
static bool act(Trial *trial, uint32_t cell, LrToken token, uint32_t ahead) {
  LrPlace *place = &trial->place;
  if (cell == LR_ACCEPT) return true;
  if (cell != LR_SHIFT_EXTRA && !(cell & LR_SHIFT)) {
    return reduce(trial, &trial->tables->reductions[cell]) && take(trial, token, ahead);
  }
  if (cell & LR_SHIFT) {
    LrEntry *at = trial->stack + (place->top - trial->stack) + 1;
    uint16_t state = (uint16_t)(cell & ~(uint32_t)LR_SHIFT);
    push(trial, at, (LrEntry){state, token.symbol, token.start, token.end, 0});
    place->newline = false;
  } else {
    ahead++; // a comment doesn't count
    place->newline |= token.newline_before;
  }
  place->position = token.end;
  return take_next(trial, ahead);
}

// Whether what ends here may be parameters or a pattern, which the tables don't know (lr_cover.h).
static bool covers(const LrPlace *place, const LrToken *token) {
  uint32_t last = place->top->symbol;
  if (token->symbol == SYMBOL_ARROW) return last == SYMBOL_PAREN_CLOSE;
  return token->symbol == SYMBOL_ASSIGN &&
         (last == SYMBOL_BRACKET_CLOSE || last == SYMBOL_BRACE_CLOSE);
}

// Whether the token fits, in one of the ways that there are, with `ahead` more after it.
static bool take(Trial *trial, LrToken token, uint32_t ahead) {
  const LrTables *tables = trial->tables;
  LrPlace before = trial->place;
  uint32_t count = trial->undo_count;
  uint32_t cell = tables->action[before.state * tables->action_stride + token.symbol];
  if (++trial->steps >= MOST_STEPS) return false;
  if (cell == LR_ERROR) {
    if (covers(&before, &token)) return true;
    return (lr_becomes_identifier(tables, before.state, &token) ||
            lr_becomes_semicolon(&before, &token)) &&
           take(trial, token, ahead);
  }
  if (cell < LR_FIRST_CONFLICT || cell & LR_SHIFT) return act(trial, cell, token, ahead);
  const LrConflict *conflict = &tables->conflicts[cell - LR_FIRST_CONFLICT];
  for (uint32_t i = 0; i < conflict->count; i++) {
    if (act(trial, tables->conflict_actions[conflict->first + i], token, ahead)) return true;
    go_back(trial, &before, count);
  }
  return false;
}

// Takes the semicolon that nobody writes before a `}`.
static bool ends_statement(Trial *trial, uint32_t position) {
  LrToken semicolon = {position, position, SYMBOL_SEMICOLON, false, false};
  trial->steps = 0;
  return take(trial, semicolon, 0);
}

// Whether the parse goes on at `position` after a token of this kind, or with none.
static bool mends(Trial *trial, NodeKind kind, uint32_t position) {
  LrPlace before = trial->place;
  bool goes_on = false;
  uint32_t symbols = kind ? trial->tables->token_count : 1;
  for (uint32_t symbol = 0; symbol < symbols && !goes_on; symbol++) {
    if (kind && trial->tables->token_kinds[symbol] != kind) continue;
    LrToken token = {position, position, (uint16_t)symbol, kind == NODE_IDENTIFIER, false};
    trial->steps = 0;
    if (!kind) trial->place.position = position;
    goes_on = kind ? take(trial, token, TOKENS_AHEAD) : take_next(trial, TOKENS_AHEAD);
    go_back(trial, &before, 0);
    if (goes_on || kind != TOKEN_BRACE_CLOSE) continue;
    goes_on = ends_statement(trial, position) && take(trial, token, TOKENS_AHEAD);
    go_back(trial, &before, 0);
  }
  return goes_on;
}

static void try_all(Trial *trial, uint32_t position, uint16_t *found) {
  static const NodeKind kinds[] = {TOKEN_PAREN_CLOSE, TOKEN_BRACKET_CLOSE, TOKEN_BRACE_CLOSE,
                                   TOKEN_COMMA,       TOKEN_SEMICOLON,     TOKEN_COLON,
                                   TOKEN_PAREN_OPEN,  TOKEN_BRACE_OPEN,    TOKEN_ASSIGN,
                                   TOKEN_ARROW,       TOKEN_FROM_WORD,     NODE_IDENTIFIER};
  uint32_t count = 0;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds && count < LR_MOST_MENDS - 1; i++) {
    if (mends(trial, kinds[i], position)) found[count++] = (uint16_t)kinds[i];
  }
}

// Finds which tokens the tables have an action for. A semicolon that nobody writes has no kind.
static void find_expected(const LrTables *tables, uint32_t state, uint16_t *found) {
  const uint16_t *row = &tables->action[state * tables->action_stride];
  uint32_t count = 0;
  for (uint32_t symbol = 0; symbol < tables->token_count; symbol++) {
    uint16_t kind = tables->token_kinds[symbol];
    bool counts = row[symbol] != LR_ERROR && row[symbol] != LR_SHIFT_EXTRA && kind;
    if (!counts || lr_mends_have(found, kind)) continue;
    if (count < LR_MOST_EXPECTED - 1)
      found[count++] = kind;
    else
      found[0] = NODE_NONE;
  }
}

void lr_refusal_mends(LrRun *run, LrMends *found) {
  LrOutput *output = &run->output;
  while (output->stack_end - output->top < ROOM_ABOVE) lr_output_grow_stack(output);
  Trial trial = {.tables = run->tables, .place = run->place, .stack = output->stack};
  trial.place.stack = output->stack;
  trial.place.top = output->top;
  trial.place.state = output->top->state;
  trial.place.fork = NULL;
  trial.place.memo = (ScannerMemo){0};
  *found = (LrMends){0};
  find_expected(run->tables, run->output.top->state, found->expected);
  try_all(&trial, run->place.position, found->inserted);
  try_all(&trial, run->refused.end, found->replaced);
  found->removed = mends(&trial, NODE_NONE, run->refused.end);
}
