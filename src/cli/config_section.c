// Keys are a command's flags by their names in camel case, and "entryPoints" of builds. Sections
// are read in the order in which they count; the later ones win.
#include "cli/config_section.h"

#include "base/buffer.h"
#include "base/json_walk.h"
#include "base/path.h"
#include "base/suggest.h"
#include "cli/config_key.h"

typedef struct Reader {
  const ConfigFile *file;
  Text working_folder;
  const FlagTable *flags;
  void *command;
  Diagnostics *diagnostics;
  Arena *arena;
} Reader;

static const Text entry_key = TEXT("entryPoints");

// --- Keys ----------------------------------------------------------------------------------------

static bool is_key(const FlagTable *flags, const Option *option) {
  return option->group != flags->group_off_file;
}

static bool has_entries(const FlagTable *flags) {
  return flags == &options_flags;
}

// Whether it is the flag of this name; of those that mean something special in a file.
static bool is_flag(const Option *option, Text name) {
  return text_is(option->name, name);
}

static const Option *find_option(const FlagTable *flags, Arena *arena, Text key) {
  for (size_t i = 0; i < flags->option_count; i++) {
    const Option *option = &flags->options[i];
    if (is_key(flags, option) && text_is(config_key(arena, option->name), key)) return option;
  }
  return NULL;
}

// Whether keys such as "banner.js" begin with `key` and a dot.
static bool is_object_of_flags(const FlagTable *flags, Arena *arena, Text key) {
  Text start = text_concat(arena, key, TEXT("."));
  for (size_t i = 0; i < flags->option_count; i++) {
    if (text_starts(config_key(arena, flags->options[i].name), start)) return true;
  }
  return false;
}

Text config_section_suggest(const FlagTable *flags, Arena *arena, Text key) {
  Suggestion best = {0};
  if (has_entries(flags)) suggest_consider(&best, key, entry_key);
  for (size_t i = 0; i < flags->option_count; i++) {
    const Option *option = &flags->options[i];
    if (is_key(flags, option)) suggest_consider(&best, key, config_key(arena, option->name));
  }
  return best.name;
}

static const FlagName *find_unavailable(const FlagTable *flags, Text key) {
  Buffer flag = {0};
  Arena scratch = {0};
  flag.arena = &scratch;
  for (uint32_t i = 0; i < key.size; i++) {
    bool is_upper = key.at[i] >= 'A' && key.at[i] <= 'Z';
    if (is_upper) buffer_add_byte(&flag, '-');
    buffer_add_byte(&flag, (char)(is_upper ? key.at[i] | 32 : key.at[i]));
  }
  const FlagName *found = flags_find_unavailable(flags, buffer_text(&flag));
  arena_release(&scratch);
  return found;
}

static void complain_unknown(Reader *reader, const Json *node, Text key) {
  Place place = config_file_place(reader->file, node, true);
  const FlagName *unavailable = find_unavailable(reader->flags, key);
  if (unavailable) {
    Diagnostic *added = diag_add(reader->diagnostics, MESSAGE_CONFIG_NOT_IN_VERSION, place, key,
                                 text_of(cb_version()));
    if (unavailable->meant.size)
      diag_note(reader->diagnostics, added, MESSAGE_FLAG_INSTEAD, NOWHERE, unavailable->meant);
    return;
  }
  Diagnostic *unknown = diag_add(reader->diagnostics, MESSAGE_CONFIG_UNKNOWN, place, key);
  Text meant = config_section_suggest(reader->flags, reader->arena, key);
  if (meant.size)
    diag_note(reader->diagnostics, unknown, MESSAGE_DID_YOU_MEAN, NOWHERE, meant);
  else
    diag_note(reader->diagnostics, unknown, MESSAGE_CONFIG_KEYS, NOWHERE,
              reader->flags->help_words);
}

// --- What a value must be ------------------------------------------------------------------------

// Appends `["A", "B"]` for "A,B", and `["a"]` for "a|b".
static void add_list_example(Buffer *out, Text value) {
  buffer_add_literal(out, "a list of strings, such as [");
  for (Text rest = text_until(value, '|'); rest.size;) {
    Text item = text_next(&rest, ',');
    buffer_add_format(out, "\"%.*s\"%s", TEXT_ARGS(item), rest.size ? ", " : "");
  }
  buffer_add_byte(out, ']');
}

