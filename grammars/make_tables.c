// make_tables: writes a grammar's tables as dense constants (src/syntax/lr_tables.h), as C on
// standard output.
//
// Run by the build, once per grammar: `make_tables PREFIX`. It is compiled together with the
// grammar's generated parser.c, whose lexer is a function: that function is given macros that
// record a single step instead of lexing, and is then asked for every step that there is.
#include "syntax/kind.h"
#include "syntax/lr_tables.h"
#include "syntax/scanner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/parser.h>

#undef START_LEXER
#undef ADVANCE
#undef ADVANCE_MAP
#undef SKIP
#undef ACCEPT_TOKEN
#undef END_STATE

// One step of the lexer: what it does in a state on a character.
typedef struct Step {
  int32_t next; // -1 = it stops
  bool skips;
  int32_t accepted; // the token that is complete in the state, or -1
} Step;

static Step step;

#define START_LEXER()                                                                              \
  bool eof = false;                                                                                \
  int32_t lookahead = lexer->lookahead;                                                            \
  (void)eof;                                                                                       \
  (void)lookahead;                                                                                 \
  step = (Step) {                                                                                  \
    -1, false, -1                                                                                  \
  }

#define ADVANCE(state_value)                                                                       \
  {                                                                                                \
    step.next = state_value;                                                                       \
    return true;                                                                                   \
  }

#define ADVANCE_MAP(...)                                                                           \
  {                                                                                                \
    static const uint16_t map[] = {__VA_ARGS__};                                                   \
    for (uint32_t i = 0; i < sizeof(map) / sizeof(map[0]); i += 2) {                               \
      if (map[i] == lookahead) ADVANCE(map[i + 1])                                                 \
    }                                                                                              \
  }

#define SKIP(state_value)                                                                          \
  {                                                                                                \
    step.skips = true;                                                                             \
    ADVANCE(state_value)                                                                           \
  }

#define ACCEPT_TOKEN(symbol_value) step.accepted = symbol_value
#define END_STATE()                return false

const TSLanguage *LANGUAGE_FUNCTION(void);

// Names that the parser defines for itself as well.
#define field_name grammar_field_name
#include GRAMMAR_PARSER
#undef field_name
#undef FIELD_COUNT

enum {
  MOST_LEX_STATES = LR_DFA_STATE + 1,
  MOST_REDUCTIONS = 4096,
  MOST_CONFLICTS = 1024,
  MOST_MARKS = 8192,
  MOST_RANGES = 256,
  BEYOND_BMP_STEP = 0x40, // code points beyond the BMP are sampled: grammars don't tell them apart
  LAST_CODE_POINT = 0x10FFFF,
};

static const TSLanguage *language;
static const char *prefix;

// Of the grammar's edits: what the lexer does in a state on a character; whether a token is left
// out of it; whether a rule looks at a reduction to a symbol before it is made.
static Step lex_step(uint32_t state, int32_t character);
static bool is_dropped_token(TSSymbol token);
static bool is_looked_at(TSSymbol symbol);

static void fail(const char *what) {
  fprintf(stderr, "make_tables: %s\n", what);
  exit(1);
}

static void write_u16(const char *name, const uint16_t *values, uint32_t count) {
  printf("static const uint16_t %s_%s[] = {", prefix, name);
  for (uint32_t i = 0; i < count; i++) printf("%s%u,", i % 24 ? "" : "\n", values[i]);
  printf("\n};\n");
}

// --- Lexing -----------------------------------------------------------------------------------

static bool is_at_end;

static bool answer_eof(const TSLexer *lexer) {
  (void)lexer;
  return is_at_end;
}

// What one of the grammar's own lexers does.
static Step step_of(bool (*lex)(TSLexer *, TSStateId), uint32_t state, int32_t character) {
  TSLexer lexer = {.lookahead = character, .eof = answer_eof};
  lex(&lexer, (TSStateId)state);
  return step;
}

static bool is_reachable[MOST_LEX_STATES];
static uint32_t lex_number[MOST_LEX_STATES]; // dense, from 1
static uint32_t lex_states[MOST_LEX_STATES];
static uint32_t lex_state_count = 1;

