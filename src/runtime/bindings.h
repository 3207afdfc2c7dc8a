// Bindings: the C halves of Node's modules, one file each.
#pragma once

#include "runtime/native.h"

#define BINDING(name) JSObjectRef binding_##name(void);
#include "runtime/bindings.def"

// Closes what the timers have of the loop.
void timers_stop(void);
// Ends all HTTP servers; or keeps those that listen for the next script, until http_drop_kept.
void http_stop(bool keeps_servers);
void http_drop_kept(void);
