// esm: `import { a as b } from "./chunk.js"` and `export { b }`. cjs: `var chunk = require(…)`, of
// which other names are members, and getters on `exports`; both keep bindings live.
#include "bundle/chunk_text.h"

#include "bundle/piece.h"
#include "bundle/runtime.h"

bool chunk_exports_entry(const Plan *plan) {
  if (!plan->split) return true;
  const Chunk *chunk = &plan->split->chunks.at[plan->chunk];
  if (chunk->kind == CHUNK_SHARED) return false;
  const EntryPoint *point = &plan->split->entry_points.at[chunk->entry_point];
  return split_is_start(point) || point->form == LOAD_CHUNK;
}

// The path of another chunk as seen from this one, quoted; or its URL, if there is a public path,
// which require() could not load.
static void add_path(Buffer *out, const Plan *plan, uint32_t chunk) {
  const Split *split = plan->split;
  Text folder = path_dirname(split->chunks.at[plan->chunk].path);
  Text path = split->chunks.at[chunk].path;
  bool is_url = plan->options->public_path.size && plan->options->format == OUTPUT_ESM;
  piece_add_quoted(out, plan,
                   is_url ? link_url(out->arena, plan, path)
                          : path_specifier(out->arena, folder, path));
}

// `a as b`
static void add_renamed(Buffer *out, const Plan *plan, Text from, Text to) {
  piece_add_name(out, plan, from);
  if (text_is(from, to)) return;
  buffer_add_literal(out, " as ");
  piece_add_name(out, plan, to);
}

static void add_statement(Buffer *out, const Plan *plan, const ChunkImport *import) {
  buffer_add_literal(out, "import ");
  for (uint32_t i = 0; i < import->slots.count; i++) {
    Text alias = split_alias(plan->split, import->slots.at[i]);
    Text local = plan_name(plan, import->slots.at[i]);
    buffer_add_text(out, i ? TEXT(",\n  ") : TEXT("{\n  "));
    add_renamed(out, plan, alias, local);
  }
  if (import->slots.count > 0) buffer_add_literal(out, "\n} from ");
  add_path(out, plan, import->chunk);
  buffer_add_literal(out, ";\n");
}

// `require("./chunk.js")`, or `__chunk(require("./chunk.js"))` of one that may have failed.
static void add_required(Buffer *out, const Plan *plan, const ChunkCalls *calls, uint32_t chunk) {
  bool may_fail = plan->split->chunks.at[chunk].keeps_failure;
  if (may_fail) {
    buffer_add_text(out, runtime_use(plan, calls->helpers, RUNTIME_CHUNK));
    buffer_add_byte(out, '(');
  }
  buffer_add_format(out, "%.*s(", TEXT_ARGS(calls->require));
  add_path(out, plan, chunk);
  buffer_add_text(out, may_fail ? TEXT("))") : TEXT(")"));
}

static void add_require(Buffer *out, const Plan *plan, const ChunkImport *import,
                        uint32_t *helpers) {
  ChunkCalls calls = {TEXT("require"), helpers};
  if (import->variable)
    buffer_add_format(out, "var %.*s = ", TEXT_ARGS(plan_name(plan, import->variable)));
  add_required(out, plan, &calls, import->chunk);
  buffer_add_literal(out, ";\n");
}

Text chunk_imports(Arena *arena, const Plan *plan, uint32_t *helpers) {
  Buffer out = {.arena = arena};
  const Chunk *chunk = &plan->split->chunks.at[plan->chunk];
  for (uint32_t i = 0; i < chunk->imports.count; i++) {
    if (plan->options->format == OUTPUT_ESM)
      add_statement(&out, plan, &chunk->imports.at[i]);
    else
      add_require(&out, plan, &chunk->imports.at[i], helpers);
  }
  return buffer_text(&out);
}

Text chunk_export_list(Arena *arena, const Plan *plan) {
  Buffer out = {.arena = arena};
  const Chunk *chunk = &plan->split->chunks.at[plan->chunk];
  for (uint32_t i = 0; i < chunk->exports.count; i++) {
    Text alias = split_alias(plan->split, chunk->exports.at[i]);
    Text local = plan_name(plan, chunk->exports.at[i]);
    buffer_add_text(&out, i ? TEXT(",\n  ") : TEXT("export {\n  "));
    add_renamed(&out, plan, local, alias);
  }
  if (out.size > 0) buffer_add_literal(&out, "\n};\n");
  return buffer_text(&out);
}

Text chunk_getters(Arena *arena, const Plan *plan, uint32_t *helpers) {
  Buffer out = {.arena = arena};
  const Chunk *chunk = &plan->split->chunks.at[plan->chunk];
  if (chunk->exports.count == 0) return TEXT("");
  Text helper = runtime_use(plan, helpers, RUNTIME_EXPORT);
  buffer_add_format(&out, "%.*s(exports, {\n", TEXT_ARGS(helper));
  for (uint32_t i = 0; i < chunk->exports.count; i++) {
    Text alias = split_alias(plan->split, chunk->exports.at[i]);
    Text local = plan_name(plan, chunk->exports.at[i]);
    bool is_proto = text_is(alias, TEXT("__proto__")); // plain, it would be the prototype
    buffer_add_text(&out, is_proto ? TEXT("  [\"") : TEXT("  "));
    piece_add_name(&out, plan, alias);
    buffer_add_text(&out, is_proto ? TEXT("\"]: () => ") : TEXT(": () => "));
    piece_add_name(&out, plan, local);
    buffer_add_literal(&out, ",\n");
  }
  // Open: Node changes the prototype of what takes part in a circle.
  buffer_add_literal(&out, "}, 1);\n");
  return buffer_text(&out);
}

Text chunk_load(Arena *arena, const Plan *plan, const ChunkLoad *load) {
  Buffer out = {.arena = arena};
  const Split *split = plan->split;
  uint32_t index = plan_of(plan, load->target)->entry_point;
  const EntryPoint *point = &split->entry_points.at[index];
  bool is_esm = plan->options->format == OUTPUT_ESM;
  Text object = TEXT("");
  if (point->form == LOAD_OBJECT)
    object = split_alias(split, split_object_slot(plan, load->target, load->is_node_mode));
  if (is_esm) {
    buffer_add_literal(&out, "import(");
    add_path(&out, plan, index);
    buffer_add_byte(&out, ')');
    if (object.size) buffer_add_format(&out, ".then((chunk) => chunk.%.*s)", TEXT_ARGS(object));
  } else {
    Text import = runtime_use(plan, load->calls.helpers, RUNTIME_IMPORT);
    buffer_add_format(&out, "%.*s(() => ", TEXT_ARGS(import));
    add_required(&out, plan, &load->calls, index);
    buffer_add_format(&out, ".%.*s)", TEXT_ARGS(object));
  }
  return buffer_text(&out);
}
