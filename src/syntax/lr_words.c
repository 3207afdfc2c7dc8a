// Nothing is tracked while parsing. When a word comes that needs to know which function it is in,
// the stack is looked down from the top to the brace, parenthesis or arrow that opened the
// innermost function; lists are one entry on it however long they are, so that this is a few dozen
// entries at most.
#include "syntax/lr_words.h"

#include "syntax/name.h"

// More steps than any code takes, so that a fork in which every word asks stays linear.
enum { MOST_STEPS = 4096 };

static bool goes(const LrPlace *place, uint32_t state, uint32_t symbol) {
  const LrTables *tables = place->tables;
  return tables->go[state * tables->go_stride + symbol - SYMBOL_FIRST_NONTERMINAL] != 0;
}

static bool takes(const LrPlace *place, uint32_t symbol) {
  return place->tables->action[place->state * place->tables->action_stride + symbol] != LR_ERROR;
}

// Whether an operand, or the name behind a dot, is what comes next.
static bool awaits_operand(const LrPlace *place) {
  const LrTables *tables = place->tables;
  return tables->action[place->state * tables->action_stride + SYMBOL_PRIVATE_NAME] & LR_SHIFT;
}

static bool is_property_name(uint32_t symbol) {
  return symbol == SYMBOL_PROPERTY_NAME || symbol == SYMBOL_COMPUTED_NAME ||
         symbol == SYMBOL_STRING || symbol == SYMBOL_NUMBER || symbol == SYMBOL_PRIVATE_NAME;
}

// --- Which function ---------------------------------------------------------------------------

static LrAround around_of(bool is_async, bool is_generator) {
  if (is_async) return is_generator ? AROUND_BOTH : AROUND_ASYNC;
  return is_generator ? AROUND_GENERATOR : AROUND_PLAIN;
}

// A function or method, seen from what is just below its parameters.
static LrAround around_function(LrSight head) {
  bool is_generator = false;
  if (head.symbol != SYMBOL_FUNCTION && head.symbol != SYMBOL_STAR) head = lr_sight_below(head);
  if (head.symbol == SYMBOL_STAR) {
    is_generator = true;
    head = lr_sight_below(head);
  }
  if (head.symbol == SYMBOL_FUNCTION) head = lr_sight_below(head);
  return around_of(head.symbol == SYMBOL_ASYNC, is_generator);
}

// An arrow function, seen from its `=>`: below that are its parameters.
static LrAround around_arrow(LrSight arrow) {
  LrSight before = lr_sight_below(lr_sight_below(arrow));
  return around_of(before.symbol == SYMBOL_ASYNC, false);
}

// Whether the `(` above `below` opens the parameters of a function or method.
static bool opens_parameters(const LrPlace *place, LrSight below) {
  if (below.symbol == SYMBOL_FUNCTION) return true;
  if (below.symbol == SYMBOL_STAR) return lr_sight_below(below).symbol == SYMBOL_FUNCTION;
  if (is_property_name(below.symbol)) return goes(place, below.state, SYMBOL_FORMAL_PARAMETERS);
  if (below.symbol != SYMBOL_IDENTIFIER) return false;
  LrSight head = lr_sight_below(below);
  if (head.symbol == SYMBOL_STAR) head = lr_sight_below(head);
  return head.symbol == SYMBOL_FUNCTION;
}

// The top of the stack, but below a block that is complete and only not reduced yet.
static LrSight start_of_sight(const LrPlace *place) {
  LrSight at = lr_sight(place);
  if (at.symbol == SYMBOL_AUTOMATIC_SEMICOLON && lr_sight_below(at).symbol == SYMBOL_BRACE_CLOSE) {
    at = lr_sight_below(at);
  }
  if (at.symbol != SYMBOL_BRACE_CLOSE) return at;
  while (at.symbol != SYMBOL_BRACE_OPEN && at.symbol != SYMBOL_END) at = lr_sight_below(at);
  at = lr_sight_below(at);
  return at.symbol == SYMBOL_ARROW ? lr_sight_below(at) : at;
}

