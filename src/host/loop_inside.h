// LoopInside: what the files of this room know of a loop, beyond loop.h.
#pragma once

#include "base/pool.h"
#include "host/loop.h"

#include <uv.h>

enum { LOOP_READ_BYTES = 64 << 10 }; // as much as a socket gives at once

struct Loop {
  uv_loop_t uv;
  Arena arena; // holds this struct
  uv_idle_t idle;
  LoopTask waiting; // head of a ring: what is for the next turn
  Pool connections, blocks;
  char *read_buffer; // of whoever reads; nobody keeps what is in it
};
