// A template is short and used a few times: it is read anew whenever it is needed.
#include "bundle/path_template.h"

#include "base/buffer.h"
#include "base/path.h"
#include "base/suggest.h"

// A part of a template: text as it is, or a placeholder.
typedef struct Item {
  Text text;     // of a placeholder, with its brackets
  uint32_t part; // PathPart; 0: text, or a placeholder that there is none of
  bool is_placeholder;
} Item;

typedef struct Placeholder {
  Text text;
  PathPart part;
} Placeholder;

static const Placeholder placeholders[] = {
    {TEXT("[dir]"), PATH_DIR},
    {TEXT("[name]"), PATH_NAME},
    {TEXT("[hash]"), PATH_HASH},
    {TEXT("[ext]"), PATH_EXT},
};
enum { PLACEHOLDER_COUNT = sizeof placeholders / sizeof *placeholders };

// Takes the next item off the front of `rest`; false at the end.
static bool next_item(Text *rest, Item *item) {
  if (rest->size == 0) return false;
  bool is_open = rest->at[0] == '[';
  uint32_t end = text_find_byte(*rest, is_open ? ']' : '[', 0);
  *item = (Item){.text = *rest, .is_placeholder = is_open};
  if (end != TEXT_NOT_FOUND) item->text.size = end + is_open;
  for (int i = 0; i < PLACEHOLDER_COUNT; i++) {
    if (text_is(item->text, placeholders[i].text)) item->part = placeholders[i].part;
  }
  *rest = text_slice(*rest, item->text.size, rest->size);
  return true;
}

// ---- Checking

static Text similar_placeholder(Text written) {
  Suggestion best = {0};
  for (int i = 0; i < PLACEHOLDER_COUNT; i++) {
    suggest_consider(&best, written, placeholders[i].text);
  }
  return best.name;
}

static void report_placeholder(Text flag, Text written, Diagnostics *diagnostics) {
  Diagnostic *added = diag_add(diagnostics, MESSAGE_UNKNOWN_PLACEHOLDER, NOWHERE, written, flag);
  Text similar = similar_placeholder(written);
  if (similar.size)
    diag_note(diagnostics, added, MESSAGE_DID_YOU_MEAN, NOWHERE, similar);
  else
    diag_note(diagnostics, added, MESSAGE_PLACEHOLDERS_NOTE, NOWHERE);
}

// Whether some part between slashes is "..".
static bool climbs(Text text) {
  for (uint32_t start = 0; start <= text.size;) {
    uint32_t slash = text_find_byte(text, '/', start);
    uint32_t end = slash == TEXT_NOT_FOUND ? text.size : slash;
    if (text_is(text_slice(text, start, end), TEXT(".."))) return true;
    start = end + 1;
  }
  return false;
}

void path_template_check(Text flag, Text text, Diagnostics *diagnostics) {
  Item item;
  for (Text rest = text; next_item(&rest, &item);) {
    if (item.is_placeholder && !item.part) report_placeholder(flag, item.text, diagnostics);
  }
  if (path_is_absolute(text) || climbs(text)) {
    diag_add(diagnostics, MESSAGE_TEMPLATE_LEAVES, NOWHERE, text, flag);
  } else if (text.size == 0 || text_ends(text, TEXT("/"))) {
    diag_add(diagnostics, MESSAGE_TEMPLATE_NAMES_FOLDER, NOWHERE, text, flag);
  }
}

uint32_t path_template_uses(Text text) {
  uint32_t uses = 0;
  Item item;
  while (next_item(&text, &item)) uses |= item.part;
  return uses;
}

// ---- Filling in

static Text part_text(const Item *item, const PathParts *parts) {
  switch (item->part) {
  case PATH_DIR: return parts->dir;
  case PATH_NAME: return parts->name;
  case PATH_HASH: return parts->hash;
  case PATH_EXT: return parts->ext;
  default: return item->text;
  }
}

// A file may be called by its folder; where that is none, it keeps its own name.
Text path_template_expand(Arena *arena, Text text, const PathParts *parts) {
  Buffer filled = {.arena = arena};
  Item item = {.part = PATH_NAME};
  buffer_add_byte(&filled, '/');
  while (next_item(&text, &item)) buffer_add_text(&filled, part_text(&item, parts));
  if (item.part == PATH_DIR && parts->dir.size == 0) buffer_add_text(&filled, parts->name);
  Text path = path_resolve(arena, TEXT("/"), buffer_text(&filled));
  return text_slice(path, 1, path.size);
}

Text path_template_dir(Arena *arena, Text base, Text path) {
  Text dir = path_relative(arena, base, path_dirname(path));
  if (text_is(dir, TEXT("."))) return TEXT("");
  Buffer out = {.arena = arena};
  while (text_starts(dir, TEXT("../"))) {
    buffer_add_literal(&out, "_.._/");
    dir = text_slice(dir, 3, dir.size);
  }
  buffer_add_text(&out, text_is(dir, TEXT("..")) ? TEXT("_.._") : dir);
  return buffer_text(&out);
}

// ---- Hashes

const char path_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

Text path_template_hash(Arena *arena, uint64_t hash) {
  char out[PATH_HASH_SIZE];
  for (int i = 0; i < PATH_HASH_SIZE; i++) {
    hash = hash << PATH_DIGIT_BITS | hash >> (64 - PATH_DIGIT_BITS); // the highest bits come first
    out[i] = path_digits[hash & ((1 << PATH_DIGIT_BITS) - 1)];
  }
  return text_copy(arena, (Text){out, PATH_HASH_SIZE});
}
