// --clean comes last, when what the build has made is in its place: a build that fails removes
// nothing. A folder with an input in it is no folder of outputs, whatever a flag says.
#include "bundle/build.h"

#include "host/clean_folder.h"
#include "host/files.h"

// Says so if an input is in the folder, or in what it is a link to.
static void check_inputs(CbBuild *build, Text folder, Text real) {
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    Text path = build->graph.modules.at[i]->path;
    if (!path_is_inside(path, folder) && !path_is_inside(path, real)) continue;
    diag_add(&build->diagnostics, MESSAGE_CLEAN_INPUT, NOWHERE, build_shown_path(build, folder),
             build_shown_path(build, path));
    return;
  }
}

void clean_check(CbBuild *build) {
  Arena *arena = &build->arena;
  Text folder = build->settings.outdir, real, working_folder;
  if (!build->settings.cleans || file_real_path(arena, folder.at, &real) < 0) return;
  bool is_around = file_real_path(arena, build->settings.working_folder.at, &working_folder) == 0 &&
                   path_is_inside(working_folder, real);
  if (is_around)
    diag_add(&build->diagnostics, MESSAGE_CLEAN_WORKING_FOLDER, NOWHERE,
             build_shown_path(build, folder));
  else
    check_inputs(build, folder, real);
}

// What stays: the outputs, and what belongs to others.
static Map list_kept(CbBuild *build) {
  Arena *arena = &build->arena;
  Map keep = {0};
  for (uint32_t i = 0; i < build->outputs.count; i++) {
    map_set(arena, &keep, text_of(build->outputs.at[i].path), 1);
  }
  const Texts *keeps = &build->settings.clean_keeps;
  for (uint32_t i = 0; i < keeps->count; i++) map_set(arena, &keep, keeps->at[i], 1);
  const CbStrings *leaves = build->leaves;
  for (size_t i = 0; leaves && i < leaves->count; i++)
    map_set(arena, &keep, text_of(leaves->at[i]), 1);
  return keep;
}

static void report_kept(CbBuild *build, Text path, int code) {
  diag_add(&build->diagnostics, MESSAGE_COULD_NOT_REMOVE, NOWHERE, build_shown_path(build, path),
           text_of(file_error_text(code)));
}

bool clean_run(CbBuild *build) {
  Arena *arena = &build->arena;
  Text folder = build->settings.outdir, failed;
  Map keep = list_kept(build);
  int code = folder_clean(arena, folder.at, &keep, &failed);
  if (code == 0) return true;
  report_kept(build, failed, code);
  return false;
}

bool clean_former(CbBuild *build) {
  if (!build->settings.is_incremental) return true;
  Arena arena = {0};
  Texts written = {0};
  Map keep = list_kept(build);
  bool are_gone = true;
  for (uint32_t i = 0; i < build->graph.modules.count; i++)
    map_set(&build->arena, &keep, build->graph.modules.at[i]->path, 1);
  for (uint32_t i = 0; i < build->outputs.count; i++) {
    Text path = text_of(build->outputs.at[i].path);
    if (path_is_absolute(path)) array_push(&arena, &written, text_copy(&arena, path));
  }
  for (uint32_t i = 0; i < build->written.count; i++) {
    Text path = build->written.at[i];
    if (map_has(&keep, path)) continue;
    int code = build->leaves_all || file_kind(path.at) == FILE_NONE ? 0 : file_remove(path.at);
    if (code < 0) report_kept(build, path, code);
    are_gone = are_gone && code == 0;
    if (build->leaves_all) array_push(&arena, &written, text_copy(&arena, path));
  }
  arena_release(&build->written_arena);
  build->written_arena = arena;
  build->written = written;
  return are_gone;
}
