// One loop over the words: a word that starts with a dash is a flag, looked up in options.def, any
// other is an entry. Whether the flags fit together is a question of its own, asked only when each
// by itself is right, so that one mistake is not told twice.
#include "cli/options.h"

#include "base/buffer.h"
#include "base/map.h"
#include "base/suggest.h"

#include <stddef.h>

const Option options_table[OPTION_COUNT] = {
#define OPTION(ID, KIND, name, field, value, GROUP, help)                                          \
  [OPTION_ID_##ID] = {TEXT(name),                                                                  \
                      OPTION_##KIND,                                                               \
                      GROUP_##GROUP,                                                               \
                      offsetof(BuildCommand, field),                                               \
                      sizeof((BuildCommand){0}.field),                                             \
                      TEXT(value),                                                                 \
                      TEXT(help)},
#include "cli/options.def"
};

const OptionValue options_values[OPTION_VALUE_COUNT] = {
#define VALUE(ID, text, value) {OPTION_ID_##ID, TEXT(text), value},
#include "cli/options.def"
};

const OptionRange options_ranges[OPTION_COUNT] = {
#define RANGE(ID, least, most) [OPTION_ID_##ID] = {least, most},
#include "cli/options.def"
};

// {what is written, what to write instead}
static const Text habits[][2] = {
#define ELSEWHERE(flag, instead) {TEXT(flag), TEXT(instead)},
#include "cli/options.def"
};
enum { HABIT_COUNT = sizeof habits / sizeof *habits };

static const Text unavailable[] = {
#define UNAVAILABLE(flag) TEXT(flag),
#include "cli/options.def"
};
enum { UNAVAILABLE_COUNT = sizeof unavailable / sizeof *unavailable };

typedef struct Reader {
  BuildCommand *command;
  Diagnostics *diagnostics;
  const char *const *words;
  size_t count, at; // `at` is the word that is being read
} Reader;

static void read_word(Reader *reader);

BuildCommand options_defaults(void) {
  return (BuildCommand){.log_level = LOG_INFO, .log_limit = 6};
}

void options_read(BuildCommand *command, OptionWords words, Diagnostics *diagnostics) {
  Reader reader = {command, diagnostics, words.at, words.count, 0};
  CbBuildOptions before = command->build;
  for (; reader.at < words.count; reader.at++) read_word(&reader);
  options_drop_replaced(&command->build, &before);
}

static void drop_other(const char *now, const char *before, const char **other,
                       const char *other_before) {
  if (now != before && *other == other_before) *other = NULL;
}

void options_drop_replaced(CbBuildOptions *now, const CbBuildOptions *before) {
  const char *outfile = now->outfile, *tsconfig = now->tsconfig;
  drop_other(now->outdir, before->outdir, &now->outfile, before->outfile);
  drop_other(outfile, before->outfile, &now->outdir, before->outdir);
  drop_other(now->tsconfig_raw, before->tsconfig_raw, &now->tsconfig, before->tsconfig);
  drop_other(tsconfig, before->tsconfig, &now->tsconfig_raw, before->tsconfig_raw);
}

static Diagnostic *complain(Reader *reader, MessageId id, Text a, Text b) {
  return diag_add(reader->diagnostics, id, NOWHERE, a, b);
}

static void advise(Reader *reader, Diagnostic *to, MessageId id, Text about) {
  diag_note(reader->diagnostics, to, id, NOWHERE, about);
}

// --- Finding the flag ----------------------------------------------------------------------------

// A word such as "--define:A=1", taken apart.
typedef struct Flag {
  Text word;
  const Option *option;
  char separator;    // '=', ':', or NUL where the name is all there is
  const char *value; // "A=1"; empty where there is none
} Flag;

static bool is_flag(Text word) {
  return word.size > 1 && word.at[0] == '-';
}

static Text without_dashes(Text word) {
  if (text_starts(word, TEXT("--"))) return text_slice(word, 2, word.size);
  return text_starts(word, TEXT("-")) ? text_slice(word, 1, word.size) : word;
}

// `option` is NULL where there is no such flag.
static Flag find_flag(Text word) {
  Flag flag = {.word = word, .value = ""};
  if (!text_starts(word, TEXT("--"))) return flag;
  Text body = without_dashes(word);
  for (int i = 0; i < OPTION_COUNT; i++) {
    const Option *option = &options_table[i];
    if (!text_starts(body, option->name)) continue;
    char next = body.at[option->name.size]; // words end with NUL
    if (next != '\0' && next != '=' && next != ':') continue;
    flag.option = option;
    flag.separator = next;
    if (next) flag.value = body.at + option->name.size + 1;
  }
  return flag;
}

