// libuv's own uv_tty_t would need a loop and switches the terminal's mode; asking needs neither.
#include "host/terminal.h"

#include <sys/ioctl.h>
#include <uv.h>

_Static_assert(TERMINAL_STDERR == 2, "streams are numbered as file descriptors");

bool terminal_is(TerminalStream stream) {
  return uv_guess_handle((uv_file)stream) == UV_TTY;
}

uint32_t terminal_width(TerminalStream stream) {
  struct winsize size;
  return ioctl((int)stream, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
