// GlibLoop: the engine's own timers, which free memory when time allows, run on GLib's main
// context; here the loop turns it.
//
// Never: keeps the loop alive.
#pragma once

#include <uv.h>

void glib_loop_start(uv_loop_t *loop);
