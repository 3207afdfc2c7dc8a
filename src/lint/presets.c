// Sets of rules that a configuration can begin with.
#include "lint/config.h"

#include <assert.h>

static void add(Arena *arena, ConfigPart *part, const Rule *rule, bool is_stylistic,
                RuleSetting setting) {
  array_push(arena, &part->rules, (RuleEntry){rule, is_stylistic, setting});
}

static void add_recommended(Arena *arena, ConfigPart *part, uint8_t severity) {
  uint32_t count;
  const Rule *const *rules = rules_all(&count);
  for (uint32_t i = 0; i < count; i++) {
    if (rules[i]->flags & RULE_RECOMMENDED)
      add(arena, part, rules[i], false, (RuleSetting){.severity = severity});
  }
}

static void add_all(Arena *arena, ConfigPart *part, uint8_t severity) {
  uint32_t count;
  const Rule *const *rules = rules_all(&count);
  for (uint32_t i = 0; i < count; i++) {
    if (rules[i]->name && !(rules[i]->flags & (RULE_DEPRECATED | RULE_ACROSS_FILES)))
      add(arena, part, rules[i], false, (RuleSetting){.severity = severity});
  }
}

static const struct {
  Text rule;
  const char *options;
} style[] = {
#define STYLE(rule, options) {TEXT("@stylistic/" rule), options},
#include "lint/style.def"
};

static void add_style(Arena *arena, ConfigPart *part, uint8_t severity) {
  for (size_t i = 0; i < sizeof style / sizeof *style; i++) {
    bool is_stylistic;
    uint32_t error;
    const Rule *rule = rule_named(style[i].rule, &is_stylistic);
    if (!rule) continue;
    Json *options = style[i].options ? json_read(arena, text_of(style[i].options), &error) : NULL;
    assert(!style[i].options || options);
    RuleSetting setting = {severity, options ? options->first_child : NULL};
    add(arena, part, rule, is_stylistic, setting);
  }
}

ConfigPart *config_preset(Arena *arena, Text name, uint8_t severity) {
  Text prefix = TEXT("eslint:");
  if (text_starts(name, prefix)) name = text_slice(name, prefix.size, name.size);
  ConfigPart *part = arena_new(arena, ConfigPart, 1);
  if (text_is(name, TEXT("recommended")))
    add_recommended(arena, part, severity);
  else if (text_is(name, TEXT("all")))
    add_all(arena, part, severity);
  else if (text_is(name, TEXT("style")))
    add_style(arena, part, severity);
  else
    return NULL;
  return part;
}
