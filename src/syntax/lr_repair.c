// Each repair looks at the token and the top of the stack, and says no unless both are just what it
// is for. Words that the grammar lacks are dropped from the tree: `import defer`, `import source`,
// `accessor`, and the attributes of an export stand in the source between two nodes.
#include "syntax/lr_repair.h"

#include "syntax/lr_words.h"

static Text text_of_entry(const LrRun *run, const LrEntry *entry) {
  return text_slice(run->place.source, entry->start, entry->end);
}

static void drop_top(LrRun *run) {
  run->output.top--;
  run->output.next--;
}

static bool is_phase(Text word) {
  return text_is(word, TEXT("defer")) || text_is(word, TEXT("source"));
}

// --- Assignment to what was read as an array or object
// --------------------------------------------

typedef Array(uint32_t) NodeList;

// Whether something can be assigned to a node of this kind as it is.
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
  case NODE_OBJECT_PATTERN: return true;
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

// Reduces what ends with the bracket on top to the array or object that it is.
static void finish_literal(LrRun *run) {
  const LrTables *tables = run->tables;
  const LrEntry *top = run->output.top;
  if (top->symbol != SYMBOL_BRACKET_CLOSE && top->symbol != SYMBOL_BRACE_CLOSE) return;
  uint32_t cell = tables->action[top->state * tables->action_stride + SYMBOL_DOT];
  if (cell - 1 >= LR_LAST_REDUCE) return;
  const LrReduction *by = &tables->reductions[cell];
  if (by->symbol != SYMBOL_ARRAY && by->symbol != SYMBOL_OBJECT) return;
  lr_make_room(&run->output);
  lr_reduce(&run->output, by);
}

// `[(a)] = b`, `({a: (b)} = c)`, `for ([(a)] of b)`: parentheses show that it is a target only
// after it. The grammar has read an array or object by then; it becomes a pattern.
static bool becomes_pattern(LrRun *run, LrToken *token) {
  const LrTables *tables = run->tables;
  LrOutput *output = &run->output;
  Text word = text_slice(run->place.source, token->start, token->end);
  bool is_of = text_is(word, TEXT("of"));
  if (token->symbol != SYMBOL_ASSIGN && !is_of) return false;
  finish_literal(run);
  LrEntry *top = output->top;
  uint32_t count = (uint32_t)(output->next - output->nodes);
  if (top == output->stack || count == top->first_node) return false;
  const LrNode *last = output->next - 1;
  uint32_t kind = last->size == count - top->first_node ? last->kind : NODE_NONE;
  if (kind != NODE_ARRAY && kind != NODE_OBJECT) return false;
  uint32_t pattern = kind == NODE_ARRAY ? SYMBOL_ARRAY_PATTERN : SYMBOL_OBJECT_PATTERN;
  uint32_t state =
      tables->go[top[-1].state * tables->go_stride + pattern - SYMBOL_FIRST_NONTERMINAL];
  if (!state || !convert(output->nodes, count - 1)) return false;
  top->symbol = (uint16_t)pattern;
  top->state = (uint16_t)state;
  if (is_of) token->symbol = SYMBOL_OF;
  return true;
}

// --- Numbers
// ----------------------------------------------------------------------------------------

// `01.a`: a number that starts with 0 and a digit has no fraction; the dot is the next token.
static bool gives_dot_back(LrRun *run) {
  LrEntry *top = run->output.top;
  if (top->symbol != SYMBOL_NUMBER || run->place.position != top->end) return false;
  Text text = text_of_entry(run, top);
  if (text.size < 3 || text.at[0] != '0' || text.at[text.size - 1] != '.') return false;
  if (text.at[1] < '0' || text.at[1] > '7') return false;
  run->place.position--;
  top->end--;
  run->output.next[-1].end--;
  return true;
}

// --- Classes
// ----------------------------------------------------------------------------------------

// `accessor x = 1`: the word was taken for a field's name.
static bool drops_accessor(LrRun *run, const LrToken *token) {
  const LrEntry *top = run->output.top;
  if (top->symbol != SYMBOL_IDENTIFIER || token->newline_before || run->place.newline) return false;
  if (!text_is(text_of_entry(run, top), TEXT("accessor"))) return false;
  const LrEntry *body = top[-1].symbol == SYMBOL_STATIC ? top - 2 : top - 1;
  const uint16_t *go = &run->tables->go[body->state * run->tables->go_stride];
  if (!go[SYMBOL_CLASS_STATIC_BLOCK - SYMBOL_FIRST_NONTERMINAL]) return false;
  drop_top(run);
  return true;
}

// --- Imports and exports
// ----------------------------------------------------------------------------

// `import defer * as a from "b"`, `import source a from "b"`: the word was taken for a name.
static bool drops_phase(LrRun *run) {
  const LrEntry *top = run->output.top;
  if (top->symbol != SYMBOL_IDENTIFIER || top[-1].symbol != SYMBOL_IMPORT) return false;
  if (!is_phase(text_of_entry(run, top))) return false;
  drop_top(run);
  return true;
}

// `import.defer("a")`: the dot and the word are passed over.
static bool passes_phase(LrRun *run, const LrToken *token) {
  const LrEntry *top = run->output.top;
  if (top->symbol != SYMBOL_DOT || top[-1].symbol != SYMBOL_IMPORT) return false;
  if (!is_phase(text_slice(run->place.source, token->start, token->end))) return false;
  drop_top(run);
  run->place.position = token->end;
  return true;
}

// The end of the text in quotes that starts at `at`.
static uint32_t after_quoted(Text source, uint32_t at) {
  char quote = source.at[at++];
  while (at < source.size && source.at[at] != quote) at += source.at[at] == '\\' ? 2 : 1;
  return at < source.size ? at + 1 : source.size;
}

// The end of the braces that open at `at`, or 0.
static uint32_t after_braces(Text source, uint32_t at) {
  uint32_t depth = 0;
  while (at < source.size) {
    char byte = source.at[at];
    if (byte == '"' || byte == '\'') {
      at = after_quoted(source, at);
      continue;
    }
    depth += byte == '{';
    depth -= byte == '}';
    at++;
    if (depth == 0) return at;
  }
  return 0;
}

// `export … from "a" with { type: "json" }`: the attributes are passed over.
static bool passes_attributes(LrRun *run, const LrToken *token) {
  if (token->symbol != SYMBOL_WITH) return false;
  LrSight at = lr_sight(&run->place);
  if (at.symbol != SYMBOL_FROM_CLAUSE) return false;
  while (at.symbol != SYMBOL_END && at.symbol != SYMBOL_EXPORT && at.symbol != SYMBOL_IMPORT) {
    at = lr_sight_below(at);
  }
  if (at.symbol != SYMBOL_EXPORT) return false;
  Text source = run->place.source;
  uint32_t brace = token->end;
  while (brace < source.size && scanner_is_blank((unsigned char)source.at[brace])) brace++;
  if (brace >= source.size || source.at[brace] != '{') return false;
  uint32_t end = after_braces(source, brace);
  if (!end) return false;
  run->place.position = end;
  run->place.newline = false;
  return true;
}

LrRepair lr_repair(LrRun *run, LrToken *token) {
  if (becomes_pattern(run, token) || drops_phase(run) || drops_accessor(run, token))
    return LR_RETRY;
  if (gives_dot_back(run) || passes_phase(run, token) || passes_attributes(run, token)) {
    return LR_RELEX;
  }
  return LR_NO_REPAIR;
}