static Text describe(const FlagTable *flags, Arena *arena, const Option *option) {
  Buffer out = {.arena = arena};
  OptionRange range = flags->ranges[option - flags->options];
  Text key = text_until(option->value, '=');
  switch (option->kind) {
  case OPTION_FLAG: return TEXT("true or false");
  case OPTION_CHOICE: return flags_list_values(flags, arena, option, true);
  case OPTION_NUMBER:
    buffer_add_format(&out, "a whole number from %u to %u", range.least, range.most);
    break;
  case OPTION_TEXT: return TEXT("a string that is not empty");
  case OPTION_OPTIONAL: return TEXT("a string, true or false");
  case OPTION_ANYTEXT: return TEXT("a string");
  case OPTION_LIST:
  case OPTION_MANY: add_list_example(&out, option->value); break;
  case OPTION_PAIRS:
    buffer_add_format(&out, "an object of strings, such as { \"%.*s\": \"%.*s\" }", TEXT_ARGS(key),
                      (int)(option->value.size - key.size - 1), option->value.at + key.size + 1);
    break;
  }
  return buffer_text(&out);
}

static void complain_value(Reader *reader, const Json *node, Text key, Text what) {
  diag_add(reader->diagnostics, MESSAGE_CONFIG_TYPE, config_file_place(reader->file, node, false),
           key, what);
}

static void complain_item(Reader *reader, const Json *item, Text key, Text what) {
  diag_add(reader->diagnostics, MESSAGE_CONFIG_ITEM_TYPE,
           config_file_place(reader->file, item, false), key, what);
}

// --- Paths ---------------------------------------------------------------------------------------

// A path of the file, such that it is right in the working folder.
static Text seen_from_here(Reader *reader, Text path) {
  bool is_same = text_is(reader->file->folder, reader->working_folder);
  if (is_same || path_is_absolute(path)) return path;
  Text absolute = path_resolve(reader->arena, reader->file->folder, path);
  Text here = path_relative(reader->arena, reader->working_folder, absolute);
  bool wants_dot = text_starts(path, TEXT(".")) && !text_starts(here, TEXT("."));
  return text_concat(reader->arena, wants_dot ? TEXT("./") : TEXT(""), here);
}

static bool takes_path(const Option *option) {
  bool is_text = option->kind == OPTION_TEXT || option->kind == OPTION_MANY;
  return is_text &&
         (text_is(option->value, TEXT("PATH")) || text_is(option->value, TEXT("FOLDER")) ||
          text_is(option->value, TEXT("FILE")));
}

// Where names are written as well, what looks like a path is one.
static const char *string_for(Reader *reader, const Option *option, Text text) {
  bool may_be_path = option->kind == OPTION_PAIRS || option->kind == OPTION_MANY;
  bool is_path = takes_path(option) || (may_be_path && path_is_dotted(text));
  if (is_path && !is_flag(option, TEXT("define"))) text = seen_from_here(reader, text);
  return text_copy(reader->arena, text).at;
}

// --- Values --------------------------------------------------------------------------------------

static bool read_choice(Reader *reader, const Option *option, const Json *node) {
  Text text = json_text(node);
  bool is_bare = text_is(text, TEXT("true")) || text_is(text, TEXT("false")) || text.size == 0;
  if (node->kind == JSON_TRUE) text = TEXT("true");
  if (node->kind == JSON_FALSE) text = TEXT("false");
  if (is_bare && node->kind == JSON_STRING) return false;
  const OptionValue *row = flags_find_value(reader->flags, option, text);
  if (row) flags_set_choice(reader->flags, reader->command, row);
  return row != NULL;
}

static bool read_number(Reader *reader, const Option *option, const Json *node) {
  OptionRange range = reader->flags->ranges[option - reader->flags->options];
  if (node->kind != JSON_NUMBER || node->number < range.least || node->number > range.most) {
    return false;
  }
  unsigned number = (unsigned)node->number;
  if (number != node->number) return false;
  *(unsigned *)flags_field(reader->command, option) = number;
  return true;
}

// The JSON of an object, as it stands in the file without comments.
static Text text_of_object(const ConfigFile *file, const Json *node) {
  JsonWalk walk = {file->plain, config_file_place(file, node, false).start};
  return json_walk_skip(&walk);
}

static bool read_text(Reader *reader, const Option *option, const Json *node) {
  const char **field = flags_field(reader->command, option);
  if (is_flag(option, TEXT("tsconfig-raw")) && node->kind == JSON_OBJECT) {
    *field = text_copy(reader->arena, text_of_object(reader->file, node)).at;
    return true;
  }
  bool is_alone = node->kind == JSON_TRUE || node->kind == JSON_FALSE; // as a flag would be
  if (option->kind == OPTION_OPTIONAL && is_alone) {
    *field = node->kind == JSON_TRUE ? "" : NULL;
    return true;
  }
  bool may_be_empty = option->kind == OPTION_ANYTEXT || option->kind == OPTION_OPTIONAL;
  bool is_good = node->kind == JSON_STRING && (node->text.size || may_be_empty);
  if (!is_good) return false;
  *field = string_for(reader, option, node->text);
  return true;
}

