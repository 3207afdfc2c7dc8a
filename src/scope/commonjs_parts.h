// CommonJsParts: the statements of a CommonJS module that do nothing but export a name, so that
// they can go where nobody asks for it.
//
// Takes: a file whose record is read.
// Gives: none where the object `exports` may be had as a whole: by `module`, `this`, as an
//        argument, as the `this` of a method.
#pragma once

#include "scope/effects.h"
#include "scope/module_record.h"

typedef struct CommonJsPart {
  Text name;
  NodeId statement; // exports.name = value;
} CommonJsPart;

typedef Array(CommonJsPart) CommonJsParts;

// Lists live in `arena`.
void commonjs_parts_read(Arena *arena, Effects *effects, const ModuleRecord *record,
                         CommonJsParts *parts);
