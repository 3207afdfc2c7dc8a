// Builds know nothing of each other, so that the command has to remember what each has written.
#include "cli/delivered.h"

#include "cli/report.h"
#include "cli/side_files.h"
#include "host/files.h"

static Text as_shown(Arena *arena, Text path) {
  return path_relative(arena, file_working_folder(arena), path);
}

bool delivered_check(const BuildCommand *command, CbBuild *build, const Screen *screen) {
  const Delivered *delivered = command->delivered;
  Arena *arena = delivered->arena;
  size_t count;
  const CbOutput *outputs = cb_build_outputs(build, &count);
  for (size_t i = 0; i < count; i++) {
    Text path = text_of(outputs[i].path);
    if (!map_has(&delivered->paths, path)) continue;
    report_error(screen, MESSAGE_CONFIG_SAME_OUTPUT, command->name, as_shown(arena, path));
    return false;
  }
  SideFiles files = side_files_of(arena, command);
  for (uint32_t i = 0; i < files.count; i++) {
    const SideFile *file = &files.at[i];
    if (!map_has(&delivered->paths, file->absolute)) continue;
    report_error(screen, MESSAGE_CONFIG_SAME_SIDE_FILE, command->name,
                 as_shown(arena, file->absolute), file->key);
    return false;
  }
  return true;
}

static void add(Delivered *delivered, Text path) {
  Text copy = text_copy(delivered->arena, path);
  map_set(delivered->arena, &delivered->paths, copy, 1);
  flags_add_string(delivered->arena, &delivered->list, copy.at);
}

void delivered_add(Delivered *delivered, const BuildCommand *command, CbBuild *build) {
  size_t count;
  const CbOutput *outputs = cb_build_outputs(build, &count);
  for (size_t i = 0; i < count; i++) add(delivered, text_of(outputs[i].path));
  SideFiles files = side_files_of(delivered->arena, command);
  for (uint32_t i = 0; i < files.count; i++) add(delivered, files.at[i].absolute);
}
