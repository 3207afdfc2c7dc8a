// Bindings: the C halves of Node's `crypto`, one file each.
#pragma once

#include "runtime/native.h"

#define BINDING(name) JSObjectRef binding_##name(void);
#include "crypto/bindings.def"
