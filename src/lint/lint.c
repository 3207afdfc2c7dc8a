// First all files are found, and with them all configurations, so that a mistake in one ends the
// run before it has begun. Then each file is read, linted and written about on some thread, in
// memory of its own; what is kept of it is its part of the report.
#include "lint/lint.h"

#include "base/hash.h"
#include "host/workers.h"
#include "lint/order.h"
#include "lint/project.h"
#include "lint/setup.h"

#include <stdatomic.h>
#include <stdlib.h>

typedef struct FailedRule {
  Text shown; // the file
  LintFailure failure;
} FailedRule;
typedef Array(FailedRule) FailedRules;

typedef struct Run {
  LintSetup setup;
  LintTargets targets;
  const uint32_t *order; // in which they are linted
  LintProject *project;  // or NULL
  FormatRun format;
  CacheUse cache;
  // What workers add to, under the lock.
  Lock lock;
  Arena kept;
  Text *pieces;  // of the report, by target
  int *problems; // of writing a target: libuv's code, IS_LINK, or 0
  uint32_t fixed_count;
  FailedRules failed;
  atomic_uint linted_count, cached_count;
  atomic_size_t done;
} Run;

enum { IS_LINK = 1 };

static const Text stdin_name = TEXT("standard input");

static uint32_t rule_words(void) {
  uint32_t count;
  rules_all(&count);
  return count / 64 + 1;
}

// ---- Before anything is linted

// False: something is wrong, and told.
static bool prepare(Run *run, const LintOptions *options, Diagnostics *diagnostics) {
  *run = (Run){0};
  bool is_ready = lint_setup_make(&run->setup, options, diagnostics);
  run->format = (FormatRun){.color = options->color,
                            .width = options->width,
                            .working_folder = run->setup.folders.reading.working_folder,
                            .rules_seen = arena_new(run->setup.arena, uint64_t, rule_words())};
  lock_init(&run->lock);
  return is_ready;
}

static void release(Run *run) {
  if (run->project) project_release(run->project);
  lint_setup_release(&run->setup);
  lock_release(&run->lock);
  arena_release(&run->kept);
}

// ---- One file

// Sets the bits of the rules that messages are of.
static void see_rules(const LintMessages *messages, uint64_t *bits) {
  for (uint32_t i = 0; i < messages->count; i++) {
    uint32_t index = rule_index(messages->at[i].report->rule);
    if (index / 64 < rule_words()) bits[index / 64] |= 1ull << index % 64;
  }
}

// Keeps what is told of a file, and remembers it for the next run.
static void keep(Run *run, uint32_t index, CacheEntry *entry, bool is_remembered) {
  uint32_t words = rule_words();
  lock_take(&run->lock);
  entry->piece.at = arena_copy(&run->kept, entry->piece.at, entry->piece.size);
  uint64_t *bits = arena_new(&run->kept, uint64_t, words);
  memcpy(bits, entry->rules, words * sizeof *bits);
  entry->rules = bits;
  run->pieces[index] = entry->piece;
  lint_tally_add(&run->format.tally, &entry->tally);
  for (uint32_t i = 0; i < words; i++) run->format.rules_seen[i] |= entry->rules[i];
  if (is_remembered) cache_use_keep(&run->cache, index, entry);
  lock_leave(&run->lock);
}

// What is told of a file.
static void tell(Run *run, const LintResult *result, Arena *arena, CacheEntry *entry) {
  Buffer piece = {.arena = arena};
  uint64_t *bits = arena_new(arena, uint64_t, rule_words());
  run->setup.options->format->file(&piece, result, &run->format);
  see_rules(&result->messages, bits);
  entry->piece = piece.size ? buffer_text(&piece) : TEXT("");
  entry->tally = result->tally;
  entry->rules = bits;
}

static LintWork work_on(Run *run, const LintTarget *target, Arena *arena) {
  LintWork work = lint_setup_work(&run->setup, target, arena);
  if (run->project) work.project = project_find(run->project, target->path);
  return work;
}

static void add_failures(Run *run, const LintResult *result) {
  for (uint32_t i = 0; i < result->failures.count; i++) {
    LintFailure failure = result->failures.at[i];
    failure.rule = text_copy(&run->kept, failure.rule);
    FailedRule failed = {text_copy(&run->kept, result->shown), failure};
    array_push(&run->kept, &run->failed, failed);
  }
}

