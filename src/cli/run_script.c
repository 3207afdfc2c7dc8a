// The bundle is one CommonJS text for Node, whose modules stay outside; its source map tells places
// in stacks. The engine is in a shared object beside the program, which is opened now and not
// before: on a thread of its own, while the script is built.
#include "cli/run_script.h"

#include "base/path.h"
#include "cli/report.h"
#include "cli/run_files.h"
#include "host/files.h"
#include "host/library.h"
#include "runtime/runtime.h"

#include <stdlib.h>

typedef struct Work {
  const ScriptRun *run;
  const Screen *screen;
  Arena *arena;
  Text program, runtime; // files; the latter is empty where there is none
  CbBuild *build;
  RunFiles files;
} Work;

static CbBuildOptions build_options(Work *work) {
  const ScriptRun *run = work->run;
  CbBuildOptions options = run->build ? *run->build : (CbBuildOptions){0};
  const char **entry = arena_new(work->arena, const char *, 1);
  *entry = run->path;
  options.entries = (CbStrings){entry, 1};
  Text outfile = text_concat(work->arena, text_of(run->path), TEXT(".bundle.js"));
  options.outfile = outfile.at; // is never written: it is what paths in the map are relative to
  options.platform = CB_PLATFORM_NODE;
  options.format = CB_FORMAT_CJS;
  options.source_map = CB_SOURCE_MAP_EXTERNAL;
  options.legal_comments = CB_LEGAL_NONE;
  options.tell_places = options.return_promise = true;
  options.stack_reader = STACK_READER;
  options.await_keeper = AWAIT_KEEPER;
  options.place_resolver = PLACE_RESOLVER;
  options.module_host = MODULE_HOST;
  options.missing_stays = true;
  options.keep_names = true; // which scripts show: those of classes of errors
  options.watch = options.incremental = run->watches;
  return options;
}

// Diagnostics of a build: warnings, too, but no tally.
static void show_problems(Work *work) {
  size_t count;
  const CbDiagnostic *list = cb_build_diagnostics(work->build, &count);
  for (size_t i = 0; i < count; i++) {
    if (list[i].severity > CB_WARNING) continue;
    const Screen *screen = work->screen;
    const char *text = cb_build_render_diagnostic(work->build, i, screen->color, screen->width);
    screen_write(screen, text, strlen(text));
  }
}

static void take_outputs(const Work *work, RuntimeScript *out) {
  size_t count;
  const CbOutput *outputs = cb_build_outputs(work->build, &count);
  *out = (RuntimeScript){0};
  for (size_t i = 0; i < count; i++) {
    Text path = text_of(outputs[i].path);
    if (!outputs[i].is_map && !out->text) {
      out->text = run_files_text(work->arena, &outputs[i]);
      out->returns_promise = outputs[i].returns_promise;
    } else if (text_ends(path, TEXT(".map"))) {
      out->map = arena_copy(work->arena, outputs[i].bytes, outputs[i].size);
    }
  }
}

// The first build, or the next one.
static bool make(Work *work, RuntimeScript *out) {
  if (work->build) {
    cb_rebuild(work->build);
  } else {
    CbBuildOptions options = build_options(work);
    work->build = cb_build(&options);
  }
  show_problems(work);
  if (cb_build_error_count(work->build) > 0) return false;
  take_outputs(work, out);
  return true;
}

// ---- Watching

static const char *const *watched(void *context, size_t *count) {
  Work *work = context;
  return cb_build_watched(work->build, count);
}

static void note_file(void *context, const char *path) {
  Work *work = context;
  run_files_note(&work->files, path);
}

static bool has_changed(void *context) {
  Work *work = context;
  return cb_build_changed(work->build) != NULL || run_files_have_changed(&work->files);
}

static void tell(void *context, RuntimeNews news, int exit_code) {
  Work *work = context;
  Arena arena = {0};
  if (news == RUNTIME_RESTARTED)
    report_error(work->screen, MESSAGE_SCRIPT_RESTARTED, TEXT(""));
  else
    report_error(work->screen, MESSAGE_SCRIPT_ENDED, text_format(&arena, "%d", exit_code));
  arena_release(&arena);
}

static bool make_again(void *context, RuntimeScript *out) {
  Work *work = context;
  bool is_made = make(work, out);
  if (is_made) work->files.asked.count = 0; // the next script will ask for its own
  return is_made;
}

