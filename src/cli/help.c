// The flags come from options.def.
#include "cli/help.h"
#include "cli/help_page.h"
#include "cli/options.h"

#define COUNT_OF(array) (int)(sizeof(array) / sizeof *(array))

static const HelpExample program_examples[] = {
    {"Bundle a page's script and all that it imports, with a source map",
     "cbundle build src/app.js --outfile=dist/app.js --sourcemap"},
    {"Bundle a program for Node, but leave its packages in node_modules",
     "cbundle build server.js --platform=node --packages=external --outdir=dist"},
    {"Look at the bundle without writing a file", "cbundle build src/app.js --format=esm"},
    {"Find mistakes, and mend what can be mended", "cbundle lint src --fix"},
    {"Serve a folder to the browser", "cbundle serve site --open"},
    {"Run the server of a tutorial", "cbundle serve server.js"},
};

void help_add_program(Buffer *out, const Screen *screen) {
  screen_paint(screen, out, PAINT_BOLD);
  buffer_add_format(out, "cbundle %s", cb_version());
  screen_paint(screen, out, PAINT_NONE);
  buffer_add_literal(
      out, " turns the modules of a JavaScript program into files to ship, finds\nmistakes in "
           "them, and serves them to browsers.\n\n");
  help_add_heading(out, screen, "Usage");
  buffer_add_literal(out, "  cbundle COMMAND [PATH...] [FLAG...]\n\n");
  help_add_heading(out, screen, "Commands");
  buffer_add_literal(out,
                     "  build    Follow import and require() from the entries; write bundles\n"
                     "  lint     Find mistakes and questionable code, and mend it\n"
                     "  serve    Show a folder to browsers while you work on it, or run a server\n"
                     "  run      Run a script for Node: a server, a tool\n"
                     "  help     Show this, or the help of a command: cbundle help build\n\n");
  help_add_examples(out, screen, program_examples, COUNT_OF(program_examples));
  buffer_add_byte(out, '\n');
  help_add_heading(out, screen, "Go on with");
  buffer_add_literal(out,
                     "  cbundle build --help    Every flag of build; they are those of esbuild\n"
                     "  cbundle lint --help     Every flag of lint; they are those of ESLint\n"
                     "  cbundle serve --help    Every flag of serve\n"
                     "  cbundle run --help      Every flag of run\n"
                     "  cbundle --version       The version alone\n");
}

static const HelpExample build_examples[] = {
    {"A script for the browser; its exports become the global \"shop\"",
     "cbundle build shop.js --outfile=dist/shop.js --global-name=shop"},
    {"Two pages, for production",
     "cbundle build home.js cart.js --outdir=dist --minify --sourcemap"},
    {"A library as an ES module; its users bring react themselves",
     "cbundle build index.js --format=esm --external:react --outfile=dist/index.mjs"},
};

void help_add_build(Buffer *out, const Screen *screen) {
  uint32_t width = help_width(screen);
  help_add_heading(out, screen, "Usage");
  buffer_add_literal(out, "  cbundle build [ENTRY...] [FLAG...]\n\n");
  help_add_wrapped(
      out,
      TEXT("Reads the entries and all that they import, and writes one bundle for each entry: to "
           "--outfile, into --outdir, or, for a single entry, to standard output. NAME=PATH as "
           "an entry gives its bundle another name."),
      0, width);
  buffer_add_byte(out, '\n');
  help_add_wrapped(
      out,
      TEXT("All flags may stand in the file cbundle.json of the working folder instead, "
           "named as in \"sourceRoot\" for --source-root. Flags win over the file."),
      0, width);
  help_add_flags(out, screen, &options_flags);
  buffer_add_byte(out, '\n');
  help_add_examples(out, screen, build_examples, COUNT_OF(build_examples));
}
