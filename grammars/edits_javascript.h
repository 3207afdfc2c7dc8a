// JavaScript's edits: what make_tables.c changes in the automaton of tree-sitter-javascript, and
// what it tells the driver of its states.
//
// The grammar reads some of the language otherwise than it is, and some not at all. Where a table
// can say it better, it is said here; where it takes a look at the source or the stack, src/syntax
// says it: lr_words.c, lr_repair.c, lr_cover.c, scanner.c. The symbols' names are those of the
// generated parser. To edit another grammar: a file like this, edits_LANGUAGE.h.

static const AddedToken added_tokens[] = {
    {anon_sym_const, TOKEN_LET_WORD},    // a `let` that can only start a declaration
    {anon_sym_const, TOKEN_USING_WORD},  // a `using` in the head of a `for` with semicolons
    {ts_builtin_sym_end, TOKEN_IN_WORD}, // the `in` of a loop, after what looks like a value
};

enum { ADDED_TOKENS = sizeof added_tokens / sizeof *added_tokens };

// --- Numbers ----------------------------------------------------------------------------------

// After the specification's NumericLiteral, a number that begins with 0 and another digit is octal
// if all its digits are, and has no fraction then: `017.e5` is a property of 15. If one is not, the
// number is decimal: `0008.5` is 8.5. The grammar reads fractions and exponents into the former,
// and not into all of the latter. Both get lex states of their own, of numbers the grammar has
// never.
enum { BEHIND_OCTAL = MOST_LEX_STATES - 2, BEHIND_DECIMAL = MOST_LEX_STATES - 1 };

static uint32_t behind_one; // where a fraction and an exponent may follow

// Whether `state` is the grammar's behind a zero that begins a number; if so, `behind_one` becomes
// that behind another digit.
static bool is_behind_zero(uint32_t state) {
  if (step_of(language->lex_fn, state, -1).accepted != sym_number) return false;
  for (uint32_t i = 0; i < language->state_count; i++) {
    uint16_t start = language->lex_modes[i].lex_state;
    if (start == (uint16_t)-1) continue;
    int32_t zero = step_of(language->lex_fn, start, '0').next;
    int32_t one = step_of(language->lex_fn, start, '1').next;
    if (zero != (int32_t)state || zero == one) continue;
    behind_one = (uint32_t)one;
    return true;
  }
  return false;
}

static Step number_step(uint32_t state, int32_t c) {
  Step taken = {-1, false, sym_number};
  bool is_octal = c >= '0' && c <= '7' && state == BEHIND_OCTAL;
  if (is_at_end) return taken;
  if (c >= '0' && c <= '9') taken.next = is_octal ? BEHIND_OCTAL : BEHIND_DECIMAL;
  bool goes_on = state == BEHIND_DECIMAL && (c == '.' || c == 'e' || c == 'E');
  if (goes_on) taken.next = step_of(language->lex_fn, behind_one, c).next;
  return taken;
}

// Names in JSX may hold a dash; the grammar knows that of names of ASCII only. Whether `state` is
// that of a name of which the dash may still come.
static bool may_reach_dash(uint32_t state) {
  int32_t behind = step_of(language->lex_fn, state, '-').next;
  return step_of(language->lex_fn, state, -1).accepted == sym_identifier && behind >= 0 &&
         step_of(language->lex_fn, (uint32_t)behind, -1).accepted == sym_jsx_identifier;
}

static bool is_beyond_ascii_name(int32_t c) {
  return c >= 0x80 && scanner_is_name_part(c);
}

// Where a character beyond ASCII leads that is a part of a name: where a letter would.
static int32_t beyond_ascii(uint32_t state, int32_t otherwise) {
  if (step_of(language->lex_fn, state, -1).accepted == sym_jsx_identifier) return (int32_t)state;
  int32_t as_letter = step_of(language->lex_fn, state, 'a').next;
  return as_letter >= 0 && may_reach_dash((uint32_t)as_letter) ? as_letter : otherwise;
}

// `/ //c`: a blank that a regular expression begins with is a part of it, and so no comment can
// follow.
static bool ends_regex(uint32_t state, int32_t c) {
  bool ends = c == '/' || c == '\n';
  return ends && step_of(language->lex_fn, state, -1).accepted == sym_regex_pattern;
}

