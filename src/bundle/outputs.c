// From a graph to outputs: one per entry, or the chunks that they share.
#include "bundle/outputs.h"

#include "base/base64.h"
#include "base/compress.h"
#include "base/hash.h"
#include "base/url.h"
#include "bundle/assets.h"
#include "bundle/describe.h"
#include "bundle/import_meta.h"
#include "bundle/kept_plans.h"
#include "bundle/output_names.h"
#include "bundle/path_template.h"
#include "bundle/script_outputs.h"

#include "host/files.h"

// ---- One output

Text build_shown_path(CbBuild *build, Text path) {
  return path_is_absolute(path) ? path_shown(&build->arena, build->settings.bases.log, path) : path;
}

void build_add_output(CbBuild *build, const CbOutput *output, OutputInput input) {
  array_push(&build->arena, &build->outputs, *output);
  array_push(&build->arena, &build->output_inputs, input);
}

static void add_output(CbBuild *build, Text path, Text bytes, OutputInput input) {
  CbOutput output = {
      .path = arena_copy(&build->arena, path.at, path.size), .bytes = bytes.at, .size = bytes.size};
  build_add_output(build, &output, input);
}

// Adds a file beside an output.
static void add_extra(CbBuild *build, Text path, Text bytes, OutputInput input) {
  add_output(build, path, bytes, input);
  array_last(&build->outputs).is_map = true;
}

// The line that names the map's file, if one does.
static Text map_line(CbBuild *build, Text path) {
  if (build->settings.source_map != CB_SOURCE_MAP_LINKED) return TEXT("");
  Buffer line = {.arena = &build->arena};
  buffer_add_literal(&line, "//# sourceMappingURL=");
  url_add_path(&line, path_basename(path));
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
  static const char opening[] = "//# sourceMappingURL=data:application/json;base64,";
  Buffer out = {.arena = &build->arena};
  buffer_reserve(&out,
                 assembled->text.size + sizeof opening + base64_size(assembled->map.size) + 2);
  buffer_add_text(&out, assembled->text);
  buffer_add_literal(&out, opening);
  base64_add(&out, assembled->map);
  buffer_add_byte(&out, '\n');
  return buffer_text(&out);
}

void outputs_add(CbBuild *build, Text path, const Assembled *assembled, OutputInput input) {
  Arena *arena = &build->arena;
  if (assembled->is_left)
    diag_add(&build->diagnostics, MESSAGE_NOT_MINIFIED, NOWHERE, build_shown_path(build, path));
  CbSourceMap map = build->settings.source_map;
  bool is_inside = map == CB_SOURCE_MAP_INLINE || map == CB_SOURCE_MAP_BOTH;
  bool has_file = map != CB_SOURCE_MAP_NONE && map != CB_SOURCE_MAP_INLINE;
  add_output(build, path, is_inside ? with_inline_map(build, assembled) : assembled->text, input);
  array_last(&build->outputs).returns_promise = assembled->is_awaited;
  if (has_file) add_extra(build, text_concat(arena, path, TEXT(".map")), assembled->map, input);
  if (assembled->legal.size > 0) {
    add_extra(build, text_concat(arena, path, TEXT(".LEGAL.txt")), assembled->legal, input);
  }
}

AssembleOptions outputs_options_for(CbBuild *build, Text path, bool is_named) {
  AssembleOptions options = build->settings.assemble;
  options.map_folder = output_folder_of(build, path);
  options.workers = build->workers;
  if (!is_named) return options;
  options.legal_line = legal_line(build, path);
  options.last_line = map_line(build, path);
  return options;
}

// The hash of all that an output is made of.
static Text hash_of(CbBuild *build, const Assembled *assembled) {
  uint64_t parts[] = {hash_text(assembled->text), hash_text(assembled->map),
                      hash_text(assembled->legal)};
  return path_template_hash(&build->arena, hash_numbers(parts, sizeof parts / sizeof *parts));
}

// Gives an output the path that its hash makes, and the lines that follow from it.
static Text finish_path(CbBuild *build, uint32_t entry, Assembled *assembled) {
  Text path = output_entry_path(build, entry, hash_of(build, assembled));
  Text legal = assembled->legal.size ? legal_line(build, path) : TEXT("");
  Text map = map_line(build, path);
  if (legal.size + map.size > 0) {
    assembled->text = text_concat(&build->arena, assembled->text, legal, map);
  }
  return path;
}

static const Assembled *assemble(CbBuild *build, LinkedOutput *output,
                                 const AssembleOptions *options) {
  OutputText *text = &output->texts[0];
  if (text->is_made) return &text->assembled;
  Arena scratch = {0};
  Assembly *assembly = assembly_make(&scratch, output->plan, output->printing.pieces, options);
  text->assembled = assembly_join(output->is_kept ? &text->arena : &build->arena, assembly);
  text->is_made = true;
  arena_release(&scratch);
  return &text->assembled;
}

// Makes an output of its pieces.
static void join_output(CbBuild *build, LinkedOutput *output) {
  Text path = output_entry_path(build, output->entry, UNKNOWN_HASH);
  bool is_named = !output_entries_have_hashes(build);
  AssembleOptions options = outputs_options_for(build, path, is_named);
  options.format = output->options.format;
  Assembled assembled = *assemble(build, output, &options);
  uint32_t first = build->outputs.count;
  if (!is_named) path = finish_path(build, output->entry, &assembled);
  outputs_add(build, path, &assembled, (OutputInput){output->module, false});
  describe_output(build, first, output->plan, output->printing.pieces);
}