// What the innermost function around `at` is.
static LrAround look_from(const LrPlace *place, LrSight at) {
  const LrAroundMemo *known = &place->around;
  for (uint32_t steps = 0; at.symbol != SYMBOL_END; steps += at.node != NULL) {
    bool is_known = !at.node && known->index == (uint32_t)(at.entry - at.stack) &&
                    known->start == at.entry->start && known->symbol == at.symbol;
    if (is_known) return known->around;
    LrSight below = lr_sight_below(at);
    if (at.symbol == SYMBOL_ARROW) return around_arrow(at);
    if (at.symbol == SYMBOL_BRACE_OPEN) {
      if (below.symbol == SYMBOL_FORMAL_PARAMETERS) return around_function(lr_sight_below(below));
      if (below.symbol == SYMBOL_AUTOMATIC_SEMICOLON) below = lr_sight_below(below);
      if (below.symbol == SYMBOL_STATIC) return AROUND_PLAIN;
    }
    if (at.symbol == SYMBOL_PAREN_OPEN && opens_parameters(place, below)) {
      return around_function(below);
    }
    bool is_field = at.symbol == SYMBOL_ASSIGN && is_property_name(below.symbol) &&
                    goes(place, below.state, SYMBOL_INITIALIZER);
    if (is_field || steps > MOST_STEPS) return AROUND_PLAIN;
    at = below;
  }
  return AROUND_TOP;
}

static LrAround look_around(LrPlace *place) {
  LrSight at = start_of_sight(place);
  LrAround around = look_from(place, at);
  if (at.node) return around;
  uint32_t index = (uint32_t)(at.entry - at.stack);
  place->around = (LrAroundMemo){index, at.entry->start, at.symbol, around};
  return around;
}

// --- What comes next --------------------------------------------------------------------------

// What follows a word, comments left out.
typedef struct Next {
  const unsigned char *at, *end;
  bool newline; // a line ends before it
} Next;

// Where the comment at `at` ends; `at` itself where there is none.
static const unsigned char *comment_end(const LrPlace *place, const unsigned char *at,
                                        bool newline) {
  Text source = place->source;
  uint32_t offset = (uint32_t)(at - (const unsigned char *)source.at);
  bool is_html = place->goal != SYNTAX_MODULE &&
                 (!memcmp(at, "<!--", 4) || (newline && !memcmp(at, "-->", 3)));
  if (is_html || !memcmp(at, "//", 2)) return at + (scanner_line_end(source, offset) - offset);
  if (memcmp(at, "/*", 2) != 0) return at;
  size_t end = text_find(text_slice(source, offset + 2, source.size), TEXT("*/"));
  return end == TEXT_NOT_FOUND ? at + (source.size - offset) : at + end + 4;
}

static Next next_after(const LrPlace *place, uint32_t offset) {
  const unsigned char *text = (const unsigned char *)place->source.at, *end;
  Next next = {text + offset, text + place->source.size, false};
  while (next.at < next.end) {
    uint32_t size;
    int32_t c = scanner_decode(next.at, next.end, &size);
    if (scanner_is_blank(c)) {
      next.newline |= scanner_ends_line(c);
      next.at += size;
      continue;
    }
    if (c != '/' && c != '<' && c != '-') break;
    end = comment_end(place, next.at, next.newline);
    if (end == next.at) break;
    next.newline |= scanner_has_newline((Text){(const char *)next.at, (uint32_t)(end - next.at)});
    next.at = end;
  }
  return next;
}

bool lr_is_split(const LrPlace *place, const char pair[2], uint32_t *start, uint32_t *end) {
  const unsigned char *text = (const unsigned char *)place->source.at;
  Next first = next_after(place, place->position);
  if (first.at >= first.end || *first.at != (unsigned char)pair[0]) return false;
  *start = (uint32_t)(first.at - text);
  Next second = next_after(place, *start + 1);
  if (second.at >= second.end || *second.at != (unsigned char)pair[1]) return false;
  *end = (uint32_t)(second.at - text) + 1;
  return true;
}

static bool is_name_start(const unsigned char *at, const unsigned char *end) {
  uint32_t size;
  if (at >= end) return false;
  int32_t c = scanner_decode(at, end, &size);
  return scanner_is_name_part(c) && !(c >= '0' && c <= '9');
}

