// Classes as they are with the flag v: sets with operators between them, which nest. Classes that
// are open are a stack. What may match strings can't be negated, so that each class knows whether
// it may.
#include "syntax/regex_parse.h"

typedef enum SetOperator {
  SET_EMPTY,
  SET_ONE, // one operand, so that any operator may follow
  SET_UNION,
  SET_INTERSECTION,
  SET_SUBTRACTION,
} SetOperator;

typedef struct Set {
  uint32_t start;
  SetOperator op;
  uint32_t wants; // where the operator stands that has no operand behind it yet, or 0
  bool is_negated, has_strings;
} Set;

typedef Array(Set) Sets;

static bool is_one_of(char c, const char *set) {
  return c && strchr(set, c);
}

// A character that is reserved when it is doubled.
static bool is_double(const Regex *regex) {
  char c = regex_peek(regex, 0);
  return c == regex_peek(regex, 1) && is_one_of(c, "&!#$%*+,.:;<=>?@^`~");
}

// A single character of a class or of \q, escaped or not; false for what must be escaped.
static bool read_character(Regex *regex, RegexAtom *atom) {
  uint32_t start = regex->at;
  char c = regex_peek(regex, 0);
  *atom = (RegexAtom){REGEX_CHARACTER, 0, start};
  if (c == '\\') {
    char next = regex_peek(regex, 1);
    if (next != 'b' && !is_one_of(next, "&-!#%,:;<=>@`~"))
      return regex_read_escape(regex, true, atom);
    atom->code = next == 'b' ? '\b' : (uint32_t)next;
    regex->at += 2;
    return true;
  }
  if (is_one_of(c, "()[]{}/-|"))
    return regex_blame(regex, MESSAGE_REGEX_SET_CHARACTER, start, start + 1);
  if (is_double(regex)) return regex_blame(regex, MESSAGE_REGEX_SET_DOUBLE, start, start + 2);
  atom->code = regex_read_character(regex);
  return true;
}

// \q{one|two}: its strings are characters each, or may be longer or empty.
static bool read_strings(Regex *regex, RegexAtom *atom) {
  uint32_t start = regex->at, length = 0;
  *atom = (RegexAtom){REGEX_CHARACTERS, 0, start};
  if (regex_peek(regex, 2) != '{')
    return regex_blame(regex, MESSAGE_REGEX_SET_STRINGS, start, start + 2);
  for (regex->at += 3; !regex_ended(regex);) {
    char c = regex_peek(regex, 0);
    if (c == '}' || c == '|') {
      if (length != 1) atom->kind = REGEX_STRINGS;
      length = 0;
      regex->at++;
      if (c == '}') return true;
      continue;
    }
    RegexAtom character;
    if (!read_character(regex, &character)) return false;
    if (character.kind != REGEX_CHARACTER)
      return regex_blame(regex, MESSAGE_REGEX_BAD_ESCAPE, character.start, regex->at);
    length++;
  }
  return regex_blame(regex, MESSAGE_REGEX_SET_STRINGS_UNCLOSED, start, start + 3);
}

static bool blame_mixed(Regex *regex, uint32_t start) {
  return regex_blame(regex, MESSAGE_REGEX_SET_OPERATORS_MIXED, start, regex->at);
}

// An operand of kind `kind` that starts at `start` has been read.
static bool add_operand(Regex *regex, Set *set, RegexAtomKind kind, uint32_t start) {
  bool has_strings = kind == REGEX_STRINGS;
  switch (set->op) {
  case SET_EMPTY:
    set->op = SET_ONE;
    set->has_strings = has_strings;
    break;
  case SET_ONE: set->op = SET_UNION; // fall through
  case SET_UNION: set->has_strings |= has_strings; break;
  case SET_INTERSECTION:
  case SET_SUBTRACTION:
    if (!set->wants) return blame_mixed(regex, start);
    if (set->op == SET_INTERSECTION) set->has_strings &= has_strings;
  }
  set->wants = 0;
  return true;
}

