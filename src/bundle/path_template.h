// PathTemplate: how the files of a build are named, as in "[dir]/[name]-[hash]".
//
// Takes: the template as people write it; what stands for its placeholders.
// Gives: paths relative to the output folder, without the extension that follows them.
// Never: leaves the output folder, or depends on anything but its arguments: the same bytes have
//        the same hash on every machine.
#pragma once

#include "diag/diag.h"

enum { PATH_HASH_SIZE = 8 }; // characters of a hash in a path

// A bit for each placeholder.
typedef enum PathPart {
  PATH_DIR = 1 << 0,
  PATH_NAME = 1 << 1,
  PATH_HASH = 1 << 2,
  PATH_EXT = 1 << 3,
} PathPart;

// What the placeholders stand for; parts that a template does not use may be empty.
typedef struct PathParts {
  Text dir;  // seen from --outbase, as path_template_dir gives it
  Text name; // of the file, without its extension
  Text hash;
  Text ext; // without its dot
} PathParts;

// Adds an error if `text`, the value of `flag` ("--asset-names"), is no template.
void path_template_check(Text flag, Text text, Diagnostics *diagnostics);

// Which placeholders are in a template, as PathParts.
uint32_t path_template_uses(Text text);

// Fills in a template: "a/b-HASH". Without slashes at its ends and two in a row, as [dir] may be
// empty.
Text path_template_expand(Arena *arena, Text text, const PathParts *parts);

// The folder of the absolute `path`, seen from the absolute folder `base`. What lies outside of it
// is kept inside, as in esbuild: "../a" becomes "_.._/a".
Text path_template_dir(Arena *arena, Text base, Text path);

// The digits of hashes: those of RFC 4648, of which none look alike.
extern const char path_digits[];
enum { PATH_DIGIT_BITS = 5 };

// A hash as it stands in a path: upper-case letters and digits.
Text path_template_hash(Arena *arena, uint64_t hash);
