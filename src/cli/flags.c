// One loop over the words: a word that starts with a dash is a flag, looked up in the table, any
// other is left to the command.
#include "cli/flags.h"

#include "base/buffer.h"
#include "base/suggest.h"

typedef struct Reader {
  const FlagTable *table;
  void *command;
  Diagnostics *diagnostics;
  const char *const *words;
  size_t count, at; // `at` is the word that is being read
} Reader;

static void read_word(Reader *reader);

CbStrings flags_take_rest(OptionWords *words) {
  size_t count = 0;
  while (count < words->count && strcmp(words->at[count], "--") != 0) count++;
  CbStrings rest = {0};
  if (count < words->count) rest = (CbStrings){words->at + count + 1, words->count - count - 1};
  words->count = count;
  return rest;
}

void flags_read(const FlagTable *table, void *command, OptionWords words,
                Diagnostics *diagnostics) {
  Reader reader = {table, command, diagnostics, words.at, words.count, 0};
  for (; reader.at < words.count; reader.at++) read_word(&reader);
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

// "config=x" for "-c=x".
static Text name_of_short(const FlagTable *table, Text word) {
  for (size_t i = 0; i < table->short_count; i++) {
    const FlagName *name = &table->shorts[i];
    if (text_is(name->written, word)) return name->meant;
  }
  return TEXT("");
}

// `option` is NULL where there is no such flag.
static Flag find_flag(const FlagTable *table, Text word) {
  Flag flag = {.word = word, .value = ""};
  Text body = without_dashes(word);
  if (!text_starts(word, TEXT("--"))) body = name_of_short(table, word);
  for (size_t i = 0; i < table->option_count; i++) {
    const Option *option = &table->options[i];
    if (!text_starts(body, option->name)) continue;
    char next = body.at[option->name.size]; // words end with NUL
    if (next != '\0' && next != '=' && next != ':') continue;
    flag.option = option;
    flag.separator = next;
    if (next) flag.value = body.at + option->name.size + 1;
  }
  return flag;
}

const Option *flags_find(const FlagTable *table, Text word) {
  return find_flag(table, word).option;
}

static Text next_value(const Reader *reader);

// What somebody meant who is used to another tool; empty if that can't be told.
static Text by_habit(Reader *reader, Text word) {
  Text name = text_until(word, '=');
  for (size_t i = 0; i < reader->table->habit_count; i++) {
    if (!text_is(reader->table->habits[i].written, name)) continue;
    Text value = text_slice(word, name.size, word.size);
    if (value.size == 0) value = next_value(reader);
    return text_concat(reader->diagnostics->arena, reader->table->habits[i].meant, value);
  }
  return TEXT("");
}

static bool repeats(const Option *option) {
  return option->kind == OPTION_MANY || option->kind == OPTION_PAIRS;
}

// What stands between a flag and its value.
static Text separator_of(const FlagTable *table, const Option *option, Text value) {
  if (value.size == 0) return TEXT("");
  return repeats(option) && !table->is_spaced ? TEXT(":") : TEXT("=");
}

Text flags_spelling(const FlagTable *table, Arena *arena, const Option *option) {
  Text separator = separator_of(table, option, option->value);
  return text_concat(arena, TEXT("--"), option->name, separator, option->value);
}

// The flag whose name is closest to the one in `word`, with the value that `word` has.
static Text by_distance(Reader *reader, Text word) {
  Text body = without_dashes(word);
  Text names[] = {text_until(body, '='), text_until(text_until(body, '='), ':')};
  Suggestion best = {0};
  Text value = {0};
  const Option *option = NULL;
  for (size_t i = 0; i < 2 * reader->table->option_count; i++) {
    Text name = names[i % 2];
    if (!suggest_consider(&best, name, reader->table->options[i / 2].name)) continue;
    option = &reader->table->options[i / 2];
    value = text_slice(body, name.size, body.size);
  }
  if (!option) return TEXT("");
  Text separator = separator_of(reader->table, option, value);
  if (value.size) value = text_slice(value, 1, value.size);
  return text_concat(reader->diagnostics->arena, TEXT("--"), option->name, separator, value);
}

const FlagName *flags_find_unavailable(const FlagTable *table, Text name) {
  for (size_t i = 0; i < table->unavailable_count; i++) {
    if (text_is(table->unavailable[i].written, name)) return &table->unavailable[i];
  }
  return NULL;
}

static void complain_unavailable(Reader *reader, Text word, const FlagName *unavailable) {
  Text name = text_until(text_until(word, '='), ':');
  if (!unavailable->meant.size) {
    complain(reader, MESSAGE_FLAG_NOT_IN_VERSION, name, text_of(cb_version()));
    return;
  }
  Diagnostic *other = complain(reader, MESSAGE_FLAG_OF_OTHER, name, TEXT(""));
  advise(reader, other, MESSAGE_FLAG_INSTEAD, unavailable->meant);
}

static void complain_unknown(Reader *reader, Text word) {
  Text name = text_until(text_until(without_dashes(word), '='), ':');
  const FlagName *unavailable = flags_find_unavailable(reader->table, name);
  if (text_starts(word, TEXT("--")) && unavailable) {
    complain_unavailable(reader, word, unavailable);
    return;
  }
  Diagnostic *unknown = complain(reader, MESSAGE_UNKNOWN_FLAG, word, TEXT(""));
  Text meant = by_habit(reader, word);
  if (meant.size == 0) meant = by_distance(reader, word);
  if (meant.size)
    advise(reader, unknown, MESSAGE_DID_YOU_MEAN, meant);
  else
    advise(reader, unknown, MESSAGE_SEE_HELP, reader->table->help_words);
}

// --- Reading one word ----------------------------------------------------------------------------

static void read_flag(Reader *reader, const Flag *flag);

// Room is what the next power of two says, so that a list needs no word for it.
static bool is_full(size_t count) {
  return (count & (count - 1)) == 0;
}

void flags_add_string(Arena *arena, CbStrings *list, const char *string) {
  if (is_full(list->count)) {
    const char **larger = arena_new(arena, const char *, list->count ? 2 * list->count : 1);
    if (list->count) memcpy(larger, list->at, list->count * sizeof *larger);
    list->at = larger;
  }
  ((const char **)list->at)[list->count++] = string;
}

void flags_add_pair(Arena *arena, CbPairs *list, CbPair pair) {
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
    flags_add_string(reader->diagnostics->arena,
                     (CbStrings *)((char *)reader->command + reader->table->words_at), word.at);
  } else if (text_is(word, TEXT("--help")) || text_is(word, TEXT("-h"))) {
    *(bool *)((char *)reader->command + reader->table->help_at) = true;
  } else {
    Flag flag = find_flag(reader->table, word);
    if (flag.option)
      read_flag(reader, &flag);
    else
      complain_unknown(reader, word);
  }
}