static Step lex_step(uint32_t state, int32_t c) {
  if (state == BEHIND_OCTAL || state == BEHIND_DECIMAL) return number_step(state, c);
  Step taken = step_of(language->lex_fn, state, c);
  if (is_at_end) return taken;
  if (ends_regex(state, c)) taken = (Step){-1, false, sym_regex_pattern};
  if (is_beyond_ascii_name(c)) taken.next = beyond_ascii(state, taken.next);
  if (c >= '0' && c <= '9' && is_behind_zero(state)) taken.next = number_step(BEHIND_OCTAL, c).next;
  return taken;
}

// `static get` with a line end as one token helps nobody: the two words do as well. A hashbang
// stands only where the file begins, where it is read apart.
static bool is_dropped_token(TSSymbol token) {
  return token == aux_sym_method_definition_token1 || token == sym_hash_bang_line;
}

// A function or class ends the statement where it is the default export.
static bool is_looked_at(TSSymbol symbol) {
  return symbol == sym_function_expression || symbol == sym_generator_function ||
         symbol == sym_class;
}

static bool can_start_statement(uint32_t state) {
  return *action_at(state, anon_sym_if) != LR_ERROR;
}

static bool can_start_property(uint32_t state) {
  return *go_at(state, sym__property_name) != 0;
}

// A `{` where a statement or the body of an arrow function starts opens a block, never an object:
// what only an object can hold is taken out of the states behind such a brace.
static void make_braces_blocks(void) {
  uint32_t pure = 0; // the state behind the brace of a block that can be nothing else
  for (uint32_t state = 1; state < language->state_count; state++) {
    bool is_block = IS_ENTERED_BY(state, anon_sym_LBRACE) && can_start_statement(state);
    if (is_block && !can_start_property(state)) pure = state;
  }
  if (!pure) fail("there is no state for the start of a block");
  for (uint32_t state = 1; state < language->state_count; state++) {
    uint32_t inside = shift_target(state, anon_sym_LBRACE);
    if (!inside || !can_start_statement(inside) || !can_start_property(inside)) continue;
    *go_at(state, sym_object) = *go_at(state, sym_object_pattern) = 0;
  }
  for (uint32_t state = 1; state < language->state_count; state++) {
    if (!IS_ENTERED_BY(state, anon_sym_LBRACE) || state == pure) continue;
    if (!can_start_statement(state) || !can_start_property(state)) continue;
    for (uint32_t token = 0; token < language->token_count; token++) {
      if (!*action_at(pure, token)) *action_at(state, token) = LR_ERROR;
    }
    for (uint32_t symbol = language->token_count; symbol < language->symbol_count; symbol++) {
      if (!*go_at(pure, symbol)) *go_at(state, symbol) = 0;
    }
  }
}

static bool ends_expression(uint32_t token) {
  switch (token) {
  case ts_builtin_sym_end:
  case anon_sym_COMMA:
  case anon_sym_SEMI:
  case anon_sym_RPAREN:
  case anon_sym_RBRACK:
  case anon_sym_RBRACE:
  case anon_sym_COLON:
  case sym__automatic_semicolon: return true;
  default: return false;
  }
}

// Whether all that can be done in a state is to reduce to `symbol` (or to take a comment).
static bool only_reduces_to(uint32_t state, TSSymbol symbol) {
  bool found = false;
  for (uint32_t token = 0; token < language->token_count; token++) {
    uint16_t cell = *action_at(state, token);
    if (cell == LR_ERROR || cell == LR_SHIFT_EXTRA) continue;
    if (!is_reduction(cell) || reductions[cell].symbol != symbol) return false;
    found = true;
  }
  return found;
}

// Nothing can be done to an arrow function with a block, so only what ends an expression can follow
// it; nothing can be called, indexed or tagged after a postfix `++` or `--`.
static void end_closed_expressions(void) {
  static const TSSymbol operators[] = {anon_sym_LPAREN, anon_sym_LBRACK, anon_sym_BQUOTE,
                                       anon_sym_DOT, sym_optional_chain};
  for (uint32_t state = 1; state < language->state_count; state++) {
    if (IS_ENTERED_BY(state, sym_statement_block) && only_reduces_to(state, sym_arrow_function)) {
      for (uint32_t token = 0; token < language->token_count; token++) {
        if (!ends_expression(token)) remove_reductions(state, token, sym_arrow_function, 0);
      }
    }
    if (!IS_ENTERED_BY(state, anon_sym_PLUS_PLUS, anon_sym_DASH_DASH)) continue;
    for (uint32_t i = 0; i < sizeof operators / sizeof *operators; i++) {
      remove_reductions(state, operators[i], sym_update_expression, 2);
    }
  }
}

