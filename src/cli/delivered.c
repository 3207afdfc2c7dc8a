// Builds know nothing of each other, so that the command has to remember what each has written.
#include "cli/delivered.h"

#include "cli/report.h"
#include "cli/side_files.h"
#include "host/files.h"

bool delivered_check(const BuildCommand *command, CbBuild *build, const Screen *screen) {
  const Delivered *delivered = command->delivered;
  size_t count;
  const CbOutput *outputs = cb_build_outputs(build, &count);
  for (size_t i = 0; i < count; i++) {
    Text path = text_of(outputs[i].path);
    if (!map_has(&delivered->paths, path)) continue;
    Text folder = file_working_folder(delivered->arena);
    report_error(screen, MESSAGE_CONFIG_SAME_OUTPUT, command->name,
                 path_relative(delivered->arena, folder, path));
    return false;
  }
  return true;
}

static void add(Delivered *delivered, Text path) {
  if (path.size == 0) return;
  Text folder = file_working_folder(delivered->arena);
  Text copy = text_copy(delivered->arena, path_resolve(delivered->arena, folder, path));
  map_set(delivered->arena, &delivered->paths, copy, 1);
  options_add_string(delivered->arena, &delivered->list, copy.at);
}

void delivered_add(Delivered *delivered, const BuildCommand *command, CbBuild *build) {
  size_t count;
  const CbOutput *outputs = cb_build_outputs(build, &count);
  for (size_t i = 0; i < count; i++) add(delivered, text_of(outputs[i].path));
  add(delivered, text_of(command->metafile ? command->metafile : ""));
  add(delivered, side_files_page(delivered->arena, command));
}
