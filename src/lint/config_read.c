// An object becomes parts: first what it extends, then what it says itself, then its overrides,
// each of which is such an object again, about some files. All three kinds of files are written
// alike; those of other linters also say what means nothing here.
#include "lint/config.h"

#include "base/path.h"
#include "base/suggest.h"
#include "host/files.h"

enum { NESTING_LIMIT = 32 }; // of overrides, and of files that extend each other

const Text config_names[CONFIG_NAME_COUNT] = {
    [CONFIG_OWN] = TEXT("cbundle.json"),
    [CONFIG_OXLINT] = TEXT(".oxlintrc.json"),
    [CONFIG_ESLINT] = TEXT(".eslintrc.json"),
    TEXT(".eslintignore"),
    TEXT(".gitignore"),
    TEXT("package.json"),
};

typedef struct Reader {
  const ConfigReading *reading;
  ConfigSource *source; // that all is added to
  const ConfigFile *file;
  ConfigKind kind;
  const ConfigPart *within;   // the override that is read, or NULL
  const struct Reader *outer; // whose file extends this one
  uint32_t depth;
} Reader;

static Diagnostics *diagnostics_of(const Reader *reader) {
  return reader->reading->diagnostics;
}

static Arena *arena_of(const Reader *reader) {
  return reader->reading->arena;
}

static Place place_of(const Reader *reader, const Json *node, bool is_key) {
  return config_file_place(reader->file, node, is_key);
}

static void complain_type(Reader *reader, const Json *node, const char *wanted) {
  diag_add(diagnostics_of(reader), MESSAGE_CONFIG_TYPE, place_of(reader, node, false), node->key,
           text_of(wanted));
}

static ConfigPart *add_part(Reader *reader) {
  ConfigPart *part = arena_new(arena_of(reader), ConfigPart, 1);
  part->within = reader->within;
  part->folder = reader->file->folder;
  array_push(arena_of(reader), &reader->source->parts, part);
  return part;
}

// ---- Keys with values of their own

static void read_rules(Reader *reader, ConfigPart *part, const Json *node) {
  RuleOrigin origin = {reader->reading, reader->file, TEXT(""), reader->kind != CONFIG_OWN};
  if (node->kind != JSON_OBJECT) {
    complain_type(reader, node, "an object, such as { \"eqeqeq\": \"error\" }");
    return;
  }
  for (const Json *rule = node->first_child; rule; rule = rule->next) {
    if (config_file_is_enough(diagnostics_of(reader))) return;
    config_add_rule(&origin, part, rule);
  }
}

static void read_globals(Reader *reader, ConfigPart *part, const Json *node) {
  const Json *each = node->kind == JSON_OBJECT ? node->first_child : NULL;
  if (node->kind != JSON_OBJECT)
    complain_type(reader, node, "an object, such as { \"name\": \"readonly\" }");
  for (; each; each = each->next) {
    if (config_add_global(arena_of(reader), part, each->key, each)) continue;
    complain_type(reader, each, "\"readonly\", \"writable\" or \"off\"");
  }
}

static void complain_environment(Reader *reader, const Json *node) {
  Diagnostic *unknown = diag_add(diagnostics_of(reader), MESSAGE_LINT_NO_ENVIRONMENT,
                                 place_of(reader, node, true), node->key);
  if (reader->kind != CONFIG_OWN)
    diag_set_severity(diagnostics_of(reader), unknown, SEVERITY_WARNING);
  Text similar = config_suggest_environment(node->key);
  if (similar.size)
    diag_note(diagnostics_of(reader), unknown, MESSAGE_DID_YOU_MEAN, NOWHERE, similar);
}

static void read_environments(Reader *reader, ConfigPart *part, const Json *node) {
  const Json *each = node->kind == JSON_OBJECT ? node->first_child : NULL;
  if (node->kind != JSON_OBJECT)
    complain_type(reader, node, "an object, such as { \"node\": true }");
  for (; each; each = each->next) {
    bool is_plugins = text_find_byte(each->key, '/', 0) != TEXT_NOT_FOUND;
    if (each->kind != JSON_TRUE && each->kind != JSON_FALSE)
      complain_type(reader, each, "true or false");
    else if (!is_plugins &&
             !config_add_environment(arena_of(reader), part, each->key, each->kind == JSON_TRUE))
      complain_environment(reader, each);
  }
}

// Strings of a list, or one string, each given to `take`.
static void read_strings(Reader *reader, const Json *node,
                         void (*take)(Reader *reader, void *to, const Json *item), void *to) {
  const Json *item = node->kind == JSON_ARRAY ? node->first_child : node;
  while (item) {
    if (json_text(item).size)
      take(reader, to, item);
    else
      complain_type(reader, node, "a string, or a list of strings");
    item = node->kind == JSON_ARRAY ? item->next : NULL;
  }
}

