// Where only the size is asked for, what is compressed is thrown away block by block.
#include "base/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

enum {
  BLOCK_BYTES = 64 << 10,
  GZIP_WINDOW = MAX_WBITS + 16, // 16: with gzip's header and trailer
  GZIP_MEMORY = 9,
  BROTLI_QUALITY = 9,
  QUICK_GZIP = 6,
  QUICK_BROTLI = 5, // 11 is ten times as slow as this
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

Text compress_gzip(Arena *arena, Text text) {
  z_stream stream = {.next_in = (unsigned char *)text.at, .avail_in = text.size};
  if (deflateInit2(&stream, QUICK_GZIP, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY, Z_DEFAULT_STRATEGY))
    return (Text){0};
  uLong room = deflateBound(&stream, text.size);
  char *out = arena_alloc(arena, room, 1);
  stream.next_out = (unsigned char *)out, stream.avail_out = (uInt)room;
  bool is_good = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  uint32_t size = (uint32_t)stream.total_out;
  deflateEnd(&stream);
  arena_trim(arena, out, room, size);
  return is_good ? (Text){out, size} : (Text){0};
}

Text compress_brotli(Arena *arena, Text text) {
  size_t room = BrotliEncoderMaxCompressedSize(text.size), size = room;
  char *out = arena_alloc(arena, room, 1);
  bool is_good = BrotliEncoderCompress(QUICK_BROTLI, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT,
                                       text.size, (const uint8_t *)text.at, &size, (uint8_t *)out);
  arena_trim(arena, out, room, is_good ? size : 0);
  return is_good ? (Text){out, (uint32_t)size} : (Text){0};
}
