// Severities are numbers or words; two of the words are oxlint's.
#include "rules/rule_setting.h"

static const struct {
  Text word;
  uint8_t severity;
} words[] = {
    {TEXT("off"), 0}, {TEXT("warn"), 1}, {TEXT("error"), 2}, {TEXT("allow"), 0}, {TEXT("deny"), 2},
};

static bool read_severity(const Json *value, uint8_t *severity) {
  if (json_is(value, JSON_NUMBER)) {
    *severity = (uint8_t)value->number;
    return value->number == 0 || value->number == 1 || value->number == 2;
  }
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    *severity = words[i].severity;
    if (json_is(value, JSON_STRING) && text_is_but_case(value->text, words[i].word)) return true;
  }
  return false;
}

bool rule_setting_read(const Json *value, RuleSetting *setting) {
  bool is_list = json_is(value, JSON_ARRAY);
  const Json *first = is_list ? value->first_child : value;
  *setting = (RuleSetting){.options = is_list && first ? first->next : NULL};
  return read_severity(first, &setting->severity);
}
