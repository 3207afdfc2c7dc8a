// Bytes16: sixteen bytes looked at at once.
//
// Takes: memory of which sixteen bytes can be read from any byte that is asked about.
// Gives: masks, one bit for each byte, the first byte's being the lowest.
//
// Lexing is a search for the end of something: a name, blanks, a string. Byte by byte, how often a
// loop turns is what a processor cannot predict; with sixteen at once nearly all of them are over
// after one look. x86-64 has the instructions (SSE2) in every processor; elsewhere the compiler
// makes what it can of plain loops.
#pragma once

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__

#include <emmintrin.h>

typedef __m128i Bytes16;

static inline Bytes16 bytes16_load(const unsigned char *at) {
  return _mm_loadu_si128((const __m128i *)at);
}

static inline Bytes16 bytes16_equal(Bytes16 bytes, unsigned char byte) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte));
}

// Those from `first` to `first + span`, both included.
static inline Bytes16 bytes16_within(Bytes16 bytes, unsigned char first, unsigned char span) {
  Bytes16 above = _mm_sub_epi8(bytes, _mm_set1_epi8((char)first));
  return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8((char)span)), above);
}

// Those that are NUL or beyond ASCII.
static inline Bytes16 bytes16_rare(Bytes16 bytes) {
  return _mm_cmplt_epi8(bytes, _mm_set1_epi8(1));
}

static inline Bytes16 bytes16_or(Bytes16 a, Bytes16 b) {
  return _mm_or_si128(a, b);
}

// Each byte with the bits of `bits` set.
static inline Bytes16 bytes16_with(Bytes16 bytes, unsigned char bits) {
  return _mm_or_si128(bytes, _mm_set1_epi8((char)bits));
}

static inline uint32_t bytes16_mask(Bytes16 found) {
  return (uint32_t)_mm_movemask_epi8(found);
}

#else

typedef struct Bytes16 {
  unsigned char at[16];
} Bytes16;

#define BYTES16_EACH(i) for (int i = 0; i < 16; i++)

static inline Bytes16 bytes16_load(const unsigned char *at) {
  Bytes16 bytes;
  memcpy(bytes.at, at, sizeof bytes.at);
  return bytes;
}

static inline Bytes16 bytes16_equal(Bytes16 bytes, unsigned char byte) {
  BYTES16_EACH(i) bytes.at[i] = bytes.at[i] == byte ? 0xFF : 0;
  return bytes;
}

static inline Bytes16 bytes16_within(Bytes16 bytes, unsigned char first, unsigned char span) {
  BYTES16_EACH(i) bytes.at[i] = (unsigned char)(bytes.at[i] - first) <= span ? 0xFF : 0;
  return bytes;
}

static inline Bytes16 bytes16_rare(Bytes16 bytes) {
  BYTES16_EACH(i) bytes.at[i] = bytes.at[i] == 0 || bytes.at[i] >= 0x80 ? 0xFF : 0;
  return bytes;
}

static inline Bytes16 bytes16_or(Bytes16 a, Bytes16 b) {
  BYTES16_EACH(i) a.at[i] |= b.at[i];
  return a;
}

static inline Bytes16 bytes16_with(Bytes16 bytes, unsigned char bits) {
  BYTES16_EACH(i) bytes.at[i] |= bits;
  return bytes;
}

static inline uint32_t bytes16_mask(Bytes16 found) {
  uint32_t mask = 0;
  BYTES16_EACH(i) mask |= (uint32_t)(found.at[i] >> 7) << i;
  return mask;
}

#undef BYTES16_EACH

#endif

enum { BYTES16_ALL = 0xFFFF };

// Letters, digits, `_` and `$`, of ASCII.
static inline uint32_t bytes16_name_parts(Bytes16 bytes) {
  Bytes16 letters = bytes16_within(bytes16_with(bytes, 0x20), 'a', 'z' - 'a');
  Bytes16 digits = bytes16_within(bytes, '0', 9);
  Bytes16 others = bytes16_or(bytes16_equal(bytes, '_'), bytes16_equal(bytes, '$'));
  return bytes16_mask(bytes16_or(bytes16_or(letters, digits), others));
}

// The first byte from `at` on that no name of ASCII goes on with. There must be one, and fifteen
// more that can be read.
static inline const unsigned char *bytes16_name_end(const unsigned char *at) {
  for (;; at += 16) {
    uint32_t parts = bytes16_name_parts(bytes16_load(at));
    if (parts != BYTES16_ALL) return at + __builtin_ctz(~parts);
  }
}

// The first byte from `at` on that is one of four, or NUL, or beyond ASCII; as above.
static inline const unsigned char *bytes16_find(const unsigned char *at,
                                                const unsigned char stops[4]) {
  for (;; at += 16) {
    Bytes16 bytes = bytes16_load(at);
    Bytes16 first = bytes16_or(bytes16_equal(bytes, stops[0]), bytes16_equal(bytes, stops[1]));
    Bytes16 second = bytes16_or(bytes16_equal(bytes, stops[2]), bytes16_equal(bytes, stops[3]));
    uint32_t found = bytes16_mask(bytes16_or(bytes16_or(first, second), bytes16_rare(bytes)));
    if (found) return at + __builtin_ctz(found);
  }
}
