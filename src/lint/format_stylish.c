// stylish: a block for each file, and how many problems there are: ESLint's usual format.
#include "base/utf8.h"
#include "lint/format.h"

#define PAINT_RESET     "\033[0m"
#define PAINT_UNDERLINE "\033[4m"
#define PAINT_DIM       "\033[2m"
#define PAINT_RED       "\033[31m"
#define PAINT_YELLOW    "\033[33m"
#define PAINT_BOLD      "\033[1m"

static void paint(Buffer *out, const FormatRun *run, const char *color) {
  if (run->color) buffer_add_text(out, text_of(color));
}

static void add_painted(Buffer *out, const FormatRun *run, const char *color, Text text) {
  paint(out, run, color);
  buffer_add_text(out, text);
  paint(out, run, PAINT_RESET);
}

static void add_spaces(Buffer *out, uint32_t count) {
  while (count-- > 0) buffer_add_byte(out, ' ');
}

// A message without the full stop at its end.
static Text without_stop(Text text) {
  bool has_stop = text.size > 1 && text.at[text.size - 1] == '.' && text.at[text.size - 2] != ' ';
  return has_stop ? text_slice(text, 0, text.size - 1) : text;
}

static uint32_t digits_of(uint32_t number) {
  uint32_t digits = 1;
  for (; number > 9; number /= 10) digits++;
  return digits;
}

// The widths of the columns of a file's block.
typedef struct Columns {
  uint32_t line, column, severity, text;
} Columns;

static void widen(uint32_t *width, uint32_t size) {
  if (size > *width) *width = size;
}

static Columns measure(const LintResult *result) {
  Columns columns = {0};
  for (uint32_t i = 0; i < result->messages.count; i++) {
    const LintMessage *message = &result->messages.at[i];
    widen(&columns.line, digits_of(message->place.line));
    widen(&columns.column, digits_of(message->place.column));
    widen(&columns.severity, (uint32_t)strlen(format_severity(message)));
    widen(&columns.text, utf8_utf16_length(without_stop(message->report->message)));
  }
  return columns;
}

static void add_message(Buffer *out, const FormatRun *run, const Columns *columns,
                        const LintMessage *message) {
  Text severity = text_of(format_severity(message)), rule = lint_message_rule(message);
  Text text = without_stop(message->report->message);
  const LintPlace *place = &message->place;
  add_spaces(out, 2 + columns->line - digits_of(place->line));
  paint(out, run, PAINT_DIM);
  buffer_add_format(out, "%u:%u", place->line, place->column);
  paint(out, run, PAINT_RESET);
  add_spaces(out, columns->column - digits_of(place->column) + 2);
  add_painted(out, run, message->report->severity == 2 ? PAINT_RED : PAINT_YELLOW, severity);
  add_spaces(out, columns->severity - severity.size + 2);
  buffer_add_text(out, text);
  if (rule.size) {
    add_spaces(out, columns->text - utf8_utf16_length(text) + 2);
    add_painted(out, run, PAINT_DIM, rule);
  }
  buffer_add_byte(out, '\n');
}

static void add_file(Buffer *out, const LintResult *result, const FormatRun *run) {
  if (!result->messages.count) return;
  Columns columns = measure(result);
  add_painted(out, run, PAINT_UNDERLINE, result->path);
  buffer_add_byte(out, '\n');
  for (uint32_t i = 0; i < result->messages.count; i++) {
    add_message(out, run, &columns, &result->messages.at[i]);
  }
  buffer_add_byte(out, '\n');
}

static void begin(Buffer *out, const FormatRun *run) {
  if (run->tally.errors + run->tally.warnings) buffer_add_byte(out, '\n');
}

static void end(Buffer *out, const FormatRun *run) {
  const LintTally *tally = &run->tally;
  uint32_t total = tally->errors + tally->warnings;
  if (total == 0) return;
  const char *color = tally->errors ? PAINT_RED PAINT_BOLD : PAINT_YELLOW PAINT_BOLD;
  paint(out, run, color);
  buffer_add_format(out, "✖ %u problem%s (%u error%s, %u warning%s)\n", total, format_plural(total),
                    tally->errors, format_plural(tally->errors), tally->warnings,
                    format_plural(tally->warnings));
  if (tally->fixable_errors + tally->fixable_warnings) {
    buffer_add_format(
        out, "  %u error%s and %u warning%s potentially fixable with the `--fix` option.\n",
        tally->fixable_errors, format_plural(tally->fixable_errors), tally->fixable_warnings,
        format_plural(tally->fixable_warnings));
  }
  paint(out, run, PAINT_RESET);
  buffer_add_byte(out, '\n');
}

const Format format_stylish = {
    .begin = begin,
    .file = add_file,
    .end = end,
};