static void read_value(Reader *reader, const Flag *flag);
static void complain_missing_value(Reader *reader, const Flag *flag);

// Whether the next word is the value: "--rule 'semi: 2'".
static bool takes_next(const Reader *reader, const Flag *flag) {
  const FlagTable *table = reader->table;
  OptionKind kind = flag->option->kind;
  bool may_be_alone = kind == OPTION_FLAG || kind == OPTION_OPTIONAL ||
                      flags_find_value(table, flag->option, TEXT(""));
  if (!table->is_spaced || flag->separator || may_be_alone) return false;
  return reader->at + 1 < reader->count && !is_flag(text_of(reader->words[reader->at + 1]));
}

static void read_flag(Reader *reader, const Flag *flag) {
  OptionKind kind = flag->option->kind;
  bool may_be_alone = kind == OPTION_FLAG || kind == OPTION_CHOICE || kind == OPTION_OPTIONAL;
  bool may_be_empty = kind == OPTION_ANYTEXT || kind == OPTION_LIST;
  if (flag->separator == ':' && !repeats(flag->option)) {
    Text better = text_concat(reader->diagnostics->arena, TEXT("--"), flag->option->name, TEXT("="),
                              text_of(flag->value));
    complain(reader, MESSAGE_USE_INSTEAD, better, flag->word);
  } else if (takes_next(reader, flag)) {
    Flag whole = *flag;
    whole.value = reader->words[++reader->at];
    whole.separator = '=';
    read_value(reader, &whole);
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
    advise(reader, missing, MESSAGE_FLAG_FORM, flags_spelling(reader->table, arena, option));
  }
}

// --- Reading a value -----------------------------------------------------------------------------

static void read_bool(Reader *reader, const Flag *flag);
static void read_choice(Reader *reader, const Flag *flag);
static void read_number(Reader *reader, const Flag *flag);
static void read_list(Reader *reader, const Flag *flag);
static void read_pair(Reader *reader, const Flag *flag);

static void *field_of(Reader *reader, const Flag *flag) {
  return flags_field(reader->command, flag->option);
}

static void read_value(Reader *reader, const Flag *flag) {
  switch (flag->option->kind) {
  case OPTION_FLAG: read_bool(reader, flag); break;
  case OPTION_CHOICE: read_choice(reader, flag); break;
  case OPTION_NUMBER: read_number(reader, flag); break;
  case OPTION_TEXT:
  case OPTION_OPTIONAL:
  case OPTION_ANYTEXT: *(const char **)field_of(reader, flag) = flag->value; break;
  case OPTION_LIST: read_list(reader, flag); break;
  case OPTION_MANY:
    flags_add_string(reader->diagnostics->arena, field_of(reader, flag), flag->value);
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

const OptionValue *flags_find_value(const FlagTable *table, const Option *option, Text text) {
  for (size_t i = 0; i < table->value_count; i++) {
    const OptionValue *row = &table->values[i];
    if (&table->options[row->id] == option && text_is(row->text, text)) return row;
  }
  return NULL;
}

Text flags_list_values(const FlagTable *table, Arena *arena, const Option *option, bool is_json) {
  Text *names = arena_new(arena, Text, table->value_count);
  uint32_t count = 0;
  for (size_t i = 0; i < table->value_count; i++) {
    const OptionValue *row = &table->values[i];
    if (&table->options[row->id] == option && row->text.size) names[count++] = row->text;
  }
  Buffer list = {.arena = arena};
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) buffer_add_text(&list, i + 1 < count ? TEXT(", ") : TEXT(" or "));
    bool is_bare = is_json && (text_is(names[i], TEXT("true")) || text_is(names[i], TEXT("false")));
    buffer_add_format(&list, is_bare ? "%.*s" : "\"%.*s\"", TEXT_ARGS(names[i]));
  }
  return buffer_text(&list);
}

