// Standard output says where the server is and what it was asked for; all else goes to standard
// error.
#include "cli/serve_command.h"

#include "cli/report.h"
#include "cli/run_script.h"
#include "cli/serve_help.h"
#include "cli/serve_options.h"
#include "host/clock.h"
#include "host/files.h"
#include "host/terminal.h"

#include <time.h>

typedef struct Serve {
  ServeCommand *command;
  Arena *arena;
  Diagnostics *diagnostics;
  const Screen *output, *errors;
  uint64_t began_ns;
  OptionWords words;
} Serve;

static void tell_notes(Serve *serve) {
  report_usage(serve->errors, serve->diagnostics);
  serve->diagnostics->items.count = 0;
}

static void add_url(Serve *serve, Buffer *out, const char *title, Text url) {
  buffer_add_format(out, "  %-9s", title);
  screen_paint(serve->output, out, PAINT_CYAN);
  buffer_add_text(out, url);
  screen_paint(serve->output, out, PAINT_NONE);
  buffer_add_byte(out, '\n');
}

static void show_urls(void *context, const ServeUrls *urls) {
  Serve *serve = context;
  tell_notes(serve);
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  buffer_add_byte(&out, '\n');
  buffer_add_literal(&out, "  ");
  screen_paint(serve->output, &out, PAINT_BOLD);
  buffer_add_format(&out, "cbundle %s", cb_version());
  screen_paint(serve->output, &out, PAINT_NONE);
  double ms = (double)(clock_now_ns() - serve->began_ns) / 1e6;
  buffer_add_format(&out, " serves \"%s\", ready in %.1f ms\n\n",
                    serve->command->serve.root ? serve->command->serve.root : ".", ms);
  add_url(serve, &out, "Local:", urls->local);
  for (uint32_t i = 0; i < urls->network_count; i++)
    add_url(serve, &out, i ? "" : "Network:", urls->network[i]);
  if (!urls->is_on_network)
    buffer_add_literal(&out, "  Network: use --host to be reached from other machines\n");
  buffer_add_byte(&out, '\n');
  if (urls->has_own_certificate)
    buffer_add_literal(&out, "  The certificate is cbundle's own: browsers ask once if they should "
                             "trust it.\n\n");
  if (urls->is_on_network)
    buffer_add_literal(&out, "  Everybody in this network can read the folder.\n\n");
  screen_show(serve->output, &out);
  arena_release(&arena);
}

static const char *color_of(int status) {
  if (status == 0 || status >= 500) return "\033[31m";
  if (status >= 400) return PAINT_YELLOW;
  return status >= 300 ? PAINT_CYAN : PAINT_GREEN;
}

static void show_request(void *context, const ServeLogLine *line) {
  Serve *serve = context;
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  time_t now = time(NULL);
  struct tm local;
  char clock[16];
  localtime_r(&now, &local);
  buffer_add(&out, clock, strftime(clock, sizeof clock, "%H:%M:%S ", &local));
  screen_paint(serve->output, &out, color_of(line->status));
  if (line->status)
    buffer_add_format(&out, "%d", line->status);
  else
    buffer_add_literal(&out, "lost");
  screen_paint(serve->output, &out, PAINT_NONE);
  buffer_add_format(&out, " %.*s %.*s %.1f ms\n", TEXT_ARGS(line->method), TEXT_ARGS(line->target),
                    (double)line->duration_ns / 1e6);
  screen_show(serve->output, &out);
  arena_release(&arena);
}

// What was built, and how that went: problems as `cbundle build` shows them.
static void tell_slow_watch(void *context) {
  const Serve *serve = context;
  report_error(serve->errors, MESSAGE_SERVE_SLOW_WATCH, TEXT(""));
}

static void show_build(void *context, CbBuild *build, Text entry, double ms) {
  Serve *serve = context;
  BuildCommand command = {.log_level = LOG_INFO, .log_limit = 6};
  report_build(serve->errors, build, &command);
  if (cb_build_error_count(build) > 0) return;
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  screen_paint(serve->output, &out, PAINT_DIM);
  buffer_add_format(&out, "[serve] built %.*s in %.1f ms", TEXT_ARGS(entry), ms);
  screen_paint(serve->output, &out, PAINT_NONE);
  buffer_add_byte(&out, '\n');
  screen_show(serve->output, &out);
  arena_release(&arena);
}

static ExitCode show_help(Serve *serve) {
  Buffer out = {.arena = serve->arena};
  help_add_serve(&out, serve->output);
  return report_text(serve->errors, &out);
}

// ---- A script

// A program for Node is run, as `cbundle run` does it.
static bool is_server_script(const ServeCommand *command) {
  static const char *const endings[] = {".js", ".mjs", ".cjs", ".jsx"};
  const char *path = command->serve.root;
  bool is_script = false;
  for (size_t i = 0; path && i < sizeof endings / sizeof *endings; i++)
    is_script |= text_ends(text_of(path), text_of(endings[i]));
  return is_script && file_kind(path) == FILE_REGULAR && run_script_is_for_node(path);
}

static ExitCode run_server_script(Serve *serve) {
  const ServeCommand *command = serve->command;
  Text idle = serve_options_of_pages(serve->words);
  if (idle.size) diag_add(serve->diagnostics, MESSAGE_SERVE_FLAG_OF_PAGES, NOWHERE, idle);
  tell_notes(serve);
  ScriptRun run = {.path = command->serve.root, .arguments = command->arguments};
  run.watches = command->watch == SCRIPT_WATCH ||
                (command->watch == SCRIPT_WATCH_AUTOMATIC && terminal_is(TERMINAL_STDOUT));
  return run_script(&run, serve->errors);
}

// ---- The whole

static ExitCode run(Serve *serve) {
  if (is_server_script(serve->command)) return run_server_script(serve);
  ServeOptions *options = &serve->command->serve;
  options->context = serve;
  options->on_ready = show_urls;
  options->on_build = show_build;
  options->on_slow_watch = tell_slow_watch;
  options->on_log = serve->command->log ? show_request : NULL;
  bool is_done = serve_run(options, serve->diagnostics);
  tell_notes(serve);
  return is_done ? EXIT_CODE_DONE : EXIT_CODE_FAILED;
}

ExitCode serve_command_run(const char *const *at, size_t count) {
  uint64_t began_ns = clock_now_ns();
  Arena arena = {0};
  Diagnostics diagnostics = {.arena = &arena};
  OptionWords words = {at, count};
  ServeCommand command;
  serve_options_read(&command, words, &diagnostics);
  bool is_read = diagnostics.error_count == 0;
  ColorChoice color = is_read ? command.color : serve_options_color(words);
  Screen output = screen_stdout(color), errors = screen_stderr(color);
  Serve serve = {&command, &arena, &diagnostics, &output, &errors, began_ns, words};
  ExitCode code = EXIT_CODE_MISUSED;
  if (command.help)
    code = show_help(&serve);
  else if (is_read)
    code = run(&serve);
  else
    report_usage(&errors, &diagnostics);
  arena_release(&arena);
  return code;
}
