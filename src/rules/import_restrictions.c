// A group is a list in the form of .gitignore: the last line that fits decides, and what is in a
// folder that is meant is meant, too.
#include "rules/import_restrictions.h"
#include "base/glob.h"

#include <ctype.h>

Text trim_source(Text source) {
  while (source.size && isspace((unsigned char)source.at[0]))
    source = text_slice(source, 1, source.size);
  while (source.size && isspace((unsigned char)source.at[source.size - 1])) source.size--;
  return source;
}

static Text lower(Arena *arena, Text text) {
  char *bytes = arena_copy(arena, text.at, text.size);
  for (uint32_t i = 0; i < text.size; i++) bytes[i] = (char)tolower((unsigned char)bytes[i]);
  return (Text){bytes, text.size};
}

// ---- Options

static void add_line(Arena *arena, ImportRestriction *restriction, Text line) {
  SourcePattern pattern = {0};
  line = trim_source(line);
  if (line.size == 0 || line.at[0] == '#') return;
  pattern.is_negated = line.at[0] == '!';
  if (pattern.is_negated) line = text_slice(line, 1, line.size);
  if (text_ends(line, TEXT("/"))) line.size--;
  uint32_t slash = text_find_byte(line, '/', 0);
  if (slash == TEXT_NOT_FOUND) line = text_concat(arena, TEXT("**/"), line);
  if (slash == 0) line = text_slice(line, 1, line.size);
  pattern.glob = restriction->minds_case ? line : lower(arena, line);
  array_push(arena, &restriction->group, pattern);
}

static const Pattern *read_pattern(Arena *arena, const Json *from, const char *key, Text *text) {
  PatternProblem problem;
  *text = json_text(json_get(from, text_of(key)));
  return text->size ? pattern_make(arena, *text, &problem) : NULL;
}

static ImportRestriction read_object(Arena *arena, const Json *from) {
  ImportRestriction restriction = {
      .names = json_get(from, TEXT("importNames")),
      .allowed_names = json_get(from, TEXT("allowImportNames")),
      .message = json_text(json_get(from, TEXT("message"))),
  };
  restriction.name_pattern =
      read_pattern(arena, from, "importNamePattern", &restriction.name_pattern_text);
  restriction.allowed_pattern =
      read_pattern(arena, from, "allowImportNamePattern", &restriction.allowed_pattern_text);
  return restriction;
}

static void add_path(Arena *arena, ImportRestrictions *out, const Json *path) {
  bool is_text = json_is(path, JSON_STRING);
  ImportRestriction restriction = is_text ? (ImportRestriction){0} : read_object(arena, path);
  restriction.name = trim_source(is_text ? path->text : json_text(json_get(path, TEXT("name"))));
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
  const Json *group = json_get(from, TEXT("group"));
  for (const Json *each = group ? group->first_child : NULL; each; each = each->next)
    add_line(arena, &restriction, each->text);
  array_push(arena, &out->items, restriction);
}

static void add_patterns(Arena *arena, ImportRestrictions *out, const Json *patterns) {
  const Json *first = patterns ? patterns->first_child : NULL;
  if (json_is(first, JSON_OBJECT)) {
    for (const Json *each = first; each; each = each->next) add_pattern(arena, out, each);
    return;
  }
  ImportRestriction all = {.is_pattern = true};
  for (const Json *each = first; each; each = each->next) add_line(arena, &all, each->text);
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

// Whether the last line of a group that fits a path means it.
static bool group_has(Arena *arena, const ImportRestriction *restriction, Text path) {
  bool is_meant = false;
  for (uint32_t i = 0; i < restriction->group.count; i++) {
    const SourcePattern *pattern = &restriction->group.at[i];
    if (is_meant != pattern->is_negated) continue; // it would change nothing
    Glob glob = glob_make(arena, pattern->glob);
    if (glob_matches(&glob, path)) is_meant = !pattern->is_negated;
  }
  return is_meant;
}

bool import_is_meant(Arena *arena, const ImportRestriction *restriction, Text source) {
  if (!restriction->is_pattern) return text_is(restriction->name, source);
  if (restriction->regex) return pattern_matches(restriction->regex, source);
  if (restriction->group.count == 0) return false;
  Text path = restriction->minds_case ? source : lower(arena, source);
  while (path.size && path.at[0] == '/') path = text_slice(path, 1, path.size);
  while (text_ends(path, TEXT("/"))) path.size--;
  for (uint32_t i = 1; i <= path.size; i++) {
    bool is_end = i == path.size || path.at[i] == '/';
    if (is_end && group_has(arena, restriction, text_slice(path, 0, i))) return true;
  }
  return false;
}
