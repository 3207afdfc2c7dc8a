// These files are written last: they tell of outputs that are there.
#include "cli/side_files.h"

#include "cli/report.h"
#include "host/files.h"

// Where the page of the analysis goes; empty if none was asked for.
static Text page_path(Arena *arena, const BuildCommand *command) {
  const CbBuildOptions *build = &command->build;
  if (command->analysis != CB_ANALYSIS_HTML) return TEXT("");
  if (command->analysis_file) return text_of(command->analysis_file);
  const char *output = build->outfile ? build->outfile : build->outdir;
  if (!output) return TEXT("");
  // Beside a folder, whatever is written behind its name.
  Text path = path_resolve(arena, file_working_folder(arena), text_of(output));
  return text_concat(arena, path, TEXT(".analyze.html"));
}

SideFiles side_files_of(Arena *arena, const BuildCommand *command) {
  Text metafile = text_of(command->metafile ? command->metafile : "");
  Text page = page_path(arena, command);
  SideFiles files = {0};
  if (metafile.size)
    files.at[files.count++] = (SideFile){
        .path = metafile, .key = TEXT("metafile"), .is_output = MESSAGE_METAFILE_IS_OUTPUT};
  if (page.size)
    files.at[files.count++] = (SideFile){
        .path = page, .key = TEXT("analyzeFile"), .is_output = MESSAGE_ANALYSIS_IS_OUTPUT};
  Text folder = files.count ? file_working_folder(arena) : TEXT("");
  for (uint32_t i = 0; i < files.count; i++) {
    files.at[i].absolute = path_resolve(arena, folder, files.at[i].path);
  }
  return files;
}

static bool is_output(CbBuild *build, Text path) {
  size_t count;
  const CbOutput *outputs = cb_build_outputs(build, &count);
  for (size_t i = 0; i < count; i++) {
    if (text_is(text_of(outputs[i].path), path)) return true;
  }
  return false;
}

// A path that two of the files have, or one and the mangle cache; empty if there is none.
static Text shared_path(Arena *arena, const BuildCommand *command, const SideFiles *files) {
  const char *path = command->build.mangle_cache;
  Text cache = path ? path_resolve(arena, file_working_folder(arena), text_of(path)) : TEXT("");
  for (uint32_t i = 0; i < files->count; i++) {
    const SideFile *file = &files->at[i];
    bool is_second = i > 0 && text_is(file->absolute, files->at[0].absolute);
    if (is_second || text_is(file->absolute, cache)) return file->path;
  }
  return TEXT("");
}

bool side_files_check(const BuildCommand *command, CbBuild *build, const Screen *screen) {
  Arena arena = {0};
  SideFiles files = side_files_of(&arena, command);
  Text shared = shared_path(&arena, command, &files);
  bool is_good = shared.size == 0;
  if (!is_good) report_error(screen, MESSAGE_SIDE_FILES_SHARE, shared);
  for (uint32_t i = 0; is_good && i < files.count; i++) {
    is_good = !is_output(build, files.at[i].absolute);
    if (!is_good) report_error(screen, files.at[i].is_output, files.at[i].path);
  }
  arena_release(&arena);
  return is_good;
}

static bool write_file(const Screen *screen, Text path, const char *bytes) {
  int code = file_write(path.at, bytes, strlen(bytes), false);
  if (code == 0) return true;
  report_error(screen, MESSAGE_COULD_NOT_WRITE, path, text_of(file_error_text(code)));
  return false;
}

bool side_files_write(const BuildCommand *command, CbBuild *build, const Screen *screen) {
  Arena arena = {0};
  bool is_good = !command->metafile ||
                 write_file(screen, text_of(command->metafile), cb_build_metafile(build));
  Text page = page_path(&arena, command);
  if (is_good && page.size) {
    is_good = write_file(screen, page, cb_build_analysis(build, CB_ANALYSIS_HTML, false));
  }
  arena_release(&arena);
  return is_good;
}
