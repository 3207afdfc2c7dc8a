// Each name is a constant of its own, so that branches go that are for another mode; the object of
// all of them is there for code that looks what there is.
#include "bundle/env_defines.h"

#include "base/buffer.h"
#include "bundle/env_files.h"
#include "host/environment.h"

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

// Other names would be no members of `import.meta.env` as they stand.
static bool is_identifier(Text name) {
  for (uint32_t i = 0; i < name.size; i++) {
    if (name.at[i] == '-' || name.at[i] == '.') return false;
  }
  return true;
}

static void add(Arena *arena, Defines *defines, Buffer *object, Text name, Text value) {
  Text full = text_concat(arena, TEXT("import.meta.env."), name);
  if (is_identifier(name)) defines_add(arena, defines, full, value);
  buffer_add_text(object, object->size ? TEXT(",") : TEXT("{"));
  buffer_add_json_string(object, name);
  buffer_add_text(object, TEXT(":"));
  buffer_add_text(object, value);
}

static bool is_for_programs(const CbBuildOptions *options, Text name) {
  const CbStrings *prefixes = options->env_prefixes;
  if (!prefixes) return text_starts(name, TEXT("VITE_"));
  for (size_t i = 0; i < prefixes->count; i++) {
    Text prefix = text_of(prefixes->at[i]);
    if (prefix.size && text_starts(name, prefix)) return true; // all would be secrets, too
  }
  return false;
}

// Variables of files, and of the environment, which come first: those whose names say that
// everybody may see them.
static EnvVariables variables_of(Arena *arena, const CbBuildOptions *options, Text folder,
                                 Text mode) {
  EnvVariables all = env_files_read(arena, folder, mode), out = {0};
  for (uint32_t i = 0; i < all.count; i++) {
    if (is_for_programs(options, all.at[i].name)) array_push(arena, &out, all.at[i]);
  }
  for (const char *const *at = environment_all(); *at; at++) {
    Text name = text_until(text_of(*at), '=');
    if (name.size == 0 || !(*at)[name.size] || !is_for_programs(options, name)) continue;
    env_variables_set(arena, &out, text_copy(arena, name),
                      text_copy(arena, text_of(*at + name.size + 1)));
  }
  return out;
}

static Text quoted(Arena *arena, Text text) {
  Buffer out = {.arena = arena};
  buffer_add_json_string(&out, text);
  return buffer_text(&out);
}

void env_defines_add(Arena *arena, Defines *defines, const CbBuildOptions *options,
                     const EnvDefines *env) {
  if (defines_all(options)) return;
  Text usual = env->is_production ? TEXT("production") : TEXT("development");
  Text mode = options->mode && *options->mode ? text_of(options->mode) : usual;
  Buffer object = {.arena = arena};
  add(arena, defines, &object, TEXT("BASE_URL"), quoted(arena, base_url(arena, options)));
  add(arena, defines, &object, TEXT("DEV"), env->is_production ? TEXT("false") : TEXT("true"));
  add(arena, defines, &object, TEXT("MODE"), quoted(arena, mode));
  add(arena, defines, &object, TEXT("PROD"), env->is_production ? TEXT("true") : TEXT("false"));
  add(arena, defines, &object, TEXT("SSR"), TEXT("false"));
  EnvVariables variables = variables_of(arena, options, env->folder, mode);
  for (uint32_t i = 0; i < variables.count; i++)
    add(arena, defines, &object, variables.at[i].name, quoted(arena, variables.at[i].value));
  buffer_add_text(&object, TEXT("}"));
  defines_add(arena, defines, TEXT("import.meta.env"), buffer_text(&object));
}
