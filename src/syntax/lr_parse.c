// The loop of every LR parser: lex a token, reduce as long as the state says so, shift it. Nearly
// all of a file goes through here; where the grammar has a conflict, lr_fork takes over for a few
// tokens.
#include "syntax/lr_parse.h"

#include "syntax/lr_repair.h"
#include "syntax/lr_words.h"

// Flags stand directly behind a regular expression: a comment ends it.
static void end_regex(LrRun *run) {
  const LrTables *tables = run->tables;
  const uint16_t *row = &tables->action[run->output.top->state * tables->action_stride];
  uint32_t cell = row[SYMBOL_SEMICOLON];
  if (!(row[SYMBOL_REGEX_FLAGS] & LR_SHIFT) || cell - 1 >= LR_LAST_REDUCE) return;
  lr_make_room(&run->output);
  lr_reduce(&run->output, &tables->reductions[cell]);
}

void lr_add_comment(LrRun *run, const LrToken *token) {
  LrPlace *place = &run->place;
  Text text = text_slice(place->source, token->start, token->end);
  bool is_html = run->tables->token_kinds[token->symbol] == NODE_HTML_COMMENT;
  array_push(run->arena, &run->output.comments,
             (Comment){.start = token->start, .end = token->end, .is_html = is_html});
  if (is_html) place->clues |= GOAL_SCRIPT_NAME;
  place->newline |= token->newline_before || scanner_has_newline(text);
  place->position = token->end;
  run->fresh_comments++;
}

bool lr_becomes_identifier(const LrTables *tables, uint32_t state, LrToken *token) {
  if (!token->is_keyword || token->symbol == tables->word) return false;
  if (token->symbol == SYMBOL_IN_OF_LOOP) return false;
  uint32_t set = tables->lex_modes[state].reserved_set;
  if (tables->reserved[set * tables->token_count + token->symbol]) return false;
  if (!tables->action[state * tables->action_stride + tables->word]) return false;
  token->symbol = tables->word;
  return true;
}

bool lr_is_exported_value(const LrPlace *place, const LrReduction *by) {
  LrSight at = lr_sight(place);
  for (uint32_t i = 0; i < by->child_count; i++) at = lr_sight_below(at);
  return at.symbol == SYMBOL_DEFAULT && lr_sight_below(at).symbol == SYMBOL_EXPORT;
}

bool lr_becomes_semicolon(const LrPlace *place, LrToken *token) {
  const LrTables *tables = place->tables;
  uint32_t cell = tables->action[place->state * tables->action_stride + SYMBOL_AUTOMATIC_SEMICOLON];
  if (cell == LR_ERROR || token->symbol == SYMBOL_AUTOMATIC_SEMICOLON) return false;
  bool is_value = cell - 1 < LR_LAST_REDUCE && tables->reductions[cell].is_rare &&
                  lr_is_exported_value(place, &tables->reductions[cell]);
  if (!token->newline_before && !place->newline && !is_value) return false;
  *token = (LrToken){place->position, place->position, SYMBOL_AUTOMATIC_SEMICOLON, false, false};
  return true;
}

// Puts the run's place where its output is.
static void update_place(LrRun *run) {
  run->place.stack = run->output.stack;
  run->place.top = run->output.top;
  run->place.state = run->output.top->state;
}

// The reductions that the fast loop leaves alone: there is no room, there are no children, or it is
// a function or class, which ends the statement where it is the default export.
static void reduce_rarely(LrRun *run, const LrReduction *by, LrToken *token) {
  lr_make_room(&run->output);
  if (by->child_count == 0) {
    lr_reduce_nothing(&run->output, by, token);
    return;
  }
  bool is_ended = token->symbol == SYMBOL_SEMICOLON || token->symbol == SYMBOL_AUTOMATIC_SEMICOLON;
  if (by->is_rare && !is_ended && lr_is_exported_value(&run->place, by)) {
    uint32_t at = run->place.position;
    *token = (LrToken){at, at, SYMBOL_AUTOMATIC_SEMICOLON, false, false};
  }
  lr_reduce(&run->output, by);
}

// The one action of a conflict that leads anywhere, or the conflict itself.
static uint32_t settle(const LrRun *run, uint32_t cell) {
  const LrTables *tables = run->tables;
  const LrConflict *conflict = &tables->conflicts[cell - LR_FIRST_CONFLICT];
  uint32_t found = LR_ERROR;
  for (uint32_t i = 0; i < conflict->count; i++) {
    uint32_t action = tables->conflict_actions[conflict->first + i];
    if (action - 1 < LR_LAST_REDUCE) {
      const LrReduction *by = &tables->reductions[action];
      if (!lr_next_state(tables, run->output.top[-by->child_count].state, by)) continue;
    }
    if (found != LR_ERROR) return cell;
    found = action;
  }
  return found;
}