static bool is_extension(Text text) {
  return text_starts(text, TEXT(".")) && text.size > 1;
}

// Whether `text` is one of the words of `choices`, "a|b"; where there is no "|", any text is.
static bool is_choice(Text choices, Text text) {
  bool is_one = text_find_byte(choices, '|', 0) == TEXT_NOT_FOUND;
  for (Text rest = choices; !is_one && rest.size;) {
    is_one = text_is(text_next(&rest, '|'), text);
  }
  return is_one;
}

static bool is_item(const Option *option, Text text) {
  bool has_dots = is_flag(option, TEXT("resolve-extensions"));
  return text.size && is_choice(option->value, text) && (!has_dots || is_extension(text));
}

// What an item of a list must be.
static Text describe_item(Arena *arena, const Option *option) {
  if (is_flag(option, TEXT("resolve-extensions"))) {
    return TEXT("an extension with its dot, such as \".js\"");
  }
  Buffer out = {.arena = arena};
  bool has_choice = text_find_byte(option->value, '|', 0) != TEXT_NOT_FOUND;
  for (Text rest = option->value; has_choice && rest.size;) {
    Text word = text_next(&rest, '|');
    buffer_add_format(&out, "\"%.*s\"%s", TEXT_ARGS(word), rest.size ? " or " : "");
  }
  return has_choice ? buffer_text(&out) : TEXT("a string that is not empty");
}

// Strings of a list are added to `list`.
static bool read_strings(Reader *reader, const Option *option, const Json *node, CbStrings *list) {
  if (node->kind != JSON_ARRAY) return false;
  for (const Json *item = node->first_child; item; item = item->next) {
    if (config_file_is_enough(reader->diagnostics)) break;
    if (is_item(option, json_text(item)))
      flags_add_string(reader->arena, list, string_for(reader, option, item->text));
    else
      complain_item(reader, item, node->key, describe_item(reader->arena, option));
  }
  return true;
}

static bool read_list(Reader *reader, const Option *option, const Json *node) {
  CbStrings *list = arena_new(reader->arena, CbStrings, 1);
  if (!read_strings(reader, option, node, list)) return false;
  *(const CbStrings **)flags_field(reader->command, option) = list;
  return true;
}

// What stands for a constant; NULL if it is none.
static const char *constant_text(Reader *reader, const Json *node) {
  switch (node->kind) {
  case JSON_NULL: return "null";
  case JSON_TRUE: return "true";
  case JSON_FALSE: return "false";
  case JSON_NUMBER:
  case JSON_STRING: return text_copy(reader->arena, node->text).at;
  case JSON_ARRAY:
  case JSON_OBJECT: break;
  }
  return NULL;
}

static void add_pair(Reader *reader, const Option *option, Text key, const char *value) {
  CbPair pair = {text_copy(reader->arena, key).at, value};
  flags_add_pair(reader->arena, flags_field(reader->command, option), pair);
}

// Of "log-override": the values are those of another flag. NULL: any text will do.
static const Option *level_option(const Reader *reader, const Option *option) {
  if (!is_flag(option, TEXT("log-override"))) return NULL;
  return find_option(reader->flags, reader->arena, TEXT("logLevel"));
}

static void read_pair(Reader *reader, const Option *option, const Json *node) {
  bool is_define = is_flag(option, TEXT("define"));
  const Option *levels = level_option(reader, option);
  const char *constant = is_define ? constant_text(reader, node) : NULL;
  bool is_list = is_flag(option, TEXT("manual-chunks")) && node->kind == JSON_ARRAY;
  CbStrings list = {0};
  if (node->key.size == 0) {
    diag_add(reader->diagnostics, MESSAGE_CONFIG_EMPTY_KEY,
             config_file_place(reader->file, node, true));
  } else if (constant) {
    add_pair(reader, option, node->key, constant);
  } else if (is_list) {
    read_strings(reader, option, node, &list);
    for (size_t i = 0; i < list.count; i++) add_pair(reader, option, node->key, list.at[i]);
  } else if (levels && !flags_find_value(reader->flags, levels, json_text(node))) {
    complain_value(reader, node, node->key, describe(reader->flags, reader->arena, levels));
  } else if (node->kind == JSON_STRING) {
    add_pair(reader, option, node->key, string_for(reader, option, node->text));
  } else {
    complain_value(reader, node, node->key,
                   is_define ? TEXT("a string of JavaScript, a number, true, false or null")
                             : TEXT("a string"));
  }
}

