// What Node's `module` and `require` say beyond exports, where a CommonJS module that stands in a
// closure asks for it: lines at the start of its code.
#include "bundle/piece.h"
#include "bundle/runtime.h"
#include "link/split.h"

static bool requires_it(const Module *importer, const Module *module) {
  for (uint32_t i = 0; i < importer->record.imports.count; i++) {
    bool is_call = importer->record.imports.at[i].kind == IMPORT_REQUIRE;
    if (is_call && plan_target(importer, i) == module) return true;
  }
  return false;
}

static bool is_entry(const Plan *plan, const Module *module) {
  if (!plan->split) return plan->entry == module;
  for (uint32_t i = 0; i < plan->split->entry_points.count; i++) {
    const EntryPoint *point = &plan->split->entry_points.at[i];
    if (split_is_start(point) && point->module == module) return true;
  }
  return false;
}

// What is imported has no parent, nor has the program itself.
static bool has_parent(const Plan *plan, const Module *module) {
  if (!(module->record.syntax & MODULE_READS_PARENT) || is_entry(plan, module)) return false;
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    if (requires_it(plan->reachable.at[i], module)) return true;
  }
  return false;
}

// Whether it may be the program that Node runs, and wants to know. As CommonJS, it is Node's own
// module, and needs no help.
static bool may_be_main(const PieceWriter *writer, const PieceOptions *options) {
  const Plan *plan = writer->plan;
  return options->is_for_node && plan->options->format == OUTPUT_ESM &&
         writer->closure->record.syntax & MODULE_READS_MAIN && is_entry(plan, writer->closure);
}

bool piece_is_cache_key(const Module *module, uint32_t index) {
  const Tree *tree = &module->tree;
  const ImportRecord *import = &module->record.imports.at[index];
  if (import->kind != IMPORT_RESOLVE) return false;
  const Node *call = tree_node(tree, import->node);
  NodeId cache = tree_child(tree, call->parent, FIELD_OBJECT);
  bool is_key =
      call->field == FIELD_INDEX && text_is(tree_text(tree, cache), TEXT("require.cache"));
  for (uint32_t i = 0; is_key && i < module->record.imports.count; i++) {
    const ImportRecord *other = &module->record.imports.at[i];
    bool is_same = other->kind == IMPORT_REQUIRE && text_is(other->specifier, import->specifier);
    if (is_same && plan_target(module, i)) return true;
  }
  return false;
}

unsigned piece_givens(const PieceWriter *writer, const PieceOptions *options) {
  unsigned parent = has_parent(writer->plan, writer->closure) ? GIVEN_PARENT : 0;
  return parent | (may_be_main(writer, options) ? GIVEN_MAIN : 0);
}

void piece_add_givens(const PieceWriter *writer, unsigned givens) {
  if (givens & GIVEN_PARENT) buffer_add_literal(writer->out, "module.parent = {};\n");
  if (!(givens & GIVEN_MAIN)) return;
  // What Node was asked for may lack its extension, or be a link.
  Text require = runtime_use(writer->plan, writer->helpers, RUNTIME_REQUIRE);
  buffer_add_format(
      writer->out,
      "try {\n"
      "module.filename = %.*s(\"url\").fileURLToPath(import.meta.url);\n"
      "if (%.*s.resolve(globalThis.process.argv[1]) === module.filename) %.*s.main = module;\n"
      "} catch {}\n",
      TEXT_ARGS(require), TEXT_ARGS(require), TEXT_ARGS(require));
}
