// The parts that are about a file are a key; what they make together is made once.
#include "lint/config.h"

#include "base/hash.h"
#include "base/path.h"
#include "lint/environments.h"

#include <string.h>

// ---- Which parts

// Whether a pattern means a file: one without a slash is about names in any folder.
static bool is_meant(const Glob *glob, Text inside) {
  for (uint32_t i = 0; i < glob->either.count; i++) {
    Glob one = {{&glob->either.at[i], 1, 1}};
    bool has_slash = text_find_byte(glob->either.at[i], '/', 0) != TEXT_NOT_FOUND;
    if (glob_matches(&one, has_slash ? inside : path_basename(inside))) return true;
  }
  return false;
}

static bool is_about_alone(const ConfigPart *part, Text path) {
  if (!part->has_patterns) return true;
  if (!path_is_inside(path, part->folder) || path.size <= part->folder.size) return false;
  Text inside = text_slice(path, part->folder.size + (part->folder.size > 1), path.size);
  bool is_in = false;
  for (uint32_t i = 0; i < part->files.count; i++) {
    is_in = is_in || is_meant(&part->files.at[i], inside);
  }
  for (uint32_t i = 0; i < part->excluded.count; i++) {
    is_in = is_in && !is_meant(&part->excluded.at[i], inside);
  }
  return is_in;
}

static bool is_about(const ConfigPart *part, Text path) {
  for (; part; part = part->within) {
    if (!is_about_alone(part, path)) return false;
  }
  return true;
}

// ---- Laying parts over each other

// Two for each rule: the second is by its stylistic name.
typedef struct RuleSlots {
  RuleSlot *at;
  uint32_t rule_count;
} RuleSlots;

uint32_t rule_index(const Rule *rule) {
  uint32_t count, i = 0;
  const Rule *const *rules = rules_all(&count);
  while (i < count && rules[i] != rule) i++;
  return i;
}

static OwnRule *find_own(const OwnRules *own, const char *name) {
  for (uint32_t i = 0; i < own->count; i++) {
    if (strcmp(own->at[i].rule->name, name) == 0) return &own->at[i];
  }
  return NULL;
}

// A rule that is defined again is another one.
static void lay_own(Arena *arena, const ConfigPart *part, OwnRules *own) {
  for (uint32_t i = 0; i < part->own.count; i++) {
    OwnRule *known = find_own(own, part->own.at[i].rule->name);
    if (known)
      *known = part->own.at[i];
    else
      array_push(arena, own, part->own.at[i]);
  }
}

static void lay_rules(const ConfigPart *part, RuleSlots *slots, OwnRules *own) {
  for (uint32_t i = 0; i < part->rules.count; i++) {
    const RuleEntry *entry = &part->rules.at[i];
    if (entry->rule->query) {
      OwnRule *known = find_own(own, entry->rule->name);
      if (known) known->severity = entry->setting.severity;
      continue;
    }
    RuleSlot *slot = &slots->at[2 * rule_index(entry->rule) + entry->is_stylistic];
    RuleSetting setting = entry->setting;
    if (slot->is_there && !setting.options) setting.options = slot->setting.options;
    *slot = (RuleSlot){true, setting};
  }
}

static void lay_wish(Wish *wish, Wish over) {
  if (over) *wish = over;
}

static void lay_language(LanguageWishes *language, const LanguageWishes *over) {
  if (over->has_goal) language->goal = over->goal;
  language->has_goal = language->has_goal || over->has_goal;
  if (over->ecma_version) language->ecma_version = over->ecma_version;
  lay_wish(&language->jsx, over->jsx);
  lay_wish(&language->is_strict, over->is_strict);
  lay_wish(&language->returns_globally, over->returns_globally);
}

// Environments first: a global by its own name wins over all of them.
static const GlobalNames *lay_globals(Arena *arena, const ConfigParts *parts) {
  GlobalNames *names = arena_new(arena, GlobalNames, 1);
  Map *globals = &names->settings;
  Map environments = {0};
  for (uint32_t i = 0; i < parts->count; i++) {
    const ConfigPart *part = parts->at[i];
    for (uint32_t j = 0; j < part->environments.count; j++)
      map_set(arena, &environments, part->environments.at[j].name, part->environments.at[j].value);
  }
  for (uint32_t i = 0; i < environments.entries.count; i++) {
    if (environments.entries.at[i].value)
      environment_add(arena, globals, environments.entries.at[i].key);
  }
  for (uint32_t i = 0; i < parts->count; i++) {
    const ConfigPart *part = parts->at[i];
    for (uint32_t j = 0; j < part->globals.count; j++)
      map_set(arena, globals, part->globals.at[j].name, part->globals.at[j].value);
  }
  return names;
}

