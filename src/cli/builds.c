// All builds are looked at before the first one runs.
#include "cli/builds.h"

#include "base/buffer.h"
#include "base/path.h"
#include "base/suggest.h"

typedef struct Plan {
  const BuildCommand *flags;
  OptionWords words;
  Diagnostics *diagnostics;
  Config config;
  Builds *builds;
} Plan;

static void check_flags(Plan *plan);
static ConfigNames choose(Plan *plan);
static void add_build(Plan *plan, Text name);
static void check_several(Plan *plan);

ExitCode builds_plan(const BuildCommand *flags, OptionWords words, Diagnostics *diagnostics,
                     Builds *out) {
  Plan plan = {.flags = flags, .words = words, .diagnostics = diagnostics, .builds = out};
  check_flags(&plan);
  if (diagnostics->error_count) return EXIT_CODE_MISUSED;
  if (!flags->no_config) config_read(&plan.config, flags->config, diagnostics);
  out->sources = plan.config.sources;
  out->has_config = plan.config.files.count > 0;
  if (diagnostics->error_count) return EXIT_CODE_FAILED;
  ConfigNames names = choose(&plan);
  if (diagnostics->error_count) return EXIT_CODE_MISUSED;
  for (uint32_t i = 0; i < names.count; i++) add_build(&plan, names.at[i]);
  check_several(&plan);
  if (diagnostics->error_count == 0) return EXIT_CODE_DONE;
  return plan.config.files.count ? EXIT_CODE_FAILED : EXIT_CODE_MISUSED;
}

static void check_flags(Plan *plan) {
  if (!plan->flags->no_config) return;
  Diagnostics *diagnostics = plan->diagnostics;
  if (plan->flags->config)
    diag_add(diagnostics, MESSAGE_CONFIG_NOT_READ, NOWHERE, TEXT("--config"));
  if (plan->flags->builds) diag_add(diagnostics, MESSAGE_CONFIG_NOT_READ, NOWHERE, TEXT("--build"));
}

static bool is_among(const ConfigNames *names, Text name) {
  for (uint32_t i = 0; i < names->count; i++) {
    if (text_is(names->at[i], name)) return true;
  }
  return false;
}

static void complain_name(Plan *plan, Text name) {
  Diagnostics *diagnostics = plan->diagnostics;
  const Config *config = &plan->config;
  const ConfigFile *file = config->files.at[config->files.count - 1];
  Diagnostic *missing =
      diag_add(diagnostics, MESSAGE_CONFIG_NO_BUILD, NOWHERE, name, file->file.path);
  if (config->names.count == 0) {
    diag_note(diagnostics, missing, MESSAGE_CONFIG_NO_BUILDS, NOWHERE);
    return;
  }
  Suggestion best = {0};
  Buffer list = {.arena = diagnostics->arena};
  for (uint32_t i = 0; i < config->names.count; i++) {
    suggest_consider(&best, name, config->names.at[i]);
    buffer_add_format(&list, "%s\"%.*s\"", i ? ", " : "", TEXT_ARGS(config->names.at[i]));
  }
  if (best.name.size)
    diag_note(diagnostics, missing, MESSAGE_DID_YOU_MEAN, NOWHERE, best.name);
  else
    diag_note(diagnostics, missing, MESSAGE_CONFIG_BUILDS, NOWHERE, buffer_text(&list));
}

// The names of what is to be built: those of --build, or all, or the one that has no name.
static ConfigNames choose(Plan *plan) {
  ConfigNames names = {0};
  const CbStrings *wanted = plan->flags->builds;
  bool has_file = plan->config.files.count > 0;
  if (wanted && !has_file) diag_add(plan->diagnostics, MESSAGE_CONFIG_NO_FILE, NOWHERE);
  for (size_t i = 0; has_file && wanted && i < wanted->count; i++) {
    Text name = text_of(wanted->at[i]);
    if (!is_among(&plan->config.names, name))
      complain_name(plan, name);
    else if (!is_among(&names, name))
      array_push(plan->diagnostics->arena, &names, name);
  }
  bool takes_all = names.count == 0 && plan->flags->build.entries.count == 0;
  if (takes_all) names = plan->config.names;
  if (names.count == 0) array_push(plan->diagnostics->arena, &names, TEXT(""));
  return names;
}

static void add_build(Plan *plan, Text name) {
  Diagnostics *diagnostics = plan->diagnostics;
  BuildCommand command = options_defaults();
  command.name = name;
  config_apply(&plan->config, name, &command, diagnostics->arena);
  bool has_entries = plan->flags->build.entries.count > 0;
  if (has_entries) command.build.entries = (CbStrings){0};
  options_read(&command, plan->words, diagnostics);
  uint32_t first = diagnostics->items.count;
  options_check(&command, diagnostics);
  for (uint32_t i = first; name.size && i < diagnostics->items.count; i++) {
    diag_note(diagnostics, diagnostics->items.at[i], MESSAGE_CONFIG_ABOUT_BUILD, NOWHERE, name);
  }
  array_push(diagnostics->arena, &plan->builds->list, command);
}

// Where a build writes to, absolute; empty: standard output.
static Text output_folder(const Plan *plan, const BuildCommand *command) {
  Arena *arena = plan->diagnostics->arena;
  const char *outdir = command->build.outdir, *outfile = command->build.outfile;
  Text folder = plan->config.working_folder;
  if (outdir) return path_resolve(arena, folder, text_of(outdir));
  return outfile ? path_dirname(path_resolve(arena, folder, text_of(outfile))) : TEXT("");
}

// Of builds into one folder, the last one cleans it: the old output of those that follow is needed
// if they fail.
static void share_cleaning(Plan *plan, BuildCommand *command, BuildCommand *other, bool is_later) {
  Text folder = output_folder(plan, command), theirs = output_folder(plan, other);
  if (theirs.size == 0 || !path_is_inside(theirs, folder)) return;
  bool is_same = text_is(folder, theirs) && other->build.outdir;
  if (!is_same)
    diag_add(plan->diagnostics, MESSAGE_CONFIG_CLEAN_NESTED, NOWHERE, command->name, other->name);
  else if (is_later)
    command->build.clean = !(other->build.clean = true);
}

static void check_cleaning(Plan *plan) {
  Builds *builds = plan->builds;
  for (uint32_t i = 0; i < builds->list.count; i++) {
    for (uint32_t j = 0; j < builds->list.count; j++) {
      bool cleans = builds->list.at[i].build.clean && builds->list.at[i].build.outdir;
      if (i != j && cleans) share_cleaning(plan, &builds->list.at[i], &builds->list.at[j], j > i);
    }
  }
}

// What one build may do, and several may not.
static void check_several(Plan *plan) {
  if (plan->builds->list.count < 2) return;
  for (uint32_t i = 0; i < plan->builds->list.count; i++) {
    const BuildCommand *command = &plan->builds->list.at[i];
    bool has_path = command->build.outfile || command->build.outdir;
    if (!has_path) diag_add(plan->diagnostics, MESSAGE_CONFIG_STDOUT, NOWHERE, command->name);
  }
  check_cleaning(plan);
}