static void reach(int32_t state) {
  if (state < 0 || is_reachable[state]) return;
  if (state >= MOST_LEX_STATES) fail("too many lex states");
  is_reachable[state] = true;
  lex_number[state] = lex_state_count;
  lex_states[lex_state_count++] = (uint32_t)state;
}

static int32_t next_character(int32_t character) {
  return character < 0xFFFF ? character + 1 : character + BEYOND_BMP_STEP;
}

static void find_lex_states(void) {
  for (uint32_t state = 0; state < language->state_count; state++) {
    if (language->lex_modes[state].lex_state != (uint16_t)-1) {
      reach(language->lex_modes[state].lex_state);
    }
  }
  for (uint32_t i = 1; i < lex_state_count; i++) {
    is_at_end = true;
    reach(lex_step(lex_states[i], 0).next);
    is_at_end = false;
    for (int32_t c = -1; c <= LAST_CODE_POINT; c = next_character(c)) {
      reach(lex_step(lex_states[i], c).next);
    }
  }
}

// The cell for a step.
static uint16_t cell_of(Step taken) {
  if (taken.next < 0) return 0;
  uint32_t cell = lex_number[taken.next] | (taken.skips ? LR_DFA_SKIP : 0);
  return (uint16_t)cell;
}

static LrWideRange ranges[MOST_RANGES];
static uint32_t range_count;
static int32_t class_samples[LR_WIDE_COLUMNS] = {-1};
static uint32_t class_count = 1;

static bool behaves_alike(int32_t a, int32_t b) {
  for (uint32_t i = 1; i < lex_state_count; i++) {
    uint16_t cell_a = cell_of(lex_step(lex_states[i], a));
    uint16_t cell_b = cell_of(lex_step(lex_states[i], b));
    if (cell_a != cell_b) return false;
  }
  return true;
}

// Divides the code points beyond ASCII into classes that the lexer treats alike.
static void find_wide_classes(void) {
  uint32_t newest = 0;
  for (int32_t c = 0x80; c <= LAST_CODE_POINT; c = next_character(c)) {
    if (newest && behaves_alike(c, class_samples[newest])) continue;
    uint32_t found = 1;
    while (found < class_count && !behaves_alike(c, class_samples[found])) found++;
    if (found == LR_WIDE_COLUMNS) fail("too many classes of characters");
    if (found == class_count) class_samples[class_count++] = c;
    if (range_count == MOST_RANGES) fail("too many ranges of characters");
    if (c > 0xFFFF) fail("a character beyond the BMP is told apart");
    ranges[range_count++] = (LrWideRange){(uint32_t)c, found};
    newest = found;
  }
}

static bool leads_nowhere(uint32_t number) {
  for (int32_t c = 0; c < 128; c++) {
    if (lex_step(lex_states[number], c).next >= 0) return false;
  }
  for (uint32_t i = 0; i < class_count; i++) {
    if (lex_step(lex_states[number], class_samples[i]).next >= 0) return false;
  }
  return true;
}

static bool loops_back(uint32_t number) {
  for (int32_t c = 0; c < 128; c++) {
    if (lex_step(lex_states[number], c).next == (int32_t)lex_states[number]) return true;
  }
  return false;
}

static bool is_name_part(int32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$';
}

// What the characters have in common that lead a state back to itself.
static LrLoop loop_of(uint32_t number) {
  LrLoop loop = {.is_name = true};
  uint32_t stop_count = 0;
  for (int32_t c = 1; c < 128; c++) {
    Step taken = lex_step(lex_states[number], c);
    bool goes_on = taken.next == (int32_t)lex_states[number] && !taken.skips;
    // The grammar takes DEL for a part of a name.
    if (goes_on != is_name_part(c) && c != 127) loop.is_name = false;
    if (goes_on) continue;
    if (stop_count < sizeof loop.stops) loop.stops[stop_count] = (unsigned char)c;
    stop_count++;
  }
  loop.is_search = stop_count > 0 && stop_count <= sizeof loop.stops;
  for (uint32_t i = stop_count; i < sizeof loop.stops && i > 0; i++) loop.stops[i] = loop.stops[0];
  return loop;
}

static bool is_final[MOST_LEX_STATES], is_loop[MOST_LEX_STATES];
static LrLoop loops[MOST_LEX_STATES];
static uint16_t accepted[MOST_LEX_STATES];

