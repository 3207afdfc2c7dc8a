// The layout is esbuild's: first the comments of the project's own files, as they are; then, in one
// comment, those of each file of a package below its path, as they are not about the output as a
// whole. Their own ends are written *) so that they don't end the whole.
#include "bundle/legal.h"

#include "print/escape.h"

LegalComments legal_make(Arena *arena) {
  return (LegalComments){.arena = arena};
}

// "pack/index.js", for a file in a folder of packages.
static Text path_in_packages(const Module *module) {
  Text label = module->label, folder = TEXT("node_modules/");
  if (!module_is_in_package(module)) return TEXT("");
  uint32_t start = 0, at;
  while ((at = text_find(text_slice(label, start, label.size), folder)) != TEXT_NOT_FOUND)
    start += at + folder.size;
  return text_slice(label, start, label.size);
}

void legal_collect(LegalComments *legal, const Piece *piece) {
  if (piece->legal_comments.count == 0) return;
  Text path = path_in_packages(piece->module);
  for (uint32_t i = 0; i < piece->legal_comments.count; i++) {
    Text comment = piece->legal_comments.at[i];
    bool is_new;
    map_add(legal->arena, &legal->seen, comment, &is_new);
    if (is_new) array_push(legal->arena, &legal->groups, (LegalGroup){path, comment});
  }
}

// Where it stands in a comment, or on its own lines of code, it must not end what is around it.
static void add_comment(Buffer *out, Text comment, bool is_quoted, bool is_file) {
  bool is_block = text_starts(comment, TEXT("/*")), is_nested = is_quoted && !is_file;
  Text indent = is_quoted ? TEXT("  ") : TEXT("");
  buffer_add_text(out, indent);
  for (uint32_t i = 0; i < comment.size; i++) {
    bool closes = i > 0 && comment.at[i] == '/' && comment.at[i - 1] == '*';
    if (is_nested && is_block && i == 0)
      buffer_add_byte(out, '(');
    else if (is_nested && closes)
      buffer_add_byte(out, ')');
    else if (comment.at[i] != '\r') {
      bool ends_script = !is_file && comment.at[i] == '/' && escape_ends_script(comment, i);
      if (ends_script) buffer_add_byte(out, '\\');
      buffer_add_byte(out, comment.at[i]);
    }
    if (comment.at[i] == '\n') buffer_add_text(out, indent);
  }
  buffer_add_byte(out, '\n');
}

static bool add_own(Buffer *out, const LegalComments *legal, bool is_file) {
  bool has_own = false;
  for (uint32_t i = 0; i < legal->groups.count; i++) {
    const LegalGroup *group = &legal->groups.at[i];
    if (group->path.size) continue;
    add_comment(out, group->comment, false, is_file);
    has_own = true;
  }
  return has_own;
}

void legal_add(Buffer *out, const LegalComments *legal, bool is_file) {
  bool has_own = add_own(out, legal, is_file);
  Text path = {0};
  for (uint32_t i = 0; i < legal->groups.count; i++) {
    const LegalGroup *group = &legal->groups.at[i];
    if (!group->path.size) continue;
    if (!path.size) {
      if (has_own && is_file) buffer_add_byte(out, '\n');
      buffer_add_text(out, is_file ? TEXT("Bundled license information:\n")
                                   : TEXT("/*! Bundled license information:\n"));
    }
    if (!text_is(path, group->path)) {
      buffer_add_byte(out, '\n');
      escape_add_comment(out, group->path);
      buffer_add_literal(out, ":\n");
      path = group->path;
    }
    add_comment(out, group->comment, true, is_file);
  }
  if (path.size && !is_file) buffer_add_literal(out, "*/\n");
}
