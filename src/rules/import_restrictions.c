// A group is a list in the form of .gitignore, in which letters may be of either case.
#include "rules/import_restrictions.h"
#include "rules/spaces.h"

#include <ctype.h>

static Text lower(Arena *arena, Text text) {
  char *bytes = arena_copy(arena, text.at, text.size);
  for (uint32_t i = 0; i < text.size; i++) bytes[i] = (char)tolower((unsigned char)bytes[i]);
  return (Text){bytes, text.size};
}

// ---- Options

void source_patterns_read(Arena *arena, const Json *lines, bool minds_case, IgnorePatterns *out) {
  for (const Json *each = lines ? lines->first_child : NULL; each; each = each->next) {
    Text line = each->text;
    while (line.size && isspace((unsigned char)line.at[line.size - 1])) line.size--;
    if (line.size && line.at[0] != '#')
      ignore_patterns_add(arena, out, minds_case ? line : lower(arena, line));
  }
}

static ImportRestriction read_object(Arena *arena, const Json *from) {
  return (ImportRestriction){
      .names = json_get(from, TEXT("importNames")),
      .allowed_names = json_get(from, TEXT("allowImportNames")),
      .name_pattern = option_pattern(arena, from, "importNamePattern"),
      .allowed_pattern = option_pattern(arena, from, "allowImportNamePattern"),
      .name_pattern_text = json_text(json_get(from, TEXT("importNamePattern"))),
      .allowed_pattern_text = json_text(json_get(from, TEXT("allowImportNamePattern"))),
      .message = json_text(json_get(from, TEXT("message"))),
  };
}

static void add_path(Arena *arena, ImportRestrictions *out, const Json *path) {
  bool is_text = json_is(path, JSON_STRING);
  ImportRestriction restriction = is_text ? (ImportRestriction){0} : read_object(arena, path);
  restriction.name = text_trim(is_text ? path->text : json_text(json_get(path, TEXT("name"))));
  array_push(arena, &out->items, restriction);
}

static void add_pattern(Arena *arena, ImportRestrictions *out, const Json *from) {
  ImportRestriction restriction = read_object(arena, from);
  PatternProblem problem;
  Text regex = json_text(json_get(from, TEXT("regex")));
  restriction.is_pattern = true;
  restriction.minds_case = json_is(json_get(from, TEXT("caseSensitive")), JSON_TRUE);
  if (regex.size)
    restriction.regex = restriction.minds_case ? pattern_make(arena, regex, &problem)
                                               : pattern_make_caseless(arena, regex, &problem);
  source_patterns_read(arena, json_get(from, TEXT("group")), restriction.minds_case,
                       &restriction.group);
  array_push(arena, &out->items, restriction);
}

static void add_patterns(Arena *arena, ImportRestrictions *out, const Json *patterns) {
  const Json *first = patterns ? patterns->first_child : NULL;
  if (json_is(first, JSON_OBJECT)) {
    for (const Json *each = first; each; each = each->next) add_pattern(arena, out, each);
    return;
  }
  ImportRestriction all = {.is_pattern = true};
  source_patterns_read(arena, patterns, false, &all.group);
  if (first) array_push(arena, &out->items, all);
}

void import_restrictions_read(Arena *arena, const Json *const *options, ImportRestrictions *out) {
  const Json *first = options[0];
  const Json *paths = json_get(first, TEXT("paths")), *patterns = json_get(first, TEXT("patterns"));
  if (!paths && !patterns) {
    for (uint32_t i = 0; options[i]; i++) add_path(arena, out, options[i]);
    return;
  }
  for (const Json *each = paths ? paths->first_child : NULL; each; each = each->next)
    add_path(arena, out, each);
  add_patterns(arena, out, patterns);
}

// ---- Sources

bool source_patterns_mean(Arena *arena, const IgnorePatterns *patterns, bool minds_case,
                          Text source) {
  if (patterns->items.count == 0) return false;
  Text path = minds_case ? source : lower(arena, source);
  return ignore_patterns_mean(patterns, path);
}

bool import_is_meant(Arena *arena, const ImportRestriction *restriction, Text source) {
  if (!restriction->is_pattern) return text_is(restriction->name, source);
  if (restriction->regex) return pattern_matches(restriction->regex, source);
  return source_patterns_mean(arena, &restriction->group, restriction->minds_case, source);
}