static uint16_t marked_cell(uint32_t number, int32_t character) {
  uint32_t cell = cell_of(lex_step(lex_states[number], character));
  if (!cell) return 0;
  uint32_t next = cell & LR_DFA_STATE;
  if (is_final[next]) cell |= LR_DFA_FINAL;
  if (is_loop[next]) cell |= LR_DFA_LOOPS;
  if (accepted[next] != LR_NO_TOKEN) cell |= LR_DFA_ACCEPTS;
  return (uint16_t)cell;
}

static void write_lexer(void) {
  static uint16_t ascii[MOST_LEX_STATES][256], wide[MOST_LEX_STATES][LR_WIDE_COLUMNS];
  static uint16_t nul[MOST_LEX_STATES], end[MOST_LEX_STATES];
  accepted[0] = LR_NO_TOKEN;
  for (uint32_t i = 1; i < lex_state_count; i++) {
    is_final[i] = leads_nowhere(i);
    is_loop[i] = loops_back(i);
    loops[i] = loop_of(i);
    int32_t token = lex_step(lex_states[i], -1).accepted;
    accepted[i] = token >= 0 && !is_dropped_token((TSSymbol)token) ? (uint16_t)token : LR_NO_TOKEN;
  }
  for (uint32_t i = 1; i < lex_state_count; i++) {
    for (int32_t c = 1; c < 128; c++) ascii[i][c] = marked_cell(i, c);
    for (uint32_t k = 0; k < class_count; k++) wide[i][k] = marked_cell(i, class_samples[k]);
    nul[i] = marked_cell(i, 1); // in strings and comments, as any other control character
    is_at_end = true;
    end[i] = marked_cell(i, 0);
    is_at_end = false;
  }
  printf("static const uint16_t %s_dfa[][256] = {\n", prefix);
  for (uint32_t i = 0; i < lex_state_count; i++) {
    printf("{");
    for (uint32_t c = 0; c < 256; c++) printf("%u,", ascii[i][c]);
    printf("},\n");
  }
  printf("};\nstatic const uint16_t %s_dfa_wide[][%d] = {\n", prefix, LR_WIDE_COLUMNS);
  for (uint32_t i = 0; i < lex_state_count; i++) {
    printf("{");
    for (uint32_t k = 0; k < LR_WIDE_COLUMNS; k++) printf("%u,", wide[i][k]);
    printf("},\n");
  }
  printf("};\n");
  printf("static const LrLoop %s_loops[] = {\n", prefix);
  for (uint32_t i = 0; i < lex_state_count; i++) {
    const unsigned char *stops = loops[i].stops;
    printf("{%d,%d,{%u,%u,%u,%u}},%s", loops[i].is_name, loops[i].is_search, stops[0], stops[1],
           stops[2], stops[3], i % 8 == 7 ? "\n" : "");
  }
  printf("};\n");
  write_u16("dfa_nul", nul, lex_state_count);
  write_u16("dfa_end", end, lex_state_count);
  write_u16("accepted", accepted, lex_state_count);
  printf("static const LrWideRange %s_wide_ranges[] = {", prefix);
  for (uint32_t i = 0; i < range_count; i++)
    printf("{0x%X,%u},", ranges[i].first, ranges[i].column);
  printf("};\n");
}

// Where the ASCII blanks lead from a lex state, if all of them lead to one state that they don't
// leave.
static uint16_t after_blanks(uint32_t lex_state) {
  int32_t next = -1;
  for (const char *blank = " \t\n\v\f\r"; *blank; blank++) {
    Step taken = lex_step(lex_state, *blank);
    if (taken.next < 0 || !taken.skips || (next >= 0 && taken.next != next)) return LR_NO_TOKEN;
    next = taken.next;
  }
  for (const char *blank = " \t\n\v\f\r"; *blank; blank++) {
    Step taken = lex_step((uint32_t)next, *blank);
    if (!taken.skips || taken.next != next) return LR_NO_TOKEN;
  }
  return (uint16_t)lex_number[next];
}

