// The pattern is read term by term; groups that are open are a stack. After the specification's
// grammar of Pattern with Annex B.1.2, which makes sense of most of what scripts without the flags
// u and v write.
#include "base/utf8.h"
#include "syntax/regex_parse.h"

bool regex_blame(Regex *regex, MessageId message, uint32_t start, uint32_t end) {
  *regex->error = (RegexError){message, start, end, text_slice(regex->text, start, end)};
  return false;
}

uint32_t regex_read_character(Regex *regex) {
  uint32_t unit = regex->pending_unit, size;
  regex->pending_unit = 0;
  if (unit) return unit;
  uint32_t code = utf8_decode(regex->text, regex->at, &size);
  regex->at += size;
  if (regex->is_unicode || code < 0x10000 || code == UTF8_INVALID) return code;
  regex->pending_unit = 0xDC00 + (code & 0x3FF);
  return 0xD800 + ((code - 0x10000) >> 10);
}

static uint32_t skip_digits(Text text, uint32_t at) {
  while (at < text.size && text.at[at] >= '0' && text.at[at] <= '9') at++;
  return at;
}

// Whether the number in `a` is larger than that in `b`, both of any length.
static bool is_larger(Text a, Text b) {
  while (a.size && *a.at == '0') a = text_slice(a, 1, a.size);
  while (b.size && *b.at == '0') b = text_slice(b, 1, b.size);
  if (a.size != b.size) return a.size > b.size;
  return text_compare(a, b) > 0;
}

// Where a count such as {2,3} ends that starts at the next byte, or 0.
static uint32_t find_count(const Regex *regex, bool *is_ordered) {
  Text text = regex->text;
  *is_ordered = true;
  if (regex_peek(regex, 0) != '{') return 0;
  uint32_t first = regex->at + 1, end = skip_digits(text, first);
  if (end == first || end == text.size) return 0;
  if (text.at[end] == ',') {
    uint32_t second = end + 1, second_end = skip_digits(text, second);
    bool is_open = second_end == second;
    *is_ordered =
        is_open || !is_larger(text_slice(text, first, end), text_slice(text, second, second_end));
    end = second_end;
  }
  return end < text.size && text.at[end] == '}' ? end + 1 : 0;
}

// Where the quantifier ends that starts at the next byte, or 0. A lazy one's `?` is left out.
static uint32_t find_quantifier(const Regex *regex, bool *is_ordered) {
  char c = regex_peek(regex, 0);
  *is_ordered = true;
  if (c == '*' || c == '+' || c == '?') return regex->at + 1;
  return find_count(regex, is_ordered);
}

// What repeats the term before it, if anything does.
static bool check_quantifier(Regex *regex, bool is_repeatable) {
  bool is_ordered;
  uint32_t start = regex->at, end = find_quantifier(regex, &is_ordered);
  if (!end) return true;
  if (!is_repeatable) return regex_blame(regex, MESSAGE_REGEX_ASSERTION_REPEATED, start, end);
  if (!is_ordered) return regex_blame(regex, MESSAGE_REGEX_COUNTS_OUT_OF_ORDER, start, end);
  regex->at = end;
  if (regex_peek(regex, 0) == '?') regex->at++;
  return true;
}

static bool close_group(Regex *regex) {
  if (regex->groups.count == 1)
    return regex_blame(regex, MESSAGE_REGEX_GROUP_UNOPENED, regex->at, regex->at + 1);
  RegexGroup group = array_pop(&regex->groups);
  regex->at++;
  bool is_repeatable =
      group.kind == REGEX_PLAIN || (group.kind == REGEX_LOOKAHEAD && !regex->is_unicode);
  return check_quantifier(regex, is_repeatable);
}

static bool check_escape(Regex *regex) {
  char c = regex_peek(regex, 1);
  RegexAtom atom;
  bool is_assertion = c == 'b' || c == 'B', is_fine = true;
  if (is_assertion)
    regex->at += 2;
  else if (c >= '1' && c <= '9')
    is_fine = regex_check_numbered_reference(regex);
  else if (c == 'k')
    is_fine = regex_check_named_reference(regex);
  else
    is_fine = regex_read_escape(regex, false, &atom);
  regex->pending_unit = 0;
  return is_fine && check_quantifier(regex, !is_assertion);
}

