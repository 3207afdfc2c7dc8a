// Each repair looks at the token and the top of the stack, and says no unless both are just what it
// is for. A word that the grammar lacks was read as a name; it leaves the stack, and its node stays
// as a token among the children of what it belongs to.
#include "syntax/lr_repair.h"

#include "syntax/lr_cover.h"
#include "syntax/lr_words.h"

static Text text_of_entry(const LrRun *run, const LrEntry *entry) {
  return text_slice(run->place.source, entry->start, entry->end);
}

// Takes the word on top off the stack; it becomes the last node of the entry below.
static void keep_as_token(LrRun *run, NodeKind kind) {
  run->output.next[-1].kind = (uint16_t)kind;
  run->output.top--;
  run->output.top->end = run->output.next[-1].end;
}

static NodeKind phase_of(Text word) {
  if (text_is(word, TEXT("defer"))) return TOKEN_DEFER_WORD;
  return text_is(word, TEXT("source")) ? TOKEN_SOURCE_WORD : NODE_NONE;
}

// ---- Classes

// `accessor x = 1`, `static accessor x`: the word was taken for a field's name. It goes where
// `static` goes, but no block stands behind it.
static bool is_accessor(LrRun *run, const LrToken *token) {
  LrEntry *top = run->output.top;
  const LrTables *tables = run->tables;
  if (top->symbol != SYMBOL_IDENTIFIER || token->newline_before || run->place.newline) return false;
  if (token->symbol == SYMBOL_BRACE_OPEN) return false;
  if (!text_is(text_of_entry(run, top), TEXT("accessor"))) return false;
  bool is_static = top[-1].symbol == SYMBOL_STATIC;
  uint32_t before = is_static ? top[-2].state : top[-1].state;
  uint32_t name = SYMBOL_PROPERTY_NAME - SYMBOL_FIRST_NONTERMINAL;
  uint32_t cell = tables->action[before * tables->action_stride + SYMBOL_STATIC];
  if (!tables->go[before * tables->go_stride + name] || !(cell & LR_SHIFT)) return false;
  if (is_static) {
    keep_as_token(run, TOKEN_ACCESSOR_WORD);
    return true;
  }
  top->state = (uint16_t)(cell & ~LR_SHIFT);
  top->symbol = SYMBOL_STATIC;
  run->output.next[-1].kind = TOKEN_ACCESSOR_WORD;
  return true;
}

// ---- Declarations

// `for (await using a = b;;)`: the grammar knows the two words only in loops over something.
static bool is_await_using(LrRun *run, const LrToken *token) {
  LrEntry *name = run->output.top, *using = name - 1, *await = name - 2;
  const LrTables *tables = run->tables;
  if (token->symbol != SYMBOL_ASSIGN || name - run->output.stack < 4) return false;
  bool fits = name->symbol == SYMBOL_IDENTIFIER && using->symbol == SYMBOL_USING &&
              await->symbol == SYMBOL_AWAIT && await[-1].symbol == SYMBOL_PAREN_OPEN;
  if (!fits) return false;
  uint32_t word = tables->action[await[-1].state * tables->action_stride + SYMBOL_CONST];
  uint32_t next = tables->action[(word & ~LR_SHIFT) * tables->action_stride + SYMBOL_IDENTIFIER];
  if (!(word & LR_SHIFT) || !(next & LR_SHIFT)) return false;
  await->symbol = SYMBOL_CONST;
  await->state = (uint16_t)(word & ~LR_SHIFT);
  await->end = using->end;
  *using = *name;
  using->state = (uint16_t)(next & ~LR_SHIFT);
  run->output.top = using;
  return true;
}

// ---- Imports

// `import defer * as a from "b"`, `import source a from "b"`: the word was taken for a name.
static bool is_phase(LrRun *run) {
  const LrEntry *top = run->output.top;
  if (top->symbol != SYMBOL_IDENTIFIER || top[-1].symbol != SYMBOL_IMPORT) return false;
  NodeKind phase = phase_of(text_of_entry(run, top));
  if (phase) keep_as_token(run, phase);
  return phase != NODE_NONE;
}

