// Colours follow https://no-color.org and https://force-color.org; the flag --color wins over both.
#include "cli/screen.h"

#include "host/terminal.h"

#include <stdlib.h>

static bool wants_color(ColorChoice choice, bool is_terminal) {
  if (choice != COLOR_AUTOMATIC) return choice == COLOR_ALWAYS;
  const char *none = getenv("NO_COLOR");
  if (none && *none) return false;
  const char *force = getenv("FORCE_COLOR");
  if (force && *force) return strcmp(force, "0") != 0 && strcmp(force, "false") != 0;
  const char *term = getenv("TERM");
  return is_terminal && !(term && strcmp(term, "dumb") == 0);
}

static Screen make(FILE *stream, TerminalStream which, ColorChoice color) {
  bool is_terminal = terminal_is(which);
  return (Screen){stream, is_terminal, wants_color(color, is_terminal), terminal_width(which)};
}

Screen screen_stdout(ColorChoice color) {
  return make(stdout, TERMINAL_STDOUT, color);
}
Screen screen_stderr(ColorChoice color) {
  return make(stderr, TERMINAL_STDERR, color);
}

bool screen_write(const Screen *screen, const char *bytes, size_t size) {
  bool all = size == 0 || fwrite(bytes, 1, size, screen->stream) == size;
  return fflush(screen->stream) == 0 && all;
}

void screen_paint(const Screen *screen, Buffer *out, const char *color) {
  if (screen->color) buffer_add_text(out, text_of(color));
}
