// From a graph to outputs: one per entry. Modules are printed on all cores; each batch of them has
// an arena of its own, which goes when the output is joined.
#include "bundle/build.h"

#include "base/base64.h"
#include "base/compress.h"
#include "bundle/describe.h"

#include "host/files.h"

enum {
  BATCHES_PER_THREAD = 4, // so that a thread with large modules does not keep the others waiting
};

// ---- Printing

typedef struct Batch {
  Arena arena;
  uint32_t first, end; // indices into the modules to print
} Batch;

typedef struct Printing {
  const Plan *plan;
  const PieceOptions *options;
  const Module **modules;
  Piece *pieces; // by module id
  Batch *batches;
  uint32_t batch_count;
  bool is_last; // no other output needs the modules' trees
} Printing;

static void print_batch(void *context, uint32_t index) {
  Printing *printing = context;
  Batch *batch = &printing->batches[index];
  for (uint32_t i = batch->first; i < batch->end; i++) {
    const Module *module = printing->modules[i];
    piece_print(&batch->arena, printing->plan, module, printing->options,
                &printing->pieces[module->id]);
    // Trees are most of a build's memory: what is printed for the last time makes room for the
    // rest.
    if (printing->is_last) module_release_syntax((Module *)module);
  }
}

// Cuts the list of modules into batches of about the same size in bytes.
static void cut_batches(Printing *printing, uint32_t module_count, uint32_t most) {
  uint64_t total = 1, taken = 0;
  for (uint32_t i = 0; i < module_count; i++) total += printing->modules[i]->file.text.size + 1;
  for (uint32_t i = 0; i < module_count; i++) {
    uint32_t batch = (uint32_t)(taken * most / total);
    taken += printing->modules[i]->file.text.size + 1;
    if (printing->batches[batch].end == 0) printing->batches[batch].first = i;
    printing->batches[batch].end = i + 1;
  }
  printing->batch_count = most;
}

static Printing print_pieces(CbBuild *build, Arena *arena, const Plan *plan, bool is_last) {
  uint32_t most = workers_count(build->workers) * BATCHES_PER_THREAD;
  Printing printing = {.plan = plan, .options = &build->settings.piece, .is_last = is_last};
  uint32_t count = 0;
  printing.modules = arena_new(arena, const Module *, plan->reachable.count);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (plan_of(plan, module)->is_included) printing.modules[count++] = module;
  }
  printing.pieces = arena_new(arena, Piece, plan->graph->modules.count);
  printing.batches = arena_new(arena, Batch, most);
  cut_batches(&printing, count, most);
  workers_each(build->workers, printing.batch_count, print_batch, &printing);
  return printing;
}

static void release_pieces(Printing *printing) {
  for (uint32_t i = 0; i < printing->batch_count; i++) arena_release(&printing->batches[i].arena);
}

// ---- Paths

// The longest folder that all entries are in.
static Text shared_folder(const CbBuild *build) {
  Text shared = {0};
  for (uint32_t i = 0; i < build->graph.entries.count; i++) {
    Text folder = path_dirname(build->graph.entries.at[i]->path);
    if (!shared.at) shared = folder;
    while (!path_is_inside(folder, shared)) shared = path_dirname(shared);
  }
  return shared;
}

static Text output_path(CbBuild *build, uint32_t entry) {
  const BuildSettings *settings = &build->settings;
  Arena *arena = &build->arena;
  if (settings->outfile.size) return settings->outfile;
  if (!settings->outdir.size) return TEXT("<stdout>");
  Text name = settings->entry_names.at[entry];
  if (name.size == 0) {
    Text base = settings->outbase.size ? settings->outbase : shared_folder(build);
    name = path_relative(arena, base, build->graph.entries.at[entry]->path);
    name.size -= path_extension(name).size;
    // What lies outside of the base still lands inside of the output folder, as in esbuild.
    while (text_starts(name, TEXT("../"))) {
      name = text_concat(arena, TEXT("_.._/"), text_slice(name, 3, name.size));
    }
  }
  return path_resolve(arena, settings->outdir, text_concat(arena, name, TEXT(".js")));
}

// ---- One output

static void add_output(CbBuild *build, Text path, Text bytes, bool is_extra) {
  CbOutput output = {.path = arena_copy(&build->arena, path.at, path.size),
                     .bytes = bytes.at,
                     .size = bytes.size,
                     .is_map = is_extra};
  array_push(&build->arena, &build->outputs, output);
}

// Appends a name as a part of a URL. Above all, a line of its own must not begin in it.
static void add_url_part(Buffer *out, Text name) {
  for (uint32_t i = 0; i < name.size; i++) {
    unsigned char byte = (unsigned char)name.at[i];
    bool is_plain = byte > ' ' && byte < 0x7F && !strchr("\"#%<>?[\\]^`{|}", byte);
    if (is_plain)
      buffer_add_byte(out, name.at[i]);
    else
      buffer_add_format(out, "%%%02X", byte);
  }
}

// The line that names the map's file, if one does.
static Text map_line(CbBuild *build, Text path) {
  if (build->settings.source_map != CB_SOURCE_MAP_LINKED) return TEXT("");
  Buffer line = {.arena = &build->arena};
  buffer_add_literal(&line, "//# sourceMappingURL=");
  add_url_part(&line, path_basename(path));
  buffer_add_literal(&line, ".map\n");
  return buffer_text(&line);
}

static Text legal_line(CbBuild *build, Text path) {
  if (build->settings.legal != CB_LEGAL_LINKED) return TEXT("");
  return text_concat(&build->arena, TEXT("/*! For license information please see "),
                     path_basename(path), TEXT(".LEGAL.txt */\n"));
}

