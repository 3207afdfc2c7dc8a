// Makes a hot program, and goes on with it as files change.
//
//   hot_probe FOLDER ENTRY [--refresh] [--automatic]
//
// Each line on standard input is an absolute path that changed, or empty: then all that were named
// since are. For these it writes "STATE CHANGED GONE US"; for the line "program" the program's
// text, for "map" its map, for "update" the definitions of what changed last, each with its size in
// a line before it; for "errors" how many there are.
#include "bundle/hot.h"

#include "base/array.h"
#include "host/files.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static double now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static const char *name_of(HotState state) {
  return state == HOT_GOOD ? "good" : state == HOT_BROKEN ? "broken" : "unfit";
}

static void write_text(Text text) {
  printf("%u\n", text.size);
  fwrite(text.at, 1, text.size, stdout);
}

static HotUpdate update(Hot *hot, Texts *paths) {
  double start = now_us();
  HotUpdate update = hot_update(hot, paths);
  double time = now_us() - start;
  paths->count = 0;
  printf("%s %u %u %.0f\n", name_of(update.state), update.changed.count, update.gone.count, time);
  return update;
}

static void run(Hot *hot, Arena *arena) {
  char line[4096];
  Texts paths = {0};
  HotUpdate last = {0};
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '/')
      array_push(arena, &paths, text_copy(arena, text_of(line)));
    else if (line[0] == '\0')
      last = update(hot, &paths);
    else if (strcmp(line, "program") == 0)
      write_text(hot_program(hot).text);
    else if (strcmp(line, "map") == 0)
      write_text(hot_program(hot).map);
    else if (strcmp(line, "update") == 0)
      write_text(hot_definitions(hot, arena, &last.changed).text);
    else
      printf("%zu\n", cb_build_error_count(hot_build(hot)));
    fflush(stdout);
  }
}

int main(int count, char **words) {
  if (count < 3) return 1;
  Arena arena = {0};
  Text root;
  if (file_real_path(&arena, words[1], &root) < 0) return 1;
  static const CbPair loaders[] = {{".png", "file"}};
  CbBuildOptions build = {.loaders = {loaders, 1},
                          .working_folder = root.at,
                          .entries = {(const char *const *)&words[2], 1}};
  HotOptions options = {.build = &build, .root = root, .base = TEXT("")};
  for (int i = 3; i < count; i++) {
    if (strcmp(words[i], "--refresh") == 0) options.refreshes = true;
    if (strcmp(words[i], "--automatic") == 0) build.jsx = CB_JSX_AUTOMATIC;
  }
  double start = now_us();
  Hot *hot = hot_make(&options);
  printf("%s %u %.0f\n", name_of(hot_state(hot)), hot_module_count(hot), now_us() - start);
  fflush(stdout);
  run(hot, &arena);
  hot_release(hot);
  arena_release(&arena);
  return 0;
}
