// The public API. A build is made at once; what its functions return is kept with it, until it is
// made again.
#include "bundle/build.h"

#include "base/blocks.h"
#include "bundle/analyze.h"
#include "bundle/describe.h"
#include "bundle/dump.h"
#include "bundle/entries.h"
#include "bundle/kept_plans.h"
#include "bundle/swift.h"
#include "diag/render.h"
#include "host/files.h"

#include "base/utf8.h"

LoadOptions build_load_options(const CbBuild *build) {
  const BuildSettings *settings = &build->settings;
  bool is_shaken = !settings->link.keeps_everything && !settings->link.ignores_annotations;
  return (LoadOptions){
      .bases = settings->bases,
      .loaders = &settings->loaders,
      .defines = &settings->defines,
      .drop = settings->drop,
      .effects = settings->effects,
      .keeps_modules = settings->is_incremental,
      .tells_places = settings->tells_places,
      .stack_reader = settings->stack_reader,
      .await_keeper = settings->await_keeper,
      .place_resolver = settings->place_resolver,
      .defers =
          is_shaken && !settings->link.is_alone && !settings->reads_all && !settings->tells_places,
      .is_shaken = is_shaken,
      .missing_stays = settings->missing_stays,
      .is_strict = settings->link.format == OUTPUT_ESM && !settings->link.is_alone,
      .is_alone = settings->link.is_alone,
      .reads_maps = settings->piece.wants_map,
      .reads_contents = settings->piece.wants_sources,
      .jsx = settings->jsx,
      .workers = {.is_node = settings->assemble.platform == PLATFORM_NODE,
                  .makes_modules = settings->link.format == OUTPUT_ESM,
                  .makes_scripts = settings->link.format == OUTPUT_IIFE},
      .resolver = build->resolver,
      .threads = build->workers,
  };
}

void build_make_graph(CbBuild *build) {
  if (!build->workers) build->workers = workers_start(build->settings.threads);
  build->settings.link.threads = build->workers;
  build->resolver = resolver_make(&build->settings.resolve);
  resolver_read_tsconfig(build->resolver, &build->diagnostics);
  entries_list(build);
  if (build->diagnostics.error_count > 0) return;
  GraphOptions graph = {
      .load = build_load_options(build),
      .source = build->settings.source.path.size ? &build->settings.source : NULL,
      .injects = &build->settings.injects,
      .kept = build->settings.is_incremental ? &build->kept : NULL,
      .progress = build->progress,
      .progress_context = build->progress_context,
  };
  graph_build(&build->graph, &build->entries, &graph, &build->diagnostics);
  build->is_graph_made = true;
}

// From the graph to the outputs.
void build_make_outputs(CbBuild *build) {
  if (build->settings.wants_metafile) describe_inputs(build);
  outputs_make(build);
  if (build->settings.wants_metafile && build->diagnostics.error_count == 0) {
    build->metafile = metafile_write(&build->arena, &build->description);
  }
}

void build_begin(CbBuild *build) {
  build->started_ns = stamp_time_now_ns();
  build->diagnostics.arena = &build->arena;
  build->diagnostics.overrides = build->settings_diagnostics.overrides;
  diag_append(&build->diagnostics, &build->settings_diagnostics);
}

static void make(CbBuild *build) {
  build_begin(build);
  if (build->diagnostics.error_count > 0) return;
  build_make_graph(build);
  watched_note(build);
  kept_plans_note(build);
  if (build->diagnostics.error_count > 0) return;
  kept_plans_check(build);
  build_make_outputs(build);
  bool may_be_swift = build->diagnostics.error_count == 0 && kept_plans_are_made(build);
  build->can_be_swift = may_be_swift && resolver_remember(build->resolver, build->started_ns);
}

static void make_and_tidy(CbBuild *build) {
  make(build);
  if (build->settings.is_incremental) blocks_trim();
}

void build_empty(CbBuild *build) {
  arena_release(&build->arena);
  *build = (CbBuild){.lasting = build->lasting,
                     .settings = build->settings,
                     .settings_diagnostics = build->settings_diagnostics,
                     .workers = build->workers,
                     .kept = build->kept,
                     .kept_plans = build->kept_plans,
                     .progress = build->progress,
                     .progress_context = build->progress_context,
                     .written_arena = build->written_arena,
                     .written = build->written};
}

