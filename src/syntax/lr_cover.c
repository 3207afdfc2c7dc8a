// Only kinds of nodes change: arrays, objects, assignments and spreads have the same children as
// the patterns that they cover. That the targets in them are what they may be is checked no further
// than the shape needs; the rest are early errors.
#include "syntax/lr_cover.h"

#include "syntax/lr_words.h"

typedef Array(uint32_t) NodeList;

// --- Nodes ------------------------------------------------------------------------------------

// Whether something can be assigned to a node of this kind as it is. A call is a target in sloppy
// code: running it throws.
static bool is_simple_target(uint32_t kind) {
  return kind == NODE_IDENTIFIER || kind == NODE_MEMBER_EXPRESSION ||
         kind == NODE_SUBSCRIPT_EXPRESSION || kind == NODE_UNDEFINED;
}

// The node that parentheses hold; `index` itself where there are none.
static uint32_t inside_parentheses(const LrNode *nodes, uint32_t index) {
  while (nodes[index].kind == NODE_PARENTHESIZED_EXPRESSION) index -= 2; // `)`, then what they hold
  return index;
}

// Makes a target of one node; what it holds is left to `rest`. False where it can be none.
static bool convert_target(Arena *scratch, LrNode *nodes, uint32_t index, NodeList *rest) {
  switch (nodes[index].kind) {
  case NODE_ARRAY: nodes[index].kind = NODE_ARRAY_PATTERN; break;
  case NODE_OBJECT: nodes[index].kind = NODE_OBJECT_PATTERN; break;
  case NODE_ASSIGNMENT_EXPRESSION: nodes[index].kind = NODE_ASSIGNMENT_PATTERN; break;
  case NODE_SPREAD_ELEMENT: nodes[index].kind = NODE_REST_PATTERN; break;
  case NODE_PAIR: nodes[index].kind = NODE_PAIR_PATTERN; break;
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
    nodes[index].kind = NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
    return true;
  case NODE_ARRAY_PATTERN:
  case NODE_OBJECT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN: return true;
  default: return is_simple_target(nodes[inside_parentheses(nodes, index)].kind);
  }
  array_push(scratch, rest, index);
  return true;
}

// Makes targets of what a pattern holds: all of it, or the one part that is assigned to.
static bool convert_children(Arena *scratch, LrNode *nodes, uint32_t index, NodeList *rest) {
  uint32_t kind = nodes[index].kind, first = index + 1 - nodes[index].size;
  for (uint32_t child = index - 1; child >= first && child < index; child -= nodes[child].size) {
    bool is_target = kind == NODE_ASSIGNMENT_PATTERN ? nodes[child].field == FIELD_LEFT
                     : kind == NODE_PAIR_PATTERN     ? nodes[child].field == FIELD_VALUE
                                                     : kind_is_named((NodeKind)nodes[child].kind);
    if (is_target && !convert_target(scratch, nodes, child, rest)) return false;
  }
  return true;
}

static bool convert(LrNode *nodes, uint32_t index) {
  Arena scratch = {0};
  NodeList rest = {0};
  bool converts = convert_target(&scratch, nodes, index, &rest);
  while (converts && rest.count > 0) {
    uint32_t next = array_pop(&rest);
    converts = convert_children(&scratch, nodes, next, &rest);
  }
  arena_release(&scratch);
  return converts;
}

// Converts the nodes from `first` up to `end`, commas between them left out.
static bool convert_list(LrNode *nodes, uint32_t first, uint32_t end) {
  for (uint32_t at = end; at > first; at -= nodes[at - 1].size) {
    if (nodes[at - 1].kind != TOKEN_COMMA && !convert(nodes, at - 1)) return false;
  }
  return true;
}

// --- The tables -------------------------------------------------------------------------------

static uint32_t go(const LrRun *run, uint32_t state, uint32_t symbol) {
  const LrTables *tables = run->tables;
  return tables->go[state * tables->go_stride + symbol - SYMBOL_FIRST_NONTERMINAL];
}

static uint32_t cell_at(const LrRun *run, uint32_t state, uint32_t token) {
  return run->tables->action[state * run->tables->action_stride + token];
}

// The state behind a token, or 0.
static uint32_t shift(const LrRun *run, uint32_t state, uint32_t token) {
  uint32_t cell = cell_at(run, state, token);
  return cell & LR_SHIFT ? cell & ~LR_SHIFT : 0;
}

enum { MOST_REDUCTIONS = 64 }; // at one token, without forks: a chain of names for one thing

// --- Patterns ---------------------------------------------------------------------------------

