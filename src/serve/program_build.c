// Building: the first time from nothing, then on from what changed. Pages get hot programs, workers
// ordinary bundles.
#include "serve/program.h"

#include "bundle/build.h"
#include "host/clock.h"

// What pages import beside code and JSON, unless a flag says otherwise: files that stay files.
static const char *const asset_extensions[] = {
    ".png",  ".jpg",  ".jpeg",  ".gif",  ".svg", ".webp", ".avif", ".ico",
    ".bmp",  ".woff", ".woff2", ".ttf",  ".otf", ".eot",  ".mp3",  ".mp4",
    ".webm", ".ogg",  ".wav",   ".flac", ".aac", ".pdf",  ".wasm", ".webmanifest"};

enum { ASSETS = sizeof asset_extensions / sizeof *asset_extensions };

typedef struct Options {
  CbBuildOptions build;
  const char *entries[1];
  CbPair *loaders;
} Options;

static void read_options(const Program *program, Arena *arena, Options *out) {
  const Site *site = program->live->site;
  if (site->options->build) out->build = *site->options->build;
  CbBuildOptions *build = &out->build;
  out->entries[0] = program->path.at;
  build->entries = (CbStrings){out->entries, 1};
  if (build->env_dir) // was given where the server was started
    build->env_dir = path_resolve(arena, file_working_folder(arena), text_of(build->env_dir)).at;
  build->working_folder = build->site_root = site->gate.root.at;
  build->site_base = text_copy(arena, site->base).at;
  out->loaders = arena_new(arena, CbPair, ASSETS + build->loaders.count);
  for (uint32_t i = 0; i < ASSETS; i++) out->loaders[i] = (CbPair){asset_extensions[i], "file"};
  for (size_t i = 0; i < build->loaders.count; i++) // those that come later count
    out->loaders[ASSETS + i] = build->loaders.at[i];
  build->loaders = (CbPairs){out->loaders, ASSETS + build->loaders.count};
}

static void build_plain(Program *program) {
  Arena arena = {0};
  Options options = {0};
  read_options(program, &arena, &options);
  options.build.outfile = options.build.outdir = NULL;
  options.build.splitting = options.build.metafile = false;
  options.build.format = CB_FORMAT_IIFE;
  options.build.source_map = CB_SOURCE_MAP_INLINE;
  options.build.watch = options.build.incremental = options.build.return_promise = true;
  program->plain = cb_build(&options.build);
  arena_release(&arena);
}

static void build_hot(Program *program) {
  Arena arena = {0};
  Options options = {0};
  read_options(program, &arena, &options);
  const Site *site = program->live->site;
  HotOptions hot = {.build = &options.build,
                    .root = site->gate.root,
                    .base = site->base,
                    .refreshes = program->live->refreshes};
  program->hot = hot_make(&hot);
  arena_release(&arena);
}

static void rebuild_plain(Program *program) {
  bool is_concerned = false;
  for (uint32_t i = 0; i < program->work.count; i++)
    is_concerned |= watched_has(program->plain, program->work.at[i]);
  program->update.is_concerned = is_concerned;
  if (is_concerned) cb_rebuild(program->plain);
}

static void update_hot(Program *program) {
  program->update = hot_update(program->hot, &program->work);
  bool is_good = program->update.state == HOT_GOOD;
  program->has_update = is_good && program->update.changed.count + program->update.gone.count > 0;
  if (!program->has_update) return;
  program->made = (ProgramUpdate){0};
  program->made.code =
      hot_definitions(program->hot, &program->made.arena, &program->update.changed);
}

void program_build(Program *program) {
  uint64_t started = clock_now_ns();
  program->update = (HotUpdate){0};
  program->has_update = false;
  bool is_first = !program->hot && !program->plain;
  program->is_new = is_first;
  if (is_first)
    (program->is_worker ? build_plain : build_hot)(program);
  else if (program->work.count)
    (program->is_worker ? rebuild_plain : update_hot)(program);
  bool is_other = is_first || program->update.is_concerned;
  if (is_other) {
    program->sent.is_made = false;
    program->build_ms = (double)(clock_now_ns() - started) / 1e6;
  }
  // The number of what was built now is only known when pages have been told.
  bool is_settled = is_first || !program->update.is_concerned;
  if (program->wants_text && is_settled && !program->sent.is_made) program_make_text(program);
}

CbBuild *program_cb_build(const Program *program) {
  return program->plain ? program->plain : hot_build(program->hot);
}

bool program_is_broken(const Program *program) {
  if (program->plain) return cb_build_error_count(program->plain) > 0;
  return hot_state(program->hot) == HOT_BROKEN;
}
