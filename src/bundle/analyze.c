// The table is esbuild's: three columns, and in the verbose form a chain of importers below each
// module, found by a search in breadth from the entry, so that it is one of the shortest.
#include "bundle/analyze.h"

#include "base/buffer.h"
#include "base/byte_size.h"
#include "base/map.h"
#include "base/utf8.h"

#include <stdlib.h>

typedef struct Row {
  Text name;    // with its branch; a chain's rows have nothing else
  Text size;    // "1.2kb"; empty in a chain
  Text percent; // of the output
  bool is_output;
} Row;

typedef struct Table {
  Arena *arena;
  const Metafile *metafile;
  const AnalyzeOptions *options;
  Map inputs; // path → index
  Array(Row) rows;
} Table;

// ---- How an entry leads to a module

// By input: 1 + the input that imports it on the way from the entry; 0 where none leads there.
typedef struct Parents {
  uint32_t *of;
  Array(uint32_t) queue;
} Parents;

static void visit_imports(Table *table, Arena *scratch, Parents *parents, uint32_t input) {
  const MetafileImports *imports = &table->metafile->inputs.at[input].imports;
  for (uint32_t i = 0; i < imports->count; i++) {
    if (imports->at[i].is_external) continue;
    const uint32_t *target = map_find(&table->inputs, imports->at[i].path);
    if (!target || parents->of[*target]) continue;
    parents->of[*target] = input + 1;
    array_push(scratch, &parents->queue, *target);
  }
}

static void begin_at(Table *table, Arena *scratch, Parents *parents, Text path) {
  const uint32_t *entry = map_find(&table->inputs, path);
  if (!entry || parents->of[*entry]) return;
  parents->of[*entry] = *entry + 1; // its own
  array_push(scratch, &parents->queue, *entry);
}

// An output without an entry is shared by all that have one.
static Parents find_parents(Table *table, Arena *scratch, const MetafileOutput *output) {
  Parents parents = {.of = arena_new(scratch, uint32_t, table->metafile->inputs.count)};
  if (output->entry_point.size) begin_at(table, scratch, &parents, output->entry_point);
  for (uint32_t i = 0; i < table->metafile->outputs.count && !output->entry_point.size; i++) {
    begin_at(table, scratch, &parents, table->metafile->outputs.at[i].entry_point);
  }
  for (uint32_t i = 0; i < parents.queue.count; i++) {
    visit_imports(table, scratch, &parents, parents.queue.at[i]);
  }
  return parents;
}

// ---- Rows

static Text paint(const Table *table, const char *code) {
  return table->options->color ? text_of(code) : TEXT("");
}

static void add_chain(Table *table, const Parents *parents, uint32_t input, bool is_last) {
  enum { DEEPEST = 100 }; // rows of one chain; a longer one is cut
  for (uint32_t depth = 0; depth < DEEPEST; depth++) {
    uint32_t parent = parents->of[input];
    if (parent == 0 || parent == input + 1) return;
    input = parent - 1;
    Buffer name = {.arena = table->arena};
    buffer_add_text(&name, is_last ? TEXT("   ") : TEXT(" │ "));
    buffer_add_text(&name, paint(table, "\033[37m"));
    buffer_add_format(&name, "%*s └ %.*s", (int)depth * 3, "",
                      TEXT_ARGS(table->metafile->inputs.at[input].path));
    buffer_add_text(&name, paint(table, "\033[0m"));
    array_push(table->arena, &table->rows, (Row){.name = buffer_text(&name)});
  }
}

static Text size_text(Table *table, uint64_t bytes) {
  Buffer out = {.arena = table->arena};
  byte_size_add(&out, bytes);
  return buffer_text(&out);
}

static void add_share(Table *table, const MetafileOutput *output, const MetafileShare *share,
                      bool is_last) {
  Text path = table->metafile->inputs.at[share->input].path;
  double percent = output->bytes ? 100.0 * (double)share->bytes / (double)output->bytes : 0;
  Row row = {.name = text_concat(table->arena, is_last ? TEXT(" └ ") : TEXT(" ├ "), path),
             .size = size_text(table, share->bytes),
             .percent = text_format(table->arena, "%.1f%%", percent)};
  array_push(table->arena, &table->rows, row);
}

// To sort by: the metafile comes with every share.
typedef struct SortedShare {
  MetafileShare share;
  Text path;
} SortedShare;

static int compare_shares(const void *a_at, const void *b_at) {
  const SortedShare *a = a_at, *b = b_at;
  if (a->share.bytes != b->share.bytes) return a->share.bytes < b->share.bytes ? 1 : -1;
  return text_compare(a->path, b->path);
}