static bool next_is_word(Next next, const char *word) {
  size_t length = strlen(word);
  uint32_t size;
  return (size_t)(next.end - next.at) >= length && !memcmp(next.at, word, length) &&
         !(next.at + length < next.end &&
           scanner_is_name_part(scanner_decode(next.at + length, next.end, &size)));
}

// Whether a name follows that is no operator.
static bool next_is_name(Next next) {
  return is_name_start(next.at, next.end) && !next_is_word(next, "in") &&
         !next_is_word(next, "instanceof");
}

static bool next_starts_operand(Next next) {
  if (next.at >= next.end || *next.at == 0) return false;
  if (is_name_start(next.at, next.end)) return next_is_name(next) && !next_is_word(next, "of");
  if (*next.at == '!') return next.at[1] != '=';
  if (*next.at == '.') return next.at[1] >= '0' && next.at[1] <= '9';
  if (*next.at == '+' || *next.at == '-' || *next.at == '/') return next.at[1] != '=';
  return strchr("([{`'\"~#@<", *next.at) || (*next.at >= '0' && *next.at <= '9');
}

// --- The words --------------------------------------------------------------------------------

static bool is_await_keyword(LrPlace *place, const LrToken *token) {
  Next next = next_after(place, token->end);
  bool has_name = next_is_name(next) && !next_is_word(next, "of") && !next.newline;
  switch (look_around(place)) {
  case AROUND_ASYNC:
  case AROUND_BOTH: return true;
  // An error either way; as a keyword it gets the better message.
  case AROUND_PLAIN:
  case AROUND_GENERATOR: return has_name;
  case AROUND_TOP: break;
  }
  if (place->goal == SYNTAX_MODULE) return true;
  if (place->goal != SYNTAX_UNKNOWN) return has_name;
  bool is_keyword = !next.newline && next_starts_operand(next);
  place->clues |= is_keyword ? GOAL_MODULE_WORD : GOAL_SCRIPT_NAME;
  return is_keyword;
}

static bool is_yield_keyword(LrPlace *place) {
  LrAround around = look_around(place);
  return around == AROUND_GENERATOR || around == AROUND_BOTH;
}

// Whether only a statement may stand here, and no declaration: after `if (…)`, `else`, `do`, a
// label.
static bool takes_only_statement(const LrPlace *place) {
  LrSight at = lr_sight(place), below = lr_sight_below(at);
  if (at.symbol == SYMBOL_COLON) { // of a label, unless it is that of `case` or `default`
    return below.symbol != SYMBOL_DEFAULT && lr_sight_below(below).symbol != SYMBOL_CASE;
  }
  if (at.symbol == SYMBOL_PAREN_CLOSE) {
    // Behind the head of a statement, which is not reduced yet.
    while (at.symbol != SYMBOL_PAREN_OPEN && at.symbol != SYMBOL_END) at = lr_sight_below(at);
    below = lr_sight_below(at);
    return below.symbol == SYMBOL_IF || below.symbol == SYMBOL_WHILE ||
           below.symbol == SYMBOL_FOR || below.symbol == SYMBOL_WITH;
  }
  return at.symbol == SYMBOL_PARENTHESIZED || at.symbol == SYMBOL_ELSE || at.symbol == SYMBOL_DO;
}

// Where the name at `next` ends, escapes such as \u{61} included.
static const unsigned char *name_end(Next next) {
  const unsigned char *at = next.at;
  uint32_t size;
  while (at < next.end && scanner_is_name_part(scanner_decode(at, next.end, &size))) {
    bool is_escape = !memcmp(at, "\\u{", 3);
    at += size;
    while (is_escape && at < next.end && *at++ != '}') {
    }
  }
  return at;
}

// Whether a line ends and a word follows that nothing can be called: `let` was all of its line.
static bool next_begins_other(Next next) {
  Text word = {(const char *)next.at, (uint32_t)(name_end(next) - next.at)};
  return next.newline && name_word(word) == WORD_RESERVED;
}

