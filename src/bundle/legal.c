// The layout is esbuild's: one comment in which each file's comments stand below its path. Their
// own ends are written *) so that they don't end the whole.
#include "bundle/legal.h"

#include "print/escape.h"

LegalComments legal_make(Arena *arena) {
  return (LegalComments){.arena = arena};
}

void legal_collect(LegalComments *legal, Text path, const Piece *piece) {
  for (uint32_t i = 0; i < piece->legal_comments.count; i++) {
    Text comment = piece->legal_comments.at[i];
    bool is_new;
    map_add(legal->arena, &legal->seen, comment, &is_new);
    if (is_new) array_push(legal->arena, &legal->groups, (LegalGroup){path, comment});
  }
}

static void add_comment(Buffer *out, Text comment, bool is_file) {
  bool is_block = text_starts(comment, TEXT("/*"));
  buffer_add_text(out, TEXT("  "));
  for (uint32_t i = 0; i < comment.size; i++) {
    bool closes = i > 0 && comment.at[i] == '/' && comment.at[i - 1] == '*';
    if (!is_file && is_block && i == 0)
      buffer_add_byte(out, '(');
    else if (!is_file && closes)
      buffer_add_byte(out, ')');
    else if (comment.at[i] != '\r') {
      bool ends_script = !is_file && comment.at[i] == '/' && escape_ends_script(comment, i);
      if (ends_script) buffer_add_byte(out, '\\');
      buffer_add_byte(out, comment.at[i]);
    }
    if (comment.at[i] == '\n') buffer_add_literal(out, "  ");
  }
  buffer_add_byte(out, '\n');
}

void legal_add(Buffer *out, const LegalComments *legal, bool is_file) {
  if (legal->groups.count == 0) return;
  buffer_add_text(out, is_file ? TEXT("Bundled license information:\n")
                               : TEXT("/*! Bundled license information:\n"));
  Text path = {0};
  for (uint32_t i = 0; i < legal->groups.count; i++) {
    const LegalGroup *group = &legal->groups.at[i];
    if (!text_is(path, group->path)) {
      buffer_add_byte(out, '\n');
      escape_add_comment(out, group->path);
      buffer_add_literal(out, ":\n");
      path = group->path;
    }
    add_comment(out, group->comment, is_file);
  }
  if (!is_file) buffer_add_literal(out, "*/\n");
}
