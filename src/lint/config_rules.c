// A rule is checked when its configuration is read: its name, its severity, and its options against
// their type.
#include "base/suggest.h"
#include "lint/config.h"

static const Text list_words = TEXT("cbundle lint --rules");
static const Text explain_words = TEXT("cbundle lint --explain ");

// oxlint writes rules of ESLint's core with a prefix, too.
static Text plain_name(Text name) {
  Text prefix = TEXT("eslint/");
  return text_starts(name, prefix) ? text_slice(name, prefix.size, name.size) : name;
}

// A rule of a plugin, which other linters know.
static bool is_foreign(Text name) {
  return text_find_byte(name, '/', 0) != TEXT_NOT_FOUND && !text_starts(name, TEXT("@stylistic/"));
}

static Text closest_rule(const RuleOrigin *origin, Text name) {
  Suggestion best = {0};
  const OwnRules *own = origin->reading->own;
  for (uint32_t i = 0; own && i < own->count; i++)
    suggest_consider(&best, name, text_of(own->at[i].rule->name));
  uint32_t count;
  const Rule *const *rules = rules_all(&count);
  for (uint32_t i = 0; i < count; i++) {
    if (rules[i]->name) suggest_consider(&best, name, text_of(rules[i]->name));
    if (rules[i]->stylistic) suggest_consider(&best, name, text_of(rules[i]->stylistic));
  }
  return best.name;
}

static Place place_of(const RuleOrigin *origin, const Json *node, bool is_key) {
  return origin->file ? config_file_place(origin->file, node, is_key) : NOWHERE;
}

// A flag has no place to point at: it is quoted.
static void add_words(const RuleOrigin *origin, Diagnostic *to) {
  if (origin->words.size)
    diag_note(origin->reading->diagnostics, to, MESSAGE_LINT_IN_FLAG, NOWHERE, origin->words);
}

static void complain_unknown(const RuleOrigin *origin, const Json *rule) {
  Diagnostics *diagnostics = origin->reading->diagnostics;
  if (origin->is_lenient && is_foreign(rule->key)) return;
  MessageId id = origin->is_lenient ? MESSAGE_LINT_RULE_LEFT : MESSAGE_LINT_NO_RULE;
  Diagnostic *unknown = diag_add(diagnostics, id, place_of(origin, rule, true), rule->key);
  Text similar = closest_rule(origin, rule->key);
  if (similar.size)
    diag_note(diagnostics, unknown, MESSAGE_DID_YOU_MEAN, NOWHERE, similar);
  else
    diag_note(diagnostics, unknown, MESSAGE_SEE_HELP, NOWHERE, list_words);
  add_words(origin, unknown);
}

// The option in place `index`, behind the severity.
static const Json *option_at(const Json *rule, uint32_t index) {
  const Json *option = rule->first_child;
  while (option && option->next && index-- > 0) option = option->next;
  return option && option->next ? option->next : rule;
}

static Text without_blanks(Text text) {
  while (text.size && text.at[text.size - 1] == ' ') text.size--;
  return text;
}

static void complain_options(const RuleOrigin *origin, const Json *rule, const Rule *known,
                             const OptionsProblem *problem) {
  Diagnostics *diagnostics = origin->reading->diagnostics;
  Text count = text_format(origin->reading->arena, "%u", problem->index);
  Diagnostic *wrong;
  if (problem->unknown.size) {
    wrong = diag_add(diagnostics, MESSAGE_LINT_NO_OPTION, place_of(origin, problem->at, true),
                     rule->key, problem->unknown);
  } else if (problem->at) {
    wrong = diag_add(diagnostics, MESSAGE_LINT_OPTION, place_of(origin, problem->at, false),
                     rule->key, without_blanks(problem->expected));
  } else if (!known->options) {
    wrong =
        diag_add(diagnostics, MESSAGE_LINT_NO_OPTIONS, place_of(origin, rule, false), rule->key);
  } else {
    Place place = place_of(origin, option_at(rule, problem->index), false);
    wrong = diag_add(diagnostics, MESSAGE_LINT_MANY_OPTIONS, place, rule->key, count);
  }
  if (problem->similar.size)
    diag_note(diagnostics, wrong, MESSAGE_DID_YOU_MEAN, NOWHERE, problem->similar);
  bool is_selector = text_starts(problem->expected, TEXT("selector"));
  if (problem->reason.size)
    diag_note(diagnostics, wrong, is_selector ? MESSAGE_LINT_SELECTOR : MESSAGE_LINT_REGEX, NOWHERE,
              problem->reason);
  if (problem->foreign.size)
    diag_note(diagnostics, wrong, MESSAGE_LINT_FOREIGN_REGEX, NOWHERE, problem->foreign);
  if (known->options)
    diag_note(diagnostics, wrong, MESSAGE_LINT_EXPLAIN, NOWHERE,
              text_concat(origin->reading->arena, explain_words, rule->key));
  add_words(origin, wrong);
}

const Rule *config_find_rule(const RuleOrigin *origin, const Json *named, bool *is_stylistic) {
  const Rule *rule = rule_named(plain_name(named->key), is_stylistic);
  const OwnRules *own = origin->reading->own;
  for (uint32_t i = own ? own->count : 0; !rule && i-- > 0;) {
    if (text_is(text_of(own->at[i].rule->name), named->key)) rule = own->at[i].rule;
  }
  if (!rule) complain_unknown(origin, named);
  return rule;
}

void config_add_rule(const RuleOrigin *origin, ConfigPart *part, const Json *rule) {
  Arena *arena = origin->reading->arena;
  RuleEntry entry = {0};
  entry.rule = config_find_rule(origin, rule, &entry.is_stylistic);
  if (!entry.rule) return;
  if (!rule_setting_read(rule, &entry.setting)) {
    Diagnostic *wrong = diag_add(origin->reading->diagnostics, MESSAGE_LINT_SETTING,
                                 place_of(origin, rule, false), rule->key);
    add_words(origin, wrong);
    return;
  }
  ActiveRule unused;
  OptionsProblem problem;
  if (entry.setting.options &&
      !rule_activate(arena, entry.rule, entry.setting.options, &unused, &problem))
    complain_options(origin, rule, entry.rule, &problem);
  else
    array_push(arena, &part->rules, entry);
}