static void lint_text(Run *run, LintWork *work, LintResult *result) {
  LintTimes times = {.arena = work->arena};
  if (run->setup.options->times) work->times = &times;
  lint_file(work, result);
  if (!work->times && !result->output.at && !result->failures.count) return;
  lock_take(&run->lock);
  run->fixed_count += result->output.at != NULL;
  for (uint32_t i = 0; i < times.all.count; i++)
    lint_times_add(run->setup.options->times, times.all.at[i].rule, times.all.at[i].spent_ns);
  add_failures(run, result);
  lock_leave(&run->lock);
}

// Reads the files around the targets, if a rule asks for them.
static void read_project(Run *run) {
  bool is_wanted = false;
  const LintConfig *last = NULL;
  ProjectWishes wishes = {.working_folder = run->format.working_folder,
                          .targets = &run->targets,
                          .is_one_of_many = run->setup.options->from_stdin,
                          .threads = run->setup.options->threads};
  for (uint32_t i = 0; i < run->targets.count; i++) {
    const LintTarget *target = &run->targets.at[i];
    const LintConfig *config =
        lint_config_for(&run->setup.configs, &target->folder->parts, target->path);
    is_wanted = is_wanted || config->is_across_files;
    if (config->is_across_files && config != last)
      project_wish_folders(run->setup.arena, &wishes, config);
    last = config;
  }
  if (is_wanted) run->project = project_make(&wishes);
}

// Writes a fixed text. A link that leads out of the working folder is left alone.
static int write_fixed(Run *run, const LintResult *result) {
  Arena scratch = {0};
  Text real;
  int code = file_real_path(&scratch, result->path.at, &real);
  Text base = run->setup.folders.reading.working_folder;
  bool is_out = code == 0 && !text_is(real, result->path) && path_is_inside(result->path, base) &&
                !path_is_inside(real, base);
  if (is_out) code = IS_LINK;
  if (code == 0) code = file_write(result->path.at, result->output.at, result->output.size, false);
  arena_release(&scratch);
  return code;
}

static void report_progress(Run *run) {
  size_t done = atomic_fetch_add(&run->done, 1) + 1;
  const LintOptions *options = run->setup.options;
  if (options->progress) options->progress(options->progress_context, done, run->targets.count);
}

// Reads and lints a file; or finds what was told of it before.
static void lint_target_in(Run *run, uint32_t index, LintState *state, Arena *arena) {
  const LintTarget *target = &run->targets.at[index];
  LintWork work = work_on(run, target, arena);
  LintResult result = {.path = target->path,
                       .shown = path_relative(arena, run->format.working_folder, target->path)};
  CacheEntry entry = {.path = target->path};
  // What rules say that look across files depends on more than the file.
  bool is_cached = run->cache.is_on && !work.config->is_across_files;
  const CacheEntry *before = NULL;
  result.file.path = result.shown;
  if (is_cached && cache_use_identify(&run->cache, &work, target, NULL, &entry))
    before = cache_use_find(&run->cache, &entry);
  int code = before ? 0 : file_read(arena, target->path.at, &result.file.text);
  if (code < 0) {
    Text text =
        text_concat(arena, TEXT("Could not read this file: "), text_of(file_error_text(code)));
    lint_result_add_fatal(&result, arena, text, (LintPlace){0}, (Span){0});
  } else if (!before) {
    if (is_cached && run->cache.by_content) {
      cache_use_identify(&run->cache, &work, target, &result.file.text, &entry);
      before = cache_use_find(&run->cache, &entry);
    }
    if (!before) lint_text(run, &work, &result);
  }
  bool writes = result.output.at && run->setup.options->fixes == LINT_FIX_FILES;
  if (writes) run->problems[index] = write_fixed(run, &result);
  if (before)
    entry = *before;
  else
    tell(run, &result, arena, &entry);
  bool is_whole = code == 0 && !result.output.at && !result.failures.count;
  if (before) atomic_fetch_add(&run->cached_count, 1);
  keep(run, index, &entry, is_cached && is_whole);
  if (!run->setup.options->memory) return;
  LintMemo memo = {entry.piece, entry.tally, entry.rules};
  if (writes) state->stamp = stamp_of(target->path.at);
  lint_memory_keep(run->setup.options->memory, target->path, state, &memo);
}

