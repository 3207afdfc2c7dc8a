// Files that extend others come behind them, so that what counts is what is read last. Each section
// is read once for its mistakes, right away, and again for each build that it is part of.
#include "cli/config.h"

#include "base/buffer.h"
#include "base/map.h"
#include "base/suggest.h"
#include "cli/config_section.h"
#include "host/files.h"

enum { LONGEST_CHAIN = 64 }; // files that extend each other: recursion ends here

static const Text usual_name = TEXT("cbundle.json");

typedef struct Reader {
  Config *config;
  Diagnostics *diagnostics;
  Arena *arena;
  ConfigFile *open[LONGEST_CHAIN]; // each extends the next one
  uint32_t depth;
  Map known; // real paths of files that have been read
} Reader;

static void add_source(Reader *reader, Text path, const Text *text);
static bool read_file(Reader *reader, Text path, int *code);

void config_read(Config *config, const char *path, Diagnostics *diagnostics) {
  Arena *arena = diagnostics->arena;
  *config = (Config){.working_folder = file_working_folder(arena)};
  Reader reader = {.config = config, .diagnostics = diagnostics, .arena = arena};
  Text absolute = path_resolve(arena, config->working_folder, path ? text_of(path) : usual_name);
  if (!path && file_kind(absolute.at) == FILE_NONE) {
    add_source(&reader, absolute, NULL);
    return;
  }
  int code;
  if (!read_file(&reader, absolute, &code)) {
    diag_add(diagnostics, MESSAGE_COULD_NOT_READ, NOWHERE, path ? text_of(path) : usual_name,
             text_of(file_error_text(code)));
  }
}

const char *config_changed(const ConfigSources *sources) {
  const char *changed = NULL;
  Arena scratch = {0};
  for (uint32_t i = 0; !changed && i < sources->count; i++) {
    const ConfigSource *source = &sources->at[i];
    Text text;
    bool is_read = file_read(&scratch, source->path.at, &text) == 0;
    bool is_same = is_read == source->was_read && (!is_read || text_is(text, source->text));
    if (!is_same) changed = source->path.at;
  }
  arena_release(&scratch);
  return changed;
}

// Remembers a file; `text` is NULL if it can't be read.
static void add_source(Reader *reader, Text path, const Text *text) {
  ConfigSource source = {path, text != NULL, text ? *text : TEXT("")};
  array_push(reader->arena, &reader->config->sources, source);
}

// --- The keys at the top -------------------------------------------------------------------------

static void read_extends(Reader *reader, ConfigFile *file, const Json *node);
static void check_build(Reader *reader, const ConfigFile *file, const Json *node);
static void check_serve(Reader *reader, const ConfigFile *file, const Json *node);
static void check_builds(Reader *reader, const ConfigFile *file, const Json *node);

static const Text top_keys[] = {
    TEXT("$schema"), TEXT("extends"), TEXT("build"), TEXT("builds"), TEXT("lint"), TEXT("serve"),
};
enum { TOP_KEY_COUNT = sizeof top_keys / sizeof *top_keys };

static Text quoted_list(Arena *arena, const Text *names, uint32_t count) {
  Buffer list = {.arena = arena};
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) buffer_add_text(&list, i + 1 < count ? TEXT(", ") : TEXT(" and "));
    buffer_add_format(&list, "\"%.*s\"", TEXT_ARGS(names[i]));
  }
  return buffer_text(&list);
}

static void complain_unknown(Reader *reader, const ConfigFile *file, const Json *node) {
  Diagnostics *diagnostics = reader->diagnostics;
  Suggestion best = {0};
  for (int i = 0; i < TOP_KEY_COUNT; i++) suggest_consider(&best, node->key, top_keys[i]);
  Text flag = config_section_suggest(&options_flags, reader->arena, node->key);
  Diagnostic *unknown =
      diag_add(diagnostics, MESSAGE_CONFIG_UNKNOWN, config_file_place(file, node, true), node->key);
  if (text_is(flag, node->key))
    diag_note(diagnostics, unknown, MESSAGE_CONFIG_BELONGS, NOWHERE, flag);
  else if (best.name.size)
    diag_note(diagnostics, unknown, MESSAGE_DID_YOU_MEAN, NOWHERE, best.name);
  else
    diag_note(diagnostics, unknown, MESSAGE_CONFIG_TOP_KEYS, NOWHERE,
              quoted_list(reader->arena, top_keys, TOP_KEY_COUNT));
}

