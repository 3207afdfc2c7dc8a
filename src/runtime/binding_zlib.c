// Compressing and decompressing, piece by piece: deflate in its three wrappings, and Brotli. Each
// step works on bytes that it is given, on a thread or at once.
#include "runtime/bindings.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <glib.h>
#include <zlib.h>

// As js/zlib.js numbers them.
typedef enum Codec {
  CODEC_DEFLATE,
  CODEC_INFLATE,
  CODEC_GZIP,
  CODEC_GUNZIP,
  CODEC_DEFLATE_RAW,
  CODEC_INFLATE_RAW,
  CODEC_UNZIP,
  CODEC_BROTLI_COMPRESS,
  CODEC_BROTLI_DECOMPRESS,
} Codec;

typedef struct Coder {
  Codec codec;
  z_stream z;
  BrotliEncoderState *encoder;
  BrotliDecoderState *decoder;
  char *dictionary;
  size_t dictionary_size;
  bool is_busy;     // on a thread
  bool is_unwanted; // its object is gone
} Coder;

static bool compresses(Codec codec) {
  return codec == CODEC_DEFLATE || codec == CODEC_GZIP || codec == CODEC_DEFLATE_RAW;
}

static void release_coder(Coder *coder) {
  if (coder->encoder) BrotliEncoderDestroyInstance(coder->encoder);
  if (coder->decoder) BrotliDecoderDestroyInstance(coder->decoder);
  if (coder->codec < CODEC_BROTLI_COMPRESS) {
    if (compresses(coder->codec))
      deflateEnd(&coder->z);
    else
      inflateEnd(&coder->z);
  }
  g_free(coder->dictionary);
  g_free(coder);
}

static void finalize_coder(JSObjectRef object) {
  Coder *coder = JSObjectGetPrivate(object);
  if (coder->is_busy)
    coder->is_unwanted = true;
  else
    release_coder(coder);
}

static NativeClass coder_class = {.name = "Coder", .finalize = finalize_coder};

static int window_of(Codec codec, int bits) {
  if (codec == CODEC_GZIP || codec == CODEC_GUNZIP) return bits + 16;
  if (codec == CODEC_UNZIP) return bits + 32;
  if (codec == CODEC_DEFLATE_RAW || codec == CODEC_INFLATE_RAW) return -bits;
  return bits;
}

// Numbers: window bits, level, memory, strategy.
static int start_zlib(Coder *coder, JSValueRef numbers) {
  int bits = window_of(coder->codec, value_int(array_at(numbers, 0)));
  if (!compresses(coder->codec)) return inflateInit2(&coder->z, bits);
  return deflateInit2(&coder->z, value_int(array_at(numbers, 1)), Z_DEFLATED, bits,
                      value_int(array_at(numbers, 2)), value_int(array_at(numbers, 3)));
}

// Parameters and values, by turns.
static int start_brotli(Coder *coder, JSValueRef numbers) {
  unsigned count = array_count(numbers);
  if (coder->codec == CODEC_BROTLI_COMPRESS)
    coder->encoder = BrotliEncoderCreateInstance(NULL, NULL, NULL);
  else
    coder->decoder = BrotliDecoderCreateInstance(NULL, NULL, NULL);
  for (unsigned i = 0; i + 1 < count; i += 2) {
    int name = value_int(array_at(numbers, i));
    uint32_t value = (uint32_t)value_number(array_at(numbers, i + 1));
    if (coder->encoder)
      BrotliEncoderSetParameter(coder->encoder, (BrotliEncoderParameter)name, value);
    else
      BrotliDecoderSetParameter(coder->decoder, (BrotliDecoderParameter)name, value);
  }
  return Z_OK;
}

static void take_dictionary(Coder *coder, JSValueRef value) {
  if (value_is_nothing(value)) return;
  Bytes bytes;
  bytes_take(&bytes, value);
  coder->dictionary = g_memdup2(bytes.at, bytes.size);
  coder->dictionary_size = bytes.size;
  bytes_drop(&bytes);
  const Bytef *at = (const Bytef *)coder->dictionary;
  if (compresses(coder->codec)) deflateSetDictionary(&coder->z, at, (uInt)coder->dictionary_size);
  if (coder->codec == CODEC_INFLATE_RAW)
    inflateSetDictionary(&coder->z, at, (uInt)coder->dictionary_size);
}

// coder(codec, numbers, dictionary): undefined if the numbers are wrong
NATIVE(make_coder) {
  Coder *coder = g_new0(Coder, 1);
  coder->codec = (Codec)call_int(call, 0);
  bool is_zlib = coder->codec < CODEC_BROTLI_COMPRESS;
  int status =
      is_zlib ? start_zlib(coder, call_at(call, 1)) : start_brotli(coder, call_at(call, 1));
  if (status != Z_OK) {
    g_free(coder);
    return engine.undefined;
  }
  if (is_zlib) take_dictionary(coder, call_at(call, 2));
  return native_object(&coder_class, coder);
}

static Coder *coder_at(const Call *call) {
  return native_held(&coder_class, call_at(call, 0));
}

// ---- One step

typedef struct Step {
  uv_work_t uv;
  Coder *coder;
  JSObjectRef callback; // NULL: the call waits
  JSValueRef held[2];
  int flush;
  const uint8_t *in;
  uint8_t *out;
  size_t in_left, out_left;
  int status; // as zlib has it; Brotli's errors are below BROTLI_ERRORS
} Step;