// An output with its map inside.
static Text with_inline_map(CbBuild *build, const Assembled *assembled) {
  return text_concat(&build->arena, assembled->text,
                     TEXT("//# sourceMappingURL=data:application/json;base64,"),
                     base64_encode(&build->arena, assembled->map), TEXT("\n"));
}

static void add_outputs(CbBuild *build, Text path, const Assembled *assembled) {
  Arena *arena = &build->arena;
  CbSourceMap map = build->settings.source_map;
  bool is_inside = map == CB_SOURCE_MAP_INLINE || map == CB_SOURCE_MAP_BOTH;
  bool has_file = map != CB_SOURCE_MAP_NONE && map != CB_SOURCE_MAP_INLINE;
  add_output(build, path, is_inside ? with_inline_map(build, assembled) : assembled->text, false);
  if (has_file) add_output(build, text_concat(arena, path, TEXT(".map")), assembled->map, true);
  if (assembled->legal.size > 0) {
    add_output(build, text_concat(arena, path, TEXT(".LEGAL.txt")), assembled->legal, true);
  }
}

// The folder that paths in an output are relative to.
static Text output_folder(const CbBuild *build, Text path) {
  bool is_stdout = !path_is_absolute(path);
  return is_stdout ? build->settings.working_folder : path_dirname(path);
}

static AssembleOptions options_for(CbBuild *build, Text path) {
  AssembleOptions options = build->settings.assemble;
  options.map_folder = output_folder(build, path);
  options.legal_line = legal_line(build, path);
  options.last_line = map_line(build, path);
  return options;
}

static void describe(CbBuild *build, const Plan *plan, const Piece *pieces, uint32_t first) {
  if (!build->settings.wants_metafile) return;
  describe_output(build, &build->outputs.at[first], plan, pieces);
  for (uint32_t i = first + 1; i < build->outputs.count; i++) {
    describe_extra(build, &build->outputs.at[i]);
  }
}

static void print_output(CbBuild *build, Arena *scratch, const Plan *plan, Text path,
                         bool is_last) {
  is_last &= !build->settings.keeps_syntax;
  Printing printing = print_pieces(build, scratch, plan, is_last);
  AssembleOptions options = options_for(build, path);
  options.format = plan->options->format;
  Assembly *assembly = assembly_make(scratch, plan, printing.pieces, &options);
  Assembled assembled = assembly_join(&build->arena, assembly);
  uint32_t first = build->outputs.count;
  add_outputs(build, path, &assembled);
  describe(build, plan, printing.pieces, first);
  release_pieces(&printing);
}

static void make_output(CbBuild *build, uint32_t entry) {
  Arena scratch = {0};
  bool is_last = entry + 1 == build->graph.entries.count;
  Text path = output_path(build, entry);
  LinkOptions options = build->settings.link;
  options.output_folder = output_folder(build, path);
  alone_choose(build, build->graph.entries.at[entry], &options);
  const Plan *plan = link_run(&scratch, &build->graph, build->graph.entries.at[entry], &options,
                              &build->diagnostics);
  if (build->diagnostics.error_count == 0) print_output(build, &scratch, plan, path, is_last);
  arena_release(&scratch);
}

// ---- All outputs

// What `path` is once symbolic links are followed, whether a file is there or not.
static Text real_place(Arena *arena, Text path) {
  Text real;
  if (file_real_path(arena, path.at, &real) == 0) return real;
  Text folder = text_copy(arena, path_dirname(path));
  if (file_real_path(arena, folder.at, &real) < 0) return path;
  return path_resolve(arena, real, path_basename(path));
}

enum { PLACE_OF_INPUT = 1, PLACE_OF_OUTPUT };

static Map list_inputs(Arena *arena, const CbBuild *build) {
  Map places = {0};
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    Text path = build->graph.modules.at[i]->path;
    bool is_real = !build->settings.resolve.preserve_symlinks;
    map_set(arena, &places, is_real ? path : real_place(arena, path), PLACE_OF_INPUT);
  }
  return places;
}

static void refuse_overwriting(CbBuild *build) {
  if (!build->settings.outfile.size && !build->settings.outdir.size) return;
  Arena scratch = {0};
  Map places = list_inputs(&scratch, build);
  for (uint32_t i = 0; i < build->outputs.count; i++) {
    Text path = text_of(build->outputs.at[i].path);
    Text shown = path_relative(&build->arena, build->settings.working_folder, path);
    uint32_t *place = map_add(&scratch, &places, real_place(&scratch, path), NULL);
    if (*place == PLACE_OF_OUTPUT) {
      diag_add(&build->diagnostics, MESSAGE_SAME_OUTPUT, NOWHERE, shown);
    } else if (*place == PLACE_OF_INPUT && !build->settings.allow_overwrite) {
      diag_add(&build->diagnostics, MESSAGE_OVERWRITES_INPUT, NOWHERE, shown);
    }
    *place = PLACE_OF_OUTPUT;
  }
  arena_release(&scratch);
}

static void measure_compressed(void *context, uint32_t index) {
  CbBuild *build = context;
  CbOutput *output = &build->outputs.at[index];
  if (output->is_map) return;
  Text text = {output->bytes, (uint32_t)output->size};
  output->gzip_size = compress_gzip_size(text);
  output->brotli_size = compress_brotli_size(text);
}

void outputs_make(CbBuild *build) {
  for (uint32_t i = 0; i < build->graph.entries.count; i++) make_output(build, i);
  if (build->diagnostics.error_count == 0) refuse_overwriting(build);
  if (build->diagnostics.error_count == 0) clean_check(build);
  if (build->diagnostics.error_count > 0) build->outputs.count = 0;
  if (build->settings.measures_compressed) {
    workers_each(build->workers, build->outputs.count, measure_compressed, build);
  }
}
