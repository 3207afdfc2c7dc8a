// Classes as they are without the flag v: a list of characters and ranges.
#include "syntax/regex_parse.h"

// One end of a range, or what stands alone.
static bool read_atom(Regex *regex, RegexAtom *atom) {
  uint32_t start = regex->at;
  char c = regex->pending_unit ? 0 : regex_peek(regex, 0), next = regex_peek(regex, 1);
  if (c != '\\') {
    *atom = (RegexAtom){REGEX_CHARACTER, regex_read_character(regex), start};
    return true;
  }
  if (next == 'b') {
    *atom = (RegexAtom){REGEX_CHARACTER, '\b', start};
    regex->at += 2;
    return true;
  }
  if (next == 'k' && !regex->is_unicode && !regex->has_loose_k) {
    regex->has_loose_k = true;
    regex->loose_k = (RegexReference){.start = start, .end = start + 2};
  }
  return regex_read_escape(regex, true, atom);
}

// What is wrong with the range between two atoms.
static bool check_range(Regex *regex, const RegexAtom *first, const RegexAtom *last) {
  if (first->kind == REGEX_CHARACTER && last->kind == REGEX_CHARACTER) {
    return first->code <= last->code ||
           regex_blame(regex, MESSAGE_REGEX_RANGE_OUT_OF_ORDER, first->start, regex->at);
  }
  // Without the flag u, the hyphen stands for itself.
  return !regex->is_unicode ||
         regex_blame(regex, MESSAGE_REGEX_RANGE_OF_SETS, first->start, regex->at);
}

bool regex_check_class(Regex *regex) {
  uint32_t start = regex->at++;
  if (regex_peek(regex, 0) == '^') regex->at++;
  while (regex->pending_unit || !regex_ended(regex)) {
    RegexAtom first, last;
    if (!regex->pending_unit && regex_peek(regex, 0) == ']') {
      regex->at++;
      return true;
    }
    if (!read_atom(regex, &first)) return false;
    bool is_range = !regex->pending_unit && regex_peek(regex, 0) == '-' &&
                    regex->at + 1 < regex->text.size && regex_peek(regex, 1) != ']';
    if (!is_range) continue;
    regex->at++;
    if (!read_atom(regex, &last) || !check_range(regex, &first, &last)) return false;
  }
  return regex_blame(regex, MESSAGE_REGEX_CLASS_UNCLOSED, start, start + 1);
}
