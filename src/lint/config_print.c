// A configuration as JSON that is one again.
#include "lint/config.h"

#include "base/json_write.h"

static void add_setting(Buffer *out, const RuleSetting *setting) {
  static const char *const words[] = {"\"off\"", "\"warn\"", "\"error\""};
  if (!setting->options) {
    buffer_add_text(out, text_of(words[setting->severity]));
    return;
  }
  buffer_add_format(out, "[%s", words[setting->severity]);
  for (const Json *option = setting->options; option; option = option->next) {
    buffer_add_literal(out, ", ");
    json_write(out, option);
  }
  buffer_add_byte(out, ']');
}

static void add_rules(Buffer *out, const LintConfig *config) {
  uint32_t count;
  const Rule *const *rules = rules_all(&count);
  const char *separator = "\n";
  buffer_add_literal(out, "  \"rules\": {");
  for (uint32_t i = 0; i < 2 * count; i++) {
    if (!config->slots[i].is_there) continue;
    const Rule *rule = rules[i / 2];
    buffer_add_format(out, "%s    \"%s\": ", separator, i % 2 ? rule->stylistic : rule->name);
    add_setting(out, &config->slots[i].setting);
    separator = ",\n";
  }
  buffer_add_literal(out, "\n  }");
}

// A string for the node that is reported, or an object of captures.
static void add_fixes(Buffer *out, const QueryRule *query) {
  if (!query->fixes.count) return;
  buffer_add_literal(out, ",\n      \"fix\": ");
  bool is_object = query->fixes.at[0].capture >= 0;
  for (uint32_t i = 0; i < query->fixes.count; i++) {
    uint32_t capture = (uint32_t)query->fixes.at[i].capture;
    if (is_object)
      buffer_add_format(out, "%s\"@%.*s\": ", i ? ", " : "{ ",
                        TEXT_ARGS(query_capture_name(query->query, capture)));
    buffer_add_json_string(out, query->fix_texts.at[i]);
  }
  if (is_object) buffer_add_literal(out, " }");
}

static void add_own_rules(Buffer *out, const LintConfig *config) {
  static const char *const words[] = {"off", "warn", "error"};
  if (!config->own.count) return;
  buffer_add_literal(out, ",\n  \"queries\": {");
  for (uint32_t i = 0; i < config->own.count; i++) {
    const OwnRule *own = &config->own.at[i];
    buffer_add_format(out, "%s\n    \"%s\": {\n      \"query\": ", i ? "," : "", own->rule->name);
    buffer_add_json_string(out, own->rule->query->query_text);
    buffer_add_literal(out, ",\n      \"message\": ");
    buffer_add_json_string(out, own->rule->query->message_text);
    add_fixes(out, own->rule->query);
    buffer_add_format(out, ",\n      \"severity\": \"%s\"\n    }", words[own->severity]);
  }
  buffer_add_literal(out, "\n  }");
}

static void add_globals(Buffer *out, const LintConfig *config) {
  static const char *const words[] = {
      [GLOBAL_OFF] = "off", [GLOBAL_READONLY] = "readonly", [GLOBAL_WRITABLE] = "writable"};
  if (!config->globals->settings.entries.count) return;
  buffer_add_literal(out, ",\n  \"globals\": {");
  for (uint32_t i = 0; i < config->globals->settings.entries.count; i++) {
    const MapEntry *entry = &config->globals->settings.entries.at[i];
    buffer_add_text(out, i ? TEXT(",\n    ") : TEXT("\n    "));
    buffer_add_json_string(out, entry->key);
    buffer_add_format(out, ": \"%s\"", words[entry->value]);
  }
  buffer_add_literal(out, "\n  }");
}

static void add_feature(Buffer *out, const char *name, Wish wish) {
  if (wish) buffer_add_format(out, ", \"%s\": %s", name, wish == WISH_YES ? "true" : "false");
}

static void add_language(Buffer *out, const LanguageWishes *language) {
  static const char *const goals[] = {
      [SYNTAX_SCRIPT] = "script", [SYNTAX_MODULE] = "module", [SYNTAX_COMMONJS] = "commonjs"};
  uint32_t version = language->ecma_version ? language->ecma_version : LANGUAGE_LATEST;
  buffer_add_format(out, ",\n  \"parserOptions\": { \"ecmaVersion\": %u", version);
  if (language->has_goal) buffer_add_format(out, ", \"sourceType\": \"%s\"", goals[language->goal]);
  add_feature(out, "jsx", language->jsx);
  add_feature(out, "globalReturn", language->returns_globally);
  add_feature(out, "impliedStrict", language->is_strict);
  buffer_add_literal(out, " }");
}

void lint_config_print(Buffer *out, const LintConfig *config) {
  buffer_add_literal(out, "{\n");
  add_rules(out, config);
  add_own_rules(out, config);
  add_globals(out, config);
  add_language(out, &config->language);
  if (config->no_inline) buffer_add_literal(out, ",\n  \"noInlineConfig\": true");
  if (config->reports_unused)
    buffer_add_literal(out, ",\n  \"reportUnusedDisableDirectives\": true");
  buffer_add_literal(out, "\n}\n");
}
