// Tags win over dates. For caching a weak tag is as good as a strong one; for parts it is not.
#include "http/condition.h"

#include "http/date.h"

static Text without_weakness(Text tag) {
  return text_starts(tag, TEXT("W/")) ? text_slice(tag, 2, tag.size) : tag;
}

static bool lists_tag(Text list, Text etag, bool is_strict) {
  for (Text item; http_next_item(&list, &item);) {
    if (text_is(item, TEXT("*"))) return true;
    if (text_is(is_strict ? item : without_weakness(item), etag)) return true;
  }
  return false;
}

// Whether there is a date that can be read, and nothing has changed since then.
static bool is_unchanged_since(Text date, int64_t modified, bool *is_date) {
  int64_t seconds;
  *is_date = date.at && http_date_read(date, &seconds);
  return *is_date && modified <= seconds;
}

HttpCondition http_check_condition(HttpHeaders headers, const HttpValidators *now) {
  bool is_date;
  Text match = http_find_header(headers, TEXT("if-match"));
  Text none = http_find_header(headers, TEXT("if-none-match"));
  if (match.at) {
    if (!lists_tag(match, now->etag, true)) return HTTP_CONDITION_FAILED;
  } else {
    Text since = http_find_header(headers, TEXT("if-unmodified-since"));
    if (!is_unchanged_since(since, now->modified, &is_date) && is_date)
      return HTTP_CONDITION_FAILED;
  }
  if (none.at)
    return lists_tag(none, now->etag, false) ? HTTP_CONDITION_NOT_MODIFIED : HTTP_CONDITION_HOLDS;
  Text since = http_find_header(headers, TEXT("if-modified-since"));
  return is_unchanged_since(since, now->modified, &is_date) ? HTTP_CONDITION_NOT_MODIFIED
                                                            : HTTP_CONDITION_HOLDS;
}

bool http_range_applies(HttpHeaders headers, const HttpValidators *now) {
  Text condition = http_find_header(headers, TEXT("if-range"));
  if (!condition.at) return true;
  if (text_starts(condition, TEXT("\""))) return text_is(condition, now->etag);
  int64_t seconds;
  return http_date_read(condition, &seconds) && seconds == now->modified;
}
