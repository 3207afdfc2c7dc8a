// Lists are read where they stand; nothing is copied.
#include "http/header.h"

Text http_find_header(HttpHeaders headers, Text name) {
  for (uint32_t i = 0; i < headers.count; i++) {
    if (text_is_but_case(headers.at[i].name, name)) return headers.at[i].value;
  }
  return (Text){0};
}

uint32_t http_count_header(HttpHeaders headers, Text name) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < headers.count; i++) count += text_is_but_case(headers.at[i].name, name);
  return count;
}

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

Text http_trim(Text text) {
  while (text.size && is_blank(text.at[0])) text = text_slice(text, 1, text.size);
  while (text.size && is_blank(text.at[text.size - 1])) text.size--;
  return text;
}

static uint32_t item_end(Text list) {
  uint32_t at = 0;
  while (at < list.size && list.at[at] != ',')
    at = list.at[at] == '"' ? text_string_end(list, at) : at + 1;
  return at < list.size ? at : list.size;
}

bool http_next_item(Text *list, Text *item) {
  while (list->size) {
    uint32_t end = item_end(*list), next = end < list->size ? end + 1 : end;
    *item = http_trim(text_slice(*list, 0, end));
    *list = text_slice(*list, next, list->size);
    if (item->size) return true;
  }
  return false;
}

bool http_has_item(Text list, Text wanted) {
  for (Text item; http_next_item(&list, &item);) {
    if (text_is_but_case(item, wanted)) return true;
  }
  return false;
}

// "0", "0.5", "1.000": thousandths; -1 for anything else.
static int read_quality(Text text) {
  if (text.size == 0 || text.size > 5 || (text.at[0] != '0' && text.at[0] != '1')) return -1;
  int value = (text.at[0] - '0') * 1000, unit = 100;
  if (text.size > 1 && text.at[1] != '.') return -1;
  for (uint32_t i = 2; i < text.size; i++, unit /= 10) {
    if (text.at[i] < '0' || text.at[i] > '9') return -1;
    value += (text.at[i] - '0') * unit;
  }
  return value > 1000 ? -1 : value;
}

// The item's "q" parameter; 1000 without one, 0 where it can't be understood.
static int item_quality(Text parameters) {
  while (parameters.size) {
    Text parameter = http_trim(text_next(&parameters, ';'));
    bool is_quality =
        parameter.size > 2 && (parameter.at[0] | 0x20) == 'q' && parameter.at[1] == '=';
    if (!is_quality) continue;
    int quality = read_quality(text_slice(parameter, 2, parameter.size));
    return quality < 0 ? 0 : quality;
  }
  return 1000;
}

int http_quality(Text list, Text name) {
  int any = -1;
  for (Text item; http_next_item(&list, &item);) {
    Text found = http_trim(text_next(&item, ';'));
    if (text_is_but_case(found, name)) return item_quality(item);
    if (text_is(found, TEXT("*"))) any = item_quality(item);
  }
  return any;
}
