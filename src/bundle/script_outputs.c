// Which scripts are started is known once the code that starts them is linked: what is left out
// starts none. So all is linked before anything is printed.
#include "bundle/script_outputs.h"

#include "bundle/assets.h"
#include "bundle/import_meta.h"
#include "bundle/kept_plans.h"
#include "bundle/output_names.h"
#include "bundle/outputs.h"

static Text path_of(const Scripts *self, const LinkedOutput *script, Text hash) {
  if (script->entry != NO_INDEX) return output_entry_path(self->build, script->entry, hash);
  if (script->form & WORKER_SERVICE) return output_service_path(self->build, script->module, hash);
  return output_chunk_path(self->build, script->module, hash, hash);
}

static Text *known_path(const Scripts *self, const LinkedOutput *script) {
  return link_worker_path(&self->build->settings.link, script->module, script->form);
}

static void list_script(Scripts *self, LinkedOutput *script) {
  CbBuild *build = self->build;
  Text path = path_of(self, script, UNKNOWN_HASH);
  LinkOptions *options = &script->options;
  *options = build->settings.link;
  options->splits = false;
  options->output_folder = output_folder_of(build, path);
  options->is_plain_worker = script->form & WORKER_PLAIN;
  if (options->is_plain_worker) options->format = OUTPUT_IIFE;
  if (script->entry == NO_INDEX) options->has_global_name = false;
  *known_path(self, script) = path;
  array_push(&self->arena, &self->list, script);
}

static void add_script(Scripts *self, const Module *module, uint32_t entry, uint8_t form) {
  LinkedOutput *script = kept_plans_output(self->build, self->first + self->list.count);
  if (!script) script = arena_new(&self->arena, LinkedOutput, 1);
  script->module = module;
  script->entry = entry;
  script->form = form;
  list_script(self, script);
}

void scripts_begin(Scripts *scripts, CbBuild *build, uint32_t first) {
  *scripts = (Scripts){.build = build, .first = first};
  size_t size = (size_t)build->graph.modules.count * WORKER_FORMS;
  build->settings.link.worker_paths = arena_new(&build->arena, Text, size);
  uint32_t kept = kept_plans_are_made(build) ? kept_plans_count(build) : 0;
  for (uint32_t i = first; i < kept; i++) list_script(scripts, kept_plans_output(build, i));
}

void scripts_add_started(Scripts *scripts, const Plan *plan) {
  CbBuild *build = scripts->build;
  for (uint32_t i = 0; i < plan->workers.count; i++) {
    const WorkerScript *started = &plan->workers.at[i];
    Text known = *link_worker_path(&build->settings.link, started->module, started->form);
    if (known.size > 0) continue;
    if (!assets_have_folder(build)) {
      diag_add(&build->diagnostics, MESSAGE_WORKER_NEEDS_PATH, started->started,
               started->module->file.path);
      return;
    }
    add_script(scripts, started->module, NO_INDEX, started->form);
  }
}

// What stays outside is asked of `require`, which no worker of the web has.
static void report_imports(CbBuild *build, const LinkedOutput *script) {
  const Plan *plan = script->plan;
  for (uint32_t i = 0; i < plan->externals.count; i++) {
    const External *external = &plan->externals.at[i];
    const ImportRecord *import = &external->importer->record.imports.at[external->record];
    if (external->copy || !plan_of(plan, external->importer)->is_included) continue;
    Diagnostic *added =
        diag_add(&build->diagnostics, MESSAGE_PLAIN_WORKER_IMPORTS,
                 module_place(external->importer, import_place(import)), import->specifier);
    diag_note(&build->diagnostics, added, MESSAGE_PLAIN_WORKER_NOTE, NOWHERE);
  }
}

void scripts_link(Scripts *scripts) {
  CbBuild *build = scripts->build;
  for (uint32_t i = 0; i < scripts->list.count; i++) {
    LinkedOutput *script = scripts->list.at[i];
    linked_output_link(build, script);
    if (build->diagnostics.error_count > 0) return;
    if (script->options.is_plain_worker) report_imports(build, script);
    import_meta_report(build, script->plan);
    assets_note(build, script->plan);
    scripts_add_started(scripts, script->plan);
  }
}

void scripts_place(Scripts *scripts, Joint *joint, uint32_t first) {
  for (uint32_t i = 0; i < scripts->list.count; i++) {
    LinkedOutput *script = scripts->list.at[i];
    Text path = path_of(scripts, script, joint_placeholder(joint, first + i));
    script->options.output_folder = output_folder_of(scripts->build, path);
    *known_path(scripts, script) = path;
  }
}

void scripts_print(Scripts *scripts, Joint *joint) {
  CbBuild *build = scripts->build;
  for (uint32_t i = 0; i < scripts->list.count; i++) {
    LinkedOutput *script = scripts->list.at[i];
    bool is_last = i + 1 == scripts->list.count && !build->settings.keeps_syntax;
    linked_output_print(build, script, is_last);
    bool is_chunk = script->entry == NO_INDEX && !(script->form & WORKER_SERVICE);
    JointOutput output = {.plan = script->plan,
                          .linked = script,
                          .text = &script->texts[0],
                          .path = *known_path(scripts, script),
                          .subject = script->module->label,
                          .is_plain = script->entry == NO_INDEX,
                          .input = {script->module, is_chunk}};
    array_push(&joint->scratch, &joint->outputs, output);
  }
}

void scripts_settle(Scripts *scripts, const Joint *joint, uint32_t first) {
  for (uint32_t i = 0; i < scripts->list.count; i++)
    *known_path(scripts, scripts->list.at[i]) = joint->outputs.at[first + i].path;
}

void scripts_release(Scripts *scripts) {
  for (uint32_t i = 0; i < scripts->list.count; i++) {
    if (!scripts->list.at[i]->is_kept) linked_output_release(scripts->list.at[i]);
  }
  arena_release(&scripts->arena);
}

bool scripts_are_started(const CbBuild *build) {
  if (build->settings.link.site_root.size) return false; // a server has them
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    const Module *module = build->graph.modules.at[i];
    for (uint32_t r = 0; r < module->record.imports.count; r++) {
      if (module->targets[r].worker) return true;
    }
  }
  return false;
}

void script_outputs_make(CbBuild *build) {
  Scripts scripts;
  scripts_begin(&scripts, build, 0);
  bool are_listed = scripts.list.count > 0;
  for (uint32_t i = 0; i < build->graph.entries.count; i++) {
    const Module *entry = build->graph.entries.at[i];
    if (split_is_copied(entry))
      assets_note_entry(build, entry);
    else if (!are_listed)
      add_script(&scripts, entry, i, 0);
  }
  scripts_link(&scripts);
  if (build->diagnostics.error_count == 0) {
    Joint joint;
    joint_begin(&joint, build, scripts.list.count);
    scripts_place(&scripts, &joint, 0);
    scripts_print(&scripts, &joint);
    joint_assemble(&joint);
    scripts_settle(&scripts, &joint, 0);
    joint_add(&joint);
    joint_release(&joint);
  }
  scripts_release(&scripts);
}
