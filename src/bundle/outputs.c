// From a graph to outputs: one per entry, or the chunks that they share.
#include "bundle/outputs.h"

#include "bundle/describe.h"
#include "bundle/hashed_names.h"
#include "bundle/output_names.h"
#include "bundle/printing.h"

#include "host/files.h"

enum {
  BASE64_OUT = 4,
  BASE64_IN = 3, // bytes
};

// ---- One output

static void add_output(CbBuild *build, Text path, Text bytes, bool is_extra) {
  CbOutput output = {arena_copy(&build->arena, path.at, path.size), bytes.at, bytes.size, is_extra};
  array_push(&build->arena, &build->outputs, output);
}

static Text base64(Arena *arena, Text bytes) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  size_t size = ((size_t)bytes.size + 2) / BASE64_IN * BASE64_OUT;
  char *out = arena_alloc(arena, size + 1, 1), *to = out;
  for (uint32_t i = 0; i < bytes.size; i += BASE64_IN) {
    uint32_t left = bytes.size - i, group = 0;
    for (uint32_t b = 0; b < BASE64_IN; b++) {
      group = group << 8 | (b < left ? (unsigned char)bytes.at[i + b] : 0);
    }
    for (int d = 3; d >= 0; d--) *to++ = digits[group >> (6 * d) & 63];
    if (left < 3) to[-1] = '=';
    if (left < 2) to[-2] = '=';
  }
  return (Text){out, (uint32_t)size};
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
                     base64(&build->arena, assembled->map), TEXT("\n"));
}

void outputs_add(CbBuild *build, Text path, const Assembled *assembled) {
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

AssembleOptions outputs_options_for(CbBuild *build, Text path) {
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

// Puts its own hash into an output and its path, where the path has one.
static void fill_hash(CbBuild *build, Text *path, Assembled *assembled) {
  HashedOutput output = {assembled->text, assembled->map, TEXT("")};
  const Text *hash = hash_outputs(&build->arena, &output, 1);
  *path = hash_fill(&build->arena, *path, hash, 1);
  assembled->text = hash_fill(&build->arena, assembled->text, hash, 1);
}

static void print_output(CbBuild *build, Arena *scratch, const Plan *plan, Text path,
                         bool is_last) {
  is_last &= !build->settings.keeps_syntax;
  Printing printing = print_pieces(build, scratch, &(PrintingPlan){plan, NULL, is_last});
  AssembleOptions options = outputs_options_for(build, path);
  Assembly *assembly = assembly_make(scratch, plan, printing.pieces, &options);
  Assembled assembled = assembly_join(&build->arena, assembly);
  uint32_t first = build->outputs.count;
  if (output_names_have_hash(build)) fill_hash(build, &path, &assembled);
  outputs_add(build, path, &assembled);
  describe(build, plan, printing.pieces, first);
  release_pieces(&printing);
}

static void make_output(CbBuild *build, uint32_t entry) {
  Arena scratch = {0};
  bool is_last = entry + 1 == build->graph.entries.count;
  Text path = output_name_of_entry(build, entry, 0);
  LinkOptions options = build->settings.link;
  options.output_folder = output_folder(build, path);
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

void outputs_make(CbBuild *build) {
  if (build->settings.link.splits) {
    split_outputs_make(build);
  } else {
    for (uint32_t i = 0; i < build->graph.entries.count; i++) make_output(build, i);
  }
  if (build->diagnostics.error_count == 0) refuse_overwriting(build);
  if (build->diagnostics.error_count > 0) build->outputs.count = 0;
}