// `let` where a declaration can start.
static uint16_t decide_let(const LrPlace *place, const LrToken *token) {
  Next next = next_after(place, token->end);
  if (!takes(place, SYMBOL_LET) || !takes(place, SYMBOL_CONST)) return SYMBOL_LET;
  bool is_bracket = next.at < next.end && *next.at == '[';
  bool declares = next_is_name(next) || is_bracket || (next.at < next.end && *next.at == '{');
  if (!declares || next_begins_other(next)) return SYMBOL_LET;
  // `if (a) let` and a line end: an expression, unless `[` follows.
  bool is_name = next.newline && !is_bracket && takes_only_statement(place);
  return is_name ? SYMBOL_IDENTIFIER : SYMBOL_LET_AS_CONST;
}

static uint16_t decide_using(const LrPlace *place, const LrToken *token) {
  Next next = next_after(place, token->end);
  bool begins_line = token->newline_before || place->newline;
  bool is_split = begins_line && lr_sight(place).symbol == SYMBOL_AWAIT;
  if (next.newline || is_split || !next_is_name(next)) return SYMBOL_IDENTIFIER;
  const unsigned char *after = name_end(next);
  const unsigned char *text = (const unsigned char *)place->source.at;
  Next second = next_after(place, (uint32_t)(after - text));
  bool is_assigned =
      second.at < second.end && *second.at == '=' && second.at[1] != '=' && second.at[1] != '>';
  if (next_is_word(next, "of") && !is_assigned && *second.at != ';' && *second.at != ',') {
    return SYMBOL_IDENTIFIER;
  }
  bool is_for = lr_sight(place).symbol == SYMBOL_PAREN_OPEN;
  if (is_for && is_assigned && takes(place, SYMBOL_CONST)) return SYMBOL_USING_AS_CONST;
  return takes(place, SYMBOL_USING) ? SYMBOL_USING : SYMBOL_IDENTIFIER;
}

// Whether an operator that assigns follows, such as `+=`.
static bool next_is_update(Next next) {
  const unsigned char *at = next.at;
  if (!strchr("+-*/%&|^<>?", *at)) return false;
  bool is_long = *at == '<' || *at == '>' || *at == '?'; // `<=` and `>=` are no such operators
  uint32_t count = 1;
  while (count < 3 && at[count] == *at) count++;
  return at[count] == '=' && !(is_long && count == 1);
}

static bool is_undefined_name(const LrPlace *place, const LrToken *token) {
  Next next = next_after(place, token->end);
  if (next.at >= next.end || *next.at == 0) return false;
  bool is_statement = place->tables->lex_modes[place->state].facts & LR_STATEMENTS;
  return (*next.at == '=' && next.at[1] == '>') || (*next.at == ':' && is_statement) ||
         next_is_update(next);
}

// The bracket that one closes, or SYMBOL_END.
static uint16_t opener_of(uint32_t symbol) {
  if (symbol == SYMBOL_BRACKET_CLOSE) return SYMBOL_BRACKET_OPEN;
  if (symbol == SYMBOL_BRACE_CLOSE) return SYMBOL_BRACE_OPEN;
  return symbol == SYMBOL_PAREN_CLOSE ? SYMBOL_PAREN_OPEN : SYMBOL_END;
}

static LrSight below_opener(LrSight at, uint16_t open) {
  while (at.symbol != open && at.symbol != SYMBOL_END) at = lr_sight_below(at);
  return lr_sight_below(at);
}

static bool is_open_bracket(uint32_t symbol) {
  return symbol == SYMBOL_PAREN_OPEN || symbol == SYMBOL_BRACKET_OPEN ||
         symbol == SYMBOL_BRACE_OPEN || symbol == SYMBOL_SUBSTITUTION_OPEN || symbol == SYMBOL_END;
}

static bool declares(uint32_t symbol) {
  return symbol == SYMBOL_VAR || symbol == SYMBOL_LET || symbol == SYMBOL_CONST ||
         symbol == SYMBOL_LET_AS_CONST;
}

