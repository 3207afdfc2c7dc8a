// After the custom of esbuild and others.
#include "print/legal_comment.h"

bool legal_comment_is(Text comment) {
  bool is_marked = comment.size > 2 && comment.at[2] == '!';
  return is_marked || text_find(comment, TEXT("@license")) != TEXT_NOT_FOUND ||
         text_find(comment, TEXT("@preserve")) != TEXT_NOT_FOUND;
}