static LinkOptions link_options_for(CbBuild *build, uint32_t entry) {
  LinkOptions options = build->settings.link;
  options.output_folder = output_folder_of(build, output_entry_path(build, entry, UNKNOWN_HASH));
  alone_choose(build, build->graph.entries.at[entry], &options);
  return options;
}

static void make_linked(CbBuild *build, LinkedOutput *output) {
  bool is_last = output->entry + 1 == build->graph.entries.count && !build->settings.keeps_syntax;
  output->options = link_options_for(build, output->entry);
  linked_output_link(build, output);
  if (build->diagnostics.error_count > 0) return;
  assets_note(build, output->plan);
  import_meta_report(build, output->plan);
  linked_output_print(build, output, is_last);
  join_output(build, output);
}

static void make_output(CbBuild *build, uint32_t entry) {
  const Module *module = build->graph.entries.at[entry];
  if (split_is_copied(module)) {
    assets_note_entry(build, module);
    return;
  }
  LinkedOutput own = {0}, *kept = kept_plans_output(build, entry);
  LinkedOutput *output = kept ? kept : &own;
  output->module = module;
  output->entry = entry;
  make_linked(build, output);
  linked_output_release(&own);
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

enum { NO_PLACE, PLACE_OF_INPUT, PLACE_OF_OUTPUT }; // the last one, and the output's index

static Map list_inputs(Arena *arena, const CbBuild *build) {
  Map places = {0};
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    Text path = build->graph.modules.at[i]->path;
    bool is_real = !build->settings.resolve.preserve_symlinks;
    map_set(arena, &places, is_real ? path : real_place(arena, path), PLACE_OF_INPUT);
  }
  return places;
}

// How to keep the outputs of `a` and `b` apart.
static MessageId collision_note(OutputInput a, OutputInput b) {
  if (a.is_chunk || b.is_chunk) return MESSAGE_SAME_CHUNK_NOTE;
  bool is_asset = loader_is_asset(a.module->loader) && loader_is_asset(b.module->loader);
  return is_asset ? MESSAGE_SAME_ASSET_NOTE : MESSAGE_SAME_ENTRY_NOTE;
}

static void report_collision(CbBuild *build, Text shown, uint32_t first, uint32_t second) {
  OutputInput a = build->output_inputs.at[first], b = build->output_inputs.at[second];
  Diagnostics *diagnostics = &build->diagnostics;
  if (a.module == b.module && !a.is_chunk && !b.is_chunk) {
    diag_add(diagnostics, MESSAGE_ENTRY_TWICE, NOWHERE, shown, a.module->file.path);
    return;
  }
  Diagnostic *added = diag_add(diagnostics, MESSAGE_SAME_OUTPUT, NOWHERE, shown,
                               a.module->file.path, b.module->file.path);
  diag_note(diagnostics, added, collision_note(a, b), NOWHERE);
}

// Whether both are the same bytes, so that one of them is enough.
static bool are_same(const CbBuild *build, uint32_t first, uint32_t second) {
  const CbOutput *a = &build->outputs.at[first], *b = &build->outputs.at[second];
  return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}

static void move_output(CbBuild *build, uint32_t from, uint32_t to) {
  if (from == to) return;
  build->outputs.at[to] = build->outputs.at[from];
  build->output_inputs.at[to] = build->output_inputs.at[from];
  if (build->settings.wants_metafile)
    build->description.outputs.at[to] = build->description.outputs.at[from];
}

static void keep_outputs(CbBuild *build, uint32_t count) {
  build->outputs.count = build->output_inputs.count = count;
  if (build->settings.wants_metafile) build->description.outputs.count = count;
}

// Outputs that are the same and have the same path become one.
static void refuse_overwriting(CbBuild *build) {
  if (!build->settings.link.output_root.size) return;
  Arena scratch = {0};
  Map places = list_inputs(&scratch, build);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < build->outputs.count; i++) {
    Text path = text_of(build->outputs.at[i].path);
    Text shown = build_shown_path(build, path);
    uint32_t *place = map_add(&scratch, &places, real_place(&scratch, path), NULL);
    if (*place >= PLACE_OF_OUTPUT) {
      if (are_same(build, *place - PLACE_OF_OUTPUT, i)) continue;
      report_collision(build, shown, *place - PLACE_OF_OUTPUT, i);
    } else if (*place == PLACE_OF_INPUT && !build->settings.allow_overwrite) {
      diag_add(&build->diagnostics, MESSAGE_OVERWRITES_INPUT, NOWHERE, shown);
    }
    *place = PLACE_OF_OUTPUT + kept;
    move_output(build, i, kept++);
  }
  keep_outputs(build, kept);
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
  assets_place(build);
  mangle_props_choose(build);
  if (build->diagnostics.error_count > 0) return;
  if (build->settings.link.splits) {
    split_outputs_make(build);
  } else if (scripts_are_started(build)) {
    script_outputs_make(build);
  } else {
    for (uint32_t i = 0; i < build->graph.entries.count; i++) make_output(build, i);
  }
  kept_plans_settle(build);
  assets_add_outputs(build);
  if (build->diagnostics.error_count == 0) refuse_overwriting(build);
  if (build->diagnostics.error_count == 0) clean_check(build);
  if (build->diagnostics.error_count > 0) build->outputs.count = 0;
  if (build->settings.measures_compressed) {
    workers_each(build->workers, build->outputs.count, measure_compressed, build);
  }
}
