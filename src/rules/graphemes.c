// A code point begins a new character unless it hangs on the one before it.
#include "rules/graphemes.h"
#include "base/utf8.h"

enum { NON_JOINER = 0x200C, JOINER = 0x200D };

bool is_combining(uint32_t code) {
  static const struct {
    uint32_t first, last;
  } ranges[] = {
#define RANGE(first, last) {first, last},
#include "rules/combining.def"
  };
  uint32_t low = 0, high = sizeof ranges / sizeof *ranges;
  while (high - low > 1) {
    uint32_t middle = (low + high) / 2;
    if (ranges[middle].first <= code)
      low = middle;
    else
      high = middle;
  }
  return code >= ranges[low].first && code <= ranges[low].last;
}

bool is_emoji_modifier(uint32_t code) {
  return code >= 0x1F3FB && code <= 0x1F3FF;
}

bool is_regional_indicator(uint32_t code) {
  return code >= 0x1F1E6 && code <= 0x1F1FF;
}

static bool is_tag(uint32_t code) {
  return code >= 0xE0020 && code <= 0xE007F;
}

// Whether a joiner can have joined it with an emoji: letters are never joined to one character.
static bool is_pictograph(uint32_t code) {
  return (code >= 0x2190 && code <= 0x3299) || (code >= 0x1F000 && code <= 0x1FAFF) ||
         code == 0xA9 || code == 0xAE;
}

uint32_t count_graphemes(Text text) {
  if (utf8_is_ascii(text)) return text.size;
  uint32_t count = 0, length, before = 0;
  bool is_half_flag = false;
  for (uint32_t i = 0; i < text.size; i += length) {
    uint32_t code = utf8_decode(text, i, &length);
    bool hangs = is_combining(code) || is_emoji_modifier(code) || code == JOINER ||
                 code == NON_JOINER || is_tag(code) || (before == JOINER && is_pictograph(code)) ||
                 (is_half_flag && is_regional_indicator(code)) || (before == '\r' && code == '\n');
    if (!hangs || count == 0) ++count;
    is_half_flag = is_regional_indicator(code) && !is_half_flag;
    before = code;
  }
  return count;
}
