// The limit is shared as in esbuild: where there are errors, warnings take at most half of it.
#include "cli/report.h"

#include "diag/render.h"
#include "host/files.h"

#include <errno.h>

void report_usage(const Screen *screen, const Diagnostics *diagnostics) {
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  RenderOptions options = {.color = screen->color, .width = screen->width};
  for (uint32_t i = 0; i < diagnostics->items.count; i++) {
    diag_render(&out, diagnostics->items.at[i], &options);
  }
  screen_show(screen, &out);
  arena_release(&arena);
}

void report_error_with(const Screen *screen, MessageId id, const Text *arguments) {
  Arena arena = {0};
  Diagnostics list = {.arena = &arena};
  diag_add_with(&list, id, NOWHERE, arguments);
  report_usage(screen, &list);
  arena_release(&arena);
}

bool report_output(const Screen *errors, const char *bytes, size_t size) {
  Screen output = {.stream = stdout};
  if (screen_write(&output, bytes, size)) return true;
  report_error(errors, MESSAGE_COULD_NOT_PRINT, text_of(file_error_text(-errno)));
  return false;
}

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

// What there is, and how much of it the limit lets through.
static Tally share_limit(const CbBuild *build, const BuildCommand *command) {
  Tally tally = {cb_build_error_count(build), cb_build_warning_count(build), 0, 0};
  if (command->log_level > LOG_WARNING) tally.warnings = 0;
  size_t limit = command->log_limit ? command->log_limit : SIZE_MAX;
  tally.errors_shown = least(tally.errors, limit - least(tally.warnings, limit / 2));
  tally.warnings_shown = least(tally.warnings, limit - tally.errors_shown);
  return tally;
}

bool report_has_summary(const BuildCommand *command) {
  return options_write_files(command) && command->log_level <= LOG_INFO;
}

void report_name(const Screen *screen, const BuildCommand *command) {
  if (command->name.size == 0 || !report_has_summary(command)) return;
  Arena arena = {0};
  Buffer line = {.arena = &arena};
  summary_add_name(&line, screen, command->name);
  screen_show(screen, &line);
  arena_release(&arena);
}

void report_build(const Screen *screen, CbBuild *build, const BuildCommand *command) {
  if (command->log_level == LOG_SILENT) return;
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  Tally tally = share_limit(build, command);
  size_t left[] = {[CB_ERROR] = tally.errors_shown,
                   [CB_WARNING] = tally.warnings_shown,
                   [CB_INFO] = command->log_level <= LOG_INFO ? SIZE_MAX : 0,
                   [CB_DEBUG] = command->log_level <= LOG_DEBUG ? SIZE_MAX : 0,
                   [CB_VERBOSE] = command->log_level <= LOG_VERBOSE ? SIZE_MAX : 0,
                   [CB_SILENT] = 0};
  size_t count;
  const CbDiagnostic *diagnostics = cb_build_diagnostics(build, &count);
  for (size_t i = 0; i < count; i++) {
    if (left[diagnostics[i].severity] == 0) continue;
    left[diagnostics[i].severity]--;
    const char *text = cb_build_render_diagnostic(build, i, screen->color, screen->width);
    buffer_add_text(&out, text_of(text));
  }
  summary_add_tally(&out, &tally);
  Buffer name = {.arena = &arena};
  bool is_unsaid = out.size && command->name.size && !report_has_summary(command);
  if (is_unsaid) summary_add_name(&name, screen, command->name);
  screen_show(screen, &name);
  screen_show(screen, &out);
  arena_release(&arena);
}

ExitCode report_text(const Screen *errors, const Buffer *text) {
  return report_output(errors, text->at, text->size) ? EXIT_CODE_DONE : EXIT_CODE_FAILED;
}