bool options_know(Text word) {
  return find_flag(word).option != NULL;
}

static Text next_value(const Reader *reader);

// What somebody meant who is used to another tool; empty if that can't be told.
static Text by_habit(Reader *reader, Text word) {
  Text name = text_until(word, '=');
  for (size_t i = 0; i < HABIT_COUNT; i++) {
    if (!text_is(habits[i][0], name)) continue;
    Text value = text_slice(word, name.size, word.size);
    if (value.size == 0) value = next_value(reader);
    return text_concat(reader->diagnostics->arena, habits[i][1], value);
  }
  return TEXT("");
}

static bool repeats(const Option *option) {
  return option->kind == OPTION_MANY || option->kind == OPTION_PAIRS;
}

Text options_spelling(Arena *arena, const Option *option) {
  Text separator = option->value.size == 0 ? TEXT("") : repeats(option) ? TEXT(":") : TEXT("=");
  return text_concat(arena, TEXT("--"), option->name, separator, option->value);
}

// The flag whose name is closest to the one in `word`, with the value that `word` has.
static Text by_distance(Reader *reader, Text word) {
  Text body = without_dashes(word);
  Text names[] = {text_until(body, '='), text_until(text_until(body, '='), ':')};
  Suggestion best = {0};
  Text value = {0};
  const Option *option = NULL;
  for (int i = 0; i < 2 * OPTION_COUNT; i++) {
    Text name = names[i % 2];
    if (!suggest_consider(&best, name, options_table[i / 2].name)) continue;
    option = &options_table[i / 2];
    value = text_slice(body, name.size, body.size);
  }
  if (!option) return TEXT("");
  Text separator = value.size == 0 ? TEXT("") : repeats(option) ? TEXT(":") : TEXT("=");
  if (value.size) value = text_slice(value, 1, value.size);
  return text_concat(reader->diagnostics->arena, TEXT("--"), option->name, separator, value);
}

bool options_is_unavailable(Text name) {
  for (size_t i = 0; i < UNAVAILABLE_COUNT; i++) {
    if (text_is(unavailable[i], name)) return true;
  }
  return false;
}

static void complain_unknown(Reader *reader, Text word) {
  if (text_starts(word, TEXT("--")) &&
      options_is_unavailable(text_until(text_until(without_dashes(word), '='), ':'))) {
    complain(reader, MESSAGE_FLAG_NOT_IN_VERSION, text_until(text_until(word, '='), ':'),
             text_of(cb_version()));
    return;
  }
  Diagnostic *unknown = complain(reader, MESSAGE_UNKNOWN_FLAG, word, TEXT(""));
  Text meant = by_habit(reader, word);
  if (meant.size == 0) meant = by_distance(reader, word);
  if (meant.size)
    advise(reader, unknown, MESSAGE_DID_YOU_MEAN, meant);
  else
    advise(reader, unknown, MESSAGE_SEE_HELP, TEXT("cbundle build --help"));
}

// --- Reading one word ----------------------------------------------------------------------------

static void read_flag(Reader *reader, const Flag *flag);

// Room is what the next power of two says, so that a list needs no word for it.
static bool is_full(size_t count) {
  return (count & (count - 1)) == 0;
}

void options_add_string(Arena *arena, CbStrings *list, const char *string) {
  if (is_full(list->count)) {
    const char **larger = arena_new(arena, const char *, list->count ? 2 * list->count : 1);
    if (list->count) memcpy(larger, list->at, list->count * sizeof *larger);
    list->at = larger;
  }
  ((const char **)list->at)[list->count++] = string;
}

void options_add_pair(Arena *arena, CbPairs *list, CbPair pair) {
  if (is_full(list->count)) {
    CbPair *larger = arena_new(arena, CbPair, list->count ? 2 * list->count : 1);
    if (list->count) memcpy(larger, list->at, list->count * sizeof *larger);
    list->at = larger;
  }
  ((CbPair *)list->at)[list->count++] = pair;
}

static void read_word(Reader *reader) {
  Text word = text_of(reader->words[reader->at]);
  if (word.size == 0) {
    complain(reader, MESSAGE_EMPTY_ARGUMENT, TEXT(""), TEXT(""));
  } else if (!is_flag(word)) {
    options_add_string(reader->diagnostics->arena, &reader->command->build.entries, word.at);
  } else if (text_is(word, TEXT("--help")) || text_is(word, TEXT("-h"))) {
    reader->command->help = true;
  } else {
    Flag flag = find_flag(word);
    if (flag.option)
      read_flag(reader, &flag);
    else
      complain_unknown(reader, word);
  }
}