// Reduces what ends with the bracket on top, as before a dot, to an array, object or call.
static void finish_value(LrRun *run) {
  for (;;) {
    const LrEntry *top = run->output.top;
    uint32_t cell = cell_at(run, top->state, SYMBOL_DOT);
    if (cell - 1 >= LR_LAST_REDUCE) return;
    const LrReduction *by = &run->tables->reductions[cell];
    bool fits = by->symbol == SYMBOL_ARRAY || by->symbol == SYMBOL_OBJECT ||
                by->symbol == SYMBOL_ARGUMENTS || by->symbol == SYMBOL_CALL;
    if (!fits || by->child_count == 0) return;
    lr_make_room(&run->output);
    lr_reduce(&run->output, by);
  }
}

static bool ends_value(uint32_t symbol) {
  return symbol == SYMBOL_BRACKET_CLOSE || symbol == SYMBOL_BRACE_CLOSE ||
         symbol == SYMBOL_PAREN_CLOSE;
}

// The symbol that a value of this kind has as a target, or SYMBOL_END.
static uint32_t target_symbol(uint32_t kind) {
  switch (kind) {
  case NODE_ARRAY: return SYMBOL_ARRAY_PATTERN;
  case NODE_OBJECT: return SYMBOL_OBJECT_PATTERN;
  case NODE_CALL_EXPRESSION: return SYMBOL_MEMBER;
  default: return SYMBOL_END;
  }
}

bool lr_becomes_pattern(LrRun *run, LrToken *token) {
  LrOutput *output = &run->output;
  bool is_in = token->symbol == SYMBOL_IN_OF_LOOP;
  bool is_of = text_is(text_slice(run->place.source, token->start, token->end), TEXT("of"));
  if (ends_value(output->top->symbol)) finish_value(run);
  LrEntry *top = output->top;
  uint32_t count = (uint32_t)(output->next - output->nodes);
  if (top == output->stack || count == top->first_node) return false;
  const LrNode *last = output->next - 1;
  uint32_t kind = last->size == count - top->first_node ? last->kind : NODE_NONE;
  bool is_call = kind == NODE_CALL_EXPRESSION;
  uint32_t symbol = target_symbol(kind);
  uint32_t state = symbol == SYMBOL_END ? 0 : go(run, top[-1].state, symbol);
  if (!state || (!is_call && !convert(output->nodes, count - 1))) return false;
  uint32_t next = is_in ? SYMBOL_IN : is_of ? SYMBOL_OF : token->symbol;
  if (cell_at(run, state, next) == LR_ERROR) return false;
  top->symbol = (uint16_t)symbol;
  top->state = (uint16_t)state;
  token->symbol = (uint16_t)next;
  return true;
}

bool lr_ends_initializer(LrRun *run, LrToken *token) {
  if (token->symbol != SYMBOL_IN_OF_LOOP || !lr_is_at_initializer(&run->place)) return false;
  for (uint32_t i = 0; i < MOST_REDUCTIONS && run->output.top->symbol != SYMBOL_INITIALIZER; i++) {
    uint32_t cell = cell_at(run, run->output.top->state, SYMBOL_SEMICOLON);
    if (cell - 1 >= LR_LAST_REDUCE || !run->tables->reductions[cell].child_count) return false;
    lr_make_room(&run->output);
    lr_reduce(&run->output, &run->tables->reductions[cell]);
  }
  token->symbol = SYMBOL_IN;
  return run->output.top->symbol == SYMBOL_INITIALIZER;
}

bool lr_becomes_updated(LrRun *run, const LrToken *token) {
  LrOutput *output = &run->output;
  LrEntry *sign = output->top, *call = sign - 1;
  bool is_joined = token->symbol == SYMBOL_ASSIGN && sign->end == token->start;
  if (!is_joined || sign->first_node < 2 || call <= output->stack) return false;
  const LrNode *node = &output->nodes[sign->first_node - 1];
  bool is_call =
      node->kind == NODE_CALL_EXPRESSION && node->size == sign->first_node - call->first_node;
  uint32_t state = is_call ? go(run, call[-1].state, SYMBOL_MEMBER) : 0;
  if (!state) return false;
  run->place.position = sign->start;
  output->next = &output->nodes[sign->first_node];
  output->top = call;
  call->symbol = SYMBOL_MEMBER;
  call->state = (uint16_t)state;
  return true;
}

// --- Parameters -------------------------------------------------------------------------------

enum { MOST_ENTRIES = 5 }; // between parentheses: a first one, the list of the others, a comma