// Where `await` is taken as a keyword it is no name (lr_words.c decides), and a statement that
// starts with `export` is an export.
static void keep_keywords(void) {
  for (uint32_t state = 1; state < language->state_count; state++) {
    bool is_await = IS_ENTERED_BY(state, anon_sym_await);
    bool is_export = IS_ENTERED_BY(state, anon_sym_export) && *action_at(state, anon_sym_default);
    if (!is_await && !is_export) continue;
    for (uint32_t token = 0; token < language->token_count; token++) {
      remove_reductions(state, token, 0, 1);
    }
  }
}

// --- Literals before patterns -----------------------------------------------------------------

// `[a, b]` may be an array or a pattern, `(a, b)` an expression or parameters: which one, only what
// follows tells. The grammar tries both at once. Here the expression is read, and it becomes the
// other when `=`, `=>`, `of` or `in` follows (lr_cover.c): five of six forks are spared.

// Whether both `one` and `other` are among the reductions of a cell.
static bool is_between(uint32_t state, uint32_t token, TSSymbol one, TSSymbol other) {
  uint16_t cells[8];
  uint32_t count = actions_of(*action_at(state, token), cells), found = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (!is_reduction(cells[i])) continue;
    found |= reductions[cells[i]].symbol == one ? 1u : 0;
    found |= reductions[cells[i]].symbol == other ? 2u : 0;
  }
  return found == 3;
}

// Takes the shift out of a cell that reduces to `symbol` as well.
static void remove_shift(uint32_t state, uint32_t token, TSSymbol symbol) {
  uint16_t cells[8], *cell = action_at(state, token);
  uint32_t count = actions_of(*cell, cells);
  bool goes = count > 1 && cells[count - 1] & LR_SHIFT && is_reduction(cells[0]) &&
              reductions[cells[0]].symbol == symbol;
  if (!goes) return;
  *cell = count == 2 ? cells[0] : conflict_of(cells, count - 1);
}

// Whether a name in `state` may be an expression as well as a pattern.
static bool is_open(uint32_t state) {
  uint32_t name = shift_target(state, sym_identifier);
  for (uint32_t token = 0; name && token < language->token_count; token++) {
    if (is_between(name, token, sym_primary_expression, sym_pattern)) return true;
  }
  return false;
}

// Settles what `a =` is in the states that follow `state`: an assignment where an expression may
// stand; in parameters, a default.
static void settle_assignments(uint32_t state, bool is_assignment) {
  for (uint32_t symbol = 0; symbol < language->symbol_count; symbol++) {
    bool is_token = symbol < language->token_count;
    uint32_t next = is_token ? shift_target(state, symbol) : *go_at(state, symbol);
    if (next && is_assignment)
      remove_reductions(next, anon_sym_EQ, sym_pattern, 0);
    else if (next)
      remove_shift(next, anon_sym_EQ, sym_pattern);
  }
}

static void read_expressions_first(void) {
  static const TSSymbol pairs[][2] = {
      {sym_primary_expression, sym_pattern},
      {sym_primary_expression, sym_rest_pattern},
      {sym_array, sym_array_pattern},
      {sym_object, sym_object_pattern},
      {aux_sym_array_repeat1, aux_sym_array_pattern_repeat1},
      {aux_sym_object_repeat1, aux_sym_object_pattern_repeat1},
  };
  for (uint32_t state = 1; state < language->state_count; state++) {
    if (is_open(state)) settle_assignments(state, true);
  }
  for (uint32_t state = 1; state < language->state_count; state++) {
    if (*go_at(state, sym_pattern) && !is_open(state)) settle_assignments(state, false);
  }
  for (uint32_t state = 1; state < language->state_count; state++) {
    for (uint32_t token = 0; token < language->token_count; token++) {
      for (uint32_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (is_between(state, token, pairs[i][0], pairs[i][1]))
          remove_reductions(state, token, pairs[i][1], 0);
      }
    }
  }
}

