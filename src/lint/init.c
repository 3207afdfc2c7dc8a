// What can be taken over is copied, member by member; rules that are not there, and what says
// nothing to us, are left out. A cbundle.json that has no "lint" yet gets it as its last member.
#include "lint/init.h"

#include "base/json_write.h"
#include "base/path.h"
#include "host/files.h"
#include "lint/config.h"
#include "lint/environments.h"

typedef struct Init {
  Arena *arena;
  Diagnostics *diagnostics;
  Text folder;
  uint32_t kept, left; // rules
} Init;

// ---- Making JSON

static Json *add_member(Init *init, Json *to, Text key, JsonKind kind) {
  Json **end = &to->first_child;
  while (*end) end = &(*end)->next;
  *end = arena_new(init->arena, Json, 1);
  **end = (Json){.kind = kind, .key = key};
  return *end;
}

static Json *add_string(Init *init, Json *to, Text key, Text text) {
  Json *made = add_member(init, to, key, JSON_STRING);
  made->text = text;
  return made;
}

static void add_copy(Init *init, Json *to, Text key, const Json *value) {
  Json *made = add_member(init, to, key, value->kind);
  made->text = value->text;
  made->number = value->number;
  made->first_child = value->first_child; // shared: nobody changes it
}

static void drop_empty(Json *object, const Json *last) {
  if (last->first_child) return;
  Json **link = &object->first_child;
  while (*link && *link != last) link = &(*link)->next;
  *link = NULL;
}

// ---- What is taken over

static void take_extends(Init *init, Json *to, const Json *extends) {
  Json *list = add_member(init, to, TEXT("extends"), JSON_ARRAY);
  const Json *item = extends->kind == JSON_ARRAY ? extends->first_child : extends;
  while (item) {
    Text name = json_text(item);
    if (text_starts(name, TEXT("eslint:"))) name = text_slice(name, 7, name.size);
    bool is_taken = text_starts(name, TEXT(".")) || text_starts(name, TEXT("/")) ||
                    config_preset(init->arena, name, 2);
    if (is_taken) add_string(init, list, TEXT(""), name);
    item = extends->kind == JSON_ARRAY ? item->next : NULL;
  }
}

static void take_rules(Init *init, Json *to, const Json *rules) {
  Json *object = add_member(init, to, TEXT("rules"), JSON_OBJECT);
  for (const Json *rule = rules->first_child; rule; rule = rule->next) {
    Text name = rule->key;
    if (text_starts(name, TEXT("eslint/"))) name = text_slice(name, 7, name.size);
    bool is_stylistic;
    bool is_known = rule_named(name, &is_stylistic);
    if (is_known) add_copy(init, object, name, rule);
    init->kept += is_known;
    init->left += !is_known;
  }
  drop_empty(to, object);
}

static void take_parser(Init *init, Json *to, const Json *parser) {
  const Json *type = json_get(parser, TEXT("sourceType"));
  const Json *version = json_get(parser, TEXT("ecmaVersion"));
  const Json *features = json_get(parser, TEXT("ecmaFeatures"));
  if (type) add_copy(init, to, TEXT("sourceType"), type);
  Json *made = add_member(init, to, TEXT("parserOptions"), JSON_OBJECT);
  if (version) add_copy(init, made, TEXT("ecmaVersion"), version);
  for (const Json *each = features ? features->first_child : NULL; each; each = each->next) {
    ConfigPart unused = {0};
    if (config_set_parser(&unused, each->key, each)) add_copy(init, made, each->key, each);
  }
  drop_empty(to, made);
}

static void take_environments(Init *init, Json *to, const Json *env) {
  Json *made = add_member(init, to, TEXT("env"), JSON_OBJECT);
  for (const Json *each = env->first_child; each; each = each->next) {
    if (environment_is_known(each->key)) add_copy(init, made, each->key, each);
  }
  drop_empty(to, made);
}

static void take_object(Init *init, Json *to, const Json *from);

static void take_overrides(Init *init, Json *to, const Json *overrides) {
  Json *list = add_member(init, to, TEXT("overrides"), JSON_ARRAY);
  for (const Json *each = overrides->first_child; each; each = each->next) {
    if (json_get(each, TEXT("files")))
      take_object(init, add_member(init, list, TEXT(""), JSON_OBJECT), each);
  }
  drop_empty(to, list);
}

// Recursion is bounded by the depth of JSON that is read.
static void take_object(Init *init, Json *to, const Json *from) {
  static const Text copied[] = {
      TEXT("root"),    TEXT("files"),          TEXT("excludedFiles"),
      TEXT("globals"), TEXT("noInlineConfig"), TEXT("reportUnusedDisableDirectives"),
  };
  for (const Json *each = from->first_child; each; each = each->next) {
    Text key = each->key;
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++) {
      if (text_is(key, copied[i])) add_copy(init, to, key, each);
    }
    if (text_is(key, TEXT("extends"))) take_extends(init, to, each);
    if (text_is(key, TEXT("rules"))) take_rules(init, to, each);
    if (text_is(key, TEXT("env"))) take_environments(init, to, each);
    if (text_is(key, TEXT("parserOptions"))) take_parser(init, to, each);
    if (text_is(key, TEXT("overrides"))) take_overrides(init, to, each);
    if (text_is(key, TEXT("ignorePatterns"))) add_copy(init, to, TEXT("ignore"), each);
  }
}

