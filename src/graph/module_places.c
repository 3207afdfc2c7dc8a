// Most modules don't ask where they are: their text is searched first.
#include "graph/module_places.h"

#include "base/path.h"
#include "base/url.h"

static bool asks(const Module *module) {
  static const Text words[] = {TEXT("__filename"), TEXT("__dirname"), TEXT("import.meta")};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (text_find(module->file.text, words[i]) != TEXT_NOT_FOUND) return true;
  }
  return false;
}

// "file:///a%20b/c.js", as Node's pathToFileURL has it.
static Text file_url(Arena *arena, Text path) {
  Buffer url = {.arena = arena};
  buffer_add_literal(&url, "file://");
  url_add_path(&url, path);
  return buffer_text(&url);
}

static void add(Arena *arena, Defines *defines, const char *name, Text value) {
  Buffer string = {.arena = arena};
  buffer_add_json_string(&string, value);
  defines_add(arena, defines, text_of(name), buffer_text(&string));
}

// RESOLVER.p2f612e6a73 for "/a.js": a name can't have a path in it.
static void add_resolver(Arena *arena, Defines *defines, Text resolver, Text path) {
  Buffer name = {.arena = arena};
  buffer_add_text(&name, resolver);
  buffer_add_literal(&name, ".p");
  for (uint32_t i = 0; i < path.size; i++)
    buffer_add_format(&name, "%02x", (unsigned char)path.at[i]);
  defines_add(arena, defines, TEXT("import.meta.resolve"), buffer_text(&name));
}

const Defines *module_places_add(Module *module, const Defines *defines, Text resolver) {
  if (!asks(module) || !path_is_absolute(module->path)) return defines;
  Arena *arena = &module->arena;
  Defines *all = arena_new(arena, Defines, 1);
  Text folder = path_dirname(module->path);
  add(arena, all, "__filename", module->path);
  add(arena, all, "__dirname", folder);
  add(arena, all, "import.meta.filename", module->path);
  add(arena, all, "import.meta.dirname", folder);
  add(arena, all, "import.meta.url", file_url(arena, module->path));
  if (resolver.size && text_find(module->file.text, TEXT("resolve")) != TEXT_NOT_FOUND)
    add_resolver(arena, all, resolver, module->path);
  for (uint32_t i = 0; i < defines->list.count; i++) { // a later one wins
    const Define *define = &defines->list.at[i];
    if (define->injected)
      defines_add_injected(arena, all, *define);
    else
      defines_add(arena, all, define->name, define->value);
  }
  return all;
}
