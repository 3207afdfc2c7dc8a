// bench_parser: how long our parser, or the stock one, takes for a file, in this process.
//
//   bench_parser WHAT FILE
//
// WHAT is parse, scope (parse and scope together), stock (the stock runtime and the conversion to
// our tree) or stock-raw (the runtime alone). Prints nanoseconds of wall time and of processor time
// for the first run: the memory is as a new process has it, and the file is in memory as cbundle's
// commands read it.
#include "host/files.h"
#include "scope/scope.h"
#include "syntax/stock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_javascript(void);

static long long now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (long long)time.tv_sec * 1000000000 + time.tv_nsec;
}

static bool run_raw(Text source) {
  TSParser *parser = ts_parser_new();
  ts_parser_set_language(parser, tree_sitter_javascript());
  TSTree *tree = ts_parser_parse_string(parser, NULL, source.at, source.size);
  return !ts_node_has_error(ts_tree_root_node(tree));
}

static bool run(Arena *arena, const char *what, const SourceFile *file) {
  static Tree tree;
  static ScopeTable table;
  Diagnostics diagnostics = {.arena = arena};
  uint32_t too_deep_at;
  if (!strcmp(what, "stock-raw")) return run_raw(file->text);
  if (!strcmp(what, "stock")) {
    StockResult result = stock_parse(arena, file->text, &tree, &too_deep_at);
    return result == STOCK_PARSED && !tree.has_error;
  }
  syntax_parse(arena, file, SYNTAX_UNKNOWN, &tree, &diagnostics);
  if (diagnostics.error_count > 0) return false;
  if (!strcmp(what, "scope")) scope_analyze(arena, &tree, NULL, &table);
  return true;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  Arena arena = {0};
  SourceFile file = {.path = text_of(argv[2])};
  if (file_read(&arena, argv[2], &file.text) != 0) return 2;
  long long wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
  bool is_parsed = run(&arena, argv[1], &file);
  wall = now(CLOCK_MONOTONIC) - wall;
  cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  if (!is_parsed) return 1;
  printf("%lld %lld\n", wall, cpu);
  arena_release(&arena);
  return 0;
}
