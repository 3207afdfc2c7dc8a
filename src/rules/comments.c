// Tools know their comments by the first word.
#include "rules/comments.h"
#include "rules/spaces.h"

TokenId comment_token(SourceCode *code, uint32_t index) {
  return token_at(source_tokens(code), code->tree->comments[index].start);
}

bool comment_is_for_tools(Text value) {
  static const char *const words[] = {"jshint",  "jslint", "istanbul",
                                      "globals", "global", "exported"};
  value = text_trim_start(value);
  if (text_starts(value, TEXT("eslint")) || text_starts(value, TEXT("jscs"))) return true;
  for (uint32_t i = 0; i < sizeof words / sizeof *words; i++) {
    Text word = text_of(words[i]);
    if (text_starts(value, word) && space_size(value, word.size)) return true;
  }
  return false;
}
