// The files and names of outputs mean nothing here; who builds for a page leaves them out.
#include "cli/serve_config.h"

#include "cli/config.h"

void serve_config_read(CbBuildOptions *build, Diagnostics *diagnostics) {
  Config config = {0};
  size_t before = diagnostics->error_count;
  config_read(&config, NULL, diagnostics);
  if (diagnostics->error_count > before || config.files.count == 0) return;
  BuildCommand command = {0};
  config_apply(&config, TEXT(""), &command, diagnostics->arena);
  *build = command.build;
}