// A character that stands for itself, or a bracket that may.
static bool check_character(Regex *regex) {
  bool is_ordered;
  uint32_t start = regex->at, end = find_quantifier(regex, &is_ordered);
  if (end) return regex_blame(regex, MESSAGE_REGEX_NOTHING_TO_REPEAT, start, end);
  char c = regex_peek(regex, 0);
  if (regex->is_unicode && (c == '{' || c == '}' || c == ']'))
    return regex_blame(regex, MESSAGE_REGEX_LONE_BRACKET, start, start + 1);
  regex_read_character(regex);
  regex->pending_unit = 0;
  return check_quantifier(regex, true);
}

static bool check_term(Regex *regex) {
  switch (regex_peek(regex, 0)) {
  case '|': array_last(&regex->groups).alternative = ++regex->at; return true;
  case '(': return regex_open_group(regex);
  case ')': return close_group(regex);
  case '\\': return check_escape(regex);
  case '^':
  case '$': regex->at++; return check_quantifier(regex, false);
  case '[': {
    bool is_fine = regex->is_sets ? regex_check_set(regex) : regex_check_class(regex);
    return is_fine && check_quantifier(regex, true);
  }
  default: return check_character(regex);
  }
}

static bool check_pattern(Regex *regex) {
  array_push(regex->scratch, &regex->groups, (RegexGroup){.body = 1, .alternative = 1});
  for (regex->at = 1; !regex_ended(regex);) {
    if (!check_term(regex)) return false;
  }
  if (regex->groups.count > 1) {
    RegexGroup group = array_last(&regex->groups);
    return regex_blame(regex, MESSAGE_REGEX_GROUP_UNCLOSED, group.start, group.body);
  }
  return regex_check_references(regex);
}

// A line can't end in a pattern. Its end is found by bytes: E2 80 A8 and A9 are U+2028 and U+2029.
static bool check_lines(Regex *regex) {
  Text text = regex->text;
  for (uint32_t i = 1; i < text.size; i++) {
    unsigned char c = (unsigned char)text.at[i];
    bool is_separator = c == 0xE2 && i + 2 < text.size && (unsigned char)text.at[i + 1] == 0x80 &&
                        ((unsigned char)text.at[i + 2] & 0xFE) == 0xA8;
    if (c == '\n' || c == '\r' || is_separator)
      return regex_blame(regex, MESSAGE_REGEX_LINE_END, i, i + (is_separator ? 3 : 1));
  }
  return true;
}

// The flags from `at` on; sets what they mean for the pattern.
static bool check_flags(Regex *regex, Text literal, uint32_t at) {
  static const char flags[] = "dgimsuvy";
  uint32_t seen = 0;
  for (uint32_t size; at < literal.size; at += size) {
    uint32_t code = utf8_decode(literal, at, &size);
    const char *flag = code > 0 && code < 0x80 ? strchr(flags, (int)code) : NULL;
    uint32_t bit = flag ? 1u << (flag - flags) : 0;
    MessageId message = flag ? MESSAGE_REGEX_FLAG_TWICE : MESSAGE_REGEX_FLAG_UNKNOWN;
    if (!flag || seen & bit) {
      *regex->error = (RegexError){message, at, at + size, text_slice(literal, at, at + size)};
      return false;
    }
    seen |= bit;
    regex->is_sets |= *flag == 'v';
    regex->is_unicode |= *flag == 'u' || *flag == 'v';
    if (*flag != 'u' && *flag != 'v') continue;
    uint32_t both = 1u << (strchr(flags, 'u') - flags) | 1u << (strchr(flags, 'v') - flags);
    if ((seen & both) == both) {
      *regex->error = (RegexError){MESSAGE_REGEX_FLAGS_U_AND_V, at, at + size, TEXT("")};
      return false;
    }
  }
  return true;
}

bool regex_check(Arena *scratch, Text literal, RegexError *error) {
  uint32_t slash = text_find_last_byte(literal, '/');
  if (slash == TEXT_NOT_FOUND || slash == 0) return true; // no literal at all: not our error
  Regex regex = {.scratch = scratch, .error = error, .text = text_slice(literal, 0, slash)};
  return check_flags(&regex, literal, slash + 1) && check_lines(&regex) && check_pattern(&regex);
}

bool regex_check_pattern(Arena *scratch, Text pattern, bool is_unicode, bool is_sets,
                         RegexError *error) {
  Regex regex = {.scratch = scratch,
                 .error = error,
                 .text = text_concat(scratch, TEXT("/"), pattern),
                 .is_unicode = is_unicode || is_sets,
                 .is_sets = is_sets};
  if (check_pattern(&regex)) return true;
  --error->start;
  --error->end;
  return false;
}