// Whether whatever starts as a word in a lex state is lexed as one, and ends where names do.
static bool takes_words(uint32_t lex_state) {
  for (int32_t c = 'A'; c <= 'z'; c++) {
    if (!is_name_part(c)) continue;
    int32_t next = lex_step(lex_state, c).next;
    if (next < 0) return false;
    uint32_t number = lex_number[next];
    if (!loops[number].is_name || accepted[number] != language->keyword_capture_token) return false;
    for (int32_t other = 1; other < 128; other++) {
      if (is_name_part(other) || other == '\\' || other == 127) continue;
      if (lex_step((uint32_t)next, other).next >= 0) return false;
    }
  }
  return true;
}

// --- Keywords ---------------------------------------------------------------------------------

static LrKeyword keywords[LR_KEYWORD_SLOTS];
static uint32_t keyword_count;

static void add_keyword(const char *text, uint32_t size, int32_t symbol) {
  if (keyword_count == LR_KEYWORD_SLOTS / 2) fail("too many keywords");
  LrKeyword *added = &keywords[keyword_count++];
  *added = (LrKeyword){.symbol = (uint16_t)symbol, .size = size};
  memcpy(&added->head, text, size < 8 ? size : 8);
  if (size > 8) memcpy(&added->tail, text + 8, size - 8);
}

// Follows every path of the keyword lexer; `text` holds the `size` characters on the way.
static void find_keywords(uint32_t state, char *text, uint32_t size) {
  Step here = step_of(language->keyword_lex_fn, state, -1);
  if (here.accepted >= 0) add_keyword(text, size, here.accepted);
  for (char c = 33; c < 127; c++) {
    Step taken = step_of(language->keyword_lex_fn, state, c);
    if (taken.next < 0) continue;
    if (size == LR_LONGEST_KEYWORD) fail("a keyword is too long");
    text[size] = c;
    find_keywords((uint32_t)taken.next, text, size + 1);
  }
}

static void write_keywords(void) {
  char text[LR_LONGEST_KEYWORD];
  find_keywords(0, text, 0);
  uint64_t multiplier = 0x9E3779B97F4A7C15u;
  uint32_t slots[LR_KEYWORD_SLOTS];
  for (bool collides = true; collides;) {
    multiplier = multiplier * 6364136223846793005u + 1442695040888963407u;
    memset(slots, 0, sizeof slots);
    collides = false;
    for (uint32_t i = 0; i < keyword_count && !collides; i++) {
      uint32_t slot = lr_keyword_slot(multiplier | 1, 56, keywords[i].head, keywords[i].size);
      collides = slots[slot] != 0;
      slots[slot] = i + 1;
    }
  }
  printf("enum { KEYWORD_SHIFT = 56 };\n#define KEYWORD_MULTIPLIER %lluu\n",
         (unsigned long long)(multiplier | 1));
  printf("static const LrKeyword %s_keywords[%d] = {\n", prefix, LR_KEYWORD_SLOTS);
  for (uint32_t slot = 0; slot < LR_KEYWORD_SLOTS; slot++) {
    if (!slots[slot]) continue;
    const LrKeyword *word = &keywords[slots[slot] - 1];
    printf("[%u] = {%lluu,%u,%u,%u},\n", slot, (unsigned long long)word->head, word->tail,
           word->symbol, word->size);
  }
  printf("};\n");
}

// --- Parsing ----------------------------------------------------------------------------------

static NodeKind kind_of_symbol(TSSymbol symbol) {
  TSSymbolMetadata about = language->symbol_metadata[symbol];
  if (!about.visible || symbol == ts_builtin_sym_end) return NODE_NONE;
  const char *name = language->symbol_names[symbol];
  for (int kind = NODE_ERROR; kind < NODE_KIND_COUNT; kind++) {
    bool same = text_is(kind_name((NodeKind)kind), text_of(name));
    if (same && kind_is_named((NodeKind)kind) == about.named) return (NodeKind)kind;
  }
  fail(name);
  return NODE_NONE;
}

static NodeField field_of(TSFieldId id) {
  for (int field = 1; field < FIELD_COUNT; field++) {
    if (text_is(field_name((NodeField)field), text_of(language->field_names[id]))) {
      return (NodeField)field;
    }
  }
  fail(language->field_names[id]);
  return FIELD_NONE;
}

static LrReduction reductions[MOST_REDUCTIONS];
static uint16_t productions[MOST_REDUCTIONS];
static uint32_t reduction_count = 1;
static LrMark marks[MOST_MARKS];
static uint32_t mark_count;

