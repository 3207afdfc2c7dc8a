// Comments: edits that silence a rule by a comment.
#pragma once

#include "lsp/document.h"

// A comment for the line that a problem begins in. False: none can stand there.
bool comment_for_line(Arena *arena, const Document *document, const Problem *problem,
                      Change *change);

// A comment for the whole file.
void comment_for_file(Arena *arena, const Document *document, const Problem *problem,
                      Change *change);
