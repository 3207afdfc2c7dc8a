// A file is built as soon as it is asked for: without what it imports, which is asked for in turn.
#include "cli/run_files.h"

#include "base/buffer.h"
#include "cli/run_imports.h"
#include "syntax/parse.h"

const char *run_files_text(Arena *arena, const CbOutput *output) {
  char *text = arena_new(arena, char, output->size + SYNTAX_PADDING);
  memcpy(text, output->bytes, output->size);
  run_imports_replace(text, (uint32_t)output->size);
  return text;
}

// What is wrong, as text.
static const char *problem_of(Arena *arena, const CbBuild *build) {
  Buffer text = {.arena = arena};
  size_t count;
  const CbDiagnostic *list = cb_build_diagnostics(build, &count);
  for (size_t i = 0; i < count; i++) {
    if (list[i].severity == CB_ERROR)
      buffer_add_text(&text, text_of(cb_build_render_diagnostic((CbBuild *)build, i, false, 0)));
  }
  buffer_add_byte(&text, '\0');
  return text.at;
}

static CbBuildOptions file_options(const char **path) {
  return (CbBuildOptions){
      .entries = {path, 1},
      .outfile = "module.js", // is never written
      .no_bundle = true,
      .platform = CB_PLATFORM_NODE,
      .format = CB_FORMAT_CJS,
      .legal_comments = CB_LEGAL_NONE,
      .tell_places = true,
      .return_promise = true,
      .stack_reader = STACK_READER,
      .await_keeper = AWAIT_KEEPER,
      .place_resolver = PLACE_RESOLVER,
      .module_host = MODULE_HOST,
      .keep_names = true,
      .threads = 1, // starting others takes longer than such a file
  };
}

RuntimeFile run_files_read(RunFiles *files, const char *path) {
  CbBuildOptions options = file_options(&path);
  CbBuild *build = cb_build(&options);
  RuntimeFile file = {0};
  size_t count;
  const CbOutput *outputs = cb_build_outputs(build, &count);
  if (cb_build_error_count(build) > 0 || count == 0) {
    file.problem = problem_of(files->arena, build);
  } else {
    file.script.text = run_files_text(files->arena, outputs);
    file.script.returns_promise = outputs->returns_promise;
  }
  cb_build_release(build);
  return file;
}

// ---- Watching

void run_files_note(RunFiles *files, const char *path) {
  const char *kept = text_copy(files->arena, text_of(path)).at;
  array_push(files->arena, &files->asked, (RunFile){kept, stamp_of(path)});
}

bool run_files_have_changed(const RunFiles *files) {
  for (uint32_t i = 0; i < files->asked.count; i++) {
    FileStamp now = stamp_of(files->asked.at[i].path);
    if (!stamp_is_same(&files->asked.at[i].stamp, &now)) return true;
  }
  return false;
}