static void read_value(Reader *reader, const Flag *flag);
static void complain_missing_value(Reader *reader, const Flag *flag);

static void read_flag(Reader *reader, const Flag *flag) {
  OptionKind kind = flag->option->kind;
  bool may_be_alone = kind == OPTION_FLAG || kind == OPTION_CHOICE;
  bool may_be_empty = kind == OPTION_ANYTEXT || kind == OPTION_LIST;
  if (flag->separator == ':' && !repeats(flag->option)) {
    Text better = text_concat(reader->diagnostics->arena, TEXT("--"), flag->option->name, TEXT("="),
                              text_of(flag->value));
    complain(reader, MESSAGE_USE_INSTEAD, better, flag->word);
  } else if (!*flag->value && !(flag->separator ? may_be_empty : may_be_alone)) {
    complain_missing_value(reader, flag);
  } else {
    read_value(reader, flag);
  }
}

// "=" and the next word, where that is no flag: what people mean who write "--outfile out.js".
static Text next_value(const Reader *reader) {
  if (reader->at + 1 >= reader->count) return TEXT("");
  Text next = text_of(reader->words[reader->at + 1]);
  if (is_flag(next)) return TEXT("");
  return text_concat(reader->diagnostics->arena, TEXT("="), next);
}

static void complain_missing_value(Reader *reader, const Flag *flag) {
  const Option *option = flag->option;
  Arena *arena = reader->diagnostics->arena;
  Text name = text_concat(arena, TEXT("--"), option->name);
  Diagnostic *missing = complain(reader, MESSAGE_MISSING_VALUE, name, TEXT(""));
  Text next = flag->separator ? TEXT("") : next_value(reader);
  if (next.size) {
    advise(reader, missing, MESSAGE_NO_SPACE, text_concat(arena, name, next));
  } else {
    advise(reader, missing, MESSAGE_FLAG_FORM, options_spelling(arena, option));
  }
}

// --- Reading a value -----------------------------------------------------------------------------

static void read_bool(Reader *reader, const Flag *flag);
static void read_choice(Reader *reader, const Flag *flag);
static void read_number(Reader *reader, const Flag *flag);
static void read_list(Reader *reader, const Flag *flag);
static void read_pair(Reader *reader, const Flag *flag);

static void *field_of(Reader *reader, const Flag *flag) {
  return options_field(reader->command, flag->option);
}

static void read_value(Reader *reader, const Flag *flag) {
  switch (flag->option->kind) {
  case OPTION_FLAG: read_bool(reader, flag); break;
  case OPTION_CHOICE: read_choice(reader, flag); break;
  case OPTION_NUMBER: read_number(reader, flag); break;
  case OPTION_TEXT:
  case OPTION_ANYTEXT: *(const char **)field_of(reader, flag) = flag->value; break;
  case OPTION_LIST: read_list(reader, flag); break;
  case OPTION_MANY:
    options_add_string(reader->diagnostics->arena, field_of(reader, flag), flag->value);
    break;
  case OPTION_PAIRS: read_pair(reader, flag); break;
  }
}

static void complain_value(Reader *reader, const Flag *flag, Text valid) {
  Diagnostic *wrong = complain(reader, MESSAGE_INVALID_VALUE, text_of(flag->value), flag->word);
  advise(reader, wrong, MESSAGE_VALID_VALUES, valid);
}

static void read_bool(Reader *reader, const Flag *flag) {
  Text value = text_of(flag->value);
  bool is_true = value.size == 0 || text_is(value, TEXT("true"));
  if (is_true || text_is(value, TEXT("false")))
    *(bool *)field_of(reader, flag) = is_true;
  else
    complain_value(reader, flag, TEXT("\"true\" or \"false\""));
}

const OptionValue *options_find_value(const Option *option, Text text) {
  for (size_t i = 0; i < OPTION_VALUE_COUNT; i++) {
    const OptionValue *row = &options_values[i];
    if (&options_table[row->id] == option && text_is(row->text, text)) return row;
  }
  return NULL;
}

