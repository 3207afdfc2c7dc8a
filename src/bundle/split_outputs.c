// Outputs that share code: all modules are printed at once, each chunk is assembled with
// placeholders for the hashes in names, and when all are there, hashes take their places.
#include "bundle/outputs.h"

#include "bundle/assets.h"
#include "bundle/describe.h"
#include "bundle/hashed_names.h"
#include "bundle/output_names.h"
#include "bundle/path_template.h"
#include "bundle/printing.h"

// What is made of a chunk, on a worker.
typedef struct ChunkText {
  Arena arena; // holds it
  AssembleOptions options;
  Assembled assembled;
} ChunkText;

typedef struct Making {
  CbBuild *build;
  Arena scratch;
  LinkOptions options;
  Split *split;
  Placeholders placeholders;
  Printing printing;
  ChunkText *texts;   // by chunk
  const Text *hashes; // by chunk
} Making;

// ---- Paths

// Names without a hash are told apart by a number: "chunk", "chunk2", …
static Text distinct(Arena *arena, Map *taken, Text name) {
  bool is_new;
  Text numbered = name;
  for (uint32_t number = 2;; number++) {
    map_add(arena, taken, numbered, &is_new);
    if (is_new) return numbered;
    numbered = text_format(arena, "%.*s%u", TEXT_ARGS(name), number);
  }
}

static Text path_of(Making *making, uint32_t index, Map *taken) {
  CbBuild *build = making->build;
  const Chunk *chunk = &making->split->chunks.at[index];
  Text hash = hash_placeholder(&making->scratch, &making->placeholders, index);
  if (chunk->kind == CHUNK_ENTRY)
    return output_entry_path(build, making->split->entry_points.at[index].entry, hash);
  if (chunk->kind == CHUNK_LOADED) return output_chunk_path(build, chunk->plan.entry, hash, hash);
  Text name = chunk->name.size ? chunk->name : TEXT("chunk");
  bool has_hash = path_template_uses(build->settings.chunk_template) & PATH_HASH;
  if (!has_hash) name = distinct(&making->scratch, taken, name);
  return output_chunk_path(build, NULL, name, hash);
}

// All that code and paths are made of.
static void choose_placeholders(Making *making) {
  const CbBuild *build = making->build;
  const BuildSettings *settings = &build->settings;
  Placeholders *placeholders = &making->placeholders;
  const Text texts[] = {settings->assemble.banner,  settings->assemble.footer,
                        settings->link.output_root, settings->link.public_path,
                        settings->entry_template,   settings->chunk_template,
                        settings->asset_template};
  placeholders->count = making->split->chunks.count;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    placeholders_avoid(placeholders, texts[i]);
  for (uint32_t i = 0; i < settings->entry_names.count; i++)
    placeholders_avoid(placeholders, settings->entry_names.at[i]);
  for (uint32_t i = 0; i < settings->defines.list.count; i++)
    placeholders_avoid(placeholders, settings->defines.list.at[i].value);
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    placeholders_avoid(placeholders, build->graph.modules.at[i]->path);
    placeholders_avoid(placeholders, build->graph.modules.at[i]->file.text);
  }
}

// Each chunk has options of its own: paths in it are seen from its folder.
static void place_chunks(Making *making) {
  Map taken = {0};
  for (uint32_t i = 0; i < making->split->chunks.count; i++) {
    Chunk *chunk = &making->split->chunks.at[i];
    LinkOptions *options = arena_new(&making->scratch, LinkOptions, 1);
    chunk->path = path_of(making, i, &taken);
    *options = making->options;
    options->output_folder = output_folder_of(making->build, chunk->path);
    chunk->plan.options = options;
  }
}

// ---- Text

static void assemble_chunk(void *context, uint32_t index) {
  Making *making = context;
  ChunkText *text = &making->texts[index];
  const Plan *plan = &making->split->chunks.at[index].plan;
  Assembly *assembly = assembly_make(&text->arena, plan, making->printing.pieces, &text->options);
  text->assembled = assembly_join(&text->arena, assembly);
}

static void assemble_chunks(Making *making) {
  uint32_t count = making->split->chunks.count;
  making->texts = arena_new(&making->scratch, ChunkText, count);
  for (uint32_t i = 0; i < count; i++) {
    const Chunk *chunk = &making->split->chunks.at[i];
    making->texts[i].options = outputs_options_for(making->build, chunk->path, true);
  }
  workers_each(making->build->workers, count, assemble_chunk, making);
}

static void hash_chunks(Making *making) {
  uint32_t count = making->split->chunks.count;
  HashedOutput *outputs = arena_new(&making->scratch, HashedOutput, count);
  for (uint32_t i = 0; i < count; i++) {
    const Assembled *assembled = &making->texts[i].assembled;
    const Module *entry = making->split->chunks.at[i].plan.entry;
    outputs[i] = (HashedOutput){assembled->text, assembled->map, assembled->legal,
                                entry ? entry->file.path : making->split->chunks.at[i].name};
  }
  making->hashes = hash_outputs(&making->scratch, &making->placeholders, outputs);
}

static Text lasting(CbBuild *build, Text text) {
  return text.size ? text_copy(&build->arena, text) : text;
}

// A chunk without an entry is made of the first module in it.
static OutputInput input_of(const Chunk *chunk) {
  const Module *entry = chunk->plan.entry;
  return (OutputInput){entry ? entry : chunk->plan.reachable.at[0], chunk->kind != CHUNK_ENTRY};
}

static void add_chunk(Making *making, uint32_t index) {
  CbBuild *build = making->build;
  uint32_t first = build->outputs.count;
  Chunk *chunk = &making->split->chunks.at[index];
  Assembled assembled = making->texts[index].assembled;
  Text filled = hash_fill(&build->arena, &making->placeholders, assembled.text, making->hashes);
  assembled.text = filled.at == assembled.text.at ? lasting(build, filled) : filled;
  assembled.map = lasting(build, assembled.map);
  assembled.legal = lasting(build, assembled.legal);
  outputs_add(build, chunk->path, &assembled, input_of(chunk));
  describe_output(build, first, &chunk->plan, making->printing.pieces);
}

static void print_chunks(Making *making) {
  CbBuild *build = making->build;
  Split *split = making->split;
  uint32_t count = split->chunks.count;
  assets_note(build, split->whole);
  choose_placeholders(making);
  place_chunks(making);
  bool is_last = !build->settings.keeps_syntax;
  making->printing =
      pieces_print(build, &making->scratch, &(PrintingPlan){split->whole, split, is_last});
  assemble_chunks(making);
  hash_chunks(making);
  for (uint32_t i = 0; i < count; i++) {
    Chunk *chunk = &split->chunks.at[i];
    chunk->path = hash_fill(&build->arena, &making->placeholders, chunk->path, making->hashes);
  }
  for (uint32_t i = 0; i < count; i++) {
    add_chunk(making, i);
    arena_release(&making->texts[i].arena);
  }
  release_pieces(&making->printing);
}

void split_outputs_make(CbBuild *build) {
  Making making = {.build = build};
  making.options = build->settings.link;
  making.options.output_folder = build->settings.link.output_root;
  making.split = link_split(&making.scratch, &build->graph, &making.options, &build->diagnostics);
  for (uint32_t i = 0; i < build->graph.entries.count; i++) {
    const Module *entry = build->graph.entries.at[i];
    if (split_is_copied(entry)) assets_note_entry(build, entry);
  }
  if (build->diagnostics.error_count == 0) print_chunks(&making);
  arena_release(&making.scratch);
}