static void activate(LintConfigs *configs, LintConfig *config, const RuleSlots *slots) {
  Arena *arena = &configs->arena;
  const Rule *const *rules = rules_all(&(uint32_t){0});
  ActiveRule *active = arena_new(arena, ActiveRule, 2 * slots->rule_count + config->own.count);
  uint32_t count = 0, least = configs->drops_warnings ? 2 : 1;
  for (uint32_t i = 0; i < 2 * slots->rule_count; i++) {
    const RuleSlot *slot = &slots->at[i];
    bool is_on = slot->setting.severity >= least;
    OptionsProblem unused;
    if (!is_on) continue;
    if (!rule_activate(arena, rules[i / 2], slot->setting.options, &active[count], &unused))
      continue;
    config->is_across_files |= (rules[i / 2]->flags & RULE_ACROSS_FILES) != 0;
    active[count].severity = slot->setting.severity;
    active[count++].is_stylistic = i % 2;
  }
  for (uint32_t i = 0; i < config->own.count; i++) {
    const OwnRule *own = &config->own.at[i];
    OptionsProblem unused;
    if (own->severity < least) continue;
    rule_activate(arena, own->rule, NULL, &active[count], &unused);
    active[count++].severity = own->severity;
  }
  config->rules = (ActiveRules){active, count};
  config->plan = rules_plan(arena, active, count);
}

static LintConfig *make(LintConfigs *configs, const ConfigParts *parts) {
  Arena *arena = &configs->arena;
  LintConfig *config = arena_new(arena, LintConfig, 1);
  RuleSlots slots;
  rules_all(&slots.rule_count);
  slots.at = arena_new(arena, RuleSlot, 2 * slots.rule_count);
  Wish no_inline = WISH_NONE, reports_unused = WISH_NONE;
  for (uint32_t i = 0; i < parts->count; i++) {
    const ConfigPart *part = parts->at[i];
    lay_own(arena, part, &config->own);
    lay_rules(part, &slots, &config->own);
    lay_language(&config->language, &part->language);
    lay_wish(&no_inline, part->no_inline);
    lay_wish(&reports_unused, part->reports_unused);
    array_push(arena, &config->parts, parts->at[i]);
  }
  config->no_inline = no_inline == WISH_YES;
  config->reports_unused = reports_unused == WISH_YES;
  config->slots = slots.at;
  config->globals = lay_globals(arena, parts);
  activate(configs, config, &slots);
  if (configs->wants_hashes) {
    Buffer printed = {.arena = arena};
    lint_config_print(&printed, config);
    config->hash = hash_text(buffer_text(&printed));
  }
  return config;
}

// ---- Asking

void lint_configs_init(LintConfigs *configs) {
  *configs = (LintConfigs){0};
  lock_init(&configs->lock);
}

void lint_configs_release(LintConfigs *configs) {
  lock_release(&configs->lock);
  arena_release(&configs->arena);
}

const LintConfig *lint_config_for(LintConfigs *configs, const ConfigParts *parts, Text path) {
  Arena scratch = {0};
  ConfigParts meant = {0};
  for (uint32_t i = 0; i < parts->count; i++) {
    if (is_about(parts->at[i], path)) array_push(&scratch, &meant, parts->at[i]);
  }
  Text key = {(const char *)meant.at, meant.count * (uint32_t)sizeof *meant.at};
  lock_take(&configs->lock);
  uint32_t *known = map_find(&configs->known, key);
  LintConfig *config = known ? configs->made.at[*known] : NULL;
  if (!config) {
    config = make(configs, &meant);
    Text kept = {(const char *)config->parts.at, key.size};
    map_set(&configs->arena, &configs->known, kept, configs->made.count);
    array_push(&configs->arena, &configs->made, config);
  }
  lock_leave(&configs->lock);
  arena_release(&scratch);
  return config;
}
