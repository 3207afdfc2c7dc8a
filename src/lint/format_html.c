// html: a page that can be read without a server: format_page.html, and a table for each file.
#include "generated/lint_scripts.h"
#include "lint/format.h"

static void add_counts(Buffer *out, const LintTally *tally) {
  uint32_t total = tally->errors + tally->warnings;
  buffer_add_format(out, "%u problem%s (%u error%s, %u warning%s)", total, format_plural(total),
                    tally->errors, format_plural(tally->errors), tally->warnings,
                    format_plural(tally->warnings));
}

static const char *class_of(const LintTally *tally) {
  return tally->errors ? "error" : tally->warnings ? "warning" : "good";
}

static void begin(Buffer *out, const FormatRun *run) {
  buffer_add(out, lint_format_page_html, lint_format_page_html_size);
  buffer_add_format(out, "<p class=\"%s\">", class_of(&run->tally));
  add_counts(out, &run->tally);
  buffer_add_format(out, " in %u file%s</p>\n</header>\n", run->file_count,
                    format_plural(run->file_count));
}

static void add_file(Buffer *out, const LintResult *result, const FormatRun *run) {
  (void)run;
  if (!result->messages.count) return;
  buffer_add_literal(out, "<details open><summary><b>");
  format_add_escaped(out, result->shown);
  buffer_add_format(out, "</b><span class=\"%s\">", class_of(&result->tally));
  add_counts(out, &result->tally);
  buffer_add_literal(out, "</span></summary>\n<table>\n");
  for (uint32_t i = 0; i < result->messages.count; i++) {
    const LintMessage *message = &result->messages.at[i];
    const char *severity = format_severity(message);
    buffer_add_format(out, "<tr><td>%u:%u</td><td class=\"%s\">%s</td><td>", message->place.line,
                      message->place.column, severity, severity);
    format_add_escaped(out, message->report->message);
    buffer_add_literal(out, "</td><td><code>");
    format_add_escaped(out, lint_message_rule(message));
    buffer_add_literal(out, "</code></td></tr>\n");
  }
  buffer_add_literal(out, "</table>\n</details>\n");
}

static void end(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_literal(out, "</body>\n</html>\n");
}

const Format format_html = {
    .begin = begin,
    .file = add_file,
    .end = end,
};
