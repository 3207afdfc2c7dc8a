// Metafile: what went into a build and what came out of it, in esbuild's JSON format, so that its
// analyzers and bundle viewers work on our builds.
//
// Takes: a plain description; its texts need to live only during the call.
// Never: knows the link plan or measures anything.
#pragma once

#include "graph/resolve.h"

typedef struct MetafileImport {
  Text path;     // of the input or output that it leads to; as written if external
  Text type;     // of its `with { type: … }`, or empty
  Text original; // as written; empty where that is the path, and in outputs
  ImportKind kind;
  bool is_external;
  bool is_url; // in outputs: no import, but code that knows the URL of the file
} MetafileImport;

typedef Array(MetafileImport) MetafileImports;

typedef enum MetafileFormat {
  METAFILE_NO_FORMAT, // no JavaScript
  METAFILE_COMMONJS,
  METAFILE_ESM,
} MetafileFormat;

typedef struct MetafileInput {
  Text path;
  Text type; // of the `with { type: … }` that it is imported with, or empty
  uint64_t bytes;
  MetafileFormat format;
  MetafileImports imports;
} MetafileInput;

// How much of an output comes from one input. An input stands at most once in an output.
typedef struct MetafileShare {
  uint32_t input; // index into inputs
  uint64_t bytes;
} MetafileShare;

typedef struct MetafileOutput {
  Text path;
  uint64_t bytes;
  Array(MetafileShare) shares;
  MetafileImports imports;
  Texts exports;
  Text entry_point; // the input's path; empty if it is no entry
  Texts preload;    // other outputs that are needed as soon as this one is
} MetafileOutput;

typedef struct Metafile {
  Array(MetafileInput) inputs;
  Array(MetafileOutput) outputs;
} Metafile;

// The JSON of a metafile.
Text metafile_write(Arena *arena, const Metafile *metafile);
