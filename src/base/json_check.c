// A recogniser for RFC 8259, one byte at a time. What is open is a stack of bits: object or array.
#include "base/json_check.h"

#include "base/utf8.h"

typedef struct Check {
  Text text;
  uint32_t at;
  uint32_t depth;
  bool is_too_deep;
  uint8_t in_object[JSON_DEPTH_LIMIT]; // by depth
} Check;

static int peek(const Check *check) {
  return check->at < check->text.size ? (unsigned char)check->text.at[check->at] : -1;
}

static void skip_blanks(Check *check) {
  for (int c = peek(check); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = peek(check))
    check->at++;
}

static bool take(Check *check, char byte) {
  if (peek(check) != (unsigned char)byte) return false;
  check->at++;
  return true;
}

static bool is_hex(int c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

static bool take_escape(Check *check) {
  int c = peek(check);
  if (c < 0 || !memchr("\"\\/bfnrtu", c, 9)) return false;
  check->at++;
  for (int i = 0; c == 'u' && i < 4; i++) {
    if (!is_hex(peek(check))) return false;
    check->at++;
  }
  return true;
}

static bool take_string(Check *check) {
  if (!take(check, '"')) return false;
  for (int c = peek(check); c >= 0x20; c = peek(check)) {
    check->at++;
    if (c == '"') return true;
    if (c == '\\' && !take_escape(check)) return false;
  }
  return false;
}

static bool take_digits(Check *check) {
  uint32_t start = check->at;
  for (int c = peek(check); c >= '0' && c <= '9'; c = peek(check)) check->at++;
  return check->at > start;
}

static bool take_number(Check *check) {
  take(check, '-');
  if (!take(check, '0') && !take_digits(check)) return false;
  if (take(check, '.') && !take_digits(check)) return false;
  if (take(check, 'e') || take(check, 'E')) {
    if (!take(check, '+')) take(check, '-');
    return take_digits(check);
  }
  return true;
}

static bool take_word(Check *check, Text word) {
  Text rest = text_slice(check->text, check->at, check->text.size);
  if (!text_starts(rest, word)) return false;
  check->at += word.size;
  return true;
}

static bool take_scalar(Check *check) {
  switch (peek(check)) {
  case '"': return take_string(check);
  case 't': return take_word(check, TEXT("true"));
  case 'f': return take_word(check, TEXT("false"));
  case 'n': return take_word(check, TEXT("null"));
  default: return take_number(check);
  }
}

static bool take_key(Check *check, Arena *arena, JsonMembers *members) {
  skip_blanks(check);
  uint32_t start = check->at;
  if (!take_string(check)) return false;
  Text key = text_slice(check->text, start + 1, check->at - 1);
  skip_blanks(check);
  if (!take(check, ':')) return false;
  skip_blanks(check);
  if (members && check->depth == 1) {
    array_push(arena, members, (JsonMember){.key = key, .start = check->at});
  }
  return true;
}

// Opens the brackets before a value as long as there are any, then takes the scalar within.
static bool take_opening(Check *check, Arena *arena, JsonMembers *members) {
  for (;;) {
    skip_blanks(check);
    int c = peek(check);
    if (c != '{' && c != '[') return take_scalar(check);
    if (check->depth == JSON_DEPTH_LIMIT) {
      check->is_too_deep = true;
      return false;
    }
    check->at++;
    check->in_object[check->depth++] = c == '{';
    skip_blanks(check);
    if (take(check, c == '{' ? '}' : ']')) {
      check->depth--;
      return true;
    }
    if (c == '{' && !take_key(check, arena, members)) return false;
  }
}

// After a value: closes brackets up to a comma. False where neither can be.
static bool take_closing(Check *check, JsonMembers *members, bool *has_more) {
  for (*has_more = false; check->depth > 0; check->depth--) {
    bool is_member = members && check->depth == 1 && check->in_object[0];
    if (is_member) array_last(members).end = check->at;
    skip_blanks(check);
    if (take(check, ',')) return *has_more = true;
    if (!take(check, check->in_object[check->depth - 1] ? '}' : ']')) return false;
  }
  return true;
}

uint32_t json_check(Arena *arena, Text text, JsonMembers *members, bool *is_too_deep) {
  Check check = {.text = text};
  bool is_good = true;
  for (bool has_more = true; is_good && has_more;) {
    bool needs_key = check.depth > 0 && check.in_object[check.depth - 1];
    is_good = (!needs_key || take_key(&check, arena, members)) &&
              take_opening(&check, arena, members) && take_closing(&check, members, &has_more);
  }
  skip_blanks(&check);
  if (is_too_deep) *is_too_deep = check.is_too_deep;
  return is_good && check.at == text.size ? JSON_GOOD : check.at;
}