// The state behind `a =` in the braces of a pattern.
static uint32_t find_default(void) {
  for (uint32_t state = 1; state < language->state_count; state++) {
    bool is_pattern = *go_at(state, sym_object_assignment_pattern) && !*go_at(state, sym_pair);
    uint32_t name = is_pattern ? shift_target(state, sym_identifier) : 0;
    if (name && shift_target(name, anon_sym_EQ)) return shift_target(name, anon_sym_EQ);
  }
  fail("there is no state for a default");
  return 0;
}

// Whether a name in `state` may be a property of an object by itself: `{ a }`.
static bool takes_shorthand(uint32_t state) {
  uint16_t cell = *action_at(state, anon_sym_RBRACE);
  return cell & LR_SHIFT ||
         (is_reduction(cell) && reductions[cell].symbol == aux_sym_object_repeat1);
}

// `{ a = 1 }` is an object until it becomes a pattern; that it never did is an early error. A
// pattern directly within its braces lacks a key.
static void read_defaults_in_objects(void) {
  uint32_t initializer = find_default();
  for (uint32_t state = 1; state < language->state_count; state++) {
    if (*go_at(state, sym_object_assignment_pattern)) {
      *action_at(state, anon_sym_LBRACE) = LR_ERROR;
      *go_at(state, sym_object_pattern) = *go_at(state, sym_array_pattern) = 0;
    }
    if (!*go_at(state, sym_pair)) continue;
    *go_at(state, sym_object_assignment_pattern) = *go_at(state, sym_pair);
    for (uint32_t token = 0; token < language->token_count; token++) {
      uint32_t name = shift_target(state, token);
      if (!name || *action_at(name, anon_sym_EQ) || !takes_shorthand(name)) continue;
      if (!*action_at(name, anon_sym_COLON)) continue;
      *action_at(name, anon_sym_EQ) = (uint16_t)(LR_SHIFT | initializer);
    }
  }
}

// `async (a)` is a call until `=>` follows. `for (a in` begins a loop, always.
static void settle_heads(void) {
  for (uint32_t state = 1; state < language->state_count; state++) {
    if (IS_ENTERED_BY(state, anon_sym_async))
      remove_shift(state, anon_sym_LPAREN, sym_primary_expression);
    uint32_t head = shift_target(state, anon_sym_in);
    if (head && *go_at(head, sym_sequence_expression))
      remove_reductions(state, anon_sym_in, sym_primary_expression, 1);
  }
}

// The cell that makes an expression of what is one already.
static uint16_t renaming_to_expression(void) {
  for (uint32_t i = 1; i < reduction_count; i++) {
    bool fits = reductions[i].symbol == sym_expression && reductions[i].shape == LR_RENAMES;
    if (fits) return (uint16_t)i;
  }
  fail("nothing becomes an expression");
  return LR_ERROR;
}

// `new new a().b()`, `new new a()`b`()`: what is behind the inner call is a part of what the outer
// one makes. The grammar's precedences end the outer one there. A tag may be what is new as well as
// what is not, so that both go on alike.
static void go_on_after_new(void) {
  static const TSSymbol links[] = {anon_sym_DOT, anon_sym_LBRACK, sym_optional_chain};
  uint16_t renames = renaming_to_expression();
  for (uint32_t state = 1; state < language->state_count; state++) {
    uint32_t made = *go_at(state, sym_new_expression),
             other = *go_at(state, sym_primary_expression);
    if (!IS_ENTERED_BY(state, anon_sym_new) || !made || !other) continue;
    for (uint32_t i = 0; i < sizeof links / sizeof *links; i++) {
      if (*action_at(made, links[i])) *action_at(made, links[i]) = renames;
    }
    *action_at(made, anon_sym_BQUOTE) = *action_at(other, anon_sym_BQUOTE);
    *go_at(made, sym_template_string) = *go_at(other, sym_template_string);
  }
}

// `new a()?.()`: the grammar calls so only what is no `new` itself, and reads members of both.
static void call_what_is_new(void) {
  for (uint32_t state = 1; state < language->state_count; state++) {
    uint32_t any = *go_at(state, sym_expression), primary = *go_at(state, sym_primary_expression);
    if (!any || !primary) continue;
    uint32_t chain = shift_target(any, sym_optional_chain);
    uint32_t calling = shift_target(primary, sym_optional_chain);
    if (!chain || !calling || *action_at(chain, anon_sym_LPAREN)) continue;
    *action_at(chain, anon_sym_LPAREN) = *action_at(calling, anon_sym_LPAREN);
    *go_at(chain, sym_arguments) = *go_at(calling, sym_arguments);
  }
}

