// The loop of every LR parser: lex a token, reduce as long as the state says so, shift it. Nearly all of
// a file goes through here; where the grammar has a conflict, lr_fork takes over for a few tokens.
#include "syntax/lr_parse.h"

#include "syntax/lr_fork.h"
#include "syntax/scanner.h"

void lr_add_comment(LrRun *run, const LrToken *token) {
  Text text = text_slice(run->source, token->start, token->end);
  bool is_html = run->tables->node_kinds[token->symbol] == NODE_HTML_COMMENT;
  array_push(run->arena, &run->output.comments,
             (Comment){.start = token->start, .end = token->end, .is_html = is_html});
  run->newline |= token->newline_before || scanner_has_newline(text);
  run->position = token->end;
  run->fresh_comments++;
}

// A keyword that the state has no use for is an identifier, unless it is reserved there.
static bool becomes_identifier(const LrTables *tables, uint32_t state, LrToken *token) {
  if (!token->is_keyword || token->symbol == tables->word) return false;
  uint32_t set = tables->lex_modes[state].reserved_set;
  if (tables->reserved[set * tables->token_count + token->symbol]) return false;
  token->symbol = tables->word;
  return true;
}

// Does what a rare cell says. LR_GOES_ON: with the next token, unless `*again` is set.
static LrVerdict act_rarely(LrRun *run, uint32_t cell, LrToken *token, bool *again) {
  if (cell & LR_SHIFT || cell - 1 < LR_LAST_REDUCE) {
    const LrReduction *by = &run->tables->reductions[cell];
    if (!(cell & LR_SHIFT) && by->child_count == 0) lr_reduce_nothing(&run->output, by, token);
    else lr_make_room(&run->output);
    *again = true;
    return LR_GOES_ON;
  }
  switch (cell) {
  case LR_ACCEPT: return LR_ACCEPTED;
  case LR_SHIFT_EXTRA: lr_add_comment(run, token); return LR_GOES_ON;
  case LR_ERROR:
    *again = becomes_identifier(run->tables, run->output.top->state, token);
    return *again ? LR_GOES_ON : LR_REFUSED;
  default: return lr_fork(run, token);
  }
}

// The output is held in a local copy, so that its pointers stay in registers: 8 % of the time. It is
// written back before anything else may look at it or move it.
static bool run_to_end(LrRun *run) {
  const LrTables *tables = run->tables;
  const uint16_t *action = tables->action;
  const uint32_t stride = tables->action_stride;
  LrOutput output = run->output;
  uint32_t state = output.top->state;
  for (;;) {
    LrToken token;
    if (!lr_lex(tables, run->source, state, run->position, &token)) return false;
    for (bool again = true; again;) {
      uint32_t cell = action[state * stride + token.symbol];
      while (cell - 1u < LR_LAST_REDUCE) {
        const LrReduction *by = &tables->reductions[cell];
        if (by->child_count == 0 || output.next == output.nodes_end) break;
        state = lr_reduce(&output, by);
        cell = action[state * stride + token.symbol];
      }
      again = false;
      bool has_room = output.next != output.nodes_end && output.top + 1 != output.stack_end;
      if (cell & LR_SHIFT && has_room) {
        bool newline = token.newline_before | run->newline;
        state = cell & ~LR_SHIFT;
        lr_shift(&output, state, &token, newline);
        // A token that is no node, such as a semicolon that nobody wrote, leaves the line end to the next.
        run->newline = newline && !tables->node_kinds[token.symbol];
        run->position = token.end;
        run->fresh_comments = 0;
        continue;
      }
      run->output = output;
      LrVerdict verdict = act_rarely(run, cell, &token, &again);
      if (verdict != LR_GOES_ON) return verdict == LR_ACCEPTED;
      output = run->output;
      state = output.top->state;
    }
  }
}

// Where the text starts: after the byte order mark, if there is one.
static uint32_t start_of(Text source) {
  return text_starts(source, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
}

bool lr_parse(Arena *arena, Text source, SyntaxGoal goal, Tree *tree) {
  (void)goal;
  LrRun run = {.tables = &javascript_tables, .source = source, .arena = arena};
  run.position = start_of(source);
  lr_output_new(&run.output, run.tables, source.size);
  run.output.top->end = run.position;
  bool is_good = run_to_end(&run) && lr_output_tree(&run.output, arena, source, tree);
  lr_output_free(&run.output);
  return is_good;
}
