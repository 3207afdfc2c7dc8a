// Braces are written out when a pattern is made. What is left has two kinds of choices, `*` and
// `**`; of each only the newest has to be tried again, as whatever an older one could still reach
// the newer one can, too.
#include "base/glob.h"
#include "base/buffer.h"

// ---- Writing out braces

typedef struct Choice {
  uint32_t open, close; // the bracket with what is before it, and behind it
  uint32_t first;       // where the first alternative begins
  char separator;
  bool may_be_none;
} Choice;

static uint32_t closing(Text pattern, uint32_t at, char open, char close) {
  uint32_t depth = 0;
  for (; at < pattern.size; at++) {
    if (pattern.at[at] == '\\')
      at++;
    else if (pattern.at[at] == open)
      depth++;
    else if (pattern.at[at] == close && --depth == 0)
      return at;
  }
  return TEXT_NOT_FOUND;
}

// The first brace or extended group that has an end.
static bool find_choice(Text pattern, Choice *choice) {
  for (uint32_t at = 0; at + 1 < pattern.size; at++) {
    char byte = pattern.at[at];
    bool is_group = (byte == '?' || byte == '@') && pattern.at[at + 1] == '(';
    if (byte == '\\') at++;
    if (byte != '{' && !is_group) continue;
    uint32_t open = at + is_group;
    uint32_t close = closing(pattern, open, is_group ? '(' : '{', is_group ? ')' : '}');
    if (close == TEXT_NOT_FOUND) continue;
    *choice = (Choice){at, close + 1, open + 1, is_group ? '|' : ',', is_group && byte == '?'};
    return true;
  }
  return false;
}

// The end of the alternative that begins at `at`.
static uint32_t alternative_end(Text pattern, const Choice *choice, uint32_t at) {
  uint32_t depth = 0;
  for (; at < choice->close - 1; at++) {
    char byte = pattern.at[at];
    if (byte == '\\')
      at++;
    else if (byte == '{' || byte == '(')
      depth++;
    else if (byte == '}' || byte == ')')
      depth--;
    else if (byte == choice->separator && depth == 0)
      break;
  }
  return at < choice->close - 1 ? at : choice->close - 1;
}

static void add_choice(Arena *arena, Glob *work, Text pattern, const Choice *choice, Text middle) {
  if (work->either.count >= GLOB_MOST_CHOICES) return;
  Text made = text_concat(arena, text_slice(pattern, 0, choice->open), middle,
                          text_slice(pattern, choice->close, pattern.size));
  array_push(arena, &work->either, made);
}

Glob glob_make(Arena *arena, Text pattern) {
  Glob work = {0}, made = {0};
  array_push(arena, &work.either, pattern);
  for (uint32_t i = 0; i < work.either.count; i++) {
    Text next = work.either.at[i];
    Choice choice;
    if (!find_choice(next, &choice)) {
      array_push(arena, &made.either, next);
      continue;
    }
    if (choice.may_be_none) add_choice(arena, &work, next, &choice, TEXT(""));
    for (uint32_t at = choice.first; at < choice.close;) {
      uint32_t end = alternative_end(next, &choice, at);
      add_choice(arena, &work, next, &choice, text_slice(next, at, end));
      at = end + 1;
    }
  }
  return made;
}

bool glob_is_pattern(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    if (strchr("*?[{", text.at[i])) return true;
  }
  return false;
}

// ---- Matching

// Whether a byte is one of the class that begins behind the bracket at `*at`, which moves behind
// its end. A bracket that has no end is itself.
static bool class_takes(Text pattern, uint32_t *at, unsigned char byte) {
  uint32_t i = *at + 1;
  bool is_negated = i < pattern.size && (pattern.at[i] == '!' || pattern.at[i] == '^');
  if (is_negated) i++;
  bool is_in = false;
  for (uint32_t first = i; i < pattern.size && (pattern.at[i] != ']' || i == first); i++) {
    if (pattern.at[i] == '\\' && i + 1 < pattern.size) i++;
    unsigned char low = (unsigned char)pattern.at[i], high = low;
    if (i + 2 < pattern.size && pattern.at[i + 1] == '-' && pattern.at[i + 2] != ']') {
      high = (unsigned char)pattern.at[i + 2];
      i += 2;
    }
    is_in = is_in || (byte >= low && byte <= high);
  }
  if (i >= pattern.size) {
    ++*at;
    return byte == '[';
  }
  *at = i + 1;
  return is_in != is_negated && byte != '/';
}

// Whether the pattern's next item takes a byte; `*at` moves behind the item.
static bool takes_byte(Text pattern, uint32_t *at, char byte) {
  char wanted = pattern.at[*at];
  if (wanted == '[') return class_takes(pattern, at, (unsigned char)byte);
  if (wanted == '\\' && *at + 1 < pattern.size) ++*at;
  ++*at;
  return wanted == '?' ? byte != '/' : pattern.at[*at - 1] == byte;
}

// Where to go on if what follows does not match.
typedef struct Retry {
  uint32_t pattern, path; // behind the stars; how much they take
  bool is_there;
} Retry;

// Whether `**` stands at `at`, alone between slashes: its size with the slash behind it, or 0.
static uint32_t folders_at(Text pattern, uint32_t at) {
  bool begins = at == 0 || pattern.at[at - 1] == '/';
  if (!begins || at + 1 >= pattern.size || memcmp(pattern.at + at, "**", 2) != 0) return 0;
  if (at + 2 == pattern.size) return 2;
  return pattern.at[at + 2] == '/' ? 3 : 0;
}

// Goes back to the newest star that can take more. False: there is none.
static bool go_back(Text path, Retry *star, Retry *folders, uint32_t *at, uint32_t *from) {
  if (star->is_there && star->path < path.size && path.at[star->path] != '/') {
    *from = ++star->path;
    *at = star->pattern;
    return true;
  }
  star->is_there = false;
  if (!folders->is_there) return false;
  uint32_t slash = text_find_byte(path, '/', folders->path);
  if (slash == TEXT_NOT_FOUND) return false;
  *from = folders->path = slash + 1;
  *at = folders->pattern;
  return true;
}

static bool matches_one(Text pattern, Text path) {
  Retry star = {0}, folders = {0};
  uint32_t at = 0, from = 0;
  while (true) {
    uint32_t size = at < pattern.size ? folders_at(pattern, at) : 0;
    if (size == 2) return from < path.size;
    if (size) {
      folders = (Retry){at + size, from, true};
      star.is_there = false;
      at += size;
    } else if (at < pattern.size && pattern.at[at] == '*') {
      while (at < pattern.size && pattern.at[at] == '*') at++;
      star = (Retry){at, from, true};
    } else if (at == pattern.size && from == path.size) {
      return true;
    } else {
      bool fits = at < pattern.size && from < path.size && takes_byte(pattern, &at, path.at[from]);
      if (fits)
        from++;
      else if (!go_back(path, &star, &folders, &at, &from))
        return false;
    }
  }
}

bool glob_matches(const Glob *glob, Text path) {
  for (uint32_t i = 0; i < glob->either.count; i++) {
    if (matches_one(glob->either.at[i], path)) return true;
  }
  return false;
}