// Takes what was told of the file before, if it would be told again. False: it has changed.
static bool recall(Run *run, uint32_t index, LintState *state, Arena *arena) {
  const LintTarget *target = &run->targets.at[index];
  const LintConfig *config =
      lint_config_for(&run->setup.configs, &target->folder->parts, target->path);
  uint64_t hashes[] = {config->hash, (uint64_t)target->folder->type};
  *state = (LintState){target->stamp, hash_numbers(hashes, 2)};
  LintMemo memo;
  LintMemorySays says = lint_memory_find(run->setup.options->memory, target->path, state, &memo);
  if (says == MEMORY_NOTHING) return false;
  if (run->project || says == MEMORY_MAYBE) { // the files around it may have changed
    lint_target_in(run, index, state, arena);
    return true;
  }
  CacheEntry entry = {target->path, .piece = memo.piece, .tally = memo.tally};
  entry.rules = memo.rules_seen;
  keep(run, index, &entry, false);
  return true;
}

static void lint_target(void *context, uint32_t item) {
  Run *run = context;
  uint32_t index = run->order[item];
  Arena arena = {0};
  LintState state = {0};
  if (!run->setup.options->memory || !recall(run, index, &state, &arena)) {
    atomic_fetch_add(&run->linted_count, 1);
    lint_target_in(run, index, &state, &arena);
  }
  report_progress(run);
  arena_release(&arena);
}

static void lint_stdin(Run *run) {
  Arena arena = {0};
  const char *name = run->setup.options->stdin_filename;
  Text base = run->format.working_folder;
  Text path = path_resolve(&arena, base, text_of(name ? name : "text.js"));
  if (name && find_is_ignored(&run->setup.folders, path)) {
    diag_add(run->setup.diagnostics, MESSAGE_LINT_ALL_IGNORED, NOWHERE, text_of(name));
    arena_release(&arena);
    return;
  }
  const LintFolder *folder = lint_folder_get(&run->setup.folders, path_dirname(path), NULL);
  LintTarget target = {.path = path, .folder = folder};
  LintResult result = {.path = name ? path : TEXT("<text>"),
                       .shown = text_of(name ? name : "<text>")};
  result.file.path = result.shown;
  int code = file_read_stdin(&arena, &result.file.text);
  if (code < 0)
    diag_add(run->setup.diagnostics, MESSAGE_COULD_NOT_READ, NOWHERE, stdin_name,
             text_of(file_error_text(code)));
  run->pieces = arena_new(run->setup.arena, Text, 1);
  array_push(run->setup.arena, &run->targets, target);
  if (run->setup.diagnostics->error_count == 0) {
    read_project(run);
    LintWork work = work_on(run, &target, &arena);
    CacheEntry entry = {.path = target.path};
    lint_text(run, &work, &result);
    tell(run, &result, &arena, &entry);
    keep(run, 0, &entry, false);
  }
  arena_release(&arena);
}

// ---- All files

static void put_together(Run *run, LintOutcome *outcome) {
  const Format *format = run->setup.options->format;
  Buffer out = {.arena = run->setup.arena};
  run->format.file_count = run->targets.count;
  if (format->begin) format->begin(&out, &run->format);
  bool is_first = true;
  for (uint32_t i = 0; i < run->targets.count; i++) {
    if (run->pieces[i].size == 0) continue;
    if (!is_first) buffer_add_text(&out, format->between);
    buffer_add_text(&out, run->pieces[i]);
    is_first = false;
  }
  if (format->end) format->end(&out, &run->format);
  *outcome = (LintOutcome){.tally = run->format.tally,
                           .file_count = run->targets.count,
                           .fixed_count = run->fixed_count,
                           .linted_count = run->linted_count,
                           .cached_count = run->cached_count,
                           .failed_count = run->failed.count,
                           .report = buffer_text(&out)};
}

static int compare_failures(const void *left, const void *right) {
  const FailedRule *a = left, *b = right;
  int order = text_compare(a->shown, b->shown);
  return order ? order : text_compare(a->failure.rule, b->failure.rule);
}

static void tell_failures(Run *run) {
  FailedRules *failed = &run->failed;
  if (failed->count) qsort(failed->at, failed->count, sizeof *failed->at, compare_failures);
  for (uint32_t i = 0; i < failed->count; i++) {
    const FailedRule *each = &failed->at[i];
    diag_add(run->setup.diagnostics, MESSAGE_LINT_RULE_FAILED, NOWHERE, each->failure.rule,
             each->shown, each->failure.check);
  }
}