// `import source from from "a"`: the name is "from". So far it was taken for the keyword behind the
// name "source".
static bool is_phase_before_from(LrRun *run, LrToken *token) {
  LrEntry *from = run->output.top, *clause = from - 1;
  const LrTables *tables = run->tables;
  LrNode *nodes = run->output.nodes;
  Text word = text_slice(run->place.source, token->start, token->end);
  bool fits = from - run->output.stack > 2 && from->symbol == SYMBOL_FROM &&
              clause->symbol == SYMBOL_IMPORT_CLAUSE && clause[-1].symbol == SYMBOL_IMPORT;
  if (!fits || !text_is(word, TEXT("from"))) return false;
  NodeKind phase = phase_of(text_of_entry(run, clause));
  uint32_t cell = tables->action[clause[-1].state * tables->action_stride + SYMBOL_IDENTIFIER];
  if (!phase || !(cell & LR_SHIFT)) return false;
  // The nodes are the name, its clause and the keyword: the clause goes.
  nodes[clause->first_node].kind = (uint16_t)phase;
  nodes[clause->first_node + 1] = nodes[from->first_node];
  nodes[clause->first_node + 1].kind = NODE_IDENTIFIER;
  run->output.next--;
  clause[-1].end = clause->end;
  *clause = (LrEntry){(uint16_t)(cell & ~LR_SHIFT), SYMBOL_IDENTIFIER, from->start, from->end,
                      clause->first_node + 1};
  run->output.top = clause;
  token->symbol = SYMBOL_FROM;
  return true;
}

// `import a from "b" assert { … }`: the word for `with` in engines and packages of some years.
static bool is_old_with(const LrRun *run, LrToken *token) {
  const LrEntry *top = run->output.top;
  const LrTables *tables = run->tables;
  if (token->symbol != SYMBOL_IDENTIFIER || token->newline_before) return false;
  char last = top->end > top->start ? run->place.source.at[top->end - 1] : 0;
  if (last != '"' && last != '\'') return false;
  Text word = text_slice(run->place.source, token->start, token->end);
  bool fits = tables->action[top->state * tables->action_stride + SYMBOL_WITH] != LR_ERROR;
  if (!fits || !text_is(word, TEXT("assert"))) return false;
  token->symbol = SYMBOL_WITH;
  return true;
}

// `import.defer("a")`: after the dot the grammar knows only `meta`.
static bool passes_phase(LrRun *run, const LrToken *token) {
  const LrEntry *top = run->output.top;
  if (top->symbol != SYMBOL_DOT || top[-1].symbol != SYMBOL_IMPORT) return false;
  NodeKind phase = phase_of(text_slice(run->place.source, token->start, token->end));
  if (!phase) return false;
  lr_make_room(&run->output);
  keep_as_token(run, TOKEN_DOT);
  *run->output.next++ = (LrNode){(uint16_t)phase, 0, 0, token->start, token->end, 1};
  run->output.top->end = run->place.position = token->end;
  return true;
}

// `=>` where the tables know only `=`.
static void complete_arrow(const LrRun *run, LrToken *token) {
  Text source = run->place.source;
  bool is_arrow = token->symbol == SYMBOL_ASSIGN && token->end < source.size &&
                  token->end - token->start == 1 && source.at[token->end] == '>';
  if (!is_arrow) return;
  token->symbol = SYMBOL_ARROW;
  token->end++;
}

LrRepair lr_repair(LrRun *run, LrToken *token) {
  complete_arrow(run, token);
  bool fits = lr_becomes_parameters(run, token) || lr_ends_initializer(run, token) ||
              lr_becomes_pattern(run, token) || is_phase(run) || is_accessor(run, token) ||
              is_await_using(run, token) || is_phase_before_from(run, token) ||
              is_old_with(run, token);
  if (fits) return LR_RETRY;
  bool moves = passes_phase(run, token) || lr_becomes_updated(run, token);
  return moves ? LR_RELEX : LR_NO_REPAIR;
}
