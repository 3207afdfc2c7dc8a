// The flags come from lint_options.def.
#include "cli/lint_help.h"

#include "cli/help_page.h"
#include "cli/lint_options.h"

#define COUNT_OF(array) (int)(sizeof(array) / sizeof *(array))

static const HelpExample examples[] = {
    {"Lint the project with the recommended rules, or those of its configuration", "cbundle lint"},
    {"Mend what can be mended", "cbundle lint --fix src"},
    {"See each problem with its code", "cbundle lint --format=frames src/app.js"},
    {"Try a rule", "cbundle lint --rule 'eqeqeq: [error, smart]' src"},
    {"Know what a rule is for", "cbundle lint --explain eqeqeq"},
    {"In a pipeline: no warnings, and annotations on GitHub",
     "cbundle lint --max-warnings=0 --format=github"},
};

static void add_paragraph(Buffer *out, const Screen *screen, Text text) {
  help_add_wrapped(out, text, 0, help_width(screen));
  buffer_add_byte(out, '\n');
}

void help_add_lint(Buffer *out, const Screen *screen) {
  help_add_heading(out, screen, "Usage");
  buffer_add_literal(out, "  cbundle lint [PATH...] [FLAG...]\n\n");
  add_paragraph(out, screen,
                TEXT("Finds mistakes and questionable code in JavaScript. A PATH is a file, a "
                     "folder, or a pattern such as \"src/**/*.js\"; without one, it is the working "
                     "folder. The rules, their options and messages are those of ESLint."));
  add_paragraph(
      out, screen,
      TEXT("What is linted how stands in \"lint\" of cbundle.json, or in .oxlintrc.json or "
           ".eslintrc.json, of each folder and the folders above it. Without any, the "
           "recommended rules are on."));
  add_paragraph(out, screen,
                TEXT("Exits with 0 if there are no errors, with 1 if there are some or too many "
                     "warnings, and with 2 if a flag or the configuration is wrong."));
  out->size--; // the flags begin with an empty line of their own
  help_add_flags(out, screen, &lint_flags);
  buffer_add_byte(out, '\n');
  help_add_examples(out, screen, examples, COUNT_OF(examples));
}
