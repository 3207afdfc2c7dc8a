// minify_probe: what the minifier makes of a text, for scripts that ask many times and for people.
//
//   minify_probe GOAL WHAT FILE   prints what the file becomes, or the errors
//   minify_probe                  a filter: a request is a line `GOAL WHAT SIZE` and SIZE bytes of
//                                 source; answered by `ok SIZE` and SIZE bytes, or by `error`,
//                                 and a line end
//
// GOAL is script, module or commonjs. WHAT is any of w (whitespace), i (identifiers), s (syntax), t
// (nobody else sees the names of the top level), a (ASCII only), l (lines of 80 bytes), c (legal
// comments), k (keep names: the program declares __name), m (mappings: they follow on a line `//#
// GENERATED:ORIGINAL:NAME …`), or - for none.
#include "minify/minify.h"
#include "syntax/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  MOST_WORD_BYTES = 16,
  READ_STEP = 1 << 16,
  LINE_BYTES = 80,
};

static SyntaxGoal goal_of(const char *word) {
  if (!strcmp(word, "script")) return SYNTAX_SCRIPT;
  if (!strcmp(word, "module")) return SYNTAX_MODULE;
  return SYNTAX_COMMONJS;
}

static MinifyOptions options_of(const char *goal, const char *what) {
  return (MinifyOptions){.goal = goal_of(goal),
                         .whitespace = strchr(what, 'w'),
                         .identifiers = strchr(what, 'i'),
                         .syntax = strchr(what, 's'),
                         .owns_top_level = strchr(what, 't'),
                         .is_ascii_only = strchr(what, 'a'),
                         .line_limit = strchr(what, 'l') ? LINE_BYTES : 0,
                         .keeps_legal_comments = strchr(what, 'c'),
                         .name_helper = strchr(what, 'k') ? TEXT("__name") : TEXT(""),
                         .wants_mappings = strchr(what, 'm')};
}

static Text add_mappings(Arena *arena, const AstPrinted *result) {
  Buffer out = {.arena = arena};
  buffer_add_text(&out, result->text);
  buffer_add_literal(&out, "\n//#");
  for (uint32_t i = 0; i < result->mappings.count; i++) {
    const Mapping *one = &result->mappings.at[i];
    buffer_add_format(&out, " %u:%u", one->generated, one->original);
    if (one->name) buffer_add_format(&out, ":%.*s", TEXT_ARGS(result->names.at[one->name - 1]));
  }
  return buffer_text(&out);
}

static void show_errors(const Diagnostics *diagnostics) {
  for (uint32_t i = 0; i < diagnostics->items.count; i++) {
    const Diagnostic *one = diagnostics->items.at[i];
    fprintf(stderr, "%u: %.*s\n", one->place.start, TEXT_ARGS(one->text));
  }
}

// Prints the result, with its size in front for a filter. Gives whether there was one.
static bool answer(const char *goal, const char *what, Text source, bool is_filter) {
  Arena arena = {0};
  SourceFile file = {.text = source};
  MinifyOptions options = options_of(goal, what);
  Diagnostics diagnostics = {.arena = &arena};
  AstPrinted result = {0};
  bool is_program = minify(&arena, &file, &options, &result, &diagnostics);
  if (is_program && options.wants_mappings) result.text = add_mappings(&arena, &result);
  if (!is_program && !is_filter) show_errors(&diagnostics);
  if (!is_program && is_filter) puts("error");
  if (is_program && is_filter) printf("ok %u\n", result.text.size);
  if (is_program) fwrite(result.text.at, 1, result.text.size, stdout);
  if (is_program && is_filter) putchar('\n');
  fflush(stdout);
  arena_release(&arena);
  return is_program;
}

static char *read_all(FILE *from, size_t *size) {
  size_t capacity = 0;
  char *bytes = NULL;
  for (*size = 0;;) {
    if (capacity - *size < READ_STEP) bytes = realloc(bytes, capacity += READ_STEP);
    size_t got = fread(bytes + *size, 1, capacity - *size - SYNTAX_PADDING, from);
    if (got == 0) break;
    *size += got;
  }
  memset(bytes + *size, 0, SYNTAX_PADDING);
  return bytes;
}

static int print_file(const char *goal, const char *what, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return perror(path), 2;
  size_t size;
  char *bytes = read_all(file, &size);
  fclose(file);
  bool is_program = answer(goal, what, (Text){bytes, (uint32_t)size}, false);
  free(bytes);
  return is_program ? 0 : 1;
}

int main(int argc, char **argv) {
  if (argc == 4) return print_file(argv[1], argv[2], argv[3]);
  char goal[MOST_WORD_BYTES], what[MOST_WORD_BYTES];
  size_t size;
  while (scanf("%15s %15s %zu", goal, what, &size) == 3 && getchar() == '\n') {
    char *bytes = calloc(size + SYNTAX_PADDING, 1);
    if (fread(bytes, 1, size, stdin) != size) return 2;
    answer(goal, what, (Text){bytes, (uint32_t)size}, true);
    free(bytes);
  }
  return 0;
}