// The parenthesis that opens what ends on top, or NULL.
static LrEntry *opening(const LrRun *run) {
  LrEntry *entry = run->output.top;
  for (uint32_t i = 0; i < MOST_ENTRIES && entry > run->output.stack; i++) {
    if ((--entry)->symbol == SYMBOL_PAREN_OPEN) return entry;
  }
  return NULL;
}

// `(a, b` and a comma, before `...` or `)`: only parameters go on like this.
static bool goes_on_as_parameters(LrRun *run) {
  LrEntry *top = run->output.top, *open = opening(run);
  bool has_list = open && open + 3 == top && open[2].symbol == SYMBOL_EXPRESSIONS_LIST;
  if (!open || (!has_list && open + 2 != top)) return false;
  LrNode *nodes = run->output.nodes;
  if (!convert_list(nodes, open->first_node + 1, top->first_node)) return false;
  bool has_default = nodes[open[2].first_node - 1].kind == NODE_ASSIGNMENT_PATTERN;
  uint32_t symbol = has_default ? SYMBOL_ASSIGNMENT_PATTERN : SYMBOL_PATTERN;
  uint32_t first = go(run, open->state, symbol);
  uint32_t last = has_list && first ? go(run, first, SYMBOL_PARAMETERS_LIST) : first;
  uint32_t comma = last ? shift(run, last, SYMBOL_COMMA) : 0;
  if (!comma) return false;
  open[1].symbol = (uint16_t)symbol;
  open[1].state = (uint16_t)first;
  if (has_list) {
    open[2].symbol = SYMBOL_PARAMETERS_LIST;
    open[2].state = (uint16_t)last;
  }
  top->state = (uint16_t)comma;
  return true;
}

// What `(a, b)` holds becomes a list without a node of its own.
static void unwrap_sequence(LrRun *run, uint32_t first, LrEntry *close) {
  LrNode *last = &run->output.nodes[close->first_node - 1];
  if (last->kind != NODE_SEQUENCE_EXPRESSION || last->size != close->first_node - first) return;
  memmove(last, last + 1, (size_t)(run->output.next - last - 1) * sizeof *last);
  run->output.next--;
  close->first_node--;
}

// The `async` before the parenthesis of what was read as a call becomes a keyword. False where
// there is none.
static bool becomes_async(LrRun *run, LrEntry *callee) {
  Text word = text_slice(run->place.source, callee->start, callee->end);
  LrNode *node = &run->output.nodes[callee->first_node];
  if (!text_is(word, TEXT("async")) || node->kind != NODE_IDENTIFIER) return false;
  uint32_t state = shift(run, callee[-1].state, SYMBOL_ASYNC);
  if (!state || !go(run, state, SYMBOL_FORMAL_PARAMETERS)) return false;
  node->kind = TOKEN_ASYNC_WORD;
  callee->symbol = SYMBOL_ASYNC;
  callee->state = (uint16_t)state;
  return true;
}

// What ends with the parenthesis on top, before `=>`, becomes parameters.
static bool become_parameters(LrRun *run) {
  LrEntry *close = run->output.top, *open = opening(run);
  if (!open || open == run->output.stack) return false;
  bool is_call = !go(run, open[-1].state, SYMBOL_FORMAL_PARAMETERS);
  if (is_call && (open - 1 == run->output.stack || !becomes_async(run, open - 1))) return false;
  uint32_t first = open->first_node + 1;
  unwrap_sequence(run, first, close);
  if (!convert_list(run->output.nodes, first, close->first_node)) return false;
  lr_make_room(&run->output);
  close = run->output.top;
  open = opening(run);
  LrNode *node = run->output.next++;
  uint32_t size = (uint32_t)(node - run->output.nodes) + 1 - open->first_node;
  *node = (LrNode){NODE_FORMAL_PARAMETERS, 0, 0, open->start, close->end, size};
  open->symbol = SYMBOL_FORMAL_PARAMETERS;
  open->state = (uint16_t)go(run, open[-1].state, SYMBOL_FORMAL_PARAMETERS);
  open->end = close->end;
  run->output.top = open;
  return true;
}

bool lr_becomes_parameters(LrRun *run, const LrToken *token) {
  uint32_t last = run->output.top->symbol;
  if (token->symbol == SYMBOL_ARROW) return last == SYMBOL_PAREN_CLOSE && become_parameters(run);
  bool goes_on = token->symbol == SYMBOL_ELLIPSIS || token->symbol == SYMBOL_PAREN_CLOSE;
  return goes_on && last == SYMBOL_COMMA && goes_on_as_parameters(run);
}