enum { BROTLI_ERRORS = -100 };

static void step_zlib(Step *step) {
  Coder *coder = step->coder;
  z_stream *z = &coder->z;
  z->next_in = (Bytef *)step->in;
  z->avail_in = (uInt)step->in_left;
  z->next_out = step->out;
  z->avail_out = (uInt)step->out_left;
  if (compresses(coder->codec)) {
    step->status = deflate(z, step->flush);
  } else {
    step->status = inflate(z, step->flush);
    if (step->status == Z_NEED_DICT && coder->dictionary) {
      int set =
          inflateSetDictionary(z, (const Bytef *)coder->dictionary, (uInt)coder->dictionary_size);
      step->status = set == Z_OK           ? inflate(z, step->flush)
                     : set == Z_DATA_ERROR ? Z_NEED_DICT
                                           : set;
    }
  }
  step->in_left = z->avail_in;
  step->out_left = z->avail_out;
}

static void step_brotli(Step *step) {
  Coder *coder = step->coder;
  if (coder->encoder) {
    bool is_good =
        BrotliEncoderCompressStream(coder->encoder, (BrotliEncoderOperation)step->flush,
                                    &step->in_left, &step->in, &step->out_left, &step->out, NULL);
    step->status = is_good ? Z_OK : BROTLI_ERRORS;
    return;
  }
  BrotliDecoderResult result = BrotliDecoderDecompressStream(
      coder->decoder, &step->in_left, &step->in, &step->out_left, &step->out, NULL);
  step->status = result == BROTLI_DECODER_RESULT_SUCCESS ? Z_STREAM_END : Z_OK;
  if (result == BROTLI_DECODER_RESULT_ERROR)
    step->status = BROTLI_ERRORS + (int)BrotliDecoderGetErrorCode(coder->decoder);
}

static void do_step(uv_work_t *uv) {
  Step *step = (Step *)uv;
  if (step->coder->codec < CODEC_BROTLI_COMPRESS)
    step_zlib(step);
  else
    step_brotli(step);
}

// Status, bytes of the input that are left, bytes of the output that are free, message.
static JSValueRef step_result(const Step *step) {
  const char *message = step->coder->z.msg;
  if (step->status < BROTLI_ERRORS)
    message = BrotliDecoderErrorString((BrotliDecoderErrorCode)(step->status - BROTLI_ERRORS));
  return array_make(4, (JSValueRef[]){value_of_number(step->status),
                                      value_of_number((double)step->in_left),
                                      value_of_number((double)step->out_left),
                                      message ? value_of_string(message) : engine.undefined});
}

static void on_step_done(uv_work_t *uv, int status) {
  (void)status;
  Step *step = (Step *)uv;
  step->coder->is_busy = false;
  engine_tell(step->callback, step_result(step));
  for (int i = 0; i < 2; i++) JSValueUnprotect(engine.context, step->held[i]);
  engine_forget(step->callback);
  if (step->coder->is_unwanted) release_coder(step->coder);
  g_free(step);
}

// step(coder, flush, input, from, output, callback): the result, or undefined and a call later
NATIVE(take_step) {
  Coder *coder = coder_at(call);
  char *in = NULL, *out = NULL;
  size_t in_size = 0, out_size = 0;
  value_memory(call_at(call, 2), &in, &in_size);
  if (!coder || !value_memory(call_at(call, 4), &out, &out_size)) return engine.undefined;
  memory_part(&in, &in_size, call_number(call, 3), (double)in_size);
  Step here = {.coder = coder,
               .flush = call_int(call, 1),
               .in = (const uint8_t *)in,
               .in_left = in_size,
               .out = (uint8_t *)out,
               .out_left = out_size};
  here.callback = engine_keep(call_at(call, 5));
  if (!here.callback) {
    do_step(&here.uv);
    return step_result(&here);
  }
  here.held[0] = call_at(call, 2);
  here.held[1] = call_at(call, 4);
  for (int i = 0; i < 2; i++) JSValueProtect(engine.context, here.held[i]);
  coder->is_busy = true;
  Step *step = g_memdup2(&here, sizeof here);
  uv_queue_work(engine.loop, &step->uv, do_step, on_step_done);
  return engine.undefined;
}

// reset(coder)
NATIVE(reset_coder) {
  Coder *coder = coder_at(call);
  if (!coder || coder->codec >= CODEC_BROTLI_COMPRESS) return engine.undefined;
  if (compresses(coder->codec))
    deflateReset(&coder->z);
  else
    inflateReset(&coder->z);
  return engine.undefined;
}

// params(coder, level, strategy)
NATIVE(set_params) {
  Coder *coder = coder_at(call);
  if (!coder || !compresses(coder->codec)) return engine.undefined;
  deflateParams(&coder->z, call_int(call, 1), call_int(call, 2));
  return engine.undefined;
}

// crc32(bytes, start)
NATIVE(checksum) {
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 0));
  uLong sum = crc32_z((uLong)call_number(call, 1), (const Bytef *)bytes.at, bytes.size);
  bytes_drop(&bytes);
  return value_of_number((double)sum);
}

JSObjectRef binding_zlib(void) {
  static const NativeFunction functions[] = {
      {"coder", make_coder},  {"step", take_step}, {"reset", reset_coder},
      {"params", set_params}, {"crc32", checksum},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}
