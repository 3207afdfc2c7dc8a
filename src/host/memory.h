// Memory: how much of it the process has taken.
#pragma once

#include <stdint.h>

// The most memory that was resident at any time, in bytes; 0 if the system doesn't say.
uint64_t memory_peak_bytes(void);
