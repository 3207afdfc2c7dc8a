// Node's files know where they are, as modules of CommonJS, which scripts for Node mostly are, too;
// scripts of pages and workers find out, which takes code that nobody needs unless files are named
// by URLs. Everything else has an empty object, as with other bundlers: code may look whether there
// is a `url`.
#include "bundle/import_meta.h"

// Whether some module of the output names a file beside it by its URL.
static bool names_files(const Plan *plan) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    if (!plan_of(plan, module)->is_included || module->record.import_metas.count == 0) continue;
    for (uint32_t r = 0; r < module->record.imports.count; r++) {
      ImportKind kind = module->record.imports.at[r].kind;
      bool is_url = kind == IMPORT_URL || kind == IMPORT_WORKER;
      if (is_url && (module->targets[r].copy || module->targets[r].worker)) return true;
    }
  }
  return false;
}

static bool reads_paths(const Plan *plan) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    if (plan->reachable.at[i]->record.syntax & MODULE_READS_PATHS) return true;
  }
  return false;
}

bool import_meta_is_known(const Plan *plan, Platform platform) {
  return platform == PLATFORM_NODE || names_files(plan);
}

#define URL_OF_FILE_TEXT "url: require(\"url\").pathToFileURL(__filename).href"

static Text text_of_file(const Plan *plan) {
  if (!reads_paths(plan)) return TEXT("{ " URL_OF_FILE_TEXT " }");
  return TEXT("{ " URL_OF_FILE_TEXT ", dirname: __dirname, filename: __filename }");
}

Text import_meta_text(Arena *arena, const Plan *plan, Platform platform) {
  static const char of_script[] =
      "{ url: typeof document === \"object\" ? document.currentScript && "
      "document.currentScript.src || document.baseURI : self.location.href }";
  if (!import_meta_is_known(plan, platform)) return TEXT("{}");
  if (plan->options->format == OUTPUT_CJS) return text_of_file(plan);
  if (platform != PLATFORM_NODE) return text_of(of_script);
  return text_concat(arena, TEXT("typeof __filename === \"string\" ? "), text_of_file(plan),
                     TEXT(" : {}"));
}

// ---- Where it is empty

// Whether a text stands in the place of the node, or of one that it is below.
static bool is_replaced(const Module *module, const Replacements *list, NodeId node) {
  uint32_t next = replacements_from(list, node + 1);
  if (next == 0 || list->at[next - 1].recipe) return false;
  return tree_node(&module->tree, list->at[next - 1].node)->after > node;
}

// Whether what a flag gives stands in for the node, or for one that it is below.
static bool is_given(const Module *module, NodeId node) {
  for (uint32_t i = 0; i < module->injected_uses.count; i++) {
    NodeId use = module->injected_uses.at[i].node;
    if (use <= node && tree_node(&module->tree, use)->after > node) return true;
  }
  return false;
}

// Whether code of the module is in the output.
static bool is_live(const Plan *plan, const Module *module, NodeId node) {
  const Linked *linked = plan_of(plan, module);
  if (tree_node(&module->tree, node)->flags & NODE_DEAD) return false;
  if (is_replaced(module, &module->replacements, node) || is_given(module, node)) return false;
  if (is_replaced(module, &linked->folds, node)) return false;
  if (!linked->live_parts) return true;
  uint32_t part = parts_find(&module->parts, &module->tree, node);
  return part == module->parts.count || linked->live_parts[part];
}

static void report(CbBuild *build, const Plan *plan, const Module *module, NodeId node) {
  bool is_plain = plan->options->is_plain_worker;
  Text format = output_format_name(plan->options->format);
  Diagnostic *added =
      diag_add(&build->diagnostics, MESSAGE_EMPTY_IMPORT_META, module_place(module, node), format);
  MessageId id = is_plain ? MESSAGE_PLAIN_WORKER_NOTE : MESSAGE_EMPTY_IMPORT_META_NOTE;
  diag_note(&build->diagnostics, added, id, NOWHERE);
}

void import_meta_report(CbBuild *build, const Plan *plan) {
  bool is_asked = plan->import_meta_slot && !plan->options->is_copied;
  if (!is_asked || import_meta_is_known(plan, build->settings.assemble.platform)) return;
  if (!build->meta_is_told)
    build->meta_is_told = arena_new(&build->arena, bool, build->graph.modules.count);
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    bool is_quiet = module_is_in_package(module) || build->meta_is_told[module->id];
    if (is_quiet || !plan_of(plan, module)->is_included) continue;
    for (uint32_t m = 0; m < module->record.import_metas.count; m++) {
      NodeId node = module->record.import_metas.at[m];
      if (!is_live(plan, module, node)) continue;
      report(build, plan, module, node);
      build->meta_is_told[module->id] = true;
      break;
    }
  }
}
