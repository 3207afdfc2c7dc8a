// Streams: reading from and writing to what the loop calls a stream: TCP, pipes, terminals.
//
// Gives: to the handle's listener: what happened, as a StreamEvent, and what belongs to it.
#pragma once

#include "runtime/handles.h"

typedef enum StreamEvent {
  STREAM_DATA,       // bytes
  STREAM_END,        //
  STREAM_ERROR,      // an error code
  STREAM_CONNECTION, // 0 or an error code, of a listening stream
  STREAM_CONNECTED,  // 0 or an error code
} StreamEvent;

// "readStart", "readStop", "write", "shutdown", "listen", "pending", and those of handles.
void streams_add_functions(JSObjectRef binding);
