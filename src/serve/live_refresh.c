// React Fast Refresh takes a package of React's, which must be there before React is: programs
// import it as a module of its own.
#include "serve/live_site.h"

void live_find_refresh(Live *live) {
  if (live->knows_refresh) return;
  live->knows_refresh = true;
  static const char *const entries[] = {"react-refresh/runtime"};
  CbBuildOptions options = {.working_folder = live->site->gate.root.at,
                            .entries = {entries, 1},
                            .format = CB_FORMAT_IIFE,
                            .global_name = "__refresh"};
  CbBuild *build = cb_build(&options);
  size_t count;
  const CbOutput *outputs = cb_build_outputs(build, &count);
  if (cb_build_error_count(build) == 0 && count > 0) {
    Text code = {outputs[0].bytes, (uint32_t)outputs[0].size};
    Text client = text_format(&live->arena, "import \"%.*s/@cbundle/client.js\";\n",
                              TEXT_ARGS(live->site->base));
    live->refresh_text = text_concat(&live->arena, client, code,
                                     TEXT("globalThis.__cbundle.useRefresh(__refresh);\n"));
    live->refreshes = true;
  }
  cb_build_release(build);
}
