// Each name is a constant of its own, so that branches go that are for another mode; the object of
// all of them is there for code that looks what there is.
#include "bundle/env_defines.h"

#include "base/buffer.h"

static bool defines_all(const CbBuildOptions *options) {
  for (size_t i = 0; i < options->defines.count; i++) {
    if (text_is(text_of(options->defines.at[i].key), TEXT("import.meta.env"))) return true;
  }
  return false;
}

// What URLs of the program begin with: "/" or "…/".
static Text base_url(Arena *arena, const CbBuildOptions *options) {
  const char *given = options->site_base ? options->site_base : options->public_path;
  if (!given || !*given) return TEXT("/");
  Text base = text_of(given);
  bool has_end = base.at[base.size - 1] == '/';
  return has_end ? base : text_concat(arena, base, TEXT("/"));
}

static void add(Arena *arena, Defines *defines, Buffer *object, Text name, Text value) {
  Text full = text_concat(arena, TEXT("import.meta.env."), name);
  defines_add(arena, defines, full, value);
  buffer_add_text(object, object->size ? TEXT(",") : TEXT("{"));
  buffer_add_json_string(object, name);
  buffer_add_text(object, TEXT(":"));
  buffer_add_text(object, value);
}

static Text quoted(Arena *arena, Text text) {
  Buffer out = {.arena = arena};
  buffer_add_json_string(&out, text);
  return buffer_text(&out);
}

void env_defines_add(Arena *arena, Defines *defines, const CbBuildOptions *options,
                     bool is_production) {
  if (defines_all(options)) return;
  Text usual = is_production ? TEXT("production") : TEXT("development");
  Text mode = options->mode && *options->mode ? text_of(options->mode) : usual;
  Buffer object = {.arena = arena};
  add(arena, defines, &object, TEXT("BASE_URL"), quoted(arena, base_url(arena, options)));
  add(arena, defines, &object, TEXT("DEV"), is_production ? TEXT("false") : TEXT("true"));
  add(arena, defines, &object, TEXT("MODE"), quoted(arena, mode));
  add(arena, defines, &object, TEXT("PROD"), is_production ? TEXT("true") : TEXT("false"));
  add(arena, defines, &object, TEXT("SSR"), TEXT("false"));
  buffer_add_text(&object, TEXT("}"));
  defines_add(arena, defines, TEXT("import.meta.env"), buffer_text(&object));
}