// The aliases and fields of a production. Where two fields name a child, the first one counts.
static void add_marks(LrReduction *to, uint32_t production) {
  to->first_mark = (uint16_t)mark_count;
  if (mark_count + 2 * to->child_count > MOST_MARKS) fail("too many marks");
  const TSSymbol *aliases =
      production ? &language->alias_sequences[production * language->max_alias_sequence_length]
                 : NULL;
  for (uint32_t child = 0; child < to->child_count; child++) {
    if (aliases && aliases[child]) {
      marks[mark_count++] =
          (LrMark){(uint8_t)child, true, (uint16_t)kind_of_symbol(aliases[child])};
    }
    TSMapSlice slice = language->field_map_slices[production];
    for (uint32_t i = slice.index; i < (uint32_t)slice.index + slice.length; i++) {
      TSFieldMapEntry entry = language->field_map_entries[i];
      if (entry.inherited || entry.child_index != child) continue;
      marks[mark_count++] = (LrMark){(uint8_t)child, false, (uint16_t)field_of(entry.field_id)};
      break;
    }
  }
  to->mark_count = (uint8_t)(mark_count - to->first_mark);
}

static uint16_t reduction_of(TSParseAction action) {
  for (uint32_t i = 1; i < reduction_count; i++) {
    if (reductions[i].symbol == action.reduce.symbol &&
        reductions[i].child_count == action.reduce.child_count &&
        reductions[i].dynamic_precedence == action.reduce.dynamic_precedence &&
        productions[i] == action.reduce.production_id) {
      return (uint16_t)i;
    }
  }
  if (reduction_count == MOST_REDUCTIONS) fail("too many reductions");
  LrReduction *added = &reductions[reduction_count];
  productions[reduction_count] = action.reduce.production_id;
  *added = (LrReduction){
      .column = (uint16_t)(action.reduce.symbol - language->token_count),
      .symbol = action.reduce.symbol,
      .kind = (uint16_t)kind_of_symbol(action.reduce.symbol),
      .child_count = action.reduce.child_count,
      .dynamic_precedence = (int8_t)action.reduce.dynamic_precedence,
  };
  add_marks(added, action.reduce.production_id);
  bool renames = !added->kind && added->child_count == 1 && added->mark_count == 0;
  added->is_rare = added->child_count == 0 || is_looked_at(added->symbol);
  added->shape = added->kind ? LR_BUILDS : renames ? LR_RENAMES : LR_JOINS;
  return (uint16_t)reduction_count++;
}

// Adds a reduction that the grammar lacks.
static uint16_t add_reduction(LrReduction reduction) {
  if (reduction_count == MOST_REDUCTIONS) fail("too many reductions");
  productions[reduction_count] = UINT16_MAX;
  reductions[reduction_count] = reduction;
  return (uint16_t)reduction_count++;
}

static LrConflict conflicts[MOST_CONFLICTS];
static uint16_t conflict_actions[MOST_CONFLICTS * 4];
static uint32_t conflict_count, conflict_action_count;

static uint16_t conflict_of(const uint16_t *cells, uint32_t count) {
  for (uint32_t i = 0; i < conflict_count; i++) {
    if (conflicts[i].count == count &&
        !memcmp(&conflict_actions[conflicts[i].first], cells, count * sizeof *cells)) {
      return (uint16_t)(LR_FIRST_CONFLICT + i);
    }
  }
  if (conflict_count == MOST_CONFLICTS) fail("too many conflicts");
  conflicts[conflict_count] = (LrConflict){(uint16_t)conflict_action_count, (uint16_t)count};
  memcpy(&conflict_actions[conflict_action_count], cells, count * sizeof *cells);
  conflict_action_count += count;
  return (uint16_t)(LR_FIRST_CONFLICT + conflict_count++);
}