// Releases all that was made, but for the modules if they are to be kept.
void build_unmake(CbBuild *build, bool keeps_modules) {
  if (build->is_graph_made && keeps_modules)
    graph_keep(&build->graph, &build->kept);
  else if (build->is_graph_made)
    graph_release(&build->graph);
  if (build->resolver) resolver_release(build->resolver);
  arena_release(&build->watched_arena);
  build_empty(build);
}

CbBuild *build_open(const CbBuildOptions *options) {
  Arena arena = {0};
  CbBuild *build = arena_new(&arena, CbBuild, 1);
  build->arena = arena;
  build->diagnostics.arena = &build->arena;
  build->progress = options->progress;
  build->progress_context = options->progress_context;
  settings_read(build, options);
  build->lasting = build->arena;
  build->settings_diagnostics = build->diagnostics;
  build->arena = (Arena){0};
  build->diagnostics = (Diagnostics){0};
  return build;
}

CbBuild *cb_build(const CbBuildOptions *options) {
  CbBuild *build = build_open(options);
  make_and_tidy(build);
  return build;
}

void cb_rebuild(CbBuild *build) {
  build->read_before = 0;
  if (build->can_be_swift && swift_rebuild(build)) return;
  uint32_t read_before = build->read_before;
  build_unmake(build, build->settings.is_incremental);
  build->read_before = read_before;
  make_and_tidy(build);
}

void cb_build_release(CbBuild *build) {
  kept_plans_drop(build);
  build_unmake(build, false);
  kept_release(&build->kept);
  arena_release(&build->written_arena);
  if (build->workers) workers_stop(build->workers);
  Arena arena = build->lasting;
  arena_release(&arena);
}

size_t cb_build_error_count(const CbBuild *build) {
  return build->diagnostics.error_count;
}

bool cb_build_needs_node(const CbBuild *build) {
  for (uint32_t i = 0; i < build->diagnostics.items.count; i++) {
    const Diagnostic *note = build->diagnostics.items.at[i]->notes;
    for (; note; note = note->next) {
      if (note->id == MESSAGE_RESOLVE_BUILTIN_HINT) return true;
    }
  }
  return false;
}

size_t cb_build_warning_count(const CbBuild *build) {
  return build->diagnostics.warning_count;
}

size_t cb_build_module_count(const CbBuild *build) {
  return build->graph.modules.count;
}

size_t cb_build_printed_count(const CbBuild *build) {
  return build->printed_count;
}

size_t cb_build_loaded_count(const CbBuild *build) {
  return build->graph.loaded_count + build->read_before;
}

const CbOutput *cb_build_outputs(const CbBuild *build, size_t *count) {
  *count = build->outputs.count;
  return build->outputs.at;
}

// ---- Diagnostics

static CbSeverity severity_of(Severity severity) {
  switch (severity) {
  case SEVERITY_ERROR: return CB_ERROR;
  case SEVERITY_WARNING: return CB_WARNING;
  case SEVERITY_DEBUG: return CB_DEBUG;
  case SEVERITY_VERBOSE: return CB_VERBOSE;
  case SEVERITY_SILENT: return CB_SILENT;
  case SEVERITY_INFO:
  case SEVERITY_NOTE: break;
  }
  return CB_INFO;
}

static void set_place(Arena *arena, const Place *place, LineCursor *cursor, CbDiagnostic *out) {
  Text text = place->file->text;
  lines_seek(cursor, text, place->start);
  uint32_t end = place->end < text.size ? place->end : text.size;
  bool is_range = end > cursor->offset;
  out->path = arena_copy(arena, place->file->path.at, place->file->path.size);
  out->line = cursor->line + 1;
  out->column = cursor->column;
  out->length = is_range ? utf8_utf16_length(text_slice(text, cursor->offset, end)) : 0;
}

const CbDiagnostic *cb_build_diagnostics(const CbBuild *build, size_t *count) {
  // The list is a view that is made when asked for; the build as such stays as it is.
  Arena *arena = &((CbBuild *)build)->arena;
  *count = build->diagnostics.items.count;
  CbDiagnostic *list = arena_new(arena, CbDiagnostic, *count);
  LineCursor cursor = {0};
  for (size_t i = 0; i < *count; i++) {
    const Diagnostic *from = build->diagnostics.items.at[i];
    list[i] = (CbDiagnostic){.severity = severity_of(from->severity),
                             .id = message_name(arena, from->id).at,
                             .text = arena_copy(arena, from->text.at, from->text.size)};
    if (from->place.file) set_place(arena, &from->place, &cursor, &list[i]);
  }
  return list;
}

