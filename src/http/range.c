// RFC 9110, section 14. Numbers that are too large for us are as good as the largest.
#include "http/range.h"

#include "http/header.h"

// Takes digits from the front; false if there are none.
static bool take_number(Text *text, uint64_t *number) {
  uint32_t digits = 0;
  *number = 0;
  for (; digits < text->size && text->at[digits] >= '0' && text->at[digits] <= '9'; digits++) {
    uint64_t digit = (uint64_t)(text->at[digits] - '0');
    *number = *number > (UINT64_MAX - digit) / 10 ? UINT64_MAX : *number * 10 + digit;
  }
  *text = text_slice(*text, digits, text->size);
  return digits > 0;
}

static bool take_dash(Text *text) {
  if (!text->size || text->at[0] != '-') return false;
  *text = text_slice(*text, 1, text->size);
  return true;
}

// "500-999", "500-", "-500": what it asks for, whether that is there or not.
static bool read_range(Text item, uint64_t size, HttpRange *range, bool *is_there) {
  uint64_t first, last;
  bool has_first = take_number(&item, &first);
  if (!take_dash(&item)) return false;
  bool has_last = take_number(&item, &last);
  if (item.size || (!has_first && !has_last) || (has_first && has_last && last < first))
    return false;
  if (!has_first) {
    first = last < size ? size - last : 0;
    *is_there = last > 0 && size > 0;
    last = size - 1;
  } else {
    *is_there = first < size;
    if (!has_last || last >= size) last = size - 1;
  }
  *range = (HttpRange){first, last};
  return true;
}

HttpRangeVerdict http_read_ranges(Text header, uint64_t size, HttpRange *ranges, uint32_t *count) {
  static const Text unit = TEXT("bytes=");
  *count = 0;
  if (!text_starts_but_case(header, unit)) return HTTP_RANGE_WHOLE;
  Text list = text_slice(header, unit.size, header.size), item;
  uint64_t all = 0;
  uint32_t asked = 0;
  while (http_next_item(&list, &item)) {
    HttpRange range;
    bool is_there;
    if (++asked > HTTP_RANGES || !read_range(item, size, &range, &is_there))
      return HTTP_RANGE_WHOLE;
    if (!is_there) continue;
    all += range.last - range.first + 1;
    ranges[(*count)++] = range;
  }
  if (asked == 0 || all > size) return HTTP_RANGE_WHOLE;
  return *count ? HTTP_RANGE_PARTS : HTTP_RANGE_UNSATISFIABLE;
}
