// Render: diagnostics as text for a terminal, with the lines of code they point at.
#pragma once

#include "base/buffer.h"
#include "diag/diag.h"
#include "diag/lines.h"

typedef struct RenderOptions {
  bool color;
  bool shows_id;      // of messages whose importance can be changed
  uint32_t width;     // columns of the terminal; long lines are cut to it. 0 = a sensible width
  LineCursor *cursor; // remembers the place of the last diagnostic; may be NULL
} RenderOptions;

// Appends one diagnostic with its notes.
void diag_render(Buffer *out, const Diagnostic *diagnostic, const RenderOptions *options);
