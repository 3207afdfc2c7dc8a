// StandardIo: standard input and output for a loop: for a server that is spoken to that way.
//
// Owns:  what waits to be written, from standard_io_make to standard_io_release.
// Never: blocks where the other side is slow, unless it is a file; or ends the program when nobody
//        reads any more: what is written then is lost.
#pragma once

#include "base/text.h"
#include "host/loop.h"

typedef struct StandardIo StandardIo;

typedef struct StandardIoEvents {
  void (*on_bytes)(void *context, Text bytes); // which live until it returns
  void (*on_end)(void *context);               // of the input; once
} StandardIoEvents;

StandardIo *standard_io_make(Loop *loop, const StandardIoEvents *events, void *context);

// Copies the bytes and writes them, in order. The loop goes on until they are written.
void standard_io_write(StandardIo *io, Text bytes);

// Nothing is read any more, and the loop does not go on for it.
void standard_io_stop(StandardIo *io);
void standard_io_release(StandardIo *io);

// Whether a process is there.
bool process_is_alive(int64_t id);
