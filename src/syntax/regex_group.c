// Groups: what they begin with, their names, and what refers to them. Groups of one name must stand
// in different alternatives. The open groups start at increasing offsets, so that the innermost one
// around an earlier group of that name is found by halving; that group is in another alternative if
// it starts before the current one does. The last group of a name is enough to look at: what the
// groups before it collide with, it collides with, too, or with them.
#include "base/buffer.h"
#include "base/utf8.h"
#include "syntax/escape.h"
#include "syntax/name.h"
#include "syntax/regex_parse.h"

// The character or escape at `*at` of a name; escapes are as with the flag u, whatever the flags.
static uint32_t read_name_part(Text text, uint32_t *at) {
  enum { SIZE = 6 }; // of \uXXXX
  uint32_t start = *at, size;
  if (text.at[start] != '\\') {
    uint32_t code = utf8_decode(text, start, &size);
    *at += size;
    return code;
  }
  Escape escape = escape_read(text, start);
  bool is_unicode = start + 1 < text.size && text.at[start + 1] == 'u';
  if (!is_unicode || escape.kind != ESCAPE_CHARACTER) return UTF8_INVALID;
  *at = escape.end;
  bool is_high = escape.code >= 0xD800 && escape.code <= 0xDBFF && escape.end == start + SIZE;
  bool goes_on =
      escape.end + 1 < text.size && text.at[escape.end] == '\\' && text.at[escape.end + 1] == 'u';
  if (!is_high || !goes_on) return escape.code;
  Escape low = escape_read(text, escape.end);
  bool is_low = low.kind == ESCAPE_CHARACTER && low.end == escape.end + SIZE &&
                low.code >= 0xDC00 && low.code <= 0xDFFF;
  if (!is_low) return escape.code;
  *at = low.end;
  return 0x10000 + ((escape.code - 0xD800) << 10) + (low.code - 0xDC00);
}

// The name between `<` at the next byte and `>`. Where there is none, `at` stays.
static bool read_name(Regex *regex, Text *name) {
  if (regex_peek(regex, 0) != '<') return false;
  Buffer out = {.arena = regex->scratch};
  uint32_t start = regex->at + 1, at = start;
  while (at < regex->text.size && regex->text.at[at] != '>') {
    bool is_first = at == start;
    uint32_t code = read_name_part(regex->text, &at);
    if (!(is_first ? name_can_start(code) : name_can_contain(code))) return false;
    out.size += utf8_encode(code, buffer_reserve(&out, 4));
  }
  if (at == start || at == regex->text.size) return false;
  regex->at = at + 1;
  *name = buffer_text(&out);
  return true;
}

// Whether the group at `before` and one here can both take part in a match.
static bool can_meet(const Regex *regex, uint32_t before) {
  uint32_t low = 0, high = regex->groups.count; // the innermost group around it is at `low`
  while (high - low > 1) {
    uint32_t middle = (low + high) / 2;
    if (regex->groups.at[middle].start < before)
      low = middle;
    else
      high = middle;
  }
  return before >= regex->groups.at[low].alternative;
}

// The name of a group whose bracket is at `start`; `at` is at the `<`.
static bool name_group(Regex *regex, uint32_t start) {
  uint32_t place = regex->at;
  Text name;
  if (!read_name(regex, &name)) {
    uint32_t close = text_find_byte(regex->text, '>', place);
    uint32_t end = close == TEXT_NOT_FOUND ? place + 1 : close + 1;
    return regex_blame(regex, MESSAGE_REGEX_GROUP_NAME, start, end);
  }
  bool is_new;
  uint32_t *last = map_add(regex->scratch, &regex->names, name, &is_new);
  if (!is_new && can_meet(regex, *last)) {
    regex_blame(regex, MESSAGE_REGEX_GROUP_NAME_TWICE, place + 1, regex->at - 1);
    regex->error->about = name;
    return false;
  }
  *last = start;
  return true;
}

