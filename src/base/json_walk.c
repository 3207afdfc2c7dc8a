// The text is good JSON, so that one look at a byte tells what follows.
#include "base/json_walk.h"

#include "base/hex.h"
#include "base/utf8.h"

static char peek(JsonWalk *walk) {
  while (walk->at < walk->text.size && memchr(" \t\r\n", walk->text.at[walk->at], 4)) walk->at++;
  return walk->at < walk->text.size ? walk->text.at[walk->at] : '\0';
}

bool json_walk_open(JsonWalk *walk, char bracket) {
  if (peek(walk) != bracket) return false;
  walk->at++;
  return true;
}

bool json_walk_next(JsonWalk *walk) {
  char byte = peek(walk);
  bool is_end = byte == ']' || byte == '}' || byte == '\0';
  if (byte == ',' || is_end) walk->at += byte != '\0';
  return !is_end;
}

static bool is_escaped(const char *start, const char *quote) {
  const char *at = quote;
  while (at > start && at[-1] == '\\') at--;
  return (quote - at) % 2 == 1;
}

// Goes behind the string that begins here.
static void pass_string(JsonWalk *walk) {
  const char *start = walk->text.at + walk->at + 1, *end = walk->text.at + walk->text.size;
  const char *quote = memchr(start, '"', (size_t)(end - start));
  while (quote && is_escaped(start, quote)) {
    quote = memchr(quote + 1, '"', (size_t)(end - quote - 1));
  }
  walk->at = quote ? (uint32_t)(quote + 1 - walk->text.at) : walk->text.size;
}

Text json_walk_string(JsonWalk *walk) {
  if (peek(walk) != '"') {
    json_walk_skip(walk);
    return (Text){0};
  }
  uint32_t start = walk->at;
  pass_string(walk);
  return text_slice(walk->text, start, walk->at);
}

Text json_walk_key(JsonWalk *walk) {
  Text quoted = json_walk_string(walk);
  if (peek(walk) == ':') walk->at++;
  return quoted.size < 2 ? TEXT("") : text_slice(quoted, 1, quoted.size - 1);
}

uint32_t json_walk_number(JsonWalk *walk) {
  char first = peek(walk);
  uint32_t start = walk->at;
  json_walk_skip(walk);
  uint32_t number = 0;
  for (uint32_t i = start; first >= '0' && first <= '9' && i < walk->at; i++) {
    char digit = walk->text.at[i];
    if (digit < '0' || digit > '9' || number > INT32_MAX / 10) return 0;
    number = number * 10 + (uint32_t)(digit - '0');
  }
  return number;
}

Text json_walk_skip(JsonWalk *walk) {
  peek(walk);
  uint32_t start = walk->at, depth = 0;
  do {
    char byte = peek(walk);
    if (byte == '"') {
      pass_string(walk);
      continue;
    }
    depth += byte == '{' || byte == '[';
    depth -= byte == '}' || byte == ']';
    bool is_word = !memchr("{}[],:", byte, 6);
    walk->at += byte != '\0';
    while (is_word && walk->at < walk->text.size &&
           !memchr("{}[],: \t\r\n\"", walk->text.at[walk->at], 11)) {
      walk->at++;
    }
  } while (depth > 0 && walk->at < walk->text.size);
  return text_slice(walk->text, start, walk->at);
}

static uint32_t hex_of(Text text, uint32_t at) {
  uint32_t code = 0;
  for (uint32_t i = at; i < at + 4; i++) code = code << 4 | hex_digit(text.at[i]);
  return code;
}

// Reads the escape behind a backslash at `at`; returns where it ends.
static uint32_t unescape(Text text, uint32_t at, char **to) {
  static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
  char letter = text.at[at++];
  const char *known = strchr(letters, letter);
  if (letter != 'u') {
    *(*to)++ = known ? meanings[known - letters] : letter;
    return at;
  }
  uint32_t code = hex_of(text, at);
  at += 4;
  bool is_high = code >= 0xD800 && code < 0xDC00 && at + 6 <= text.size && text.at[at] == '\\' &&
                 text.at[at + 1] == 'u';
  uint32_t low = is_high ? hex_of(text, at + 2) : 0;
  if (low >= 0xDC00 && low < 0xE000) {
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    at += 6;
  }
  *to += utf8_encode(code, *to);
  return at;
}

Text json_unquote(Arena *arena, Text quoted) {
  if (quoted.size < 2) return TEXT("");
  Text text = text_slice(quoted, 1, quoted.size - 1);
  char *bytes = arena_alloc(arena, (size_t)text.size + 1, 1), *to = bytes;
  for (uint32_t i = 0; i < text.size;) {
    if (text.at[i] != '\\')
      *to++ = text.at[i++];
    else
      i = unescape(text, i + 1, &to);
  }
  return (Text){bytes, (uint32_t)(to - bytes)};
}
