// Definitions, one behind the other, and what runs them. An update is the same without that: who
// loads it says what is to run.
#include "bundle/hot_parts.h"
#include "print/string_literal.h"

typedef struct Joining {
  Arena *arena;
  Buffer text;
  Array(MapPart) parts;
  Array(MapSource) sources;
  Map externals; // path → number
} Joining;

static void add_text(Joining *self, Text text) {
  if (text.size == 0) return;
  buffer_add_text(&self->text, text);
  array_push(self->arena, &self->parts, (MapPart){.size = map_measure(text)});
}

static void add_module(Joining *self, const HotModule *module) {
  add_text(self, module->before);
  if (!module->has_map) {
    add_text(self, module->piece);
  } else {
    buffer_add_text(&self->text, module->piece);
    array_push(self->arena, &self->parts,
               (MapPart){.piece = &module->map, .source = self->sources.count});
    for (uint32_t i = 0; i < module->source_count; i++)
      array_push(self->arena, &self->sources, module->sources[i]);
  }
  add_text(self, module->after);
}

static void note_externals(Joining *self, const HotModule *module) {
  for (uint32_t i = 0; i < module->imports.count; i++) {
    Text external = module->imports.at[i].external;
    if (external.size == 0 || map_has(&self->externals, external)) continue;
    map_set(self->arena, &self->externals, external, self->externals.entries.count);
  }
}

// What stays outside is imported before anything runs.
static void add_head(Joining *self) {
  Buffer head = {.arena = self->arena};
  for (uint32_t i = 0; i < self->externals.entries.count; i++) {
    buffer_add_format(&head, "import * as __external%u from ", i);
    string_literal_add(&head, self->externals.entries.at[i].key, true);
    buffer_add_literal(&head, ";\n");
  }
  buffer_add_literal(&head, "const __cbundle = globalThis.__cbundle;\n");
  for (uint32_t i = 0; i < self->externals.entries.count; i++) {
    buffer_add_literal(&head, "__cbundle.external(");
    string_literal_add(&head, self->externals.entries.at[i].key, true);
    buffer_add_format(&head, ", __external%u);\n", i);
  }
  add_text(self, buffer_text(&head));
}

static HotCode finish(Joining *self) {
  MapOutput output = {.parts = self->parts.at,
                      .part_count = self->parts.count,
                      .sources = self->sources.at,
                      .source_count = self->sources.count};
  return (HotCode){buffer_text(&self->text), map_join(self->arena, &output)};
}

static size_t size_of(const HotModule *module) {
  return module->before.size + module->piece.size + module->after.size;
}

static bool is_in(const HotModule *module) {
  return module->is_printed;
}

// What other scripts of a page import of the entry is what it was when it ran.
static void add_run(Joining *self, const Hot *hot) {
  Buffer run = {.arena = self->arena}, names = {.arena = self->arena};
  const uint32_t *index = map_find(&hot->ids, hot->entry);
  const HotModule *entry = index ? hot->modules.at[*index] : NULL;
  buffer_add_format(&run, "const __entry = %s__cbundle.run(", hot->awaits ? "await " : "");
  string_literal_add(&run, hot->entry, true);
  buffer_add_literal(&run, ");\n");
  for (uint32_t i = 0; entry && i < entry->exports.count; i++) {
    buffer_add_format(&run, "const __export%u = __entry[", i);
    string_literal_add(&run, entry->exports.at[i], true);
    buffer_add_literal(&run, "];\n");
    buffer_add_format(&names, "%s__export%u as ", i ? ", " : "export { ", i);
    string_literal_add(&names, entry->exports.at[i], true);
  }
  if (names.size) buffer_add_literal(&names, " };\n");
  buffer_add_text(&run, buffer_text(&names));
  add_text(self, buffer_text(&run));
}

HotCode hot_program(Hot *hot) {
  if (hot->is_program_made) return hot->program;
  arena_release(&hot->program_arena);
  Joining joining = {.arena = &hot->program_arena, .text = {.arena = &hot->program_arena}};
  size_t size = 1024;
  for (uint32_t i = 0; i < hot->modules.count; i++) size += size_of(hot->modules.at[i]);
  buffer_reserve(&joining.text, size);
  for (uint32_t i = 0; i < hot->modules.count; i++) note_externals(&joining, hot->modules.at[i]);
  add_head(&joining);
  for (uint32_t i = 0; i < hot->modules.count; i++) {
    if (is_in(hot->modules.at[i])) add_module(&joining, hot->modules.at[i]);
  }
  add_run(&joining, hot);
  hot->program = finish(&joining);
  hot->is_program_made = true;
  return hot->program;
}

HotCode hot_definitions(Hot *hot, Arena *arena, const Texts *ids) {
  Joining joining = {.arena = arena, .text = {.arena = arena}};
  Array(const HotModule *) list = {0};
  for (uint32_t i = 0; i < ids->count; i++) {
    const uint32_t *index = map_find(&hot->ids, ids->at[i]);
    const HotModule *module = index ? hot->modules.at[*index] : NULL;
    if (!module || !is_in(module)) continue;
    array_push(arena, &list, module);
    note_externals(&joining, module);
  }
  add_head(&joining);
  for (uint32_t i = 0; i < list.count; i++) add_module(&joining, list.at[i]);
  return finish(&joining);
}