Text options_list_values(Arena *arena, const Option *option, bool is_json) {
  Text names[OPTION_VALUE_COUNT];
  uint32_t count = 0;
  for (size_t i = 0; i < OPTION_VALUE_COUNT; i++) {
    const OptionValue *row = &options_values[i];
    if (&options_table[row->id] == option && row->text.size) names[count++] = row->text;
  }
  Buffer list = {.arena = arena};
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) buffer_add_text(&list, i + 1 < count ? TEXT(", ") : TEXT(" or "));
    bool is_bare = is_json && (text_is(names[i], TEXT("true")) || text_is(names[i], TEXT("false")));
    buffer_add_format(&list, is_bare ? "%.*s" : "\"%.*s\"", TEXT_ARGS(names[i]));
  }
  return buffer_text(&list);
}

void options_set_choice(BuildCommand *command, const OptionValue *row) {
  const Option *option = &options_table[row->id];
  if (option->size == sizeof(bool))
    *(bool *)options_field(command, option) = row->value != 0;
  else
    memcpy(options_field(command, option), &row->value, sizeof row->value);
}

static void read_choice(Reader *reader, const Flag *flag) {
  const OptionValue *found = options_find_value(flag->option, text_of(flag->value));
  if (found) {
    options_set_choice(reader->command, found);
  } else if (!flag->separator) {
    complain_missing_value(reader, flag);
  } else {
    complain_value(reader, flag,
                   options_list_values(reader->diagnostics->arena, flag->option, false));
  }
}

static void read_number(Reader *reader, const Flag *flag) {
  OptionRange range = options_ranges[flag->option - options_table];
  uint32_t number = 0;
  const char *digit = flag->value;
  for (; *digit >= '0' && *digit <= '9' && number <= range.most; digit++) {
    number = number * 10 + (uint32_t)(*digit - '0');
  }
  if (!*digit && number >= range.least && number <= range.most) {
    *(unsigned *)field_of(reader, flag) = number;
    return;
  }
  complain_value(reader, flag,
                 text_format(reader->diagnostics->arena, "the whole numbers from %u to %u",
                             range.least, range.most));
}

static void check_extension(Reader *reader, const Flag *flag, Text item) {
  if (flag->option != &options_table[OPTION_ID_RESOLVE_EXTENSIONS]) return;
  if (text_starts(item, TEXT(".")) && item.size > 1) return;
  Diagnostic *wrong = complain(reader, MESSAGE_INVALID_VALUE, item, flag->word);
  advise(reader, wrong, MESSAGE_EXTENSION_DOT, TEXT(""));
}

static void read_list(Reader *reader, const Flag *flag) {
  Arena *arena = reader->diagnostics->arena;
  Array(const char *) items = {0};
  for (Text rest = text_of(flag->value); rest.size;) {
    Text item = text_next(&rest, ',');
    check_extension(reader, flag, item);
    array_push(arena, &items, text_copy(arena, item).at);
  }
  CbStrings *list = arena_new(arena, CbStrings, 1);
  *list = (CbStrings){items.at, items.count};
  *(const CbStrings **)field_of(reader, flag) = list;
}

// How a pair for `option` is written: by an example, or in this form.
static MessageId pair_form(const Option *option) {
  switch (option - options_table) {
  case OPTION_ID_ALIAS: return MESSAGE_ALIAS_FORM;
  case OPTION_ID_DEFINE: return MESSAGE_DEFINE_FORM;
  case OPTION_ID_LOADER: return MESSAGE_LOADER_FORM;
  case OPTION_ID_LOG_OVERRIDE: return MESSAGE_LOG_OVERRIDE_FORM;
  case OPTION_ID_MANUAL_CHUNKS: return MESSAGE_MANUAL_CHUNKS_FORM;
  case OPTION_ID_OUT_EXTENSION: return MESSAGE_OUT_EXTENSION_FORM;
  default: return MESSAGE_FLAG_FORM;
  }
}

static void read_pair(Reader *reader, const Flag *flag) {
  Arena *arena = reader->diagnostics->arena;
  Text key = text_until(text_of(flag->value), '=');
  const char *equals = key.at + key.size;
  if (!*equals || key.size == 0) {
    Diagnostic *wrong = complain(reader, key.size ? MESSAGE_MISSING_EQUALS : MESSAGE_MISSING_NAME,
                                 flag->word, TEXT(""));
    advise(reader, wrong, pair_form(flag->option), options_spelling(arena, flag->option));
    return;
  }
  CbPair pair = {text_copy(arena, key).at, equals + 1};
  options_add_pair(arena, field_of(reader, flag), pair);
}

