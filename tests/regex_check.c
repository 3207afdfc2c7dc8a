// Regex_check: says of each line of standard input whether it is a valid regular expression: "ok",
// or "start end message". A line is a literal in UTF-8; a line end inside of it is written as byte
// 1, a carriage return as byte 2. tests/regex_check.mjs compares the answers with others'.
#include "base/buffer.h"
#include "syntax/regex.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINE_END = 1, CARRIAGE_RETURN = 2 };

static void answer(Text literal) {
  Arena scratch = {0};
  RegexError error;
  if (regex_check(&scratch, literal, &error)) {
    puts("ok");
  } else {
    Text name = message_name(&scratch, error.message);
    printf("%u %u %.*s\n", error.start, error.end, TEXT_ARGS(name));
  }
  arena_release(&scratch);
}

int main(void) {
  char *line = NULL;
  size_t capacity = 0;
  for (ssize_t size; (size = getline(&line, &capacity, stdin)) > 0;) {
    uint32_t end = (uint32_t)size - (line[size - 1] == '\n');
    for (uint32_t i = 0; i < end; i++) {
      if (line[i] == LINE_END) line[i] = '\n';
      if (line[i] == CARRIAGE_RETURN) line[i] = '\r';
    }
    // A copy of exactly this size, so that sanitizers see what is read beyond.
    char *copy = malloc(end);
    memcpy(copy, line, end);
    answer((Text){copy, end});
    free(copy);
  }
  free(line);
  return 0;
}
