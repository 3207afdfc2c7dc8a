// JSX, where it is kept. Its tokens are in the Ast; text stays as it is.
#include "print/ast_printer.h"

void print_jsx(AstPrinter *self, AstPart part) {
  ast_each_child(self->ast, part.at, child) then_node(self, child, LEVEL_LOWEST, PLACE_KEEPS);
}

void print_jsx_tag(AstPrinter *self, AstPart part) {
  const Ast *ast = self->ast;
  // `a < <b/>`
  if (last_byte(self) == '<') emit_byte(self, ' ');
  ast_each_child(ast, part.at, child) {
    if (ast_node(ast, child)->field == FIELD_ATTRIBUTE) then(self, PART_BLANK, 0, 0);
    then_node(self, child, LEVEL_LOWEST, 0);
  }
}

void print_jsx_text(AstPrinter *self, AstPart part) {
  Text text = ast_text(self->ast, part.at);
  emit(self, text.at, text.size);
}
