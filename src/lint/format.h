// Format: results as text. Each format is a file of its own.
//
// Takes: results, each on the thread that has linted the file, and their sum in the end.
// Gives: texts that are written one behind the other: a beginning, the files in the order of their
//        paths, an end.
#pragma once

#include "base/buffer.h"
#include "lint/result.h"

// What all files have in common.
typedef struct FormatRun {
  bool color;
  uint32_t width; // columns of the terminal; 0: unknown
  Text working_folder;
  LintTally tally; // of all files; known behind the last one
  uint32_t file_count;
  uint64_t *rules_seen; // a bit for each rule, by its place among rules_all, that was reported
} FormatRun;

typedef struct Format {
  Text between;                                     // files that say something
  void (*begin)(Buffer *out, const FormatRun *run); // may be NULL; called last
  void (*file)(Buffer *out, const LintResult *result, const FormatRun *run);
  void (*end)(Buffer *out, const FormatRun *run); // may be NULL
} Format;

#define FORMAT(ID, id, name) extern const Format format_##id;
#include "lint/formats.def"

typedef enum FormatId {
#define FORMAT(ID, id, name) FORMAT_##ID,
#include "lint/formats.def"
} FormatId;

extern const Format *const formats_all[]; // by FormatId

// "error" or "warning".
static inline const char *format_severity(const LintMessage *message) {
  return message->report->severity == 2 ? "error" : "warning";
}

// Appends text in which `& < > " '` are entities.
void format_add_escaped(Buffer *out, Text text);

// What a noun ends with: "", or "s" of several.
static inline const char *format_plural(uint32_t count) {
  return count == 1 ? "" : "s";
}