static void take_ignore(Reader *reader, void *to, const Json *item) {
  (void)to;
  ignore_add(arena_of(reader), &reader->source->ignore, item->text);
}

static void take_glob(Reader *reader, void *to, const Json *item) {
  Text pattern = item->text;
  if (text_starts(pattern, TEXT("./"))) pattern = text_slice(pattern, 2, pattern.size);
  Glob glob = glob_make(arena_of(reader), pattern);
  ConfigPart *part = to;
  array_push(arena_of(reader), &part->files, glob);
}

static void take_excluded(Reader *reader, void *to, const Json *item) {
  ConfigPart *part = to;
  array_push(arena_of(reader), &part->excluded, glob_make(arena_of(reader), item->text));
}

static void read_parser(Reader *reader, ConfigPart *part, const Json *node) {
  if (node->kind != JSON_OBJECT) {
    complain_type(reader, node, "an object, such as { \"ecmaVersion\": 2022 }");
    return;
  }
  for (const Json *each = node->first_child; each; each = each->next) {
    bool is_features = text_is(each->key, TEXT("ecmaFeatures")) && each->kind == JSON_OBJECT;
    const Json *feature = is_features ? each->first_child : each;
    while (feature) {
      bool is_known = config_set_parser(part, feature->key, feature);
      if (!is_known && reader->kind == CONFIG_OWN)
        diag_add(diagnostics_of(reader), MESSAGE_LINT_PARSER_OPTION,
                 place_of(reader, feature, false), feature->key);
      feature = is_features ? feature->next : NULL;
    }
  }
}

static void read_wish(Reader *reader, Wish *wish, const Json *node) {
  Text text = json_text(node);
  bool is_word = text_is(text, TEXT("warn")) || text_is(text, TEXT("error"));
  if (node->kind == JSON_TRUE || is_word)
    *wish = WISH_YES;
  else if (node->kind == JSON_FALSE || text_is(text, TEXT("off")))
    *wish = WISH_NO;
  else
    complain_type(reader, node, "true or false");
}

// ---- What is extended

static void read_object(Reader *reader, const Json *object);
static void read_whole(Reader *reader);

static bool is_open(const Reader *reader, Text path) {
  for (; reader; reader = reader->outer) {
    if (text_is(reader->file->path, path)) return true;
  }
  return false;
}

static void extend_file(Reader *reader, const Json *name) {
  Diagnostics *diagnostics = diagnostics_of(reader);
  Arena *arena = arena_of(reader);
  Place place = place_of(reader, name, false);
  Text path = path_resolve(arena, reader->file->folder, name->text), real;
  ConfigFile *file = arena_new(arena, ConfigFile, 1);
  if (reader->reading->paths) array_push(arena, reader->reading->paths, path);
  int code = file_real_path(arena, path.at, &real);
  if (code == 0 && is_open(reader, real)) {
    diag_add(diagnostics, MESSAGE_CONFIG_CIRCLE, place, name->text);
    return;
  }
  if (reader->depth >= NESTING_LIMIT) {
    diag_add(diagnostics, MESSAGE_CONFIG_TOO_LONG, place, text_format(arena, "%d", NESTING_LIMIT));
    return;
  }
  if (code == 0) code = config_file_read(file, path, reader->reading->working_folder, diagnostics);
  if (code < 0) {
    diag_add(diagnostics, MESSAGE_CONFIG_NO_BASE, place, name->text,
             text_of(file_error_text(code)));
  } else if (file->root) {
    Reader inner = *reader;
    inner.file = file;
    inner.outer = reader;
    inner.depth++;
    read_whole(&inner);
  }
}

static bool is_file(Text name) {
  return text_starts(name, TEXT(".")) || path_is_absolute(name);
}

static void extend(Reader *reader, void *to, const Json *name) {
  (void)to;
  Arena *arena = arena_of(reader);
  ConfigPart *preset = config_preset(arena, name->text, 2);
  bool is_config_file = is_file(name->text) ||
                        (reader->kind == CONFIG_OXLINT && text_ends(name->text, TEXT(".json")));
  if (is_config_file) {
    extend_file(reader, name);
  } else if (preset) {
    preset->within = reader->within;
    array_push(arena, &reader->source->parts, preset);
  } else {
    MessageId id = reader->kind == CONFIG_OWN ? MESSAGE_LINT_NO_SET : MESSAGE_LINT_SET_LEFT;
    diag_add(diagnostics_of(reader), id, place_of(reader, name, false), name->text);
  }
}