static RuntimeFile read_file(void *context, const char *path) {
  Work *work = context;
  return run_files_read(&work->files, path);
}

// The runtime's file: beside the program, or where an installation has it. Empty: nowhere.
static Text find_runtime(const Work *work) {
  static const Text places[] = {TEXT("/" RUNTIME_FILE), TEXT("/../lib/cbundle/" RUNTIME_FILE)};
  Text folder = path_dirname(work->program);
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    Text path = text_concat(work->arena, folder, places[i]);
    if (file_kind(path.at) != FILE_NONE) return path;
  }
  return TEXT("");
}

// The runtime's entry.
static RuntimeRun *open_runtime(Work *work) {
  Text problem = {0};
  if (work->runtime.size == 0) {
    report_error(work->screen, MESSAGE_RUNTIME_MISSING, TEXT(RUNTIME_FILE));
    return NULL;
  }
  void *found = library_find(work->arena, work->runtime.at, RUNTIME_ENTRY, &problem);
  if (!found) report_error(work->screen, MESSAGE_RUNTIME_NOT_OPENED, problem);
  return (RuntimeRun *)(uintptr_t)found;
}

// Returns only where the runtime can't be opened.
static void start(Work *work, const RuntimeScript *script) {
  Text path;
  RuntimeRun *runtime = open_runtime(work);
  if (!runtime) return;
  if (file_real_path(work->arena, work->run->path, &path) != 0) path = text_of(work->run->path);
  RuntimeWatch watch = {watched, note_file, has_changed, make_again, tell, work};
  runtime(&(RuntimeProgram){
      .executable = work->program.at,
      .folder = text_copy(work->arena, path_dirname(work->runtime)).at,
      .path = path.at,
      .arguments = work->run->arguments.at,
      .argument_count = work->run->arguments.count,
      .flags = work->run->flags.at,
      .flag_count = work->run->flags.count,
      .script = *script,
      .read_file = read_file,
      .read_context = work,
      .watch = work->run->watches ? &watch : NULL,
  });
}

// The runtime is opened while it is found out whether a script is for Node, and while it is built:
// there is one script in a process.
static struct {
  Arena arena;
  Text path;
  LibraryOpening *opening; // NULL: not begun
} early;

static void begin_opening(void) {
  if (early.opening) return;
  Work work = {.arena = &early.arena, .program = file_program_path(&early.arena)};
  early.path = find_runtime(&work);
  setenv(RUNTIME_VARIABLE, RUNTIME_VALUE, 0);
  early.opening = library_begin(&early.arena, early.path.at, RUNTIME_PREPARE);
}

ExitCode run_script(const ScriptRun *run, const Screen *screen) {
  Arena arena = {0};
  Work work = {.run = run, .screen = screen, .arena = &arena, .files.arena = &arena};
  work.program = file_program_path(&arena);
  begin_opening();
  work.runtime = early.path;
  RuntimeScript script;
  bool is_made = make(&work, &script);
  library_wait(early.opening);
  if (is_made) start(&work, &script);
  cb_build_release(work.build);
  arena_release(&arena);
  return EXIT_CODE_FAILED;
}

// ---- What a script is for

// Of a script that can't be read, its text must tell: it is run, to say what is wrong.
static bool names_modules(Arena *arena, const char *path) {
  static const char *const signs[] = {"\"node:",     "'node:",    "\"http\"", "'http'",
                                      "\"express\"", "'express'", "\"koa\"",  "'koa'",
                                      "\"fastify\"", "'fastify'"};
  Text text;
  if (file_read(arena, path, &text) != 0) return false;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    if (text_find(text, text_of(signs[i])) != TEXT_NOT_FOUND) return true;
  }
  return false;
}

// It is built as if it were for a browser: packages may have other files for Node.
bool run_script_is_for_node(const char *path) {
  Arena arena = {0};
  if (names_modules(&arena, path)) begin_opening(); // it probably is
  CbBuildOptions options = {.entries = {&path, 1}, .outfile = "out.js"};
  CbBuild *build = cb_build(&options);
  bool is_good = cb_build_error_count(build) == 0;
  bool is_for_node = !is_good && (cb_build_needs_node(build) || names_modules(&arena, path));
  cb_build_release(build);
  arena_release(&arena);
  if (early.opening && !is_for_node) library_wait(early.opening);
  return is_for_node;
}
