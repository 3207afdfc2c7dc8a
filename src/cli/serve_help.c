// The flags come from serve_options.def.
#include "cli/serve_help.h"

#include "cli/help_page.h"
#include "cli/serve_options.h"

#define COUNT_OF(array) (int)(sizeof(array) / sizeof *(array))

static const HelpExample examples[] = {
    {"Serve this folder at http://localhost:3000, and open it", "cbundle serve --open"},
    {"Serve what a build has made, for an app that has its own router", "cbundle serve dist --spa"},
    {"Look at it from a phone in the same network", "cbundle serve --host"},
    {"Behind another name, such as a tunnel's", "cbundle serve --allowed-hosts=.example.dev"},
    {"Let a page on another port fetch data", "cbundle serve --cors=http://localhost:8080"},
    {"Hand what is below /api on to another server, WebSockets included",
     "cbundle serve --proxy /api=http://localhost:8080"},
    {"Over HTTPS, for what browsers allow nowhere else", "cbundle serve --https"},
    {"Run a server that is a script for Node", "cbundle serve server.js -- --its-own=flags"},
};

static void add_paragraph(Buffer *out, const Screen *screen, Text text) {
  help_add_wrapped(out, text, 0, help_width(screen));
  buffer_add_byte(out, '\n');
}

void help_add_serve(Buffer *out, const Screen *screen) {
  help_add_heading(out, screen, "Usage");
  buffer_add_literal(out, "  cbundle serve [FOLDER | PAGE.html | ENTRY.js] [FLAG...]\n"
                          "  cbundle serve SCRIPT.js [FLAG...] [-- ARGUMENT...]\n\n");
  add_paragraph(
      out, screen,
      TEXT("Serves a folder (default: this one) to browsers, until Ctrl-C. A folder is its "
           "index.html, or a list of what is in it; /about is about.html, too; what is "
           "missing is 404.html, if there is one. A PAGE is the index of its folder; an "
           "ENTRY gets a page that does nothing but load it."));
  add_paragraph(
      out, screen,
      TEXT("Files are compressed, cached and sent in parts as browsers ask for it, and asked for "
           "anew at each reload. Hidden files, keys, node_modules and links out of the folder are "
           "not served, nor is anything to pages of other sites."));
  add_paragraph(
      out, screen,
      TEXT("A SCRIPT that asks for modules of Node, such as \"http\", is bundled and run as Node "
           "would run it. On a terminal, it starts anew when one of its files is saved. "
           "\"cbundle run --help\" has flags for its bundle."));
  add_paragraph(
      out, screen,
      TEXT("Exits with 0 when it was told to stop, with 1 if it could not start, and with "
           "2 if a flag is wrong."));
  out->size--; // the flags begin with an empty line of their own
  help_add_flags(out, screen, &serve_flags);
  buffer_add_byte(out, '\n');
  help_add_examples(out, screen, examples, COUNT_OF(examples));
}