// oxlint's groups of rules: "correctness" is what is recommended; of the others we have no lists.
static void read_categories(Reader *reader, const Json *node) {
  const Json *value = json_get(node, TEXT("correctness"));
  RuleSetting setting;
  if (!value || !rule_setting_read(value, &setting)) setting.severity = 1;
  ConfigPart *preset = config_preset(arena_of(reader), TEXT("recommended"), setting.severity);
  preset->within = reader->within;
  array_push(arena_of(reader), &reader->source->parts, preset);
}

// ---- Objects

typedef enum Key {
  KEY_SCHEMA,
  KEY_ROOT,
  KEY_EXTENDS,
  KEY_RULES,
  KEY_QUERIES,
  KEY_OVERRIDES,
  KEY_GLOBALS,
  KEY_ENV,
  KEY_IGNORE,
  KEY_FILES,
  KEY_EXCLUDED,
  KEY_SOURCE_TYPE,
  KEY_PARSER,
  KEY_NO_INLINE,
  KEY_UNUSED,
  KEY_CATEGORIES,
  KEY_COUNT,
} Key;

static const struct {
  Text name;
  bool is_foreign; // only other linters write it so
} keys[] = {
    [KEY_SCHEMA] = {TEXT("$schema"), false},
    [KEY_ROOT] = {TEXT("root"), false},
    [KEY_EXTENDS] = {TEXT("extends"), false},
    [KEY_RULES] = {TEXT("rules"), false},
    [KEY_QUERIES] = {TEXT("queries"), false},
    [KEY_OVERRIDES] = {TEXT("overrides"), false},
    [KEY_GLOBALS] = {TEXT("globals"), false},
    [KEY_ENV] = {TEXT("env"), false},
    [KEY_IGNORE] = {TEXT("ignore"), false},
    [KEY_FILES] = {TEXT("files"), false},
    [KEY_EXCLUDED] = {TEXT("excludedFiles"), false},
    [KEY_SOURCE_TYPE] = {TEXT("sourceType"), false},
    [KEY_PARSER] = {TEXT("parserOptions"), false},
    [KEY_NO_INLINE] = {TEXT("noInlineConfig"), false},
    [KEY_UNUSED] = {TEXT("reportUnusedDisableDirectives"), false},
    [KEY_CATEGORIES] = {TEXT("categories"), true},
};

static Key find_key(Text name) {
  if (text_is(name, TEXT("ignorePatterns"))) return KEY_IGNORE;
  int key = 0;
  while (key < KEY_COUNT && !text_is(keys[key].name, name)) key++;
  return (Key)key;
}

static void complain_unknown(Reader *reader, const Json *node) {
  if (reader->kind != CONFIG_OWN) return;
  Suggestion best = {0};
  for (int i = 0; i < KEY_COUNT; i++) {
    if (!keys[i].is_foreign) suggest_consider(&best, node->key, keys[i].name);
  }
  Diagnostic *unknown = diag_add(diagnostics_of(reader), MESSAGE_CONFIG_UNKNOWN,
                                 place_of(reader, node, true), node->key);
  if (best.name.size)
    diag_note(diagnostics_of(reader), unknown, MESSAGE_DID_YOU_MEAN, NOWHERE, best.name);
}

static void read_member(Reader *reader, ConfigPart *part, const Json *node) {
  switch (find_key(node->key)) {
  case KEY_RULES: read_rules(reader, part, node); break;
  case KEY_GLOBALS: read_globals(reader, part, node); break;
  case KEY_ENV: read_environments(reader, part, node); break;
  case KEY_PARSER: read_parser(reader, part, node); break;
  case KEY_IGNORE: read_strings(reader, node, take_ignore, NULL); break;
  case KEY_NO_INLINE: read_wish(reader, &part->no_inline, node); break;
  case KEY_UNUSED: read_wish(reader, &part->reports_unused, node); break;
  case KEY_SOURCE_TYPE:
    if (!config_set_goal(part, json_text(node)))
      complain_type(reader, node, "\"module\", \"script\" or \"commonjs\"");
    break;
  case KEY_ROOT:
    if (node->kind == JSON_TRUE)
      reader->source->is_root = true;
    else if (node->kind != JSON_FALSE)
      complain_type(reader, node, "true or false");
    break;
  case KEY_COUNT: complain_unknown(reader, node); break;
  case KEY_SCHEMA:
  case KEY_QUERIES:
  case KEY_EXTENDS:
  case KEY_OVERRIDES:
  case KEY_CATEGORIES:
  case KEY_FILES:
  case KEY_EXCLUDED: break; // read before or behind the others
  }
}

