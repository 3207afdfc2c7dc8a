// Header: the fields of a request or a response, and the lists that they hold.
//
// Never: changes case or order, or joins fields of the same name.
#pragma once

#include "base/text.h"

typedef struct HttpHeader {
  Text name, value; // the value without blanks around it
} HttpHeader;

typedef struct HttpHeaders {
  const HttpHeader *at;
  uint32_t count;
} HttpHeaders;

// The value of the first field called `name`, in whatever case; `at` is NULL if there is none.
Text http_find_header(HttpHeaders headers, Text name);

// How many fields there are of this name.
uint32_t http_count_header(HttpHeaders headers, Text name);

// `text` without spaces and tabs around it.
Text http_trim(Text text);

// Takes the next item of a list with commas; a comma in a quoted string is none. False at the end.
bool http_next_item(Text *list, Text *item);

// Whether the list has this item, in whatever case.
bool http_has_item(Text list, Text item);

// How much `Accept-…: list` wants `name`, in thousandths: that of the item, else that of "*". -1
// where neither is there.
int http_quality(Text list, Text name);
