// Builds a project again and again, and compares each time with a build that knows nothing of those
// before. Knows the library by its public header alone.
//
//   rebuild_probe FOLDER [--splitting] [--sourcemap] [--metafile] [--automatic] [--esm] [--iife]
//     [--inject] [--strict] [--minify] [--minify-whitespace] [--hashes] [--groups] [--small]
//     [--alone] ENTRY…
//
// For each line on standard input it writes one: "same MODULES LOADED PRINTED ERRORS REBUILD_US
// REBUILD_CPU_US FRESH_US", or "differs: WHAT". A line that says "blindly" asks for a build that is
// not compared; FRESH_US is 0 then.
#include "cbundle/cbundle.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { MOST_ENTRIES = 64 };

static void add_injected(CbBuildOptions *options) {
  static const char *const files[] = {"./inject", "second_inject.js"};
  static const CbPair objects[] = {
      {"OBJECT", "{\"a\": [1]}"}, {"UNUSED", "[1]"}, {"DEBUG", "false"}};
  options->injects = (CbStrings){files, 2};
  options->defines = (CbPairs){objects, 3};
}

static void add_switch(CbBuildOptions *options, const char *word) {
  static const CbPair groups[] = {{"library", "lib"}, {"packages", "one"}, {"library", "three"}};
  if (strcmp(word, "--splitting") == 0) options->splitting = true;
  if (strcmp(word, "--metafile") == 0) options->metafile = true;
  if (strcmp(word, "--minify") == 0) options->minify = true;
  if (strcmp(word, "--minify-whitespace") == 0) options->minify_whitespace = true;
  if (strcmp(word, "--hashes") == 0) options->entry_names = "[name]-[hash]";
  if (strcmp(word, "--groups") == 0) options->manual_chunks = (CbPairs){groups, 3};
  if (strcmp(word, "--alone") == 0) options->no_bundle = true;
  if (strcmp(word, "--small") == 0) options->min_chunk_size = 300;
}

static CbBuildOptions options_of(int count, char **words, const char **entries) {
  static const CbPair strict[] = {{"not-utf8", "error"}};
  CbBuildOptions options = {.working_folder = words[0],
                            .outdir = "out",
                            .format = CB_FORMAT_CJS,
                            .platform = CB_PLATFORM_NODE,
                            .entries = {entries, 0}};
  for (int i = 1; i < count; i++) {
    const char *word = words[i];
    add_switch(&options, word);
    if (strcmp(word, "--sourcemap") == 0) options.source_map = CB_SOURCE_MAP_LINKED;
    if (strcmp(word, "--automatic") == 0) options.jsx = CB_JSX_AUTOMATIC;
    if (strcmp(word, "--esm") == 0) options.format = CB_FORMAT_ESM;
    if (strcmp(word, "--iife") == 0) options.format = CB_FORMAT_IIFE;
    if (strcmp(word, "--inject") == 0) add_injected(&options);
    if (strcmp(word, "--strict") == 0) options.log_overrides = (CbPairs){strict, 1};
    bool is_entry = word[0] != '-' && options.entries.count < MOST_ENTRIES;
    if (is_entry) entries[options.entries.count++] = word;
  }
  return options;
}

static double now_us(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static bool is_same_output(const CbOutput *a, const CbOutput *b) {
  return strcmp(a->path, b->path) == 0 && a->is_map == b->is_map && a->size == b->size &&
         memcmp(a->bytes, b->bytes, a->size) == 0;
}

// What tells two builds apart; NULL if nothing does.
static const char *difference_of_outputs(const CbBuild *a, const CbBuild *b) {
  size_t count, other_count;
  const CbOutput *outputs = cb_build_outputs(a, &count);
  const CbOutput *others = cb_build_outputs(b, &other_count);
  if (count != other_count) return "the number of outputs";
  for (size_t i = 0; i < count; i++) {
    if (!is_same_output(&outputs[i], &others[i])) return outputs[i].path;
  }
  const char *metafile = cb_build_metafile(a), *other = cb_build_metafile(b);
  if (!metafile || !other) return metafile == other ? NULL : "whether there is a metafile";
  return strcmp(metafile, other) == 0 ? NULL : "the metafile";
}

static const char *difference_of_diagnostics(CbBuild *a, CbBuild *b) {
  size_t count, other_count;
  const CbDiagnostic *list = cb_build_diagnostics(a, &count);
  cb_build_diagnostics(b, &other_count);
  if (count != other_count) return "the number of diagnostics";
  for (size_t i = 0; i < count; i++) {
    const char *text = cb_build_render_diagnostic(a, i, false, 100);
    if (strcmp(text, cb_build_render_diagnostic(b, i, false, 100)) != 0) return list[i].text;
  }
  return cb_build_error_count(a) == cb_build_error_count(b) ? NULL : "the number of errors";
}

// Compares with a build from nothing, and tells how long that took; NULL: they are the same.
static const char *difference_of_fresh(CbBuild *build, const CbBuildOptions *options,
                                       double *fresh_us) {
  CbBuildOptions plain = *options;
  plain.incremental = false;
  double started = now_us(CLOCK_MONOTONIC);
  CbBuild *fresh = cb_build(&plain);
  *fresh_us = now_us(CLOCK_MONOTONIC) - started;
  const char *difference = difference_of_outputs(build, fresh);
  if (!difference) difference = difference_of_diagnostics(build, fresh);
  cb_build_release(fresh);
  return difference;
}

static bool build_again(CbBuild *build, const CbBuildOptions *options, bool is_blind) {
  double started = now_us(CLOCK_MONOTONIC), fresh_us = 0;
  double started_cpu = now_us(CLOCK_PROCESS_CPUTIME_ID);
  cb_rebuild(build);
  double rebuilt_us = now_us(CLOCK_MONOTONIC) - started;
  double cpu_us = now_us(CLOCK_PROCESS_CPUTIME_ID) - started_cpu;
  const char *difference = is_blind ? NULL : difference_of_fresh(build, options, &fresh_us);
  if (difference) {
    printf("differs: %s\n", difference);
    return false;
  }
  printf("same %zu %zu %zu %zu %.0f %.0f %.0f\n", cb_build_module_count(build),
         cb_build_loaded_count(build), cb_build_printed_count(build), cb_build_error_count(build),
         rebuilt_us, cpu_us, fresh_us);
  return true;
}

int main(int count, char **words) {
  const char *entries[MOST_ENTRIES];
  if (count < 3) return 2;
  CbBuildOptions options = options_of(count - 1, words + 1, entries);
  options.incremental = true;
  CbBuild *build = cb_build(&options);
  bool is_good = true;
  char line[32];
  while (fgets(line, sizeof line, stdin)) {
    bool is_blind = strcmp(line, "blindly\n") == 0;
    is_good = build_again(build, &options, is_blind) && is_good;
    fflush(stdout);
  }
  cb_build_release(build);
  return is_good ? 0 : 1;
}
