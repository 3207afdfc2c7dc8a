// Unit: what every unit test includes: cmocka, and how to compare a Text.
#pragma once

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// The text must be the string literal, byte by byte.
#define assert_text(text, literal)                                                                 \
  do {                                                                                             \
    Text actual_text = (text);                                                                     \
    if (!text_is(actual_text, TEXT(literal)))                                                      \
      fail_msg("\"%.*s\" is not \"%s\"", TEXT_ARGS(actual_text), literal);                         \
  } while (0)
