// Whether the flags fit together is a question of its own, asked only when each by itself is right,
// so that one mistake is not told twice.
#include "cli/options.h"

#include "base/map.h"
#include "host/files.h"

typedef enum OptionGroup {
  GROUP_OUTPUT,
  GROUP_MODULES,
  GROUP_CODE,
  GROUP_RUN,
  GROUP_CONFIG,
} OptionGroup;

static const char *const group_titles[] = {
    [GROUP_OUTPUT] = "Output",
    [GROUP_MODULES] = "Modules",
    [GROUP_CODE] = "Code",
    [GROUP_RUN] = "The run",
    [GROUP_CONFIG] = "The configuration file",
};

#define FLAG_ROWS    "cli/options.def"
#define FLAG_COMMAND BuildCommand
#include "cli/flag_tables.h"

const FlagTable options_flags = {
    .help_words = TEXT("cbundle build --help"),
    .group_off_file = GROUP_CONFIG,
    FLAG_TABLES,
    .words_at = offsetof(BuildCommand, build.entries),
    .help_at = offsetof(BuildCommand, help),
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
  return (ColorChoice)flags_peek(&options_flags, &options[FLAG_ID_COLOR],
                                 (OptionWords){words, count}, COLOR_AUTOMATIC);
}

// --- Whether the flags fit together --------------------------------------------------------------

static bool needs_path(CbSourceMap map) {
  return map == CB_SOURCE_MAP_LINKED || map == CB_SOURCE_MAP_EXTERNAL || map == CB_SOURCE_MAP_BOTH;
}

static void check_analysis(const BuildCommand *command, Diagnostics *diagnostics) {
  bool is_page = command->analysis == CB_ANALYSIS_HTML;
  bool has_place = command->analysis_file || command->build.outfile || command->build.outdir;
  if (is_page && !has_place) diag_add(diagnostics, MESSAGE_ANALYSIS_NEEDS_PATH, NOWHERE);
  if (command->analysis_file && !is_page) {
    diag_add(diagnostics, MESSAGE_ANALYSIS_FILE_ALONE, NOWHERE);
  }
}

static void check_output(BuildCommand *command, Diagnostics *diagnostics) {
  CbBuildOptions *build = &command->build;
  if (build->outfile && build->outdir) {
    diag_add(diagnostics, MESSAGE_OUTFILE_AND_OUTDIR, NOWHERE);
  } else if (build->entries.count > 1 && !build->outdir) {
    diag_add(diagnostics, MESSAGE_ENTRIES_NEED_OUTDIR, NOWHERE);
  }
  check_analysis(command, diagnostics);
  bool has_path = build->outfile || build->outdir;
  if ((int)build->source_map == SOURCE_MAP_FITTING) {
    build->source_map = has_path ? CB_SOURCE_MAP_LINKED : CB_SOURCE_MAP_INLINE;
  }
  if (has_path) return;
  if (command->watch) diag_add(diagnostics, MESSAGE_WATCH_NEEDS_PATH, NOWHERE);
  if (needs_path(build->source_map)) diag_add(diagnostics, MESSAGE_MAP_NEEDS_PATH, NOWHERE);
  CbLegalComments legal = build->legal_comments;
  if (legal == CB_LEGAL_LINKED || legal == CB_LEGAL_EXTERNAL) {
    diag_add(diagnostics, MESSAGE_LEGAL_NEEDS_PATH, NOWHERE);
  }
}

// What says where imports lead means nothing where they are left alone.
static void check_alone(const CbBuildOptions *build, Diagnostics *diagnostics) {
  if (!build->no_bundle) return;
  if (build->externals.count)
    diag_add(diagnostics, MESSAGE_NEEDS_BUNDLE, NOWHERE, TEXT("--external"));
  if (build->packages_external)
    diag_add(diagnostics, MESSAGE_NEEDS_BUNDLE, NOWHERE, TEXT("--packages"));
  if (build->aliases.count) diag_add(diagnostics, MESSAGE_NEEDS_BUNDLE, NOWHERE, TEXT("--alias"));
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
  for (int i = 0; i < FLAG_ID_COUNT; i++) {
    bool merges = options[i].kind == OPTION_PAIRS && i != FLAG_ID_MANUAL_CHUNKS;
    if (merges) merge_pairs(arena, flags_field(command, &options[i]));
  }
}

// --- What comes from standard input --------------------------------------------------------------

// The loader that stands with no extension is not among those of files.
static void take_source_loader(BuildCommand *command) {
  CbPairs *loaders = &command->build.loaders;
  size_t count = 0;
  CbPair *at = (CbPair *)loaders->at;
  for (size_t i = 0; i < loaders->count; i++) {
    if (text_is(text_of(at[i].key), TEXT(FLAGS_NO_FILE)))
      command->source.loader = at[i].value;
    else
      at[count++] = at[i];
  }
  loaders->count = count;
}

static void check_no_source(const BuildCommand *command, Diagnostics *diagnostics) {
  const CbSource *source = &command->source;
  if (source->name)
    diag_add(diagnostics, MESSAGE_SOURCE_NEEDS_STDIN, NOWHERE, TEXT("--sourcefile"));
  if (!source->loader) return;
  Text flag = text_concat(diagnostics->arena, TEXT("--loader="), text_of(source->loader));
  diag_add(diagnostics, MESSAGE_SOURCE_NEEDS_STDIN, NOWHERE, flag);
}

// Reads the program, if there seems to be one: nobody types it, and nothing is no program, unless
// it is said what it is called.
static bool read_source(BuildCommand *command, Diagnostics *diagnostics) {
  CbSource *source = &command->source;
  Text text;
  if (!file_stdin_is_given() || file_read_stdin(diagnostics->arena, &text) < 0) return false;
  if (text.size == 0 && !source->name && !source->loader) return false;
  source->bytes = text.at;
  source->size = text.size;
  if (command->watch) diag_add(diagnostics, MESSAGE_WATCH_SOURCE, NOWHERE);
  return true;
}

static void check_entries(BuildCommand *command, Diagnostics *diagnostics) {
  take_source_loader(command);
  if (command->build.entries.count > 0) {
    check_no_source(command, diagnostics);
  } else if (!read_source(command, diagnostics)) {
    Diagnostic *missing = diag_add(diagnostics, MESSAGE_NO_ENTRY, NOWHERE);
    diag_note(diagnostics, missing, MESSAGE_NO_ENTRY_EXAMPLE, NOWHERE);
  }
}

void options_check(BuildCommand *command, Diagnostics *diagnostics) {
  check_entries(command, diagnostics);
  check_alone(&command->build, diagnostics);
  check_output(command, diagnostics);
  merge_all_pairs(command, diagnostics->arena);
}