// The modifiers of `(?ims-ims:`, up to and with the colon; the bracket is at `start`.
static bool read_modifiers(Regex *regex, uint32_t start) {
  static const char modifiers[] = "ims";
  uint32_t seen = 0;
  bool has_minus = false;
  for (;; regex->at++) {
    char c = regex_peek(regex, 0);
    const char *modifier = c ? strchr(modifiers, c) : NULL;
    uint32_t bit = modifier ? 1u << (modifier - modifiers) : 0, here = regex->at;
    if (c == ':') break;
    if (c == '-' && !has_minus) {
      has_minus = true;
      continue;
    }
    bool is_word = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (!modifier && is_word)
      return regex_blame(regex, MESSAGE_REGEX_MODIFIER_UNKNOWN, here, here + 1);
    if (!modifier) return regex_blame(regex, MESSAGE_REGEX_GROUP_UNKNOWN, start, here);
    if (seen & bit) return regex_blame(regex, MESSAGE_REGEX_MODIFIER_TWICE, here, here + 1);
    seen |= bit;
  }
  regex->at++;
  return seen || !has_minus || regex_blame(regex, MESSAGE_REGEX_MODIFIERS_EMPTY, start, regex->at);
}

// Behind `(?`.
static bool read_special(Regex *regex, RegexGroup *group) {
  char c = regex_peek(regex, 0), next = regex_peek(regex, 1);
  if (c == '=' || c == '!') {
    group->kind = REGEX_LOOKAHEAD;
    regex->at++;
    return true;
  }
  if (c == '<' && (next == '=' || next == '!')) {
    group->kind = REGEX_LOOKBEHIND;
    regex->at += 2;
    return true;
  }
  if (c != '<') return read_modifiers(regex, group->start);
  regex->capture_count++;
  return name_group(regex, group->start);
}

bool regex_open_group(Regex *regex) {
  RegexGroup group = {.kind = REGEX_PLAIN, .start = regex->at++};
  if (regex_peek(regex, 0) == '?') {
    regex->at++;
    if (!read_special(regex, &group)) return false;
  } else {
    regex->capture_count++;
  }
  group.body = group.alternative = regex->at;
  array_push(regex->scratch, &regex->groups, group);
  return true;
}

bool regex_check_named_reference(Regex *regex) {
  RegexReference reference = {.start = regex->at};
  regex->at += 2;
  reference.end = regex->at;
  if (read_name(regex, &reference.name)) {
    reference.end = regex->at;
    array_push(regex->scratch, &regex->references, reference);
    return true;
  }
  if (regex->is_unicode)
    return regex_blame(regex, MESSAGE_REGEX_REFERENCE_NAME, reference.start, reference.end);
  if (!regex->has_loose_k) regex->loose_k = reference;
  regex->has_loose_k = true;
  return true;
}

bool regex_check_numbered_reference(Regex *regex) {
  enum { LARGEST = 100000000 }; // more groups than a literal of any use has, and ten times it fits
  uint32_t number = 0, start = regex->at++;
  for (char c; (c = regex_peek(regex, 0)) >= '0' && c <= '9'; regex->at++) {
    if (number < LARGEST) number = number * 10 + (uint32_t)(c - '0');
  }
  if (number > regex->largest_number) {
    regex->largest_number = number;
    regex->largest_reference = (RegexReference){.start = start, .end = regex->at};
  }
  return true;
}

bool regex_check_references(Regex *regex) {
  RegexReference number = regex->largest_reference, loose = regex->loose_k;
  bool has_names = regex->names.entries.count > 0;
  if (regex->is_unicode && regex->largest_number > regex->capture_count)
    return regex_blame(regex, MESSAGE_REGEX_NO_GROUP_OF_NUMBER, number.start, number.end);
  if (has_names && regex->has_loose_k)
    return regex_blame(regex, MESSAGE_REGEX_REFERENCE_NAME, loose.start, loose.end);
  if (!has_names && !regex->is_unicode) return true; // then \k is the letter
  for (uint32_t i = 0; i < regex->references.count; i++) {
    RegexReference reference = regex->references.at[i];
    if (map_has(&regex->names, reference.name)) continue;
    regex_blame(regex, MESSAGE_REGEX_NO_GROUP_OF_NAME, reference.start, reference.end);
    regex->error->about = reference.name;
    return false;
  }
  return true;
}
