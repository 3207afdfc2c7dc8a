// An example of the library, and a test of it: a small project is built in memory, one of its files
// changes, and it is built again. Knows cbundle by its public header alone.
//
//   example_library FOLDER
//
// FOLDER is made, and must not be there yet.
#include "cbundle/cbundle.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void write_file(const char *folder, const char *name, const char *text) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  if (!file) return;
  fputs(text, file);
  fclose(file);
}

static const char *name_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static void show(const char *title, CbBuild *build) {
  size_t count;
  printf("== %s: %zu of %zu modules were read\n", title, cb_build_loaded_count(build),
         cb_build_module_count(build));
  const CbDiagnostic *diagnostics = cb_build_diagnostics(build, &count);
  for (size_t i = 0; i < count; i++) {
    const CbDiagnostic *at = &diagnostics[i];
    printf("%s:%u:%u: %s: %s (%s)\n", at->path ? at->path : "-", at->line, at->column,
           at->severity == CB_ERROR ? "error" : "warning", at->text, at->id);
  }
  const CbOutput *outputs = cb_build_outputs(build, &count);
  for (size_t i = 0; i < count; i++) {
    printf("-- %s\n%.*s", name_of(outputs[i].path), (int)outputs[i].size, outputs[i].bytes);
  }
}

int main(int count, char **words) {
  if (count != 2 || mkdir(words[1], 0777) != 0) return 2;
  const char *folder = words[1];
  write_file(folder, "app.js",
             "import { name } from './name.js';\n"
             "import { greet } from './greet.js';\n"
             "greet(name);\n");
  write_file(folder, "name.js", "export const name = 'world';\n");
  write_file(folder, "greet.js",
             "export const greet = (name) => console.log(`Hello, ${name}!`);\n");

  const char *entries[] = {"app.js"};
  CbBuildOptions options = {.working_folder = folder,
                            .entries = {entries, 1},
                            .outfile = "out.js",
                            .format = CB_FORMAT_ESM,
                            .incremental = true};
  CbBuild *build = cb_build(&options);
  show("built", build);

  write_file(folder, "name.js", "export const name = 'moon';\n");
  cb_rebuild(build);
  show("a file has changed", build);

  write_file(folder, "greet.js", "export const greet = ;\n");
  cb_rebuild(build);
  show("a file has a mistake", build);

  write_file(folder, "greet.js", "export const greet = console.log;\n");
  cb_rebuild(build);
  show("it is mended", build);

  bool is_good = cb_build_error_count(build) == 0 && cb_build_write(build);
  if (is_good) printf("== written\n");
  cb_build_release(build);
  return is_good ? 0 : 1;
}
