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
  Text name;
  Text help;
  Text between;                                     // files that say something
  void (*begin)(Buffer *out, const FormatRun *run); // may be NULL; called last
  void (*file)(Buffer *out, const LintResult *result, const FormatRun *run);
  void (*end)(Buffer *out, const FormatRun *run); // may be NULL
} Format;

extern const Format format_stylish, format_frames, format_compact, format_unix, format_github,
    format_gitlab, format_json, format_json_with_metadata, format_junit, format_checkstyle,
    format_sarif, format_html;

// All of them, ending with NULL; the first is the usual one.
extern const Format *const formats_all[];
const Format *format_named(Text name);

// "error" or "warning".
static inline const char *format_severity(const LintMessage *message) {
  return message->report->severity == 2 ? "error" : "warning";
}

// Appends text in which `& < > " '` are entities.
void format_add_escaped(Buffer *out, Text text);

// " problem" or " problems".
static inline const char *format_plural(uint32_t count) {
  return count == 1 ? "" : "s";
}
