// Apart from the flags themselves, whose groups have the names of those of a build.
#include "cli/serve_config.h"

#include "cli/config.h"

void serve_config_read(const ServeCommand *flags, ServeCommand *command, Diagnostics *diagnostics) {
  Config config = {0};
  if (flags->no_config) return;
  config_read(&config, flags->config, diagnostics);
  if (diagnostics->error_count == 0) config_apply_serve(&config, command, diagnostics->arena);
}
