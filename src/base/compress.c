// Only the sizes are asked for: what is compressed is thrown away block by block.
#include "base/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

enum {
  BLOCK_BYTES = 64 << 10,
  GZIP_WINDOW = MAX_WBITS + 16, // 16: with gzip's header and trailer
  GZIP_MEMORY = 9,
  BROTLI_QUALITY = 9,
};

uint64_t compress_gzip_size(Text text) {
  unsigned char block[BLOCK_BYTES];
  z_stream stream = {.next_in = (unsigned char *)text.at, .avail_in = text.size};
  int status = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY,
                            Z_DEFAULT_STRATEGY);
  while (status == Z_OK) {
    stream.next_out = block, stream.avail_out = BLOCK_BYTES;
    status = deflate(&stream, Z_FINISH);
  }
  uint64_t size = stream.total_out;
  deflateEnd(&stream);
  return size;
}

uint64_t compress_brotli_size(Text text) {
  BrotliEncoderState *state = BrotliEncoderCreateInstance(NULL, NULL, NULL);
  if (!state) return text.size;
  BrotliEncoderSetParameter(state, BROTLI_PARAM_QUALITY, BROTLI_QUALITY);
  BrotliEncoderSetParameter(state, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
  BrotliEncoderSetParameter(state, BROTLI_PARAM_SIZE_HINT, text.size);
  const uint8_t *in = (const uint8_t *)text.at;
  size_t left = text.size, room = 0, size = 0;
  bool is_good = true;
  while (is_good && !BrotliEncoderIsFinished(state)) {
    is_good =
        BrotliEncoderCompressStream(state, BROTLI_OPERATION_FINISH, &left, &in, &room, NULL, NULL);
    size_t taken = 0;
    BrotliEncoderTakeOutput(state, &taken);
    size += taken;
  }
  BrotliEncoderDestroyInstance(state);
  return size;
}