ColorChoice options_color(const char *const *words, size_t count) {
  ColorChoice color = COLOR_AUTOMATIC;
  for (size_t i = 0; i < count; i++) {
    Flag flag = find_flag(text_of(words[i]));
    if (flag.option != &options_table[OPTION_ID_COLOR]) continue;
    const OptionValue *found = options_find_value(flag.option, text_of(flag.value));
    if (found) color = (ColorChoice)found->value;
  }
  return color;
}

// --- Whether the flags fit together --------------------------------------------------------------

static bool needs_path(CbSourceMap map) {
  return map == CB_SOURCE_MAP_LINKED || map == CB_SOURCE_MAP_EXTERNAL || map == CB_SOURCE_MAP_BOTH;
}

static void check_analysis(Reader *reader) {
  const BuildCommand *command = reader->command;
  bool is_page = command->analysis == CB_ANALYSIS_HTML;
  bool has_place = command->analysis_file || command->build.outfile || command->build.outdir;
  if (is_page && !has_place) complain(reader, MESSAGE_ANALYSIS_NEEDS_PATH, TEXT(""), TEXT(""));
  if (command->analysis_file && !is_page) {
    complain(reader, MESSAGE_ANALYSIS_FILE_ALONE, TEXT(""), TEXT(""));
  }
}

static void check_output(Reader *reader) {
  CbBuildOptions *build = &reader->command->build;
  const Text none = TEXT("");
  if (build->outfile && build->outdir) {
    complain(reader, MESSAGE_OUTFILE_AND_OUTDIR, none, none);
  } else if (build->entries.count > 1 && !build->outdir) {
    complain(reader, MESSAGE_ENTRIES_NEED_OUTDIR, none, none);
  }
  check_analysis(reader);
  bool has_path = build->outfile || build->outdir;
  if ((int)build->source_map == SOURCE_MAP_FITTING) {
    build->source_map = has_path ? CB_SOURCE_MAP_LINKED : CB_SOURCE_MAP_INLINE;
  }
  if (has_path) return;
  if (reader->command->watch) complain(reader, MESSAGE_WATCH_NEEDS_PATH, none, none);
  if (needs_path(build->source_map)) complain(reader, MESSAGE_MAP_NEEDS_PATH, none, none);
  CbLegalComments legal = build->legal_comments;
  if (legal == CB_LEGAL_LINKED || legal == CB_LEGAL_EXTERNAL) {
    complain(reader, MESSAGE_LEGAL_NEEDS_PATH, none, none);
  }
}

// What says where imports lead means nothing where they are left alone.
static void check_alone(Reader *reader) {
  const CbBuildOptions *build = &reader->command->build;
  if (!build->no_bundle) return;
  const Text none = TEXT("");
  if (build->externals.count) complain(reader, MESSAGE_NEEDS_BUNDLE, TEXT("--external"), none);
  if (build->packages_external) complain(reader, MESSAGE_NEEDS_BUNDLE, TEXT("--packages"), none);
  if (build->aliases.count) complain(reader, MESSAGE_NEEDS_BUNDLE, TEXT("--alias"), none);
}

// Of pairs with the same name the last one counts; a chunk may have several.
static void merge_pairs(Arena *arena, CbPairs *pairs) {
  Map places = {0};
  size_t count = 0;
  CbPair *at = (CbPair *)pairs->at;
  for (size_t i = 0; i < pairs->count; i++) {
    bool is_new;
    uint32_t *place = map_add(arena, &places, text_of(at[i].key), &is_new);
    if (is_new) *place = (uint32_t)count++;
    at[*place] = at[i];
  }
  pairs->count = count;
}

static void merge_all_pairs(BuildCommand *command, Arena *arena) {
  for (int i = 0; i < OPTION_COUNT; i++) {
    bool merges = options_table[i].kind == OPTION_PAIRS && i != OPTION_ID_MANUAL_CHUNKS;
    if (merges) merge_pairs(arena, options_field(command, &options_table[i]));
  }
}

void options_check(BuildCommand *command, Diagnostics *diagnostics) {
  Reader reader = {.command = command, .diagnostics = diagnostics};
  if (command->build.entries.count == 0) {
    Diagnostic *missing = complain(&reader, MESSAGE_NO_ENTRY, TEXT(""), TEXT(""));
    advise(&reader, missing, MESSAGE_NO_ENTRY_EXAMPLE, TEXT(""));
  }
  check_alone(&reader);
  check_output(&reader);
  merge_all_pairs(command, diagnostics->arena);
}
