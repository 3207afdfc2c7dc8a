// As esbuild does: "preserve" is passed over, because tools write it into tsconfig.json for reasons
// of their own, and "react-jsx" leaves it to --jsx-dev whether calls are made for development.
#include "graph/tsconfig.h"

void tsconfig_apply_jsx(const TsConfigJsx *jsx, JsxOptions *options) {
  if (!jsx) return;
  if (jsx->factory.size) options->factory = jsx->factory;
  if (jsx->fragment_factory.size) options->fragment = jsx->fragment_factory;
  if (jsx->import_source.size) options->import_source = jsx->import_source;
  bool says_nothing = jsx->mode == TSCONFIG_JSX_UNSAID || jsx->mode == TSCONFIG_JSX_PRESERVE;
  if (says_nothing || options->mode == JSX_PRESERVE) return;
  options->mode = jsx->mode == TSCONFIG_JSX_CLASSIC ? JSX_CLASSIC : JSX_AUTOMATIC;
  if (jsx->mode == TSCONFIG_JSX_CLASSIC) options->is_dev = false;
  if (jsx->mode == TSCONFIG_JSX_DEVELOPMENT) options->is_dev = true;
}

const TsConfigJsx *tsconfig_copy_jsx(Arena *arena, const TsConfigJsx *jsx) {
  TsConfigJsx *copy = arena_new(arena, TsConfigJsx, 1);
  copy->mode = jsx->mode;
  copy->factory = text_copy(arena, jsx->factory);
  copy->fragment_factory = text_copy(arena, jsx->fragment_factory);
  copy->import_source = text_copy(arena, jsx->import_source);
  return copy;
}
