// Compressors gain when names consist of letters that the rest of the output has anyway, and when
// the most frequent names are always the same few letters. The order is esbuild's idea.
#include "minify/letters.h"

#include "syntax/name.h"

static const char alphabet[] = "etnriaoscludfpmhg_vybxwkqSTAEICNDORLMPjzFUGB$WHVKXYJZQ0123456789";

void letters_count(Letters *letters, Text text) {
  for (uint32_t i = 0; i < text.size; i++) letters->counts[(unsigned char)text.at[i]]++;
}

// A stable insertion sort: the most frequent ones first.
static void sort(const Letters *letters, char *chars, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    char one = chars[i];
    uint32_t at = i;
    for (; at > 0; at--) {
      char before = chars[at - 1];
      if (letters->counts[(unsigned char)before] >= letters->counts[(unsigned char)one]) break;
      chars[at] = before;
    }
    chars[at] = one;
  }
}

void letters_sort(Letters *letters) {
  memcpy(letters->head, alphabet, LETTERS_HEAD);
  memcpy(letters->tail, alphabet, LETTERS_TAIL);
  sort(letters, letters->head, LETTERS_HEAD);
  sort(letters, letters->tail, LETTERS_TAIL);
}

uint32_t letters_name(const Letters *letters, uint32_t index, char name[LETTERS_LONGEST]) {
  uint32_t size = 0;
  name[size++] = letters->head[index % LETTERS_HEAD];
  for (index /= LETTERS_HEAD; index > 0; index /= LETTERS_TAIL) {
    index--;
    name[size++] = letters->tail[index % LETTERS_TAIL];
  }
  return size;
}

bool letters_is_reserved(Text name) {
  return name_word(name) != WORD_NONE || text_is(name, TEXT("NaN")) ||
         text_is(name, TEXT("Infinity")) || text_is(name, TEXT("undefined")) ||
         text_is(name, TEXT("async")) || text_is(name, TEXT("using"));
}
