// sarif: the format of code scanners, SARIF 2.1.0.
#include "lint/format.h"

#include <ctype.h>

static void begin(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_literal(out, "{\"version\":\"2.1.0\",\"$schema\":\"https://json.schemastore.org/"
                          "sarif-2.1.0.json\",\"runs\":[{\"results\":[");
}

static void add_region(Buffer *out, const LintPlace *place) {
  buffer_add_format(out, ",\"region\":{\"startLine\":%u,\"startColumn\":%u", place->line,
                    place->column);
  if (place->end_line)
    buffer_add_format(out, ",\"endLine\":%u,\"endColumn\":%u", place->end_line, place->end_column);
  buffer_add_byte(out, '}');
}

// A path as a relative URI.
static void add_uri(Buffer *out, Text path) {
  buffer_add_byte(out, '"');
  for (uint32_t i = 0; i < path.size; i++) {
    unsigned char byte = (unsigned char)path.at[i];
    bool is_plain = byte < 0x80 && (isalnum(byte) || strchr("-._~/@+,=!$&()*;", byte));
    if (is_plain)
      buffer_add_byte(out, (char)byte);
    else
      buffer_add_format(out, "%%%02X", byte);
  }
  buffer_add_byte(out, '"');
}

static void add_file(Buffer *out, const LintResult *result, const FormatRun *run) {
  (void)run;
  for (uint32_t i = 0; i < result->messages.count; i++) {
    const LintMessage *message = &result->messages.at[i];
    Text rule = lint_message_rule(message);
    if (i) buffer_add_byte(out, ',');
    buffer_add_format(out, "{\"level\":\"%s\",\"message\":{\"text\":", format_severity(message));
    buffer_add_json_string(out, message->report->message);
    buffer_add_literal(out,
                       "},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
    add_uri(out, result->shown);
    buffer_add_byte(out, '}');
    if (message->place.line) add_region(out, &message->place);
    buffer_add_literal(out, "}}]");
    if (rule.size) {
      buffer_add_literal(out, ",\"ruleId\":");
      buffer_add_json_string(out, rule);
    }
    buffer_add_byte(out, '}');
  }
}

static void add_rule(Buffer *out, const Rule *rule) {
  Text name = text_of(rule->name ? rule->name : rule->stylistic);
  buffer_add_literal(out, "{\"id\":");
  buffer_add_json_string(out, name);
  buffer_add_literal(out, ",\"shortDescription\":{\"text\":");
  buffer_add_json_string(out, text_of(rule->summary));
  buffer_add_literal(out, "},\"fullDescription\":{\"text\":");
  buffer_add_json_string(out, text_of(rule->why));
  buffer_add_literal(out, "}}");
}

static void end(Buffer *out, const FormatRun *run) {
  buffer_add_literal(out, "],\"columnKind\":\"utf16CodeUnits\",\"tool\":{\"driver\":{\"name\":"
                          "\"cbundle\",\"version\":\"" CBUNDLE_VERSION "\",\"rules\":[");
  uint32_t count;
  const Rule *const *rules = rules_all(&count);
  bool is_first = true;
  for (uint32_t i = 0; i < count; i++) {
    if (!(run->rules_seen[i / 64] >> i % 64 & 1)) continue;
    if (!is_first) buffer_add_byte(out, ',');
    add_rule(out, rules[i]);
    is_first = false;
  }
  buffer_add_literal(out, "]}}}]}\n");
}

const Format format_sarif = {
    .between = TEXT(","),
    .begin = begin,
    .file = add_file,
    .end = end,
};
