// Whether the flags fit together is a question of its own, asked only when each by itself is right,
// so that one mistake is not told twice.
#include "cli/options.h"

#include "base/map.h"

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

static const FlagName habits[] = {
#define ELSEWHERE(flag, instead) {TEXT(flag), TEXT(instead)},
#include "cli/options.def"
};

static const Text unavailable[] = {
#define UNAVAILABLE(flag) TEXT(flag),
#include "cli/options.def"
};

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

const FlagTable options_flags = {
    .help_words = TEXT("cbundle build --help"),
    .options = options_table,
    .option_count = OPTION_COUNT,
    .values = options_values,
    .value_count = OPTION_VALUE_COUNT,
    .ranges = options_ranges,
    .habits = habits,
    .habit_count = sizeof habits / sizeof *habits,
    .unavailable = unavailable,
    .unavailable_count = sizeof unavailable / sizeof *unavailable,
    .words_at = offsetof(BuildCommand, build.entries),
    .help_at = offsetof(BuildCommand, help),
    .pair_form = pair_form,
};

BuildCommand options_defaults(void) {
  return (BuildCommand){.log_level = LOG_INFO, .log_limit = 6};
}

void options_read(BuildCommand *command, OptionWords words, Diagnostics *diagnostics) {
  CbBuildOptions before = command->build;
  flags_read(&options_flags, command, words, diagnostics);
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

ColorChoice options_color(const char *const *words, size_t count) {
  return (ColorChoice)flags_peek(&options_flags, &options_table[OPTION_ID_COLOR],
                                 (OptionWords){words, count}, COLOR_AUTOMATIC);
}

// --- Whether the flags fit together --------------------------------------------------------------

typedef struct Reader {
  BuildCommand *command;
  Diagnostics *diagnostics;
} Reader;

static Diagnostic *complain(Reader *reader, MessageId id, Text a, Text b) {
  return diag_add(reader->diagnostics, id, NOWHERE, a, b);
}

static void advise(Reader *reader, Diagnostic *to, MessageId id, Text about) {
  diag_note(reader->diagnostics, to, id, NOWHERE, about);
}

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
    if (merges) merge_pairs(arena, flags_field(command, &options_table[i]));
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