// Each query is a part of its own, about the files that it names.
static void read_queries(Reader *reader, const Json *node) {
  RuleOrigin origin = {reader->reading, reader->file, TEXT(""), false};
  const Json *own = node->kind == JSON_OBJECT ? node->first_child : NULL;
  if (node->kind != JSON_OBJECT)
    complain_type(reader, node, "an object, such as { \"team/no-console\": { \"query\": … } }");
  for (; own; own = own->next) {
    if (config_file_is_enough(diagnostics_of(reader))) return;
    ConfigPart *part = add_part(reader);
    const Json *files = json_get(own, TEXT("files")),
               *excluded = json_get(own, TEXT("excludedFiles"));
    part->has_patterns = files || excluded;
    if (files) read_strings(reader, files, take_glob, part);
    if (excluded) read_strings(reader, excluded, take_excluded, part);
    if (!files && excluded)
      array_push(arena_of(reader), &part->files, glob_make(arena_of(reader), TEXT("**")));
    config_add_query(&origin, part, own);
  }
}

static void read_override(Reader *reader, const Json *object) {
  if (object->kind != JSON_OBJECT || !json_get(object, TEXT("files"))) {
    diag_add(diagnostics_of(reader), MESSAGE_LINT_OVERRIDE, place_of(reader, object, false));
    return;
  }
  ConfigPart *about = arena_new(arena_of(reader), ConfigPart, 1);
  *about =
      (ConfigPart){.within = reader->within, .folder = reader->file->folder, .has_patterns = true};
  read_strings(reader, json_get(object, TEXT("files")), take_glob, about);
  const Json *excluded = json_get(object, TEXT("excludedFiles"));
  if (excluded) read_strings(reader, excluded, take_excluded, about);
  Reader inner = *reader;
  inner.within = about;
  inner.depth++;
  if (inner.depth < NESTING_LIMIT) read_object(&inner, object);
}

static void read_object(Reader *reader, const Json *object) {
  const Json *extends = json_get(object, TEXT("extends"));
  const Json *categories = json_get(object, TEXT("categories"));
  const Json *overrides = json_get(object, TEXT("overrides"));
  if (!reader->within && !reader->outer) {
    bool has_groups = reader->kind == CONFIG_OXLINT;
    reader->source->has_extends = extends || has_groups || reader->kind == CONFIG_ESLINT;
    if (has_groups) read_categories(reader, categories);
  }
  if (extends) read_strings(reader, extends, extend, NULL);
  const Json *queries = reader->kind == CONFIG_OWN ? json_get(object, TEXT("queries")) : NULL;
  if (queries) read_queries(reader, queries);
  ConfigPart *part = add_part(reader);
  for (const Json *node = object->first_child; node; node = node->next) {
    if (config_file_is_enough(diagnostics_of(reader))) return;
    read_member(reader, part, node);
  }
  if (overrides && overrides->kind != JSON_ARRAY)
    complain_type(reader, overrides, "a list of objects with \"files\"");
  for (const Json *each = overrides ? overrides->first_child : NULL; each; each = each->next) {
    read_override(reader, each);
  }
}

// Whether a file is a whole cbundle.json, whatever its name, and not a section of one.
static bool is_whole(const ConfigFile *file) {
  static const Text sections[] = {TEXT("build"), TEXT("builds"), TEXT("lint"), TEXT("serve")};
  if (text_is(path_basename(file->path), config_names[CONFIG_OWN])) return true;
  for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
    if (json_get(file->root, sections[i])) return true;
  }
  return false;
}

// cbundle.json has a section for us, and extends other such files as a whole.
static void read_whole(Reader *reader) {
  const Json *root = reader->file->root;
  if (reader->kind != CONFIG_OWN || !is_whole(reader->file)) {
    read_object(reader, root);
    return;
  }
  const Json *extends = json_get(root, TEXT("extends")), *section = json_get(root, TEXT("lint"));
  if (extends) read_strings(reader, extends, extend, NULL);
  if (json_is(section, JSON_OBJECT))
    read_object(reader, section);
  else if (section)
    complain_type(reader, section, "an object");
}

ConfigSource *config_source_read(const ConfigReading *reading, Text path, ConfigKind kind,
                                 int *code) {
  Arena *arena = reading->arena;
  ConfigFile *file = arena_new(arena, ConfigFile, 1);
  uint32_t errors = reading->diagnostics->error_count;
  *code = config_file_read(file, path, reading->working_folder, reading->diagnostics);
  if (*code < 0 || !file->root) return NULL;
  bool says_nothing = kind == CONFIG_OWN && is_whole(file) && !json_get(file->root, TEXT("lint")) &&
                      !json_get(file->root, TEXT("extends"));
  if (says_nothing) return NULL;
  ConfigSource *source = arena_new(arena, ConfigSource, 1);
  *source = (ConfigSource){.kind = kind, .file = file, .ignore = {.folder = file->folder}};
  Reader reader = {.reading = reading, .source = source, .file = file, .kind = kind};
  read_whole(&reader);
  return reading->diagnostics->error_count == errors ? source : NULL;
}
