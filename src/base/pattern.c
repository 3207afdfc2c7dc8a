// PCRE2 can be told to read most of JavaScript's syntax as JavaScript does. One look over the
// source first finds what would still mean something else.
#include "base/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { REASON_BYTES = 256 };

struct Pattern {
  pcre2_code *code;
};

// ---- What is refused

typedef struct Reader {
  Text source;
  uint32_t at;
  bool is_in_class;
  bool can_repeat; // a quantifier was read just now
} Reader;

static bool is_one_of(char byte, const char *bytes) {
  return byte && strchr(bytes, byte);
}

static bool starts(const Reader *reader, const char *word) {
  return text_starts(text_slice(reader->source, reader->at, reader->source.size), text_of(word));
}

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// Whether both know a property of characters by this name.
static bool is_shared_property(Text name) {
  static const char *const values[] = {"Script=", "sc=", "Script_Extensions=", "scx="};
  static const char categories[] =
      " L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C "
      "Cc Cf Cs Co Cn Any ASCII Alphabetic Lowercase Uppercase White_Space ID_Start ID_Continue "
      "Emoji ";
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    if (text_starts(name, text_of(values[i]))) return true; // PCRE2 knows which scripts there are
  }
  char word[32];
  int size = snprintf(word, sizeof word, " %.*s ", TEXT_ARGS(name));
  return size < (int)sizeof word && strstr(categories, word) != NULL;
}

// `\p{Lu}`. Gives its size, or 0.
static uint32_t read_property(const Reader *reader) {
  uint32_t start = reader->at + 3, end = text_find_byte(reader->source, '}', reader->at);
  bool is_whole = end != TEXT_NOT_FOUND && start < end && reader->source.at[start - 1] == '{';
  if (!is_whole || !is_shared_property(text_slice(reader->source, start, end))) return 0;
  return end + 1 - reader->at;
}

// What begins with a backslash. Gives its size, or 0.
static uint32_t read_escape(const Reader *reader) {
  if (reader->at + 1 == reader->source.size) return 1; // PCRE2 says what is wrong
  char byte = reader->source.at[reader->at + 1];
  if (byte == 'p' || byte == 'P') return read_property(reader);
  if (!is_letter(byte) || is_one_of(byte, "bcdfnrstuwxDSW")) return 2;
  return byte == 'B' && !reader->is_in_class ? 2 : 0;
}

// What begins with a parenthesis. Gives the size of its beginning, or 0.
static uint32_t read_group(const Reader *reader) {
  static const char *const openings[] = {"(?:", "(?=", "(?!", "(?<=", "(?<!"};
  if (starts(reader, "(*")) return 0;
  if (!starts(reader, "(?")) return 1;
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
    if (starts(reader, openings[i])) return (uint32_t)strlen(openings[i]);
  }
  uint32_t name = reader->at + 3;
  bool is_named = starts(reader, "(?<") && name < reader->source.size &&
                  (is_letter(reader->source.at[name]) || reader->source.at[name] == '_');
  return is_named ? 3 : 0;
}

// In a class, what begins with a bracket. Gives its size, or 0.
static uint32_t read_bracket(const Reader *reader) {
  return starts(reader, "[:") || starts(reader, "[.") || starts(reader, "[=") ? 0 : 1;
}

// `{` is a quantifier only with numbers behind it; PCRE2 agrees.
static uint32_t quantifier_size(const Reader *reader) {
  char byte = reader->source.at[reader->at];
  if (is_one_of(byte, "*+?")) return 1;
  if (byte != '{') return 0;
  uint32_t at = reader->at + 1;
  while (at < reader->source.size && is_one_of(reader->source.at[at], "0123456789,")) at++;
  bool is_closed = at < reader->source.size && reader->source.at[at] == '}';
  return is_closed && at > reader->at + 1 ? at + 1 - reader->at : 0;
}