// The cell for an entry of the grammar's action list. Shifts that only repeat a list are left out,
// as the runtime leaves them out.
static uint16_t action_cell(uint32_t index) {
  uint16_t cells[8];
  uint32_t count = 0, all = language->parse_actions[index].entry.count;
  if (all > 8) fail("too many actions");
  for (uint32_t i = 0; i < all; i++) {
    TSParseAction action = language->parse_actions[index + 1 + i].action;
    switch (action.type) {
    case TSParseActionTypeShift:
      if (action.shift.repetition) break;
      cells[count++] = action.shift.extra ? LR_SHIFT_EXTRA : LR_SHIFT | action.shift.state;
      break;
    case TSParseActionTypeReduce: cells[count++] = reduction_of(action); break;
    case TSParseActionTypeAccept: cells[count++] = LR_ACCEPT; break;
    default: break;
    }
  }
  return count == 0 ? LR_ERROR : count == 1 ? cells[0] : conflict_of(cells, count);
}

// The grammar's own entry for a symbol in a state: an index for tokens, a state for the others.
static uint16_t raw_entry(uint32_t state, uint32_t symbol) {
  if (state < language->large_state_count) {
    return language->parse_table[state * language->symbol_count + symbol];
  }
  uint32_t at = language->small_parse_table_map[state - language->large_state_count];
  const uint16_t *data = &language->small_parse_table[at];
  uint16_t group_count = *data++;
  for (uint32_t i = 0; i < group_count; i++) {
    uint16_t value = *data++, symbol_count = *data++;
    for (uint32_t j = 0; j < symbol_count; j++) {
      if (*data++ == symbol) return value;
    }
  }
  return 0;
}

// --- The automaton ----------------------------------------------------------------------------

// A token that the grammar lacks. It goes the way of another token, or none that the grammar
// knows, but is a node of its own kind.
typedef struct AddedToken {
  TSSymbol like; // ts_builtin_sym_end: none
  NodeKind kind;
} AddedToken;

enum { MOST_ADDED_STATES = 16 };

static uint32_t action_stride, go_stride, all_token_count;
static uint16_t *action, *go;
static uint8_t *entries; // [state * symbol_count + symbol]: whether the symbol leads to the state

// Whether one of the symbols leads to a state and nothing else does. The list ends with 0.
static bool is_entered_by(uint32_t state, const TSSymbol *symbols) {
  const uint8_t *row = &entries[state * language->symbol_count];
  uint32_t all = 0, listed = 0;
  for (uint32_t symbol = 0; symbol < language->symbol_count; symbol++) all += row[symbol];
  for (; *symbols; symbols++) listed += row[*symbols];
  return all > 0 && listed == all;
}

#define IS_ENTERED_BY(state, ...) is_entered_by((state), (const TSSymbol[]){__VA_ARGS__, 0})

static uint16_t *action_at(uint32_t state, uint32_t token) {
  return &action[state * action_stride + token];
}

static uint16_t *go_at(uint32_t state, uint32_t symbol) {
  return &go[state * go_stride + symbol - language->token_count];
}

// The cell's actions; the result is their number.
static uint32_t actions_of(uint16_t cell, uint16_t to[8]) {
  if (cell == LR_ERROR) return 0;
  if (cell & LR_SHIFT || cell < LR_FIRST_CONFLICT) {
    to[0] = cell;
    return 1;
  }
  LrConflict conflict = conflicts[cell - LR_FIRST_CONFLICT];
  memcpy(to, &conflict_actions[conflict.first], conflict.count * sizeof *to);
  return conflict.count;
}

static bool is_reduction(uint16_t cell) {
  return cell - 1u < LR_LAST_REDUCE;
}

// The state that a token is shifted into, or 0.
static uint32_t shift_target(uint32_t state, uint32_t token) {
  uint16_t cells[8];
  uint32_t count = actions_of(*action_at(state, token), cells);
  return count && cells[count - 1] & LR_SHIFT ? cells[count - 1] & ~LR_SHIFT : 0;
}

// Takes the reductions to `symbol` (0 = any) with `child_count` children (0 = any) out of a cell.
static void remove_reductions(uint32_t state, uint32_t token, TSSymbol symbol,
                              uint32_t child_count) {
  uint16_t cells[8], *cell = action_at(state, token);
  uint32_t count = actions_of(*cell, cells), kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    const LrReduction *by = is_reduction(cells[i]) ? &reductions[cells[i]] : NULL;
    bool goes =
        by && (!symbol || by->symbol == symbol) && (!child_count || by->child_count == child_count);
    if (!goes) cells[kept++] = cells[i];
  }
  *cell = kept == 0 ? LR_ERROR : kept == 1 ? cells[0] : conflict_of(cells, kept);
}

