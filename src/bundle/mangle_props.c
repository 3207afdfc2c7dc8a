// All modules are looked through first, so that a name is never taken that some code uses as it is.
// The most frequent names get the shortest ones.
#include "bundle/mangle_props.h"

#include "bundle/build.h"
#include "bundle/mangle_cache.h"
#include "bundle/property_names.h"

#include <stdlib.h>

// What is known of a name.
typedef struct Candidate {
  Text name;
  uint32_t count;  // of uses that can be renamed
  bool matches;    // the pattern, and may be renamed
  bool is_avoided; // occurs as it is
  bool is_kept;    // names an import or export, too
} Candidate;

typedef struct Chooser {
  CbBuild *build;
  const MangleOptions *options;
  Arena *scratch;
  Map indices;
  Array(Candidate) all;
} Chooser;

// ---- What occurs

static bool is_well_known(Text name) {
  return text_is(name, TEXT("__proto__")) || text_is(name, TEXT("constructor")) ||
         text_is(name, TEXT("prototype"));
}

static Candidate *candidate(Chooser *self, Text name) {
  bool is_new;
  uint32_t *index = map_add(self->scratch, &self->indices, name, &is_new);
  if (is_new) {
    *index = self->all.count;
    const MangleOptions *options = self->options;
    bool is_reserved =
        is_well_known(name) || (options->reserved && pattern_matches(options->reserved, name));
    bool matches = !is_reserved && pattern_matches(options->pattern, name);
    array_push(self->scratch, &self->all, (Candidate){.name = name, .matches = matches});
  }
  return &self->all.at[*index];
}

static void note(Chooser *self, const PropertyName *property) {
  Candidate *known = candidate(self, property->name);
  bool can_change = property->form != PROPERTY_STRING || self->options->takes_quoted;
  if (known->matches && can_change)
    known->count++;
  else
    known->is_avoided = true;
}

static void keep(Chooser *self, Text name) {
  if (name.size == 0) return;
  Candidate *known = candidate(self, name);
  known->is_kept = known->is_avoided = true;
}

static void note_record(Chooser *self, const ModuleRecord *record) {
  for (uint32_t i = 0; i < record->bindings.count; i++) keep(self, record->bindings.at[i].name);
  for (uint32_t i = 0; i < record->exports.count; i++) {
    keep(self, record->exports.at[i].name);
    keep(self, record->exports.at[i].imported);
  }
}

// The texts in a file that is no code: keys of JSON are among them.
static void note_texts(Chooser *self, Text source) {
  for (uint32_t at = 0; at < source.size;) {
    uint32_t start = text_find_byte(source, '"', at);
    uint32_t end = start == TEXT_NOT_FOUND ? start : text_find_byte(source, '"', start + 1);
    if (end == TEXT_NOT_FOUND) return;
    candidate(self, text_slice(source, start + 1, end))->is_avoided = true;
    at = end + 1;
  }
}

static void note_module(Chooser *self, const Module *module) {
  if (module->kind == MODULE_VALUE) {
    if (module->loader == LOADER_JSON) note_texts(self, module->file.text);
    return;
  }
  PropertyNames found = property_names_find(self->scratch, &module->tree);
  for (uint32_t i = 0; i < found.count; i++) note(self, &found.at[i]);
  note_record(self, &module->record);
}

// ---- Choosing

static int by_count(const void *a, const void *b) {
  const Candidate *left = *(const Candidate *const *)a, *right = *(const Candidate *const *)b;
  if (left->count != right->count) return left->count < right->count ? 1 : -1;
  return text_compare(left->name, right->name);
}

// Name `number` of all that there are, the shortest first.
static Text short_name(Arena *arena, uint32_t number) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$0123456789";
  enum { FIRST = 54, LATER = 64, LONGEST = 8 };
  char bytes[LONGEST];
  uint32_t size = 1;
  bytes[0] = letters[number % FIRST];
  for (number /= FIRST; number > 0; number /= LATER) bytes[size++] = letters[--number % LATER];
  return text_copy(arena, (Text){bytes, size});
}

// Whether code that is not among the modules may give a meaning to it: words of the language, and
// what the bundler's own code uses.
static bool is_taken(const Map *taken, Text name) {
  static const char *const words[] = {"do",  "if",  "in",  "for",  "get", "let",
                                      "new", "set", "try", "url",  "var", "jsx",
                                      "key", "ref", "has", "case", "else"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (text_is(name, text_of(words[i]))) return true;
  }
  return map_has(taken, name);
}

static Map find_taken(Chooser *self, const MangledNames *names) {
  Map taken = {0};
  for (uint32_t i = 0; i < self->all.count; i++) {
    if (self->all.at[i].is_avoided) map_set(self->scratch, &taken, self->all.at[i].name, 1);
  }
  for (uint32_t i = 0; i < names->all.count; i++) {
    const MangledName *name = &names->all.at[i];
    map_set(self->scratch, &taken, name->mangled.at ? name->mangled : name->name, 1);
  }
  return taken;
}