static void tell_problems(Run *run) {
  for (uint32_t i = 0; i < run->targets.count; i++) {
    int code = run->problems[i];
    if (code == 0) continue;
    Text shown =
        path_relative(run->setup.arena, run->format.working_folder, run->targets.at[i].path);
    if (code == IS_LINK)
      diag_add(run->setup.diagnostics, MESSAGE_LINT_LINK, NOWHERE, shown);
    else
      diag_add(run->setup.diagnostics, MESSAGE_COULD_NOT_WRITE, NOWHERE, shown,
               text_of(file_error_text(code)));
  }
}

// What rules across files say depends on other files.
static void begin_cache(Run *run) {
  CacheWishes wishes = run->setup.options->cache;
  wishes.is_on = wishes.is_on && !run->project;
  wishes.format = run->setup.options->format;
  wishes.rule_words = rule_words();
  cache_use_begin(&run->cache, run->setup.arena, &wishes, &run->format, run->targets.count);
  run->cache.only_clean = run->setup.work.fixes;
}

static void end_cache(Run *run) {
  int code = run->cache.is_on ? cache_use_end(&run->cache) : 0;
  if (code == 0) return;
  Diagnostic *wrong = diag_add(run->setup.diagnostics, MESSAGE_COULD_NOT_WRITE, NOWHERE,
                               run->cache.path, text_of(file_error_text(code)));
  diag_set_severity(run->setup.diagnostics, wrong, SEVERITY_WARNING);
}

// What the next run may find changed: files, folders, and what configures them.
static void list_watched(Run *run, Texts *watched) {
  Arena *arena = run->setup.arena;
  Text base = run->format.working_folder;
  for (uint32_t i = 0; i < run->targets.count; i++)
    array_push(arena, watched, run->targets.at[i].path);
  for (uint32_t i = 0; i < run->setup.folders.all.count; i++) {
    Text path = run->setup.folders.all.at[i]->path;
    for (int j = 0; j < CONFIG_NAME_COUNT; j++)
      array_push(arena, watched, path_join(arena, path, config_names[j]));
    if (path_is_inside(path, base)) array_push(arena, watched, text_concat(arena, path, TEXT("/")));
  }
  if (run->setup.options->config) {
    Text word = text_of(run->setup.options->config);
    array_push(arena, watched, path_resolve(arena, base, word));
  }
}

static void lint_targets(Run *run) {
  run->pieces = arena_new(run->setup.arena, Text, run->targets.count);
  run->problems = arena_new(run->setup.arena, int, run->targets.count);
  Workers *workers = workers_start(run->setup.options->threads);
  // First, as what changes while it is read must look new to the next run.
  run->order = lint_order(run->setup.arena, &run->targets, workers);
  read_project(run);
  begin_cache(run);
  workers_each(workers, run->targets.count, lint_target, run);
  workers_stop(workers);
  tell_problems(run);
  end_cache(run);
}

bool lint_run(const LintOptions *options, Diagnostics *diagnostics, LintOutcome *outcome) {
  Run run;
  FindWishes wishes = {options->paths, options->extensions};
  bool is_ready = prepare(&run, options, diagnostics);
  if (is_ready && options->from_stdin) {
    lint_stdin(&run);
    is_ready = diagnostics->error_count == 0;
  } else if (is_ready) {
    find_files(&run.setup.folders, &wishes, &run.targets);
    is_ready = diagnostics->error_count == 0;
    if (is_ready) lint_targets(&run);
  }
  *outcome = (LintOutcome){0};
  tell_failures(&run);
  if (is_ready) put_together(&run, outcome);
  if (options->memory) list_watched(&run, &outcome->watched);
  release(&run);
  return is_ready;
}

bool lint_print_config(const LintOptions *options, const char *path, Diagnostics *diagnostics,
                       Buffer *out) {
  LintSetup setup;
  bool is_ready = lint_setup_make(&setup, options, diagnostics);
  if (is_ready) {
    Text full = path_resolve(setup.arena, setup.folders.reading.working_folder, text_of(path));
    const LintFolder *folder = lint_folder_get(&setup.folders, path_dirname(full), NULL);
    is_ready = diagnostics->error_count == 0;
    if (is_ready) lint_config_print(out, lint_config_for(&setup.configs, &folder->parts, full));
  }
  lint_setup_release(&setup);
  return is_ready;
}

bool lint_own_rules(const LintOptions *options, Diagnostics *diagnostics, OwnRules *own) {
  LintSetup setup;
  const ConfigReading *reading = &setup.folders.reading;
  if (lint_setup_make(&setup, options, diagnostics))
    lint_folder_get(&setup.folders, reading->working_folder, NULL);
  *own = *reading->own;
  lint_setup_release(&setup);
  return diagnostics->error_count == 0;
}