static void enter(uint32_t state, uint32_t by) {
  if (state) entries[state * language->symbol_count + by] = 1;
}

// States that we add are lexed as states of the grammar are.
static uint32_t all_state_count;
static uint32_t lexed_like[MOST_ADDED_STATES];

static uint32_t add_state(uint32_t like) {
  uint32_t added = all_state_count++ - language->state_count;
  if (added == MOST_ADDED_STATES) fail("too many added states");
  lexed_like[added] = like;
  return language->state_count + added;
}

// The grammar's state that `state` is lexed as.
static uint32_t lex_state_of(uint32_t state) {
  return state < language->state_count ? state : lexed_like[state - language->state_count];
}

// What is known of the grammar's states, and what is changed in the automaton.
#include GRAMMAR_EDITS

static void fill_automaton(void) {
  all_token_count = language->token_count + ADDED_TOKENS;
  action_stride = (all_token_count + 15) & ~15u;
  uint32_t nonterminals = language->symbol_count - language->token_count;
  go_stride = (nonterminals + 15) & ~15u;
  all_state_count = language->state_count;
  uint32_t most = all_state_count + MOST_ADDED_STATES;
  action = calloc((size_t)most * action_stride, sizeof *action);
  go = calloc((size_t)most * go_stride, sizeof *go);
  entries = calloc(most, language->symbol_count);
  // State 0 is for the runtime's recovery; for us it is where nothing can be done.
  for (uint32_t state = 1; state < language->state_count; state++) {
    for (uint32_t token = 0; token < language->token_count; token++) {
      uint16_t entry = raw_entry(state, token);
      *action_at(state, token) = entry ? action_cell(entry) : LR_ERROR;
      enter(shift_target(state, token), token);
    }
    for (uint32_t symbol = language->token_count; symbol < language->symbol_count; symbol++) {
      *go_at(state, symbol) = raw_entry(state, symbol);
      enter(*go_at(state, symbol), symbol);
    }
  }
}

static void write_parser(void) {
  fill_automaton();
  edit_automaton();
  write_u16("action", action, all_state_count * action_stride);
  write_u16("go", go, all_state_count * go_stride);
  printf("static const LrReduction %s_reductions[] = {\n", prefix);
  for (uint32_t i = 0; i < reduction_count; i++) {
    LrReduction r = reductions[i];
    printf("{%u,%u,%u,%u,%u,%u,%u,%u,%d},%s", r.column, r.symbol, r.kind, r.first_mark,
           r.mark_count, r.child_count, r.shape, r.is_rare, r.dynamic_precedence,
           i % 8 == 7 ? "\n" : "");
  }
  printf("};\nstatic const LrMark %s_marks[] = {\n", prefix);
  for (uint32_t i = 0; i < mark_count; i++) {
    printf("{%u,%d,%u},", marks[i].child, marks[i].is_alias, marks[i].value);
  }
  printf("};\nstatic const LrConflict %s_conflicts[] = {\n", prefix);
  for (uint32_t i = 0; i < conflict_count; i++) {
    printf("{%u,%u},", conflicts[i].first, conflicts[i].count);
  }
  printf("};\n");
  write_u16("conflict_actions", conflict_actions, conflict_action_count);
}

static void write_lex_modes(void) {
  uint32_t most_reserved = 0;
  printf("static const LrLexMode %s_lex_modes[] = {\n", prefix);
  for (uint32_t state = 0; state < all_state_count; state++) {
    TSLexerMode mode = language->lex_modes[lex_state_of(state)];
    if (mode.lex_state == (uint16_t)-1) fail("extras that are not tokens are not supported");
    if (mode.reserved_word_set_id > most_reserved) most_reserved = mode.reserved_word_set_id;
    uint16_t blanks_lead_to = after_blanks(mode.lex_state);
    bool has_blanks = blanks_lead_to == LR_NO_TOKEN;
    bool has_words = !has_blanks && takes_words(mode.lex_state) &&
                     takes_words(lex_states[blanks_lead_to]);
    printf("{{%u,%u},%u,%u,%u},%s", lex_number[mode.lex_state], has_blanks ? 0 : blanks_lead_to,
           state ? scanner_class_of(state) : 0, mode.reserved_word_set_id,
           facts_of(state) | (has_words ? LR_WORDS : 0) | (has_blanks ? LR_BLANKS : 0),
           state % 8 == 7 ? "\n" : "");
  }
  printf("};\nstatic const uint8_t %s_reserved[][%u] = {\n", prefix, all_token_count);
  for (uint32_t set = 0; set <= most_reserved; set++) {
    printf("{");
    for (uint32_t token = 0; token < all_token_count; token++) {
      bool is_in = false;
      for (uint32_t i = 0; set && i < language->max_reserved_word_set_size; i++) {
        TSSymbol word = language->reserved_words[set * language->max_reserved_word_set_size + i];
        if (!word) break;
        is_in |= word == token;
      }
      printf("%d,", is_in);
    }
    printf("},\n");
  }
  printf("};\n");
}