static void complain_type(Reader *reader, const ConfigFile *file, const Json *node, Text key,
                          Text wanted) {
  diag_add(reader->diagnostics, MESSAGE_CONFIG_TYPE, config_file_place(file, node, false), key,
           wanted);
}

// If not, that is told.
static bool is_object(Reader *reader, const ConfigFile *file, const Json *node) {
  if (node->kind == JSON_OBJECT) return true;
  complain_type(reader, file, node, node->key, TEXT("an object"));
  return false;
}

static void read_top(Reader *reader, ConfigFile *file, const Json *node) {
  if (text_is(node->key, TEXT("extends"))) {
    read_extends(reader, file, node);
  } else if (text_is(node->key, TEXT("build"))) {
    check_build(reader, file, node);
  } else if (text_is(node->key, TEXT("builds"))) {
    check_builds(reader, file, node);
  } else if (text_is(node->key, TEXT("serve"))) {
    check_serve(reader, file, node);
  } else if (text_is(node->key, TEXT("lint"))) {
    is_object(reader, file, node); // the linter says what is wrong in it
  } else if (!text_is(node->key, TEXT("$schema"))) {
    complain_unknown(reader, file, node);
  }
}

// Of keys that are the same, one would be passed over in silence.
static void check_keys(Reader *reader, const ConfigFile *file, const Json *object) {
  Map seen = {0};
  for (const Json *node = object->first_child; node; node = node->next) {
    bool is_new;
    map_add(reader->arena, &seen, node->key, &is_new);
    if (is_new || config_file_is_enough(reader->diagnostics)) continue;
    diag_add(reader->diagnostics, MESSAGE_CONFIG_TWICE, config_file_place(file, node, true),
             node->key);
  }
}

// --- Files that extend files ---------------------------------------------------------------------

static void read_keys(Reader *reader, ConfigFile *file) {
  check_keys(reader, file, file->root);
  for (const Json *node = file->root->first_child; node; node = node->next) {
    if (config_file_is_enough(reader->diagnostics)) break;
    read_top(reader, file, node);
  }
}

// False, with libuv's code, if the file can't be read. Recursion is bounded by LONGEST_CHAIN.
static bool read_file(Reader *reader, Text path, int *code) {
  ConfigFile *file = arena_new(reader->arena, ConfigFile, 1);
  *code = config_file_read(file, path, reader->config->working_folder, reader->diagnostics);
  add_source(reader, path, *code < 0 ? NULL : &file->file.text);
  if (*code < 0) return false;
  // Where a link leads, it may be written to as well.
  if (!text_is(path, file->path)) add_source(reader, file->path, &file->file.text);
  map_set(reader->arena, &reader->known, file->path, 0);
  if (!file->root) return true;
  reader->open[reader->depth++] = file;
  read_keys(reader, file);
  reader->depth--;
  array_push(reader->arena, &reader->config->files, file);
  return true;
}

static bool is_open(const Reader *reader, Text path) {
  for (uint32_t i = 0; i < reader->depth; i++) {
    if (text_is(reader->open[i]->path, path)) return true;
  }
  return false;
}