static void choose(Chooser *self, MangledNames *names) {
  Arena *arena = &self->build->arena;
  const Candidate **sorted = arena_new(self->scratch, const Candidate *, self->all.count + 1);
  uint32_t count = 0, number = 0;
  for (uint32_t i = 0; i < self->all.count; i++) {
    const Candidate *one = &self->all.at[i];
    if (one->count == 0 || one->is_kept) continue;
    const uint32_t *index = map_find(&names->indices, one->name);
    if (index)
      names->all.at[*index].is_used = true;
    else
      sorted[count++] = one;
  }
  qsort(sorted, count, sizeof *sorted, by_count);
  Map taken = find_taken(self, names);
  for (uint32_t i = 0; i < count; i++) {
    MangledName made = {.name = text_copy(arena, sorted[i]->name), .is_used = true};
    do {
      made.mangled = short_name(arena, number++);
    } while (is_taken(&taken, made.mangled));
    map_set(arena, &names->indices, made.name, names->all.count);
    array_push(arena, &names->all, made);
  }
}

void mangle_props_choose(CbBuild *build) {
  const MangleOptions *options = &build->settings.mangle;
  build->settings.piece.mangled = options->pattern ? &build->mangled : NULL;
  if (!options->pattern) return;
  build->mangled = (MangledNames){.takes_quoted = options->takes_quoted};
  if (!mangle_cache_read(build, &build->mangled)) return;
  Arena scratch = {0};
  Chooser self = {.build = build, .options = options, .scratch = &scratch};
  for (uint32_t i = 0; i < build->graph.modules.count; i++)
    note_module(&self, build->graph.modules.at[i]);
  choose(&self, &build->mangled);
  arena_release(&scratch);
}

// ---- Replacing

static Text quoted(Arena *arena, Text name) {
  Buffer out = {.arena = arena};
  buffer_add_json_string(&out, name);
  return buffer_text(&out);
}

// `{ x }` is `{ a: x }`.
static const Recipe *pair_recipe(Arena *arena, const PropertyName *property, Text mangled) {
  Recipe *recipe = arena_new(arena, Recipe, 1);
  RecipeStep key = {.kind = RECIPE_TEXT, .text = text_concat(arena, mangled, TEXT(": "))};
  RecipeStep value = {.kind = RECIPE_NAME, .node = property->node, .text = property->name};
  array_push(arena, recipe, key);
  array_push(arena, recipe, value);
  return recipe;
}

static Replacement replacement_for(Arena *arena, const PropertyName *property, Text mangled) {
  Replacement made = {.node = property->node};
  switch (property->form) {
  case PROPERTY_WORD: made.text = mangled, made.origin = property->node; break;
  case PROPERTY_SHORTHAND: made.recipe = pair_recipe(arena, property, mangled); break;
  case PROPERTY_STRING:
  case PROPERTY_KEY: made.text = quoted(arena, mangled); break;
  }
  return made;
}

// What replaces `{ x }` already is `x: …`.
static void rename_key(Arena *arena, Replacement *old, const PropertyName *property, Text mangled) {
  bool is_pair = property->form == PROPERTY_SHORTHAND && text_starts(old->text, property->name) &&
                 old->text.size > property->name.size && old->text.at[property->name.size] == ':';
  Text value = text_slice(old->text, is_pair ? property->name.size : 0, old->text.size);
  if (is_pair) old->text = text_concat(arena, mangled, value), old->origin = property->node;
}

static const MangledName *mangled_of(const MangledNames *names, const PropertyName *property) {
  if (property->form == PROPERTY_STRING && !names->takes_quoted) return NULL;
  const uint32_t *index = map_find(&names->indices, property->name);
  const MangledName *name = index ? &names->all.at[*index] : NULL;
  return name && name->is_used && name->mangled.at ? name : NULL;
}

void mangle_props_replace(Arena *arena, const Module *module, const MangledNames *names,
                          Replacements *list) {
  replacements_sort(&module->tree, list);
  Replacements added = {0};
  PropertyNames found = property_names_find(arena, &module->tree);
  for (uint32_t i = 0; i < found.count; i++) {
    const PropertyName *property = &found.at[i];
    const MangledName *name = mangled_of(names, property);
    if (!name) continue;
    uint32_t index = replacements_from(list, property->node);
    if (index < list->count && list->at[index].node == property->node)
      rename_key(arena, &list->at[index], property, name->mangled);
    else
      array_push(arena, &added, replacement_for(arena, property, name->mangled));
  }
  for (uint32_t i = 0; i < added.count; i++) array_push(arena, list, added.at[i]);
  replacements_sort(&module->tree, list);
}