static void add_output(Table *table, const MetafileOutput *output) {
  Arena scratch = {0};
  SortedShare *sorted = arena_new(&scratch, SortedShare, output->shares.count);
  uint32_t count = 0;
  for (uint32_t i = 0; i < output->shares.count; i++) {
    MetafileShare share = output->shares.at[i];
    if (share.bytes > 0)
      sorted[count++] = (SortedShare){share, table->metafile->inputs.at[share.input].path};
  }
  if (count) qsort(sorted, count, sizeof *sorted, compare_shares);
  Row row = {output->path, size_text(table, output->bytes), TEXT("100.0%"), true};
  array_push(table->arena, &table->rows, row);
  Parents parents = {0};
  if (table->options->is_verbose && count > 0) parents = find_parents(table, &scratch, output);
  for (uint32_t i = 0; i < count; i++) {
    add_share(table, output, &sorted[i].share, i + 1 == count);
    if (parents.of) add_chain(table, &parents, sorted[i].share.input, i + 1 == count);
  }
  arena_release(&scratch);
}

static int compare_outputs(const void *a_at, const void *b_at) {
  const MetafileOutput *a = *(const MetafileOutput *const *)a_at;
  const MetafileOutput *b = *(const MetafileOutput *const *)b_at;
  if (a->bytes != b->bytes) return a->bytes < b->bytes ? 1 : -1;
  return text_compare(a->path, b->path);
}

static void add_outputs(Table *table) {
  uint32_t count = 0, all = table->metafile->outputs.count;
  const MetafileOutput **sorted = arena_new(table->arena, const MetafileOutput *, all);
  for (uint32_t i = 0; i < all; i++) {
    const MetafileOutput *output = &table->metafile->outputs.at[i];
    if (!text_ends(output->path, TEXT(".map"))) sorted[count++] = output;
  }
  if (count) qsort(sorted, count, sizeof *sorted, compare_outputs);
  for (uint32_t i = 0; i < count; i++) add_output(table, sorted[i]);
}

// ---- Columns

typedef struct Columns {
  uint32_t name, size, percent;
} Columns;

// "12b" is as wide as "12kb": the digits stand below each other.
static uint32_t size_padding(Text size) {
  return size.size > 1 && size.at[size.size - 2] >= '0' && size.at[size.size - 2] <= '9';
}

static uint32_t most(uint32_t a, uint32_t b) {
  return a > b ? a : b;
}

static Columns measure(const Table *table) {
  Columns columns = {0};
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const Row *row = &table->rows.at[i];
    if (row->size.size == 0) continue;
    columns.name = most(columns.name, utf8_utf16_length(row->name));
    columns.size = most(columns.size, row->size.size + size_padding(row->size));
    columns.percent = most(columns.percent, row->percent.size);
  }
  return columns;
}

// The way from one column to the next: blanks, or a line where rows stand far apart.
static void add_way(const Table *table, Buffer *out, uint32_t length) {
  bool is_line = table->options->is_verbose;
  buffer_add_byte(out, ' ');
  if (is_line) buffer_add_text(out, paint(table, "\033[37m"));
  for (uint32_t i = 0; i < length; i++) buffer_add_text(out, is_line ? TEXT("─") : TEXT(" "));
  if (is_line) buffer_add_text(out, paint(table, "\033[0m"));
  if (is_line) buffer_add_byte(out, ' ');
}

static void add_cell(const Table *table, Buffer *out, Text text, bool is_bold) {
  if (is_bold) buffer_add_text(out, paint(table, "\033[1m"));
  buffer_add_text(out, text);
  if (is_bold) buffer_add_text(out, paint(table, "\033[0m"));
}

static void add_row(const Table *table, Buffer *out, const Row *row, Columns columns) {
  if (row->is_output) buffer_add_byte(out, '\n');
  buffer_add_literal(out, "  ");
  add_cell(table, out, row->name, row->is_output);
  if (row->size.size > 0) {
    uint32_t padding = size_padding(row->size);
    add_way(table, out,
            1 + columns.name - utf8_utf16_length(row->name) + columns.size - row->size.size -
                padding);
    add_cell(table, out, row->size, row->is_output);
    add_way(table, out, 1 + padding + columns.percent - row->percent.size);
    add_cell(table, out, row->percent, row->is_output);
  }
  buffer_add_byte(out, '\n');
}

Text analyze_table(Arena *arena, const Metafile *metafile, const AnalyzeOptions *options) {
  Table table = {.arena = arena, .metafile = metafile, .options = options};
  for (uint32_t i = 0; i < metafile->inputs.count; i++) {
    map_set(arena, &table.inputs, metafile->inputs.at[i].path, i);
  }
  add_outputs(&table);
  Columns columns = measure(&table);
  Buffer out = {.arena = arena};
  for (uint32_t i = 0; i < table.rows.count; i++) add_row(&table, &out, &table.rows.at[i], columns);
  buffer_add_byte(&out, '\n');
  return buffer_text(&out);
}