// `&&` or `--` at the next byte.
static bool read_operator(Regex *regex, Set *set) {
  uint32_t start = regex->at;
  SetOperator op = regex_peek(regex, 0) == '&' ? SET_INTERSECTION : SET_SUBTRACTION;
  regex->at += 2;
  if (set->op == SET_EMPTY || set->wants || regex_ended(regex))
    return regex_blame(regex, MESSAGE_REGEX_SET_OPERAND, start, regex->at);
  if (op == SET_INTERSECTION && regex_peek(regex, 0) == '&')
    return regex_blame(regex, MESSAGE_REGEX_SET_DOUBLE, start + 1, regex->at + 1);
  if (set->op != SET_ONE && set->op != op) return blame_mixed(regex, start);
  set->op = op;
  set->wants = start;
  return true;
}

// The rest of a range whose first end is `first`, at the hyphen.
static bool read_range(Regex *regex, Set *set, const RegexAtom *first) {
  RegexAtom last;
  regex->at++;
  if (!read_character(regex, &last)) return false;
  if (first->kind != REGEX_CHARACTER || last.kind != REGEX_CHARACTER)
    return regex_blame(regex, MESSAGE_REGEX_RANGE_OF_SETS, first->start, regex->at);
  if (first->code > last.code)
    return regex_blame(regex, MESSAGE_REGEX_RANGE_OUT_OF_ORDER, first->start, regex->at);
  if (set->op == SET_INTERSECTION || set->op == SET_SUBTRACTION)
    return blame_mixed(regex, first->start);
  set->op = SET_UNION;
  return true;
}

// A character, a range, an escape or \q.
static bool read_operand(Regex *regex, Set *set) {
  RegexAtom atom;
  bool is_strings = regex_peek(regex, 0) == '\\' && regex_peek(regex, 1) == 'q';
  if (!(is_strings ? read_strings(regex, &atom) : read_character(regex, &atom))) return false;
  bool is_range = regex_peek(regex, 0) == '-' && regex_peek(regex, 1) != '-';
  if (is_range) return read_range(regex, set, &atom);
  return add_operand(regex, set, atom.kind, atom.start);
}

static void open_set(Regex *regex, Sets *sets) {
  Set set = {.start = regex->at++};
  set.is_negated = regex_peek(regex, 0) == '^';
  regex->at += set.is_negated;
  array_push(regex->scratch, sets, set);
}

// At a closing bracket: the class becomes an operand of the one around it.
static bool close_set(Regex *regex, Sets *sets) {
  Set set = array_pop(sets);
  regex->at++;
  if (set.wants) return regex_blame(regex, MESSAGE_REGEX_SET_OPERAND, set.wants, set.wants + 2);
  if (set.is_negated && set.has_strings)
    return regex_blame(regex, MESSAGE_REGEX_STRINGS_NEGATED, set.start, regex->at);
  if (sets->count == 0) return true;
  RegexAtomKind kind = set.has_strings ? REGEX_STRINGS : REGEX_CHARACTERS;
  return add_operand(regex, &array_last(sets), kind, set.start);
}

bool regex_check_set(Regex *regex) {
  Sets sets = {0};
  open_set(regex, &sets);
  while (sets.count && !regex_ended(regex)) {
    Set *set = &array_last(&sets);
    char c = regex_peek(regex, 0), next = regex_peek(regex, 1);
    bool is_fine = true;
    if (c == ']')
      is_fine = close_set(regex, &sets);
    else if (c == '[')
      open_set(regex, &sets);
    else if (c == next && (c == '&' || c == '-'))
      is_fine = read_operator(regex, set);
    else
      is_fine = read_operand(regex, set);
    if (!is_fine) return false;
  }
  if (sets.count == 0) return true;
  uint32_t start = array_last(&sets).start;
  return regex_blame(regex, MESSAGE_REGEX_CLASS_UNCLOSED, start, start + 1);
}
