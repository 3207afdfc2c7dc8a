// Escape sequences and names: one scan each, after the specification's early errors.
#include "syntax/literal_check.h"

#include "base/utf8.h"
#include "syntax/escape.h"
#include "syntax/name.h"

enum { MARK = 2 }; // the size of `\x` and `\u`

// What is wrong with an escape of this kind, or MESSAGE_COUNT.
static MessageId fault_of_escape(EscapeKind kind, EscapeRules rules) {
  bool is_template = rules == ESCAPES_TEMPLATE;
  switch (kind) {
  case ESCAPE_BAD_HEX: return MESSAGE_BAD_HEX_ESCAPE;
  case ESCAPE_BAD_UNICODE: return MESSAGE_BAD_UNICODE_ESCAPE;
  case ESCAPE_TOO_LARGE: return MESSAGE_ESCAPE_TOO_LARGE;
  case ESCAPE_OCTAL:
    if (is_template) return MESSAGE_OCTAL_ESCAPE_IN_TEMPLATE;
    return rules == ESCAPES_STRICT ? MESSAGE_OCTAL_ESCAPE_STRICT : MESSAGE_COUNT;
  case ESCAPE_DIGIT:
    if (is_template) return MESSAGE_DIGIT_ESCAPE_IN_TEMPLATE;
    return rules == ESCAPES_STRICT ? MESSAGE_DIGIT_ESCAPE_STRICT : MESSAGE_COUNT;
  case ESCAPE_CHARACTER:
  case ESCAPE_LINE: break;
  }
  return MESSAGE_COUNT;
}

bool literal_check_escape(Text source, uint32_t start, EscapeRules rules, LiteralFault *fault) {
  Escape escape = escape_read(source, start);
  MessageId message = fault_of_escape(escape.kind, rules);
  if (message == MESSAGE_COUNT) return true;
  bool is_cut = escape.kind == ESCAPE_BAD_HEX || escape.kind == ESCAPE_BAD_UNICODE;
  Text about = text_slice(source, start, is_cut ? start + MARK : escape.end);
  *fault = (LiteralFault){message, start, escape.end, about};
  return false;
}

bool literal_check_escapes(Text source, uint32_t start, uint32_t end, EscapeRules rules,
                           LiteralFault *fault) {
  Text inside = text_slice(source, 0, end);
  for (uint32_t at = start; (at = text_find_byte(inside, '\\', at)) != TEXT_NOT_FOUND;) {
    if (!literal_check_escape(inside, at, rules, fault)) return false;
    at = escape_read(inside, at).end;
  }
  return true;
}

// Reads the escape or character at `start` of a name; false where it is an escape that no name has.
static bool read_part(Text name, uint32_t start, Escape *part, LiteralFault *fault) {
  if (name.at[start] != '\\') {
    uint32_t size;
    part->code = utf8_decode(name, start, &size);
    part->end = start + size;
    return true;
  }
  *part = escape_read(name, start);
  bool is_unicode = start + 1 < name.size && name.at[start + 1] == 'u';
  if (is_unicode) return literal_check_escape(name, start, ESCAPES_SLOPPY, fault);
  Text about = text_slice(name, start, part->end);
  *fault = (LiteralFault){MESSAGE_BAD_NAME_ESCAPE, start, part->end, about};
  return false;
}

bool literal_check_name(Text source, uint32_t start, uint32_t end, LiteralFault *fault) {
  Text name = text_slice(source, 0, end);
  if (start < end && source.at[start] == '#') start++;
  for (uint32_t at = start; at < end;) {
    Escape part;
    if (!read_part(name, at, &part, fault)) return false;
    bool is_first = at == start;
    bool is_dash = source.at[at] == '-' && !is_first; // JSX's: no other name is lexed with one
    if (!is_dash && !(is_first ? name_can_start(part.code) : name_can_contain(part.code))) {
      MessageId message = is_first ? MESSAGE_BAD_NAME_START : MESSAGE_BAD_NAME_PART;
      *fault = (LiteralFault){message, at, part.end, text_slice(source, at, part.end)};
      return false;
    }
    at = part.end;
  }
  return true;
}
