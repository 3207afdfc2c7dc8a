// The room is as large as was said, and zlib never leaves it: a text that is packed to burst ends
// as one of another size.
#include "base/inflate.h"

#include <zlib.h>

InflateResult inflate_text(Text packed, char *to, uint32_t size) {
  z_stream stream = {
      .next_in = (unsigned char *)packed.at,
      .avail_in = packed.size,
      .next_out = (unsigned char *)to,
      .avail_out = size,
  };
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return INFLATE_DAMAGED; // below 0: raw
  int status = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (status == Z_STREAM_END) return stream.avail_out == 0 ? INFLATE_GOOD : INFLATE_OTHER_SIZE;
  bool has_more = status == Z_BUF_ERROR && stream.avail_out == 0;
  return has_more ? INFLATE_OTHER_SIZE : INFLATE_DAMAGED;
}

uint32_t inflate_checksum(Text text) {
  return (uint32_t)crc32(0, (const unsigned char *)text.at, text.size);
}