// Whether `in` is that of `for (var a = b in c)`: in the value, none can stand outside of brackets
// but between `?` and `:`. Only variables of `var` can have one; the others get a better message.
static bool ends_initializer(LrSight at) {
  bool is_assigned = false;
  uint32_t colons = 0;
  uint16_t last = SYMBOL_END;
  if (opener_of(at.symbol) != SYMBOL_END) at = below_opener(at, opener_of(at.symbol));
  for (; !is_open_bracket(at.symbol); at = lr_sight_below(at)) {
    bool is_name = at.symbol == SYMBOL_OF && declares(lr_sight_below(at).symbol);
    bool is_of_loop = at.symbol == SYMBOL_IN || (at.symbol == SYMBOL_OF && !is_name);
    if (is_of_loop) return false; // the loop's was before
    if (at.symbol == SYMBOL_QUESTION && colons-- == 0) return false;
    colons += at.symbol == SYMBOL_COLON;
    is_assigned |= at.symbol == SYMBOL_ASSIGN;
    last = at.symbol;
  }
  return is_assigned && declares(last) && at.symbol == SYMBOL_PAREN_OPEN &&
         lr_sight_below(at).symbol == SYMBOL_FOR;
}

bool lr_is_at_initializer(const LrPlace *place) {
  return ends_initializer(lr_sight(place));
}

// Whether the `in` after what ends with a bracket is that of a loop: `for ([a] in b)`.
static bool is_in_of_loop(const LrPlace *place) {
  LrSight at = lr_sight(place);
  uint16_t open = opener_of(at.symbol);
  if (lr_is_at_initializer(place)) return true;
  if (open == SYMBOL_END) return false;
  at = below_opener(at, open);
  if (open == SYMBOL_PAREN_OPEN) {
    if (is_open_bracket(at.symbol)) return false; // parentheses: `for (((a) in b);;)`
    at = lr_sight_below(at);                      // what is called
  }
  return at.symbol == SYMBOL_PAREN_OPEN && lr_sight_below(at).symbol == SYMBOL_FOR;
}

static bool is_arrow_next(const LrPlace *place, const LrToken *token) {
  Next next = next_after(place, token->end);
  return next.end - next.at >= 2 && next.at[0] == '=' && next.at[1] == '>';
}

static uint16_t decide_name(const LrPlace *place, uint32_t keyword) {
  bool is_part = keyword == SYMBOL_DEFAULT || keyword == SYMBOL_AS || keyword == SYMBOL_FROM;
  return is_part && takes(place, keyword) ? (uint16_t)keyword : SYMBOL_IDENTIFIER;
}

uint16_t lr_decide_word(LrPlace *place, const LrToken *token, uint32_t keyword) {
  const LrLexMode *mode = &place->tables->lex_modes[place->state];
  if (mode->facts & LR_NAMES) return decide_name(place, keyword);
  bool fits = takes(place, keyword), can_be_name = takes(place, SYMBOL_IDENTIFIER);
  if (keyword == SYMBOL_USING && fits) return decide_using(place, token);
  if (!fits) {
    bool is_loops = keyword == SYMBOL_IN && !awaits_operand(place) && is_in_of_loop(place);
    return is_loops ? SYMBOL_IN_OF_LOOP : SYMBOL_IDENTIFIER;
  }
  switch (keyword) {
  case SYMBOL_LET: return decide_let(place, token);
  case SYMBOL_UNDEFINED:
    return is_undefined_name(place, token) ? SYMBOL_IDENTIFIER : SYMBOL_UNDEFINED;
  case SYMBOL_IN: return is_in_of_loop(place) ? SYMBOL_IN_OF_LOOP : SYMBOL_IN;
  case SYMBOL_META: place->clues |= GOAL_MODULE_WORD; return SYMBOL_META;
  case SYMBOL_OF: return is_arrow_next(place, token) ? SYMBOL_IDENTIFIER : SYMBOL_OF;
  default: break;
  }
  if (!can_be_name) return (uint16_t)keyword;
  if (mode->facts & LR_PROPERTIES) return SYMBOL_IDENTIFIER;
  bool is_keyword =
      keyword == SYMBOL_AWAIT ? is_await_keyword(place, token) : is_yield_keyword(place);
  return is_keyword ? (uint16_t)keyword : SYMBOL_IDENTIFIER;
}
