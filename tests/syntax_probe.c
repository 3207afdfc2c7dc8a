// syntax_probe: what our parser makes of a text, for scripts that ask many times.
//
// A filter. A request is a line `GOAL WHAT SIZE` and SIZE bytes of source, or `GOAL WHAT @PATH`.
// GOAL is script, module, commonjs or unknown; WHAT is one of
//
//   check  answers `ok`, or `LINE COLUMN MESSAGE` of the first error (both from 1)
//   tree   answers `tree COUNT` and COUNT nodes as syntax/tree.h has them, 24 bytes each, node 0
//          included; or what check answers
//   stock  the same from the stock runtime
//   kinds  answers, whatever the source, `kinds COUNT` and a line for each kind of node (`node` or
//          `token` and its name), then for each field
//
// A file that can't be read is answered with `unreadable`. An answer ends with a line end.
#include "diag/lines.h"
#include "scope/conflicts.h"
#include "syntax/stock.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  MOST_REQUEST_BYTES = 8192, // a path can have 4096
  MOST_WORD_BYTES = 16,
  READ_STEP = 1 << 16,
};

typedef struct Request {
  char goal[MOST_WORD_BYTES], what[MOST_WORD_BYTES];
  Text source;
} Request;

static SyntaxGoal goal_of(const char *word) {
  if (!strcmp(word, "script")) return SYNTAX_SCRIPT;
  if (!strcmp(word, "module")) return SYNTAX_MODULE;
  if (!strcmp(word, "commonjs")) return SYNTAX_COMMONJS;
  return SYNTAX_UNKNOWN;
}

// --- What is asked of the parser: the only place that knows which checks there are ---------------

static void parse(Arena *arena, const SourceFile *file, SyntaxGoal goal, Tree *tree,
                  Diagnostics *diagnostics) {
  syntax_parse(arena, file, goal, tree, diagnostics);
  if (diagnostics->error_count > 0) return;
  ScopeTable table = {0};
  scope_analyze(arena, tree, NULL, &table);
  scope_report(&table, file, diagnostics);
  ModuleRecord record = {0};
  module_record_read(arena, &table, &record);
  scope_report_exports(&record, tree, file, diagnostics);
}

// --- Answers -------------------------------------------------------------------------------------

static void answer_error(const Diagnostics *diagnostics) {
  for (uint32_t i = 0; i < diagnostics->items.count; i++) {
    const Diagnostic *one = diagnostics->items.at[i];
    if (one->severity != SEVERITY_ERROR) continue;
    LineCursor at = {0};
    if (one->place.file) lines_seek(&at, one->place.file->text, one->place.start);
    printf("%u %u %.*s\n", at.line + 1, at.column + 1, TEXT_ARGS(one->text));
    return;
  }
}

static void answer_tree(const Tree *tree) {
  printf("tree %u\n", tree->node_count);
  fwrite(tree->nodes, sizeof(Node), tree->node_count, stdout);
  printf("\n");
}

static void answer_stock(Arena *arena, Text source) {
  Tree tree = {0};
  uint32_t too_deep_at;
  StockResult result = stock_parse(arena, source, &tree, &too_deep_at);
  if (result == STOCK_PARSED && !tree.has_error) {
    answer_tree(&tree);
  } else {
    printf("1 1 The stock runtime finds an error.\n");
  }
}

static void answer_kinds(void) {
  printf("kinds %d\n", NODE_KIND_COUNT + FIELD_COUNT);
  for (int kind = 0; kind < NODE_KIND_COUNT; kind++) {
    Text name = kind_name((NodeKind)kind);
    printf("%s %.*s\n", kind_is_named((NodeKind)kind) ? "node" : "token", TEXT_ARGS(name));
  }
  for (int field = 0; field < FIELD_COUNT; field++) {
    Text name = field_name((NodeField)field);
    printf("field %.*s\n", TEXT_ARGS(name));
  }
}

static void answer(const Request *request) {
  Arena arena = {0};
  Diagnostics diagnostics = {.arena = &arena};
  SourceFile file = {TEXT("probe.js"), request->source};
  Tree tree = {0};
  if (!strcmp(request->what, "kinds")) {
    answer_kinds();
  } else if (!strcmp(request->what, "stock")) {
    answer_stock(&arena, request->source);
  } else {
    parse(&arena, &file, goal_of(request->goal), &tree, &diagnostics);
    if (diagnostics.error_count > 0) {
      answer_error(&diagnostics);
    } else if (!strcmp(request->what, "tree")) {
      answer_tree(&tree);
    } else {
      printf("ok\n");
    }
  }
  arena_release(&arena);
}

// --- Requests ------------------------------------------------------------------------------------

// Up to `most` bytes, padded, in a block of exactly that size: a sanitizer sees who reads beyond.
static bool read_text(FILE *from, size_t most, Text *text) {
  char *bytes = NULL;
  size_t size = 0, got = 1;
  while (got > 0 && size < most) {
    size_t step = most - size < READ_STEP ? most - size : READ_STEP;
    bytes = realloc(bytes, size + step + SYNTAX_PADDING);
    if (!bytes) return false;
    got = fread(bytes + size, 1, step, from);
    size += got;
  }
  bytes = realloc(bytes, size + SYNTAX_PADDING);
  if (!bytes) return false;
  memset(bytes + size, 0, SYNTAX_PADDING);
  *text = (Text){bytes, (uint32_t)size};
  return true;
}

static bool read_path(const char *path, Text *text) {
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  bool is_read = read_text(file, UINT32_MAX - SYNTAX_PADDING, text);
  fclose(file);
  return is_read;
}

int main(void) {
  char line[MOST_REQUEST_BYTES], *place;
  while (fgets(line, sizeof line, stdin)) {
    Request request;
    int read = 0;
    line[strcspn(line, "\n")] = 0;
    if (sscanf(line, "%15s %15s %n", request.goal, request.what, &read) < 2) return 2;
    place = line + read;
    bool is_read = *place == '@' ? read_path(place + 1, &request.source)
                                 : read_text(stdin, strtoul(place, NULL, 10), &request.source);
    if (is_read) {
      answer(&request);
      free((char *)request.source.at);
    } else {
      printf("unreadable\n");
    }
    fflush(stdout);
  }
  return 0;
}
