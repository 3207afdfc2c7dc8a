// compact, unix, github: a line for each message.
#include "lint/format.h"

static const char *capital_severity(const LintMessage *message) {
  return message->report->severity == 2 ? "Error" : "Warning";
}

static void add_total(Buffer *out, const FormatRun *run) {
  uint32_t total = run->tally.errors + run->tally.warnings;
  if (total) buffer_add_format(out, "\n%u problem%s\n", total, format_plural(total));
}

static void add_compact(Buffer *out, const LintResult *result, const FormatRun *run) {
  (void)run;
  for (uint32_t i = 0; i < result->messages.count; i++) {
    const LintMessage *message = &result->messages.at[i];
    Text rule = lint_message_rule(message);
    buffer_add_text(out, result->path);
    buffer_add_format(out, ": line %u, col %u, %s - ", message->place.line, message->place.column,
                      capital_severity(message));
    buffer_add_text(out, message->report->message);
    if (rule.size) buffer_add_format(out, " (%.*s)", TEXT_ARGS(rule));
    buffer_add_byte(out, '\n');
  }
}

const Format format_compact = {
    .file = add_compact,
    .end = add_total,
};

static void add_unix(Buffer *out, const LintResult *result, const FormatRun *run) {
  (void)run;
  for (uint32_t i = 0; i < result->messages.count; i++) {
    const LintMessage *message = &result->messages.at[i];
    Text rule = lint_message_rule(message);
    buffer_add_text(out, result->path);
    buffer_add_format(out, ":%u:%u: ", message->place.line, message->place.column);
    buffer_add_text(out, message->report->message);
    buffer_add_format(out, " [%s%s%.*s]\n", capital_severity(message), rule.size ? "/" : "",
                      TEXT_ARGS(rule));
  }
}

const Format format_unix = {
    .file = add_unix,
    .end = add_total,
};

// ---- Annotations of GitHub's actions

static void add_command_text(Buffer *out, Text text, bool is_property) {
  for (uint32_t i = 0; i < text.size; i++) {
    char byte = text.at[i];
    bool is_special = byte == '%' || byte == '\r' || byte == '\n';
    if (is_special || (is_property && (byte == ':' || byte == ',')))
      buffer_add_format(out, "%%%02X", (unsigned char)byte);
    else
      buffer_add_byte(out, byte);
  }
}

static void add_github(Buffer *out, const LintResult *result, const FormatRun *run) {
  (void)run;
  for (uint32_t i = 0; i < result->messages.count; i++) {
    const LintMessage *message = &result->messages.at[i];
    const LintPlace *place = &message->place;
    Text rule = lint_message_rule(message);
    buffer_add_format(out, "::%s file=", format_severity(message));
    add_command_text(out, result->shown, true);
    buffer_add_format(out, ",line=%u,col=%u", place->line, place->column);
    if (place->end_line)
      buffer_add_format(out, ",endLine=%u,endColumn=%u", place->end_line, place->end_column);
    buffer_add_literal(out, ",title=");
    add_command_text(out, rule.size ? rule : TEXT("cbundle lint"), true);
    buffer_add_literal(out, "::");
    add_command_text(out, message->report->message, false);
    buffer_add_byte(out, '\n');
  }
}

const Format format_github = {
    .file = add_github,
};