static bool read_pairs(Reader *reader, const Option *option, const Json *node) {
  if (node->kind != JSON_OBJECT) return false;
  for (const Json *pair = node->first_child; pair; pair = pair->next) {
    if (config_file_is_enough(reader->diagnostics)) break;
    read_pair(reader, option, pair);
  }
  return true;
}

static bool read_value(Reader *reader, const Option *option, const Json *node) {
  bool is_bool = node->kind == JSON_TRUE || node->kind == JSON_FALSE;
  switch (option->kind) {
  case OPTION_FLAG:
    if (is_bool) *(bool *)flags_field(reader->command, option) = node->kind == JSON_TRUE;
    return is_bool;
  case OPTION_CHOICE: return read_choice(reader, option, node);
  case OPTION_NUMBER: return read_number(reader, option, node);
  case OPTION_TEXT:
  case OPTION_OPTIONAL:
  case OPTION_ANYTEXT: return read_text(reader, option, node);
  case OPTION_LIST: return read_list(reader, option, node);
  case OPTION_MANY: return read_strings(reader, option, node, flags_field(reader->command, option));
  case OPTION_PAIRS: return read_pairs(reader, option, node);
  }
  return false;
}

// --- Entries -------------------------------------------------------------------------------------

// An entry is a path, or the name of its output, "=" and a path.
static void add_entry(Reader *reader, Text name, Text path) {
  uint32_t equals = name.size ? TEXT_NOT_FOUND : text_find_byte(path, '=', 0);
  if (equals != TEXT_NOT_FOUND) {
    name = text_slice(path, 0, equals);
    path = text_slice(path, equals + 1, path.size);
  }
  Text entry = seen_from_here(reader, path);
  if (name.size) entry = text_concat(reader->arena, name, TEXT("="), entry);
  entry = text_copy(reader->arena, entry);
  BuildCommand *command = reader->command;
  flags_add_string(reader->arena, &command->build.entries, entry.at);
}

// A list of paths, or an object from the names of outputs to paths. A later section has entries of
// its own.
static void read_entries(Reader *reader, const Json *node) {
  if (node->kind != JSON_ARRAY && node->kind != JSON_OBJECT) {
    complain_value(reader, node, entry_key,
                   TEXT("a list of paths, such as [\"src/main.js\"], or an object from names of "
                        "outputs to paths"));
    return;
  }
  ((BuildCommand *)reader->command)->build.entries = (CbStrings){0};
  for (const Json *item = node->first_child; item; item = item->next) {
    if (config_file_is_enough(reader->diagnostics)) break;
    if (json_text(item).size)
      add_entry(reader, item->key.size ? item->key : TEXT(""), item->text);
    else
      complain_item(reader, item, entry_key, TEXT("a path"));
  }
}

// --- All members ---------------------------------------------------------------------------------

static void read_members(Reader *reader, const Json *object, Text prefix);

static void read_member(Reader *reader, const Json *node, Text prefix) {
  Text key = text_concat(reader->arena, prefix, node->key);
  const Option *option = find_option(reader->flags, reader->arena, key);
  if (text_is(key, entry_key) && has_entries(reader->flags)) {
    read_entries(reader, node);
  } else if (option) {
    if (read_value(reader, option, node)) return;
    complain_value(reader, node, key, describe(reader->flags, reader->arena, option));
  } else if (prefix.size == 0 && is_object_of_flags(reader->flags, reader->arena, key)) {
    if (node->kind == JSON_OBJECT)
      read_members(reader, node, text_concat(reader->arena, key, TEXT(".")));
    else
      complain_value(reader, node, key, TEXT("an object, such as { \"js\": \"TEXT\" }"));
  } else {
    complain_unknown(reader, node, key);
  }
}

// Two levels deep at most.
static void read_members(Reader *reader, const Json *object, Text prefix) {
  for (const Json *node = object->first_child; node; node = node->next) {
    if (config_file_is_enough(reader->diagnostics)) break;
    read_member(reader, node, prefix);
  }
}

void config_section_read(const ConfigSection *section, void *command, Diagnostics *diagnostics) {
  Reader reader = {section->file, section->working_folder, section->flags, command,
                   diagnostics,   diagnostics->arena};
  if (!has_entries(section->flags)) {
    read_members(&reader, section->object, TEXT(""));
    return;
  }
  BuildCommand *build = command;
  CbBuildOptions before = build->build;
  read_members(&reader, section->object, TEXT(""));
  options_drop_replaced(&build->build, &before);
}