enum { MOST_REPAIRS = 4 }; // of one token: each leads to another state, but not always further

static LrRepair repair_once(LrRun *run, LrToken *token) {
  if (run->repaired_at != token->start) run->repair_count = 0;
  run->repaired_at = token->start;
  return run->repair_count++ < MOST_REPAIRS ? lr_repair(run, token) : LR_NO_REPAIR;
}

// Makes sense of a token that is an error.
static LrVerdict mend(LrRun *run, LrToken *token, bool *again) {
  if (lr_becomes_identifier(run->tables, run->place.state, token)) return LR_GOES_ON;
  LrRepair repair = repair_once(run, token);
  update_place(run);
  *again = repair != LR_RELEX;
  if (repair != LR_NO_REPAIR || lr_becomes_semicolon(&run->place, token)) return LR_GOES_ON;
  run->refused = *token;
  return LR_REFUSED;
}

enum {
  // No level of nesting takes as many entries of the stack on the average: what is larger is too
  // deep for a tree, and is refused before all of it has been read.
  MOST_ENTRIES = SYNTAX_DEPTH_LIMIT * 16,
};

static bool is_too_deep(const LrOutput *output) {
  return output->top - output->stack > MOST_ENTRIES;
}

// Does what the fast loop doesn't. LR_GOES_ON: with the next token, unless `*again` is set.
static LrVerdict act_rarely(LrRun *run, uint32_t cell, LrToken *token, bool *again) {
  update_place(run);
  if (is_too_deep(&run->output)) {
    run->refused = *token;
    return LR_NESTED;
  }
  if (cell >= LR_FIRST_CONFLICT && !(cell & LR_SHIFT)) {
    uint32_t settled = settle(run, cell);
    if (settled == cell) return lr_fork(run, token);
    cell = settled;
    if (cell & LR_SHIFT) {
      lr_make_room(&run->output);
      lr_run_shift(run, cell & ~LR_SHIFT, token);
      return LR_GOES_ON;
    }
  }
  if (cell == LR_ACCEPT) return LR_ACCEPTED;
  if (cell == LR_SHIFT_EXTRA) {
    end_regex(run);
    lr_add_comment(run, token);
    return LR_GOES_ON;
  }
  *again = true;
  if (cell == LR_ERROR) return mend(run, token, again);
  if (cell & LR_SHIFT)
    lr_make_room(&run->output);
  else
    reduce_rarely(run, &run->tables->reductions[cell], token);
  return LR_GOES_ON;
}

// Where a chain of renamings ends. More than half of all reductions only give a new name to the top
// of the stack (a name is a primary expression is an expression), several times in a row; where
// that ends follows from the state below, the first of them, and the token: 4 % of the time.
typedef struct Chain {
  uint64_t key;
  uint16_t state, symbol, cell;
} Chain;

enum { CHAINS = 1024 };

// A thread keeps them from file to file: what is remembered holds for the grammar.
static _Thread_local struct {
  const LrTables *tables;
  Chain all[CHAINS];
} known_chains;

static Chain *chains_of(const LrTables *tables) {
  if (known_chains.tables != tables) {
    memset(&known_chains, 0, sizeof known_chains);
    known_chains.tables = tables;
  }
  return known_chains.all;
}

// Renames the top of the stack as long as the token asks for it, and remembers how that went.
static __attribute__((noinline)) void follow_chain(const LrTables *tables, uint32_t token,
                                                   uint32_t below, Chain *chain) {
  uint32_t cell = chain->cell;
  while (cell - 1 < LR_LAST_REDUCE && tables->reductions[cell].shape == LR_RENAMES) {
    chain->symbol = tables->reductions[cell].symbol;
    chain->state = (uint16_t)lr_next_state(tables, below, &tables->reductions[cell]);
    cell = tables->action[chain->state * tables->action_stride + token];
  }
  chain->cell = (uint16_t)cell;
}

static inline Chain *find_chain(Chain *chains, const LrTables *tables, uint32_t cell,
                                uint32_t below, uint32_t token) {
  uint64_t key = (uint64_t)below << 32 | cell << 16 | token;
  Chain *chain = &chains[key * UINT64_C(0x9E3779B97F4A7C15) >> 54];
  if (chain->key != key) {
    *chain = (Chain){.key = key, .cell = (uint16_t)cell};
    follow_chain(tables, token, below, chain);
  }
  return chain;
}

