// Clock: how much time passes.
#pragma once

#include <stdint.h>

// Nanoseconds from some fixed point; never goes back.
uint64_t clock_now_ns(void);
