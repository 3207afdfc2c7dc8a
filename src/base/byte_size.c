// Units of 1024, one digit behind the point, as in esbuild.
#include "base/byte_size.h"

#include <inttypes.h>

void byte_size_add(Buffer *out, uint64_t bytes) {
  static const char *const units[] = {"kb", "mb", "gb"};
  if (bytes < 1024) {
    buffer_add_format(out, "%" PRIu64 "b", bytes);
    return;
  }
  double size = (double)bytes / 1024;
  int unit = 0;
  for (; size >= 1024 && unit < 2; unit++) size /= 1024;
  buffer_add_format(out, "%.1f%s", size, units[unit]);
}