const char *cb_build_render_diagnostic(CbBuild *build, size_t index, bool color, unsigned width) {
  Buffer out = {.arena = &build->arena};
  RenderOptions options = {
      .color = color, .shows_id = true, .width = width, .cursor = &build->rendered};
  diag_render(&out, build->diagnostics.items.at[index], &options);
  buffer_add_byte(&out, '\0');
  return out.at;
}

// ---- Writing

// What kept an output from being written, and what to do about it.
static void report_unwritten(CbBuild *build, Text path, int code) {
  Diagnostics *diagnostics = &build->diagnostics;
  const BuildSettings *settings = &build->settings;
  Text shown = build_shown_path(build, path);
  if (file_kind(path.at) == FILE_FOLDER) {
    Diagnostic *added = diag_add(diagnostics, MESSAGE_OUTPUT_IS_FOLDER, NOWHERE, shown);
    if (settings->outfile.size == 0) return;
    diag_note(diagnostics, added, MESSAGE_OUTPUT_FOLDER_NOTE, NOWHERE, shown);
    return;
  }
  Text folder = text_copy(&build->arena, path_dirname(path));
  while (folder.size > 1 && file_kind(folder.at) == FILE_NONE) {
    folder = text_copy(&build->arena, path_dirname(folder));
  }
  if (file_kind(folder.at) == FILE_FOLDER) {
    diag_add(diagnostics, MESSAGE_COULD_NOT_WRITE, NOWHERE, shown, text_of(file_error_text(code)));
  } else {
    diag_add(diagnostics, MESSAGE_OUTDIR_IS_FILE, NOWHERE, shown, build_shown_path(build, folder));
  }
}

// Lists the files that there are to write; what is printed is none.
static uint32_t list_files(CbBuild *build, FileOutput *files) {
  const MangleOptions *mangle = &build->settings.mangle;
  uint32_t count = 0;
  for (uint32_t i = 0; i < build->outputs.count; i++) {
    const CbOutput *output = &build->outputs.at[i];
    bool is_executable = !output->is_map && output->size > 2 && output->bytes[0] == '#';
    if (!path_is_absolute(text_of(output->path))) continue;
    files[count++] = (FileOutput){output->path, output->bytes, output->size, is_executable};
  }
  if (mangle->pattern && mangle->cache_path.size > 0) {
    Text cache = mangle_props_cache(&build->arena, &build->mangled);
    files[count++] = (FileOutput){mangle->cache_path.at, cache.at, cache.size, false};
  }
  return count;
}

void cb_build_leave(CbBuild *build, const CbStrings *others) {
  build->leaves = others;
  build->leaves_all = !others;
}

bool cb_build_write(CbBuild *build) {
  FileOutput *files = arena_new(&build->arena, FileOutput, build->outputs.count + 1);
  uint32_t count = list_files(build, files), failed;
  int code = file_write_all(files, count, &failed);
  if (code < 0) report_unwritten(build, text_of(files[failed].path), code);
  bool cleans = build->settings.cleans && !build->leaves_all;
  return code == 0 && (!cleans || clean_run(build)) && clean_former(build);
}

// ---- Inside views

const char *cb_build_dump(CbBuild *build, const char *what) {
  Buffer out = {.arena = &build->arena};
  if (!build_dump(&out, build, text_of(what))) return NULL;
  buffer_add_byte(&out, '\0');
  return out.at;
}

const char *cb_build_metafile(const CbBuild *build) {
  if (build->metafile.size == 0) return NULL;
  return arena_copy(&((CbBuild *)build)->arena, build->metafile.at, build->metafile.size);
}

const char *cb_build_analysis(CbBuild *build, CbAnalysis form, bool color) {
  if (build->metafile.size == 0 || form == CB_ANALYSIS_NONE) return NULL;
  AnalyzeOptions options = {.is_verbose = form == CB_ANALYSIS_VERBOSE, .color = color};
  Text text = form == CB_ANALYSIS_HTML
                  ? analyze_page(&build->arena, build->metafile)
                  : analyze_table(&build->arena, &build->description, &options);
  return arena_copy(&build->arena, text.at, text.size);
}

const char *cb_version(void) {
  return CBUNDLE_VERSION;
}