// The symbols of the scanner's tokens: the grammar's externals, then those that we scan as well.
static void write_tokens(void) {
  uint16_t kinds[1024], scanned[SCANNER_TOKEN_COUNT];
  if (all_token_count > 1024) fail("too many tokens");
  for (uint32_t i = 0; i < all_token_count; i++) {
    bool is_added = i >= language->token_count;
    kinds[i] = (uint16_t)(is_added ? added_tokens[i - language->token_count].kind
                                   : kind_of_symbol((TSSymbol)i));
  }
  write_u16("token_kinds", kinds, all_token_count);
  if (language->external_token_count != SCANNER_JSX_ENTITY)
    fail("the grammar's externals have changed");
  memcpy(scanned, language->external_scanner.symbol_map, SCANNER_JSX_ENTITY * sizeof *scanned);
  scanned[SCANNER_JSX_ENTITY] = sym_html_character_reference;
  scanned[SCANNER_JSX_DOUBLE] = sym_unescaped_double_jsx_string_fragment;
  scanned[SCANNER_JSX_SINGLE] = sym_unescaped_single_jsx_string_fragment;
  scanned[SCANNER_JSX_LESS] = anon_sym_LT;
  scanned[SCANNER_JSX_LESS_SLASH] = anon_sym_LT_SLASH;
  write_u16("external_symbols", scanned, SCANNER_TOKEN_COUNT);
}

static uint32_t root_symbol(void) {
  for (uint32_t i = language->token_count; i < language->symbol_count; i++) {
    if (kind_of_symbol((TSSymbol)i) == NODE_PROGRAM) return i;
  }
  fail("there is no program");
  return 0;
}

static void write_all(void) {
#define POINTER(name)       printf("    ." #name " = %s_" #name ",\n", prefix)
#define NUMBER(name, value) printf("    ." #name " = %u,\n", (unsigned)(value))
  printf("const LrTables %s_tables = {\n", prefix);
  NUMBER(state_count, all_state_count);
  NUMBER(symbol_count, language->symbol_count);
  NUMBER(token_count, all_token_count);
  NUMBER(action_stride, action_stride);
  NUMBER(go_stride, go_stride);
  POINTER(action);
  POINTER(go);
  POINTER(reductions);
  POINTER(marks);
  POINTER(conflicts);
  POINTER(conflict_actions);
  POINTER(token_kinds);
  POINTER(lex_modes);
  POINTER(dfa);
  POINTER(loops);
  POINTER(dfa_wide);
  POINTER(dfa_nul);
  POINTER(dfa_end);
  POINTER(accepted);
  POINTER(wide_ranges);
  NUMBER(wide_range_count, range_count);
  printf("    .reserved = %s_reserved[0],\n", prefix);
  printf("    .keyword_shift = KEYWORD_SHIFT,\n    .keyword_multiplier = KEYWORD_MULTIPLIER,\n");
  POINTER(keywords);
  NUMBER(word, language->keyword_capture_token);
  NUMBER(root, root_symbol());
  POINTER(external_symbols);
  printf("};\n");
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: make_tables PREFIX\n");
    return 2;
  }
  prefix = argv[1];
  language = LANGUAGE_FUNCTION();
  find_lex_states();
  find_wide_classes();
  printf("// Generated by grammars/make_tables.c.\n#include \"syntax/lr_tables.h\"\n\n");
  write_parser();
  write_lexer();
  write_lex_modes();
  write_keywords();
  write_tokens();
  write_all();
  return 0;
}
