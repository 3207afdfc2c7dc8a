// The stages, from text to text: parse, name, make an Ast, transform until nothing changes, rename,
// print.
#include "minify/minify.h"

#include "minify/keep_names.h"
#include "minify/prepare.h"
#include "minify/rename.h"
#include "minify/rounds.h"
#include "minify/write.h"

bool minify(Arena *arena, const SourceFile *file, const MinifyOptions *options, AstPrinted *result,
            Diagnostics *diagnostics) {
  Arena work = {0};
  Minify self = {.arena = &work, .options = options};
  bool is_program = prepare(&self, file, diagnostics);
  if (is_program) {
    if (options->name_helper.size) keep_names(&self);
    if (options->syntax) rounds_of_program(&self);
    AstPrintInput input = {.ast = self.ast,
                           .symbol_count = self.table->symbol_count,
                           .is_compact = options->whitespace,
                           .is_ascii_only = options->is_ascii_only,
                           .wants_mappings = options->wants_mappings,
                           .keeps_legal_comments = options->keeps_legal_comments,
                           .line_limit = options->line_limit};
    input.names = options->identifiers ? rename_symbols(&self)
                                       : arena_new(&work, Text, self.table->symbol_count);
    *result = write_program(&self, arena, &input);
  }
  arena_release(&work);
  return is_program;
}
