// json: all that there is to know, for programs: an object for each file, as ESLint has it.
#include "lint/format.h"

static void add_string(Buffer *out, const char *key, Text value) {
  buffer_add_format(out, ",\"%s\":", key);
  buffer_add_json_string(out, value);
}

static void add_fix(Buffer *out, const LintResult *result, const Edits *edits) {
  LintFix fix = lint_fix_of(result->code, edits);
  buffer_add_format(out, ",\"fix\":{\"range\":[%lld,%lld],\"text\":", (long long)fix.start,
                    (long long)fix.end);
  buffer_add_json_string(out, fix.text);
  buffer_add_byte(out, '}');
}

static void add_suggestions(Buffer *out, const LintResult *result,
                            const RuleSuggestion *suggestion) {
  buffer_add_literal(out, ",\"suggestions\":[");
  for (; suggestion; suggestion = suggestion->next) {
    buffer_add_format(out, "{\"messageId\":\"%s\"", suggestion->id);
    add_string(out, "desc", suggestion->text);
    add_fix(out, result, &suggestion->edits);
    buffer_add_text(out, suggestion->next ? TEXT("},") : TEXT("}"));
  }
  buffer_add_byte(out, ']');
}

static void add_message(Buffer *out, const LintResult *result, const LintMessage *message) {
  const RuleReport *report = message->report;
  const LintPlace *place = &message->place;
  buffer_add_literal(out, "{\"ruleId\":");
  if (report->rule)
    buffer_add_json_string(out, lint_message_rule(message));
  else
    buffer_add_literal(out, "null");
  if (message->is_fatal) buffer_add_literal(out, ",\"fatal\":true");
  buffer_add_format(out, ",\"severity\":%u", report->severity);
  add_string(out, "message", report->message);
  if (place->line) buffer_add_format(out, ",\"line\":%u,\"column\":%u", place->line, place->column);
  if (report->message_id) add_string(out, "messageId", text_of(report->message_id));
  if (place->end_line)
    buffer_add_format(out, ",\"endLine\":%u,\"endColumn\":%u", place->end_line, place->end_column);
  if (report->edits.count) add_fix(out, result, &report->edits);
  if (report->suggestions) add_suggestions(out, result, report->suggestions);
}

// The first comment that silences it comes first.
static void add_suppressions(Buffer *out, const SilencedReport *silenced) {
  Array(const Silencing *) all = {0};
  for (const Silencing *by = silenced->by; by; by = by->before) array_push(out->arena, &all, by);
  buffer_add_literal(out, ",\"suppressions\":[");
  for (uint32_t i = all.count; i-- > 0;) {
    buffer_add_literal(out, "{\"kind\":\"directive\"");
    add_string(out, "justification", all.at[i]->reason);
    buffer_add_text(out, i ? TEXT("},") : TEXT("}"));
  }
  buffer_add_byte(out, ']');
}

static void add_messages(Buffer *out, const LintResult *result, const LintMessages *messages,
                         bool is_silenced) {
  for (uint32_t i = 0; i < messages->count; i++) {
    if (i) buffer_add_byte(out, ',');
    add_message(out, result, &messages->at[i]);
    if (is_silenced) {
      add_suppressions(out, messages->at[i].silenced);
    }
    buffer_add_byte(out, '}');
  }
}

static void add_file(Buffer *out, const LintResult *result, const FormatRun *run) {
  (void)run;
  const LintTally *tally = &result->tally;
  buffer_add_literal(out, "{\"filePath\":");
  buffer_add_json_string(out, result->path);
  buffer_add_literal(out, ",\"messages\":[");
  add_messages(out, result, &result->messages, false);
  buffer_add_literal(out, "],\"suppressedMessages\":[");
  add_messages(out, result, &result->silenced, true);
  buffer_add_format(out,
                    "],\"errorCount\":%u,\"fatalErrorCount\":%u,\"warningCount\":%u,"
                    "\"fixableErrorCount\":%u,\"fixableWarningCount\":%u",
                    tally->errors, tally->fatal_errors, tally->warnings, tally->fixable_errors,
                    tally->fixable_warnings);
  if (result->output.at)
    add_string(out, "output", result->output);
  else if (result->messages.count)
    add_string(out, "source", result->file.text);
  buffer_add_literal(out, ",\"usedDeprecatedRules\":[]}");
}

static void begin(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_byte(out, '[');
}

static void end(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_literal(out, "]\n");
}

const Format format_json = {
    .between = TEXT(","),
    .begin = begin,
    .file = add_file,
    .end = end,
};

// ---- With what is known of the rules

static void begin_metadata(Buffer *out, const FormatRun *run) {
  (void)run;
  buffer_add_literal(out, "{\"results\":[");
}

static void add_rule(Buffer *out, const Rule *rule, const char *name) {
  static const char *const types[] = {
      [RULE_PROBLEM] = "problem", [RULE_SUGGESTION] = "suggestion", [RULE_LAYOUT] = "layout"};
  buffer_add_format(out, "\"%s\":{\"type\":\"%s\",\"docs\":{\"description\":", name,
                    types[rule->type]);
  buffer_add_json_string(out, text_of(rule->summary));
  buffer_add_format(out, ",\"recommended\":%s}", rule->flags & RULE_RECOMMENDED ? "true" : "false");
  if (rule->flags & RULE_FIXABLE) buffer_add_literal(out, ",\"fixable\":\"code\"");
  if (rule->flags & RULE_SUGGESTS) buffer_add_literal(out, ",\"hasSuggestions\":true");
  buffer_add_byte(out, '}');
}

static void end_metadata(Buffer *out, const FormatRun *run) {
  buffer_add_literal(out, "],\"metadata\":{\"cwd\":");
  buffer_add_json_string(out, run->working_folder);
  buffer_add_literal(out, ",\"rulesMeta\":{");
  uint32_t count;
  const Rule *const *rules = rules_all(&count);
  const char *separator = "";
  for (uint32_t i = 0; i < count; i++) {
    if (!(run->rules_seen[i / 64] >> i % 64 & 1)) continue;
    buffer_add_text(out, text_of(separator));
    add_rule(out, rules[i], rules[i]->name ? rules[i]->name : rules[i]->stylistic);
    separator = ",";
  }
  buffer_add_literal(out, "}}}\n");
}

const Format format_json_with_metadata = {
    .between = TEXT(","),
    .begin = begin_metadata,
    .file = add_file,
    .end = end_metadata,
};