// The output is held in a local copy, so that its pointers stay in registers: 8 % of the time. It
// is written back before anything else may look at it or move it.
static LrVerdict run_to_end(LrRun *run) {
  const LrTables *tables = run->tables;
  const uint16_t *action = tables->action;
  const uint32_t stride = tables->action_stride;
  LrPlace *place = &run->place;
  LrOutput output = run->output;
  Chain *chains = chains_of(tables);
  uint32_t state = output.top->state;
  place->stack = output.stack;
  for (;;) {
    LrToken token;
    place->state = state;
    place->top = output.top;
    if (!lr_lex_fast(place, &token)) {
      run->output = output;
      run->refused = (LrToken){.start = place->position, .end = place->position};
      return LR_REFUSED;
    }
    for (bool again = true; again;) {
      uint32_t cell = action[state * stride + token.symbol];
      while (cell - 1u < LR_LAST_REDUCE) {
        const LrReduction *by = &tables->reductions[cell];
        if (by->shape == LR_RENAMES) {
          const Chain *chain = find_chain(chains, tables, cell, output.top[-1].state, token.symbol);
          output.top->state = chain->state;
          output.top->symbol = chain->symbol;
          state = chain->state;
          cell = chain->cell;
          continue;
        }
        if (by->is_rare || output.next == output.nodes_end) break;
        state = lr_reduce(&output, by);
        cell = action[state * stride + token.symbol];
      }
      again = false;
      bool has_room = output.next != output.nodes_end && output.top + 1 != output.stack_end;
      if (cell & LR_SHIFT && has_room) {
        bool newline = token.newline_before | place->newline;
        state = cell & ~LR_SHIFT;
        bool is_node = lr_shift(&output, state, &token, newline);
        place->newline = newline & !is_node;
        place->position = token.end;
        run->fresh_comments = 0;
        continue;
      }
      run->output = output;
      LrVerdict verdict = act_rarely(run, cell, &token, &again);
      if (verdict != LR_GOES_ON) return verdict;
      output = run->output;
      state = output.top->state;
      place->stack = output.stack;
    }
  }
}

// Where the text starts: after the byte order mark, if there is one.
static uint32_t start_of(Text source) {
  return text_starts(source, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
}

// Writes down what there is to say about the error that the run met.
static LrResult refuse(LrRun *run, Arena *arena, Tree *tree, LrEnd *end) {
  uint32_t too_deep_at;
  if (!lr_refusal_tree(run, arena, tree, &too_deep_at)) {
    end->start = end->end = too_deep_at;
    return LR_TOO_DEEP;
  }
  lr_refusal_mends(run, &end->mends);
  return LR_WRONG;
}

// A hashbang is read apart: the grammar's own ends with "\n" alone, and stands anywhere.
static void read_hashbang(LrRun *run) {
  Text source = run->place.source;
  uint32_t start = run->place.position;
  if (!text_starts(text_slice(source, start, source.size), TEXT("#!"))) return;
  uint32_t cell =
      run->tables->action[run->output.top->state * run->tables->action_stride + SYMBOL_HASH_BANG];
  LrToken token = {.start = start, .end = scanner_line_end(source, start)};
  token.symbol = SYMBOL_HASH_BANG;
  lr_run_shift(run, cell & ~LR_SHIFT, &token);
}

LrResult lr_parse(Arena *arena, Text source, SyntaxGoal goal, Tree *tree, LrEnd *end) {
  static const char nothing[SYNTAX_PADDING];
  Arena scratch = {0};
  if (source.size == 0) source.at = nothing; // an empty text needs no bytes of its own
  LrRun run = {
      .tables = &javascript_tables,
      .arena = arena,
      .output = lr_output_new(&javascript_tables, &scratch, arena, source.size),
      .place = {.tables = &javascript_tables, .source = source, .goal = goal},
  };
  run.place.position = run.output.top->end = start_of(source);
  read_hashbang(&run);
  LrVerdict verdict = run_to_end(&run);
  LrResult result = verdict == LR_REFUSED  ? LR_WRONG
                    : verdict == LR_NESTED ? LR_TOO_DEEP
                                           : LR_GAVE_UP;
  *end = (LrEnd){.start = run.refused.start, .end = run.refused.end, .clues = run.place.clues};
  if (verdict == LR_ACCEPTED) {
    uint32_t too_deep_at;
    bool is_whole = lr_output_tree(&run.output, arena, source, tree, &too_deep_at);
    result = is_whole ? LR_PARSED : LR_TOO_DEEP;
    if (!is_whole) end->start = end->end = too_deep_at;
  } else if (result == LR_WRONG) {
    result = refuse(&run, arena, tree, end);
  }
  tree->goal = goal;
  arena_release(&scratch);
  return end->result = result;
}