// Gives the size of what comes next, or 0 if it is refused.
static uint32_t read_next(Reader *reader) {
  char byte = reader->source.at[reader->at];
  bool has_repeated = reader->can_repeat;
  reader->can_repeat = false;
  if (byte == '\\') return read_escape(reader);
  if (reader->is_in_class) {
    if (byte == ']') reader->is_in_class = false;
    return byte == '[' ? read_bracket(reader) : 1;
  }
  if (byte == '(') return read_group(reader);
  if (byte == '[') {
    reader->is_in_class = true;
    return starts(reader, "[^") ? 2 : 1;
  }
  uint32_t repeats = quantifier_size(reader);
  if (repeats && has_repeated) return byte == '?' ? 1 : 0;
  reader->can_repeat = repeats > 0;
  return repeats ? repeats : 1;
}

static bool check(Text source, PatternProblem *problem) {
  Reader reader = {.source = source};
  while (reader.at < source.size) {
    uint32_t size = read_next(&reader);
    if (size == 0) {
      uint32_t end = reader.at + (starts(&reader, "(?") ? 3 : source.at[reader.at] == '+' ? 1 : 2);
      if (end > source.size) end = source.size;
      *problem = (PatternProblem){reader.at, end, {0}};
      return false;
    }
    reader.at += size;
  }
  return true;
}

// ---- The whole

static void *allocate(size_t size, void *arena) {
  return arena_alloc(arena, size, _Alignof(max_align_t));
}

static void keep(void *memory, void *arena) {
  (void)memory, (void)arena; // it goes with the arena
}

static Text reason_of(Arena *arena, int code) {
  PCRE2_UCHAR bytes[REASON_BYTES];
  int size = pcre2_get_error_message(code, bytes, sizeof bytes);
  return size < 0 ? TEXT("") : text_copy(arena, (Text){(const char *)bytes, (uint32_t)size});
}

static Pattern *make(Arena *arena, Text source, uint32_t more, PatternProblem *problem) {
  if (!check(source, problem)) return NULL;
  const uint32_t options = more | PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS |
                           PCRE2_MATCH_UNSET_BACKREF | PCRE2_DOLLAR_ENDONLY;
  pcre2_general_context *memory = pcre2_general_context_create(allocate, keep, arena);
  pcre2_compile_context *context = pcre2_compile_context_create(memory);
  int code;
  size_t offset;
  pcre2_code *compiled =
      pcre2_compile((PCRE2_SPTR)source.at, source.size, options, &code, &offset, context);
  if (!compiled) {
    uint32_t start = offset < source.size ? (uint32_t)offset : source.size;
    *problem = (PatternProblem){start, source.size, reason_of(arena, code)};
    return NULL;
  }
  Pattern *pattern = arena_new(arena, Pattern, 1);
  *pattern = (Pattern){compiled};
  return pattern;
}

Pattern *pattern_make(Arena *arena, Text source, PatternProblem *problem) {
  return make(arena, source, 0, problem);
}

Pattern *pattern_make_caseless(Arena *arena, Text source, PatternProblem *problem) {
  return make(arena, source, PCRE2_CASELESS, problem);
}

Pattern *pattern_make_flagged(Arena *arena, Text source, Text flags, PatternProblem *problem) {
  uint32_t options = 0;
  for (uint32_t i = 0; i < flags.size; i++) {
    switch (flags.at[i]) {
    case 'i': options |= PCRE2_CASELESS; break;
    case 'm': options |= PCRE2_MULTILINE; break;
    case 's': options |= PCRE2_DOTALL; break;
    default: break; // the others do not change what matches
    }
  }
  return make(arena, source, options, problem);
}

bool pattern_matches(const Pattern *pattern, Text text) {
  pcre2_match_data *match = pcre2_match_data_create(1, NULL);
  int count = pcre2_match(pattern->code, (PCRE2_SPTR)text.at, text.size, 0, 0, match, NULL);
  pcre2_match_data_free(match);
  return count >= 0;
}