// ---- Files

// The configuration of another linter; NULL: there is none. `*is_good` is false if it has mistakes.
static const ConfigSource *find_old(Init *init, bool *is_good) {
  ConfigReading reading = {init->arena, init->diagnostics, init->folder, NULL, NULL};
  static const ConfigKind kinds[] = {CONFIG_ESLINT, CONFIG_OXLINT};
  for (int i = 0; i < 2; i++) {
    Text path = path_join(init->arena, init->folder, config_names[kinds[i]]);
    if (file_kind(path.at) == FILE_NONE) continue;
    int code;
    const ConfigSource *source = config_source_read(&reading, path, kinds[i], &code);
    *is_good = source != NULL;
    if (code < 0)
      diag_add(init->diagnostics, MESSAGE_COULD_NOT_READ, NOWHERE, config_names[kinds[i]],
               text_of(file_error_text(code)));
    return source;
  }
  return NULL;
}

// A section for those who have none: what is on without any.
static Json *make_section(Init *init, const ConfigSource *old) {
  Json *section = arena_new(init->arena, Json, 1);
  *section = (Json){.kind = JSON_OBJECT, .key = TEXT("lint")};
  if (old) {
    if (!json_get(old->file->root, TEXT("extends")) && old->kind == CONFIG_ESLINT)
      add_member(init, section, TEXT("extends"), JSON_ARRAY);
    take_object(init, section, old->file->root);
    return section;
  }
  Json *extends = add_member(init, section, TEXT("extends"), JSON_ARRAY);
  add_string(init, extends, TEXT(""), TEXT("recommended"));
  add_member(init, section, TEXT("rules"), JSON_OBJECT);
  return section;
}

// The text of the file with the section as the last member of its object.
static Text insert(Init *init, const ConfigFile *file, const Json *section) {
  Text text = file->file.text;
  uint32_t brace = text_find_last_byte(file->plain, '}'), end = brace;
  while (end > 0 && memchr(" \t\r\n", file->plain.at[end - 1], 4)) end--;
  bool needs_comma = file->plain.at[end - 1] != '{' && text.at[end] != ',';
  uint32_t rest = brace; // comments behind the last member stay with it
  while (rest > end && memchr(" \t\r\n", text.at[rest - 1], 4)) rest--;
  Buffer out = {.arena = init->arena};
  buffer_add_text(&out, text_slice(text, 0, end));
  if (needs_comma) buffer_add_byte(&out, ',');
  buffer_add_text(&out, text_slice(text, end, rest));
  buffer_add_literal(&out, "\n  \"lint\": ");
  json_write_lines(&out, section, 1);
  buffer_add_byte(&out, '\n');
  buffer_add_text(&out, text_slice(text, brace, text.size));
  return buffer_text(&out);
}

static Text whole_file(Init *init, Json *section) {
  Json *root = arena_new(init->arena, Json, 1);
  *root = (Json){.kind = JSON_OBJECT, .first_child = section};
  Buffer out = {.arena = init->arena};
  json_write_lines(&out, root, 0);
  buffer_add_byte(&out, '\n');
  return buffer_text(&out);
}

// The cbundle.json that is there. False: it is in the way.
static bool read_present(Init *init, Text path, ConfigFile *file) {
  *file = (ConfigFile){0};
  if (file_kind(path.at) == FILE_NONE) return true;
  int code = config_file_read(file, path, init->folder, init->diagnostics);
  if (code < 0) {
    diag_add(init->diagnostics, MESSAGE_COULD_NOT_READ, NOWHERE, file->file.path,
             text_of(file_error_text(code)));
  } else if (file->root && json_get(file->root, TEXT("lint"))) {
    diag_add(init->diagnostics, MESSAGE_LINT_HAS_CONFIG, NOWHERE, file->file.path);
    return false;
  }
  return code == 0 && file->root;
}

static void tell(const Init *init, const ConfigSource *old, bool was_there, Buffer *out) {
  buffer_add_format(out, "%s \"lint\" in cbundle.json", was_there ? "Added" : "Wrote");
  if (old) {
    buffer_add_format(out, " from %.*s: %u rule%s", TEXT_ARGS(old->file->file.path), init->kept,
                      init->kept == 1 ? "" : "s");
    if (init->left) buffer_add_format(out, ", %u left out that cbundle does not have", init->left);
  } else {
    buffer_add_literal(out, ", with the recommended rules");
  }
  buffer_add_literal(out, ".\n");
}

bool lint_init(Diagnostics *diagnostics, Buffer *out) {
  Arena *arena = diagnostics->arena;
  Init init = {.arena = arena, .diagnostics = diagnostics, .folder = file_working_folder(arena)};
  Text path = path_join(arena, init.folder, config_names[CONFIG_OWN]);
  ConfigFile present;
  bool is_good = true;
  if (!read_present(&init, path, &present)) return false;
  const ConfigSource *old = find_old(&init, &is_good);
  if (!is_good) return false;
  Json *section = make_section(&init, old);
  Text text = present.root ? insert(&init, &present, section) : whole_file(&init, section);
  int code = file_write(path.at, text.at, text.size, false);
  if (code < 0)
    diag_add(diagnostics, MESSAGE_COULD_NOT_WRITE, NOWHERE, config_names[CONFIG_OWN],
             text_of(file_error_text(code)));
  else
    tell(&init, old, present.root != NULL, out);
  return code == 0;
}
