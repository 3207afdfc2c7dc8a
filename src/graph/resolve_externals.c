// Every external is taken both ways, as esbuild does: literally, for specifiers that read so; and
// as a path seen from the working folder, for files that specifiers lead to. A package's name
// stands for what is below it, too.
#include "graph/resolve_externals.h"

static bool looks_like_path(Text text) {
  return path_is_dotted(text) || path_is_absolute(text);
}

static void add_card(Arena *arena, WildCards *cards, Text pattern) {
  uint32_t star = text_find_byte(pattern, '*', 0);
  WildCard card = {text_slice(pattern, 0, star), text_slice(pattern, star + 1, pattern.size)};
  array_push(arena, cards, card);
}

Externals externals_make(Arena *arena, const ResolveOptions *options) {
  Externals made = {0};
  for (uint32_t i = 0; i < options->externals.count; i++) {
    Text external = text_copy(arena, options->externals.at[i]);
    Text path = path_resolve(arena, options->working_folder, external);
    if (text_find_byte(external, '*', 0) != TEXT_NOT_FOUND) {
      add_card(arena, &made.name_cards, external);
      if (looks_like_path(external)) add_card(arena, &made.path_cards, path);
      continue;
    }
    map_set(arena, &made.names, external, 1);
    map_set(arena, &made.paths, path, 1);
    if (!looks_like_path(external)) {
      add_card(arena, &made.name_cards, text_concat(arena, external, TEXT("/*")));
    }
  }
  return made;
}

static bool has(const Map *map, const WildCards *cards, Text text) {
  if (map->entries.count && map_has(map, text)) return true;
  for (uint32_t i = 0; i < cards->count; i++) {
    const WildCard *card = &cards->at[i];
    bool fits = text.size >= card->before.size + card->after.size &&
                text_starts(text, card->before) && text_ends(text, card->after);
    if (fits) return true;
  }
  return false;
}

bool externals_has_specifier(const Externals *externals, Text specifier) {
  return has(&externals->names, &externals->name_cards, specifier);
}

bool externals_has_path(const Externals *externals, Text path) {
  return has(&externals->paths, &externals->path_cards, path);
}
