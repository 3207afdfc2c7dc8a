// checkstyle, junit: XML for servers that build and test, as ESLint's formatters write it.
#include "base/path.h"
#include "lint/format.h"

static void begin_checkstyle(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_literal(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?><checkstyle version=\"4.3\">");
}

static void add_checkstyle(Buffer *out, const LintResult *result, const FormatRun *run) {
  (void)run;
  buffer_add_literal(out, "<file name=\"");
  format_add_escaped(out, result->path);
  buffer_add_literal(out, "\">");
  for (uint32_t i = 0; i < result->messages.count; i++) {
    const LintMessage *message = &result->messages.at[i];
    Text rule = lint_message_rule(message);
    buffer_add_format(out, "<error line=\"%u\" column=\"%u\" severity=\"%s\" message=\"",
                      message->place.line, message->place.column, format_severity(message));
    format_add_escaped(out, message->report->message);
    if (rule.size) buffer_add_format(out, " (%.*s)", TEXT_ARGS(rule));
    buffer_add_format(out, "\" source=\"%s", rule.size ? "eslint.rules." : "");
    format_add_escaped(out, rule);
    buffer_add_literal(out, "\" />");
  }
  buffer_add_literal(out, "</file>");
}

static void end_checkstyle(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_literal(out, "</checkstyle>\n");
}

const Format format_checkstyle = {
    .begin = begin_checkstyle,
    .file = add_checkstyle,
    .end = end_checkstyle,
};

// ---- JUnit

static void begin_junit(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_literal(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites>\n");
}

static Text without_extension(Text path) {
  return text_slice(path, 0, path.size - path_extension(path).size);
}

static void add_case(Buffer *out, const LintResult *result, const LintMessage *message) {
  const char *type = message->is_fatal ? "error" : "failure";
  Text rule = lint_message_rule(message);
  buffer_add_literal(out, "<testcase time=\"0\" name=\"org.eslint.");
  format_add_escaped(out, rule.size ? rule : TEXT("unknown"));
  buffer_add_literal(out, "\" classname=\"");
  format_add_escaped(out, without_extension(result->path));
  buffer_add_format(out, "\"><%s message=\"", type);
  format_add_escaped(out, message->report->message);
  buffer_add_format(out, "\"><![CDATA[line %u, col %u, %s - ", message->place.line,
                    message->place.column, message->report->severity == 2 ? "Error" : "Warning");
  format_add_escaped(out, message->report->message);
  if (rule.size) buffer_add_format(out, " (%.*s)", TEXT_ARGS(rule));
  buffer_add_format(out, "]]></%s></testcase>\n", type);
}

static void add_junit(Buffer *out, const LintResult *result, const FormatRun *run) {
  (void)run;
  uint32_t count = result->messages.count;
  buffer_add_format(
      out, "<testsuite package=\"org.eslint\" time=\"0\" tests=\"%u\" errors=\"%u\" name=\"",
      count ? count : 1, count);
  format_add_escaped(out, result->path);
  buffer_add_literal(out, "\">\n");
  for (uint32_t i = 0; i < count; i++) add_case(out, result, &result->messages.at[i]);
  if (!count) {
    buffer_add_literal(out, "<testcase time=\"0\" name=\"");
    format_add_escaped(out, result->path);
    buffer_add_literal(out, "\" classname=\"");
    format_add_escaped(out, without_extension(result->path));
    buffer_add_literal(out, "\" />\n");
  }
  buffer_add_literal(out, "</testsuite>\n");
}

static void end_junit(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_literal(out, "</testsuites>\n");
}

const Format format_junit = {
    .begin = begin_junit,
    .file = add_junit,
    .end = end_junit,
};
