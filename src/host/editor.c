// Editors differ in how they take a line and a column; who is not known gets the path alone.
#include "host/editor.h"

#include "base/array.h"
#include "base/path.h"
#include "host/start_program.h"

#include <stdlib.h>

enum { MOST_WORDS = 32 };

typedef struct EditorWords {
  Arena *arena;
  Array(const char *) list;
} EditorWords;

static void add(EditorWords *words, Text word) {
  if (words->list.count < MOST_WORDS)
    array_push(words->arena, &words->list, arena_copy(words->arena, word.at, word.size));
}

static void add_place(EditorWords *words, Text name, const EditorPlace *place) {
  static const char *const by_flag[] = {"code",   "code-insiders", "codium",
                                        "cursor", "windsurf",      NULL};
  static const char *const by_colon[] = {"subl", "sublime_text", "atom", "zed",
                                         "hx",   "helix",        NULL};
  static const char *const by_plus[] = {"vim",   "nvim",        "gvim", "mvim",  "vi",
                                        "emacs", "emacsclient", "nano", "gedit", NULL};
  static const char *const by_word[] = {"idea", "webstorm", "phpstorm", "pycharm", NULL};
  Text whole =
      text_format(words->arena, "%.*s:%u:%u", TEXT_ARGS(place->path), place->line, place->column);
  if (text_is_one_of(name, by_flag)) {
    add(words, TEXT("-g"));
    add(words, whole);
  } else if (text_is_one_of(name, by_colon)) {
    add(words, whole);
  } else if (text_is_one_of(name, by_plus)) {
    add(words, text_format(words->arena, "+%u", place->line));
    add(words, place->path);
  } else if (text_is_one_of(name, by_word)) {
    add(words, TEXT("--line"));
    add(words, text_format(words->arena, "%u", place->line));
    add(words, place->path);
  } else {
    add(words, place->path);
  }
}

static const char *usual_command(void) {
  static const char *const variables[] = {"VISUAL", "EDITOR"};
  for (int i = 0; i < 2; i++) {
    const char *value = getenv(variables[i]);
    if (value && *value) return value;
  }
  return "code";
}

int editor_open(const char *command, const EditorPlace *place) {
  Arena arena = {0};
  EditorWords words = {.arena = &arena};
  Text rest = text_of(command && *command ? command : usual_command());
  while (rest.size) {
    Text word = text_next(&rest, ' ');
    if (word.size) add(&words, word);
  }
  int code = -1;
  if (words.list.count) {
    add_place(&words, path_basename(text_of(words.list.at[0])), place);
    array_push(&arena, &words.list, NULL);
    code = start_program(words.list.at);
  }
  arena_release(&arena);
  return code;
}
