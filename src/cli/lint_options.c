// The table of lint_options.def, and whether flags fit together.
#include "cli/lint_options.h"

typedef enum LintGroup {
  GROUP_FILES,
  GROUP_RULES,
  GROUP_FIX,
  GROUP_OUTPUT,
  GROUP_CACHE,
  GROUP_CONFIG,
  GROUP_EDITORS,
  GROUP_ABOUT,
} LintGroup;

static const char *const group_titles[] = {
    [GROUP_FILES] = "Files",     [GROUP_RULES] = "Rules",
    [GROUP_FIX] = "Fixes",       [GROUP_OUTPUT] = "The report",
    [GROUP_CACHE] = "The cache", [GROUP_CONFIG] = "The configuration",
    [GROUP_EDITORS] = "Editors", [GROUP_ABOUT] = "About rules",
};

#define FLAG_ROWS    "cli/lint_options.def"
#define FLAG_COMMAND LintCommand
#include "cli/flag_tables.h"

const FlagTable lint_flags = {
    .help_words = TEXT("cbundle lint --help"),
    FLAG_TABLES,
    .is_spaced = true,
    .words_at = offsetof(LintCommand, lint.paths),
    .help_at = offsetof(LintCommand, help),
};

ColorChoice lint_options_color(OptionWords words) {
  const Option *color = &options[FLAG_ID_COLOR];
  return (ColorChoice)flags_peek(&lint_flags, color, words, COLOR_AUTOMATIC);
}

static void check_fixes(const LintCommand *command, Diagnostics *diagnostics) {
  bool fixes = command->fix || command->fix_dry_run || command->lsp;
  if (command->fix && command->fix_dry_run) diag_add(diagnostics, MESSAGE_LINT_FIX_TWICE, NOWHERE);
  if (command->lint.fix_types && !fixes)
    diag_add(diagnostics, MESSAGE_LINT_FIX_ALONE, NOWHERE, TEXT("--fix-type"));
  if (command->lint.fixes_suggestions && !fixes)
    diag_add(diagnostics, MESSAGE_LINT_FIX_ALONE, NOWHERE, TEXT("--fix-suggestions"));
  if (command->fix && command->lint.from_stdin)
    diag_add(diagnostics, MESSAGE_LINT_FIX_STDIN, NOWHERE);
}

// What an editor gets is no report, and no file is written.
static void check_server(const LintCommand *command, Diagnostics *diagnostics) {
  const char *useless = command->fix                                ? "--fix"
                        : command->fix_dry_run                      ? "--fix-dry-run"
                        : command->lint.from_stdin                  ? "--stdin"
                        : command->watch                            ? "--watch"
                        : command->timing                           ? "--timing"
                        : command->output_file                      ? "--output-file"
                        : command->format                           ? "--format"
                        : command->max_warnings != NO_WARNING_LIMIT ? "--max-warnings"
                                                                    : NULL;
  if (command->lsp && useless)
    diag_add(diagnostics, MESSAGE_LINT_LSP_ALONE, NOWHERE, text_of(useless));
  if (command->stdio && !command->lsp) diag_add(diagnostics, MESSAGE_LINT_STDIO_ALONE, NOWHERE);
}

static void check(const LintCommand *command, Diagnostics *diagnostics) {
  const LintOptions *lint = &command->lint;
  check_fixes(command, diagnostics);
  check_server(command, diagnostics);
  if (lint->from_stdin && lint->paths.count)
    diag_add(diagnostics, MESSAGE_LINT_STDIN_PATHS, NOWHERE);
  if (lint->stdin_filename && !lint->from_stdin)
    diag_add(diagnostics, MESSAGE_LINT_STDIN_NAME, NOWHERE);
  if (command->watch && lint->from_stdin) diag_add(diagnostics, MESSAGE_LINT_WATCH_STDIN, NOWHERE);
  if (lint->no_config && lint->config)
    diag_add(diagnostics, MESSAGE_CONFIG_NOT_READ, NOWHERE, TEXT("--config"));
  const char *alone = command->list_rules     ? "--rules"
                      : command->explain      ? "--explain"
                      : command->print_config ? "--print-config"
                      : command->init         ? "--init"
                      : command->lsp          ? "--lsp"
                                              : NULL;
  if (alone && lint->paths.count)
    diag_add(diagnostics, MESSAGE_LINT_ONE_PATH, NOWHERE, text_of(alone));
}

void lint_options_read(LintCommand *command, OptionWords words, Diagnostics *diagnostics) {
  *command = (LintCommand){.max_warnings = NO_WARNING_LIMIT, .source_type = SYNTAX_UNKNOWN};
  flags_read(&lint_flags, command, words, diagnostics);
  if (diagnostics->error_count == 0) check(command, diagnostics);
  LintOptions *lint = &command->lint;
  lint->format = formats_all[command->format];
  lint->fixes = command->fix           ? LINT_FIX_FILES
                : command->fix_dry_run ? LINT_FIX_TEXTS
                                       : LINT_FIX_NOTHING;
  lint->goal = (SyntaxGoal)command->source_type;
  lint->cache.by_content = command->cache_by_content != 0;
}
