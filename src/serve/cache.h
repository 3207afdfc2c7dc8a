// Cache: files that were sent before: what is said of them, what is in the small ones, and how they
// look compressed.
//
// Owns:  its entries. They go when others need the room, unless they are pinned.
// Never: asks whether a file may be seen: only what the gate let through is put here.
#pragma once

#include "host/open_file.h"
#include "http/condition.h"
#include "http/mime.h"

typedef struct Cache Cache;
typedef struct Request Request;

typedef enum Encoding { ENCODING_NONE, ENCODING_GZIP, ENCODING_BROTLI, ENCODING_COUNT } Encoding;

typedef enum VariantState {
  VARIANT_MISSING,
  VARIANT_MAKING,
  VARIANT_READY,
  VARIANT_USELESS
} VariantState;

// A file, compressed.
typedef struct Variant {
  VariantState state;
  Arena arena; // of the bytes
  Text bytes;
  Request *waiting; // those who have been promised it
} Variant;

enum {
  CACHE_CONTENT_BYTES = 256 << 10, // of a file that is kept whole; larger ones are sent from disk
  ETAG_SIZE = 16,
};

typedef struct CachedFile CachedFile;
struct CachedFile {
  Arena arena; // holds this struct
  Text path;   // by which it was asked for, absolute
  FileState state;
  HttpMime mime;
  Text etags[ENCODING_COUNT]; // with quotes
  Text modified;              // as Last-Modified has it
  bool has_content;
  Text content;
  Variant variants[ENCODING_COUNT];
  uint64_t hash, bytes;
  uint32_t pins;
  bool is_unsettled; // it may yet change without another state
  bool is_dropped;   // out of the table, but somebody has pinned it
  CachedFile *next_in_slot, *newer, *older;
};

Cache *cache_make(void);
void cache_release(Cache *cache);

// The file at `path` in this state; NULL if it is not here.
CachedFile *cache_find(Cache *cache, Text path, const FileState *state);

// Puts it here, in the place of an older state, and reads it if it is small. NULL on an error.
CachedFile *cache_add(Cache *cache, Text path, const OpenFile *file);

// While it is pinned, an entry stays, even if the file has changed meanwhile.
void cache_pin(CachedFile *file);
void cache_unpin(Cache *cache, CachedFile *file);

// The entry has grown by this much.
void cache_note_bytes(Cache *cache, CachedFile *file, uint64_t bytes);

static inline HttpValidators cache_validators(const CachedFile *file, Encoding encoding) {
  return (HttpValidators){file->etags[encoding], file->state.modified_ns / 1000000000};
}
