// Handles: what JavaScript holds of the loop: timers, connections, watchers, processes.
//
// Owns:  each handle from handle_make until the loop has closed it; meanwhile its object lives.
// Gives: an object for JavaScript, and one function of JavaScript that hears of everything.
// Never: calls that function after handle_close.
#pragma once

#include "runtime/native.h"

typedef struct Handle Handle;

struct Handle {
  JSObjectRef object;
  JSObjectRef listener; // called with what happened first
  JSObjectRef closed;   // called once it is closed; may be NULL
  Handle *next, *previous;
  void (*on_close)(Handle *handle); // called when it begins to close; may be NULL
  void *owner;                      // of what made it
  bool is_closing;
  union {
    uv_handle_t any;
    uv_stream_t stream;
    uv_tcp_t tcp;
    uv_udp_t udp;
    uv_pipe_t pipe;
    uv_tty_t tty;
    uv_process_t process;
    uv_signal_t signal;
    uv_fs_event_t fs_event;
    uv_timer_t timer;
    uv_async_t async;
  } uv;
};

// Not known to the loop yet; libuv's `data` is the handle.
Handle *handle_make(JSValueRef listener);
// The handle of an object; NULL where it is none, or is closed.
Handle *handle_of(JSValueRef value);
void handle_close(Handle *handle, JSValueRef closed);
void handles_close_all(void);

// "close", "ref", "unref", "hasRef", with the handle's object as first argument.
void handles_add_functions(JSObjectRef binding);