void flags_set_choice(const FlagTable *table, void *command, const OptionValue *row) {
  const Option *option = &table->options[row->id];
  if (option->size == sizeof(bool))
    *(bool *)flags_field(command, option) = row->value != 0;
  else
    memcpy(flags_field(command, option), &row->value, sizeof row->value);
}

static void read_choice(Reader *reader, const Flag *flag) {
  const OptionValue *found = flags_find_value(reader->table, flag->option, text_of(flag->value));
  if (found) {
    flags_set_choice(reader->table, reader->command, found);
  } else if (!flag->separator) {
    complain_missing_value(reader, flag);
  } else {
    complain_value(
        reader, flag,
        flags_list_values(reader->table, reader->diagnostics->arena, flag->option, false));
  }
}

static void read_number(Reader *reader, const Flag *flag) {
  OptionRange range = reader->table->ranges[flag->option - reader->table->options];
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
  if (!text_starts(flag->option->value, TEXT("."))) return;
  if (text_starts(item, TEXT(".")) && item.size > 1) return;
  Diagnostic *wrong = complain(reader, MESSAGE_INVALID_VALUE, item, flag->word);
  advise(reader, wrong, MESSAGE_EXTENSION_DOT, TEXT(""));
}

static void read_list(Reader *reader, const Flag *flag) {
  Arena *arena = reader->diagnostics->arena;
  Array(const char *) items = {0};
  const CbStrings *before = *(const CbStrings **)field_of(reader, flag);
  for (size_t i = 0; reader->table->is_spaced && before && i < before->count; i++) {
    array_push(arena, &items, before->at[i]);
  }
  for (Text rest = text_of(flag->value); rest.size;) {
    Text item = text_next(&rest, ',');
    check_extension(reader, flag, item);
    array_push(arena, &items, text_copy(arena, item).at);
  }
  const CbStrings **field = field_of(reader, flag);
  CbStrings *list = arena_new(arena, CbStrings, 1);
  *list = (CbStrings){items.at, items.count};
  *field = list;
}

// How a pair for an option is written: by an example, or in its form.
static MessageId pair_form(Text name) {
  static const struct {
    Text name;
    MessageId form;
  } forms[] = {
      {TEXT("alias"), MESSAGE_ALIAS_FORM},
      {TEXT("define"), MESSAGE_DEFINE_FORM},
      {TEXT("loader"), MESSAGE_LOADER_FORM},
      {TEXT("log-override"), MESSAGE_LOG_OVERRIDE_FORM},
      {TEXT("manual-chunks"), MESSAGE_MANUAL_CHUNKS_FORM},
      {TEXT("out-extension"), MESSAGE_OUT_EXTENSION_FORM},
      {TEXT("proxy"), MESSAGE_PROXY_FORM},
  };
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    if (text_is(forms[i].name, name)) return forms[i].form;
  }
  return MESSAGE_FLAG_FORM;
}

// `--loader=json` is about no extension, but about what comes from standard input.
static bool is_loader_alone(const Flag *flag) {
  bool is_loader = text_is(flag->option->name, TEXT("loader"));
  return is_loader && text_starts(flag->word, TEXT("--loader=")) && flag->value[0] != '.';
}

static void read_pair(Reader *reader, const Flag *flag) {
  Arena *arena = reader->diagnostics->arena;
  Text key = text_until(text_of(flag->value), '=');
  const char *equals = key.at + key.size;
  if (!*equals && key.size > 0 && is_loader_alone(flag)) {
    flags_add_pair(arena, field_of(reader, flag), (CbPair){FLAGS_NO_FILE, flag->value});
    return;
  }
  bool may_be_nameless = text_is(flag->option->name, TEXT("loader")); // files without an extension
  if (!*equals || (key.size == 0 && !may_be_nameless)) {
    Diagnostic *wrong = complain(reader, key.size ? MESSAGE_MISSING_EQUALS : MESSAGE_MISSING_NAME,
                                 flag->word, TEXT(""));
    advise(reader, wrong, pair_form(flag->option->name),
           flags_spelling(reader->table, arena, flag->option));
    return;
  }
  CbPair pair = {text_copy(arena, key).at, equals + 1};
  flags_add_pair(arena, field_of(reader, flag), pair);
}

int flags_peek(const FlagTable *table, const Option *option, OptionWords words, int otherwise) {
  for (size_t i = 0; i < words.count; i++) {
    Flag flag = find_flag(table, text_of(words.at[i]));
    if (flag.option != option) continue;
    const OptionValue *found = flags_find_value(table, flag.option, text_of(flag.value));
    if (found) otherwise = found->value;
  }
  return otherwise;
}