static void extend(Reader *reader, ConfigFile *file, const Json *name) {
  Diagnostics *diagnostics = reader->diagnostics;
  Place place = config_file_place(file, name, false);
  Text path = path_resolve(reader->arena, file->folder, json_text(name)), real;
  int code = file_real_path(reader->arena, path.at, &real);
  if (code < 0) add_source(reader, path, NULL);
  if (code == 0 && is_open(reader, real)) {
    diag_add(diagnostics, MESSAGE_CONFIG_CIRCLE, place, name->text);
  } else if (code == 0 && map_has(&reader->known, real)) {
    return; // it counts where it was named first
  } else if (reader->depth == LONGEST_CHAIN) {
    diag_add(diagnostics, MESSAGE_CONFIG_TOO_LONG, place,
             text_format(reader->arena, "%d", LONGEST_CHAIN));
  } else if (code < 0 || !read_file(reader, path, &code)) {
    diag_add(diagnostics, MESSAGE_CONFIG_NO_BASE, place, name->text,
             text_of(file_error_text(code)));
  }
}

static void read_extends(Reader *reader, ConfigFile *file, const Json *node) {
  static const Text wanted = TEXT("the path of a file, or a list of such paths");
  const Json *name = node->kind == JSON_ARRAY ? node->first_child : node;
  while (name && !config_file_is_enough(reader->diagnostics)) {
    if (json_text(name).size)
      extend(reader, file, name);
    else
      complain_type(reader, file, name, node->key, wanted);
    name = node->kind == JSON_ARRAY ? name->next : NULL;
  }
}

// --- Sections ------------------------------------------------------------------------------------

static void check_section(Reader *reader, const ConfigFile *file, const Json *node,
                          const FlagTable *flags, void *unused) {
  if (!is_object(reader, file, node)) return;
  check_keys(reader, file, node);
  ConfigSection section = {file, node, reader->config->working_folder, flags};
  config_section_read(&section, unused, reader->diagnostics);
}

static void check_build(Reader *reader, const ConfigFile *file, const Json *node) {
  BuildCommand unused = options_defaults();
  check_section(reader, file, node, &options_flags, &unused);
}

static void check_serve(Reader *reader, const ConfigFile *file, const Json *node) {
  ServeCommand unused = {0};
  check_section(reader, file, node, &serve_flags, &unused);
}

static void add_name(Reader *reader, Text name) {
  ConfigNames *names = &reader->config->names;
  for (uint32_t i = 0; i < names->count; i++) {
    if (text_is(names->at[i], name)) return;
  }
  array_push(reader->arena, names, name);
}

static void check_builds(Reader *reader, const ConfigFile *file, const Json *node) {
  if (!is_object(reader, file, node)) return;
  check_keys(reader, file, node);
  for (const Json *build = node->first_child; build; build = build->next) {
    if (config_file_is_enough(reader->diagnostics)) break;
    if (build->key.size == 0)
      diag_add(reader->diagnostics, MESSAGE_CONFIG_EMPTY_KEY, config_file_place(file, build, true));
    check_build(reader, file, build);
    add_name(reader, build->key);
  }
}

// Reads the section `key` of all files, or `inner` in there.
typedef struct Section {
  Text key, inner;
  const FlagTable *flags;
} Section;

static void apply(const Config *config, const Section *section, void *command, Arena *arena) {
  Diagnostics none = {.arena = arena};
  for (uint32_t i = 0; i < config->files.count; i++) {
    const ConfigFile *file = config->files.at[i];
    const Json *object = json_get(file->root, section->key);
    if (section->inner.size) object = json_get(object, section->inner);
    ConfigSection read = {file, object, config->working_folder, section->flags};
    if (object) config_section_read(&read, command, &none);
  }
}

void config_apply(const Config *config, Text name, BuildCommand *command, Arena *arena) {
  Section all = {TEXT("build"), TEXT(""), &options_flags};
  apply(config, &all, command, arena);
  Section own = {TEXT("builds"), name, &options_flags};
  if (name.size) apply(config, &own, command, arena);
}

void config_apply_serve(const Config *config, ServeCommand *command, Arena *arena) {
  BuildCommand build = {0};
  config_apply(config, TEXT(""), &build, arena);
  command->build = build.build;
  Section serve = {TEXT("serve"), TEXT(""), &serve_flags};
  apply(config, &serve, command, arena);
}
