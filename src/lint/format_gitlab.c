// gitlab: the code quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality.
#include "base/hash.h"
#include "lint/format.h"

static void begin(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_byte(out, '[');
}

// What tells a problem from all others, and stays as it moves up and down in its file: how often
// the same was said before counts.
static void add_fingerprint(Buffer *out, const LintResult *result, const LintMessage *message,
                            Map *said) {
  Text rule = lint_message_rule(message);
  Text key = text_concat(out->arena, result->shown, TEXT("\n"), rule, TEXT("\n"),
                         message->report->message);
  uint32_t *times = map_add(out->arena, said, key, NULL);
  Text whole = text_format(out->arena, "%.*s\n%u", TEXT_ARGS(key), (*times)++);
  buffer_add_format(out, "\"fingerprint\":\"%016llx\"",
                    (unsigned long long)hash_bytes(whole.at, whole.size));
}

static void add_file(Buffer *out, const LintResult *result, const FormatRun *run) {
  (void)run;
  Map said = {0};
  for (uint32_t i = 0; i < result->messages.count; i++) {
    const LintMessage *message = &result->messages.at[i];
    Text rule = lint_message_rule(message);
    const LintPlace *place = &message->place;
    if (i) buffer_add_byte(out, ',');
    buffer_add_literal(out, "{\"type\":\"issue\",\"check_name\":");
    buffer_add_json_string(out, rule);
    buffer_add_literal(out, ",\"description\":");
    buffer_add_json_string(out, message->report->message);
    buffer_add_format(out, ",\"severity\":\"%s\",",
                      message->report->severity == 2 ? "major" : "minor");
    add_fingerprint(out, result, message, &said);
    buffer_add_literal(out, ",\"location\":{\"path\":");
    buffer_add_json_string(out, result->shown);
    buffer_add_format(out, ",\"lines\":{\"begin\":%u,\"end\":%u}}}", place->line,
                      place->end_line ? place->end_line : place->line);
  }
}

static void end(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_literal(out, "]\n");
}

const Format format_gitlab = {
    .between = TEXT(","),
    .begin = begin,
    .file = add_file,
    .end = end,
};