// --- What the grammar lacks -------------------------------------------------------------------

// Makes a state in which what was read is reduced as `cell` says, on each of the tokens that
// `like` takes.
static uint32_t add_reducing_state(uint32_t like, uint16_t cell) {
  uint32_t added = add_state(like);
  for (uint32_t token = 0; token < language->token_count; token++) {
    uint16_t known = *action_at(like, token);
    if (known != LR_ERROR) *action_at(added, token) = known == LR_SHIFT_EXTRA ? known : cell;
  }
  return added;
}

static uint32_t find_state(TSSymbol entered_by, TSSymbol going_on) {
  for (uint32_t state = 1; state < language->state_count; state++) {
    if (IS_ENTERED_BY(state, entered_by) && *action_at(state, going_on)) return state;
  }
  fail(language->symbol_names[entered_by]);
  return 0;
}

// `export … from "a" with { … }`, as in imports: the attributes become a part of the clause.
static void add_export_attributes(void) {
  uint32_t with = 0;
  for (uint32_t state = 1; state < language->state_count; state++) {
    if (*go_at(state, sym_import_attribute)) with = shift_target(state, anon_sym_with);
  }
  uint16_t joins =
      add_reduction((LrReduction){.column = (uint16_t)(sym__from_clause - language->token_count),
                                  .symbol = sym__from_clause,
                                  .child_count = 2,
                                  .shape = LR_JOINS});
  for (uint32_t state = 1; state < language->state_count; state++) {
    bool is_export = IS_ENTERED_BY(state, sym__from_clause) && !*go_at(state, sym_import_attribute);
    if (!is_export) continue;
    *go_at(state, sym_import_attribute) = (uint16_t)add_reducing_state(state, joins);
    *action_at(state, anon_sym_with) = (uint16_t)(LR_SHIFT | with);
  }
}

// The reduction of a state that only reduces.
static uint16_t only_reduction(uint32_t state) {
  for (uint32_t token = 0; token < language->token_count; token++) {
    if (is_reduction(*action_at(state, token))) return *action_at(state, token);
  }
  fail("a state was to reduce");
  return 0;
}

// `@(a)`: what is in the parentheses is read as after `while`.
static void add_decorator_expressions(void) {
  uint32_t at = find_state(anon_sym_AT, sym_identifier), name = shift_target(at, sym_identifier);
  uint16_t reduces = LR_ERROR;
  for (uint32_t token = 0; token < language->token_count; token++) {
    uint16_t cell = *action_at(name, token);
    if (is_reduction(cell) && reductions[cell].symbol == sym_decorator) reduces = cell;
  }
  uint32_t paren = shift_target(find_state(anon_sym_while, anon_sym_LPAREN), anon_sym_LPAREN);
  *action_at(at, anon_sym_LPAREN) = (uint16_t)(LR_SHIFT | paren);
  *go_at(at, sym_parenthesized_expression) = (uint16_t)add_reducing_state(name, reduces);
}

// `@a.#b`
static void add_private_decorators(void) {
  for (uint32_t state = 1; state < language->state_count; state++) {
    uint32_t name = shift_target(state, sym_identifier);
    if (!IS_ENTERED_BY(state, anon_sym_DOT) || !name) continue;
    uint16_t cell = only_reduction(name);
    if (reductions[cell].symbol != sym_decorator_member_expression) continue;
    LrReduction by = reductions[cell];
    uint32_t first = by.first_mark;
    by.first_mark = (uint16_t)mark_count;
    for (uint32_t i = 0; i < by.mark_count; i++) {
      if (!marks[first + i].is_alias) marks[mark_count++] = marks[first + i];
    }
    by.mark_count = (uint8_t)(mark_count - by.first_mark);
    uint32_t added = add_reducing_state(name, add_reduction(by));
    *action_at(state, sym_private_property_identifier) = (uint16_t)(LR_SHIFT | added);
  }
}

static void add_tokens(void) {
  for (uint32_t i = 0; i < ADDED_TOKENS; i++) {
    if (added_tokens[i].like == ts_builtin_sym_end) continue;
    for (uint32_t state = 1; state < all_state_count; state++) {
      *action_at(state, language->token_count + i) = *action_at(state, added_tokens[i].like);
    }
  }
}

