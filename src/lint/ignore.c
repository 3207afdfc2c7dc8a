// Inner lists win over outer ones: the search ends at the first that says something.
#include "lint/ignore.h"

#include "base/path.h"

// Blanks at the end count only behind a backslash.
static Text without_blanks(Text line) {
  while (line.size && memchr(" \t\r", line.at[line.size - 1], 3)) {
    if (line.size > 1 && line.at[line.size - 2] == '\\') break;
    line.size--;
  }
  return line;
}

void ignore_add(Arena *arena, IgnoreList *list, Text pattern) {
  if (text_starts(pattern, TEXT("./"))) pattern = text_slice(pattern, 1, pattern.size);
  if (text_starts(pattern, TEXT("!./")))
    pattern = text_concat(arena, TEXT("!"), text_slice(pattern, 2, pattern.size));
  ignore_patterns_add(arena, &list->patterns, pattern);
}

void ignore_add_lines(Arena *arena, IgnoreList *list, Text text) {
  if (text_starts(text, TEXT("\xEF\xBB\xBF"))) text = text_slice(text, 3, text.size);
  while (text.size) {
    Text line = without_blanks(text_next(&text, '\n'));
    if (line.size && line.at[0] != '#') ignore_add(arena, list, line);
  }
}

// 1: ignored, 0: not, by this list; -1: it does not say.
static int ask(const IgnoreList *list, Text path, bool is_folder) {
  if (!path_is_inside(path, list->folder) || path.size <= list->folder.size) return -1;
  bool is_root = list->folder.size == 1;
  Text inside = text_slice(path, list->folder.size + !is_root, path.size);
  return ignore_patterns_ask(&list->patterns, inside, is_folder);
}

bool ignore_matches(const IgnoreChain *chain, Text path, bool is_folder, bool otherwise) {
  for (; chain; chain = chain->outer) {
    int answer = ask(chain->list, path, is_folder);
    if (answer >= 0) return answer;
  }
  return otherwise;
}
