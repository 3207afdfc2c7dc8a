// A file by itself is copied, with what flags such as --define change in it, unless it must speak
// another module system. Then it is linked as a bundle of one module, all of whose imports stay
// outside.
#include "bundle/build.h"

// Whether a module can stand as it is in an output of `format`. A script, which speaks no module
// system, fits into both of the files that are modules.
static bool is_fitting(const Module *module, OutputFormat format) {
  switch (module->kind) {
  case MODULE_ESM: return format == OUTPUT_ESM;
  case MODULE_COMMONJS: return format == OUTPUT_CJS;
  case MODULE_SCRIPT: return format != OUTPUT_IIFE;
  case MODULE_VALUE: break;
  }
  return false;
}

// Whether the module imports something that its text does not say: what JSX is compiled to needs
// it.
static bool has_implied_imports(const Module *module) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    if (module->record.imports.at[i].cause) return true;
  }
  return false;
}

static bool has_requires(const Module *module) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    if (module->record.imports.at[i].kind == IMPORT_REQUIRE) return true;
  }
  return module->record.requires.count > 0;
}

// What speaks no module system imports what JSX needs as it is meant to be: by a statement.
static OutputFormat own_format(const Module *module) {
  bool is_open = module->kind == MODULE_SCRIPT && module->type != MODULE_TYPE_COMMONJS;
  if (is_open && has_implied_imports(module) && !has_requires(module)) return OUTPUT_ESM;
  return module_is_esm(module) ? OUTPUT_ESM : OUTPUT_CJS;
}

void alone_choose(const CbBuild *build, const Module *module, LinkOptions *options) {
  if (!options->is_alone) return;
  if (build->settings.keeps_format) options->format = own_format(module);
  bool is_shaken = module_is_esm(module) && !options->keeps_everything;
  bool is_helped = build->settings.assemble.names_all || module->injected.count > 0;
  options->is_copied = is_fitting(module, options->format) && !is_shaken && !is_helped &&
                       !has_implied_imports(module);
}