static void edit_automaton(void) {
  make_braces_blocks();
  end_closed_expressions();
  keep_keywords();
  read_expressions_first();
  read_defaults_in_objects();
  settle_heads();
  go_on_after_new();
  call_what_is_new();
  add_export_attributes();
  add_decorator_expressions();
  add_private_decorators();
  add_tokens();
}

// --- What states are --------------------------------------------------------------------------

static bool takes_names(uint32_t state) {
  if (*action_at(state, sym_jsx_identifier)) return true;
  if (!*action_at(state, sym_identifier)) return false;
  if (IS_ENTERED_BY(state, anon_sym_DOT)) {
    uint16_t cell = only_reduction(shift_target(state, sym_identifier));
    if (reductions[cell].symbol == sym_decorator_member_expression) return true;
    return !*action_at(state, sym_private_property_identifier) &&
           !*action_at(state, anon_sym_meta) && !*action_at(state, anon_sym_target);
  }
  return *action_at(state, anon_sym_default) && *action_at(state, anon_sym_DQUOTE) &&
         !*action_at(state, anon_sym_LPAREN);
}

static uint32_t facts_of(uint32_t state) {
  uint32_t facts = 0;
  if (takes_names(state)) facts |= LR_NAMES;
  if (can_start_statement(state))
    facts |= LR_STATEMENTS;
  else if (can_start_property(state))
    facts |= LR_PROPERTIES;
  return facts;
}

static bool is_class_body(uint32_t state) {
  return *go_at(state, sym_class_static_block) != 0;
}

// Whether a state in which `test` holds leads to `state`.
static bool follows(uint32_t state, bool (*test)(uint32_t)) {
  for (uint32_t from = 1; from < language->state_count; from++) {
    if (!test(from)) continue;
    for (uint32_t token = 0; token < language->token_count; token++) {
      if (shift_target(from, token) == state) return true;
    }
  }
  return false;
}

static bool is_after_static(uint32_t state) {
  return IS_ENTERED_BY(state, anon_sym_static) && follows(state, is_class_body);
}

static bool is_in_class(uint32_t state) {
  return follows(state, is_class_body) || follows(state, is_after_static);
}

// The scanner's class for a state that can end with a line, by the word before it.
static ScannerClass statement_end_class(uint32_t state, ScannerClass class) {
  if (IS_ENTERED_BY(state, anon_sym_return, anon_sym_break, anon_sym_continue)) {
    return SCANNER_AFTER_RETURN;
  }
  if (IS_ENTERED_BY(state, anon_sym_yield)) return SCANNER_AFTER_YIELD;
  if (IS_ENTERED_BY(state, anon_sym_async)) return is_in_class(state) ? SCANNER_AFTER_ASYNC : class;
  if (IS_ENTERED_BY(state, anon_sym_await)) return SCANNER_BEFORE_OPERAND;
  if (IS_ENTERED_BY(state, anon_sym_export) && *action_at(state, anon_sym_default)) {
    return SCANNER_BEFORE_OPERAND;
  }
  bool is_modifier = IS_ENTERED_BY(state, anon_sym_static, anon_sym_get, anon_sym_set);
  return is_modifier && is_in_class(state) ? SCANNER_BEFORE_OPERAND : class;
}

// The scanner's class for a state.
static ScannerClass scanner_class_of(uint32_t state) {
  if (*action_at(state, sym_unescaped_double_jsx_string_fragment)) return SCANNER_IN_JSX_DOUBLE;
  if (*action_at(state, sym_unescaped_single_jsx_string_fragment)) return SCANNER_IN_JSX_SINGLE;
  uint32_t externals = language->lex_modes[lex_state_of(state)].external_lex_state, valid = 0;
  for (uint32_t i = 0; externals && i < language->external_token_count; i++) {
    if (language->external_scanner.states[externals * language->external_token_count + i])
      valid |= 1u << i;
  }
  ScannerClass class = scanner_class(valid);
  bool can_end = class == SCANNER_AFTER_EXPRESSION || class == SCANNER_AFTER_DECLARATION;
  if (!can_end) return class;
  bool goes_on = *action_at(state, anon_sym_of) || *action_at(state, anon_sym_with) ||
                 *action_at(state, anon_sym_from);
  if (goes_on && class == SCANNER_AFTER_DECLARATION) class = SCANNER_BEFORE_WORD;
  return statement_end_class(state, class);
}
