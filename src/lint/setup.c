// Flags are a part of the configuration like others, the last one.
#include "lint/setup.h"

#include "base/check.h"
#include "base/json_loose.h"
#include "host/crash.h"
#include "lint/find.h"

// ---- Flags as a part of the configuration

static void read_rule_words(LintSetup *setup, ConfigPart *part, Text words) {
  uint32_t offset;
  RuleOrigin origin = {&setup->folders.reading, NULL, words, false};
  const Json *rules = json_read_loose(setup->arena, words, &offset);
  if (!rules || !rules->first_child) {
    Diagnostic *broken = diag_add(setup->diagnostics, MESSAGE_LINT_RULE_WORDS, NOWHERE, words);
    diag_note(setup->diagnostics, broken, MESSAGE_LINT_RULE_FORM, NOWHERE);
    return;
  }
  for (const Json *rule = rules->first_child; rule; rule = rule->next) {
    config_add_rule(&origin, part, rule);
  }
}

static void read_global_word(LintSetup *setup, ConfigPart *part, Text word) {
  Text name = text_until(word, ':');
  Json value = {.kind = JSON_FALSE};
  if (name.size < word.size)
    value = (Json){.kind = JSON_STRING, .text = text_slice(word, name.size + 1, word.size)};
  if (!config_add_global(setup->arena, part, name, &value))
    diag_add(setup->diagnostics, MESSAGE_LINT_NO_GLOBAL, NOWHERE, word);
}

static void read_environment_word(LintSetup *setup, ConfigPart *part, Text word) {
  if (config_add_environment(setup->arena, part, word, true)) return;
  Diagnostic *unknown = diag_add(setup->diagnostics, MESSAGE_LINT_NO_ENVIRONMENT, NOWHERE, word);
  Text similar = config_suggest_environment(word);
  if (similar.size) diag_note(setup->diagnostics, unknown, MESSAGE_DID_YOU_MEAN, NOWHERE, similar);
}

static void read_parser_pair(LintSetup *setup, ConfigPart *part, const CbPair *pair) {
  uint32_t offset;
  Text text = text_concat(setup->arena, TEXT("value: "), text_of(pair->value));
  const Json *object = json_read_loose(setup->arena, text, &offset);
  const Json *value = object ? object->first_child : NULL;
  if (!value || !config_set_parser(part, text_of(pair->key), value))
    diag_add(setup->diagnostics, MESSAGE_LINT_PARSER_OPTION, NOWHERE, text_of(pair->key));
}

// Rules of the project's own can be named, too: those that are seen from the working folder.
static void read_flags(LintSetup *setup, ConfigPart *part) {
  const LintOptions *options = setup->options;
  if (options->rules.count)
    lint_folder_get(&setup->folders, setup->folders.reading.working_folder, NULL);
  for (size_t i = 0; i < options->rules.count; i++)
    read_rule_words(setup, part, text_of(options->rules.at[i]));
  for (size_t i = 0; options->globals && i < options->globals->count; i++)
    read_global_word(setup, part, text_of(options->globals->at[i]));
  for (size_t i = 0; options->environments && i < options->environments->count; i++)
    read_environment_word(setup, part, text_of(options->environments->at[i]));
  for (size_t i = 0; i < options->parser_options.count; i++)
    read_parser_pair(setup, part, &options->parser_options.at[i]);
  part->language.has_goal = options->goal != SYNTAX_UNKNOWN;
  part->language.goal = options->goal;
}

// ---- Before anything is linted

// The list that is asked before all others: .eslintignore, then --ignore-pattern.
static void read_ignores(LintSetup *setup) {
  IgnoreList *list = arena_new(setup->arena, IgnoreList, 1);
  list->folder = setup->folders.reading.working_folder;
  Text text;
  Text path = path_join(setup->arena, list->folder, TEXT(".eslintignore"));
  if (file_read(setup->arena, path.at, &text) == 0) ignore_add_lines(setup->arena, list, text);
  const CbStrings *patterns = &setup->options->ignore_patterns;
  for (size_t i = 0; i < patterns->count; i++)
    ignore_add(setup->arena, list, text_of(patterns->at[i]));
  IgnoreChain *chain = arena_new(setup->arena, IgnoreChain, 1);
  chain->list = list;
  if (list->patterns.items.count) setup->folders.first = chain;
}

// A file of --config is of the kind that its name says.
static void read_given(LintSetup *setup) {
  Text word = text_of(setup->options->config);
  Text path = path_resolve(setup->arena, setup->folders.reading.working_folder, word);
  Text name = path_basename(path);
  ConfigKind kind = text_find(name, TEXT("oxlint")) != TEXT_NOT_FOUND   ? CONFIG_OXLINT
                    : text_find(name, TEXT("eslint")) != TEXT_NOT_FOUND ? CONFIG_ESLINT
                                                                        : CONFIG_OWN;
  int code;
  setup->folders.given = config_source_read(&setup->folders.reading, path, kind, &code);
  if (code < 0)
    diag_add(setup->diagnostics, MESSAGE_COULD_NOT_READ, NOWHERE, word,
             text_of(file_error_text(code)));
}

static unsigned fix_types(LintSetup *setup) {
  static const Text names[] = {[RULE_PROBLEM] = TEXT("problem"),
                               [RULE_SUGGESTION] = TEXT("suggestion"),
                               [RULE_LAYOUT] = TEXT("layout")};
  const CbStrings *types = setup->options->fix_types;
  unsigned bits = types ? 0 : (unsigned)FIX_ALL_TYPES;
  for (size_t i = 0; types && i < types->count; i++) {
    Text type = text_of(types->at[i]);
    unsigned bit = text_is(type, TEXT("directive")) ? (unsigned)FIX_DIRECTIVES : 0;
    for (int j = RULE_PROBLEM; j <= RULE_LAYOUT; j++) {
      if (text_is(type, names[j])) bit = 1u << j;
    }
    if (!bit) diag_add(setup->diagnostics, MESSAGE_LINT_FIX_TYPE, NOWHERE, type);
    bits |= bit;
  }
  return bits;
}

// A rule that crashes is left as one in which a check fails; elsewhere, nothing can be done.
static void leave_rule(const char *what) {
  if (check_is_guarded()) check_failed(what);
}

bool lint_setup_make(LintSetup *setup, const LintOptions *options, Diagnostics *diagnostics) {
  crash_watch(leave_rule);
  Arena *arena = diagnostics->arena;
  *setup = (LintSetup){.options = options, .diagnostics = diagnostics, .arena = arena};
  Text folder = options->working_folder;
  setup->folders = (LintFolders){
      .reading = {arena, diagnostics, folder.size ? folder : file_working_folder(arena),
                  arena_new(arena, OwnRules, 1), arena_new(arena, ConfigPaths, 1)},
      .no_config = options->no_config,
      .no_ignore = options->no_ignore};
  setup->folders.preset = config_preset(arena, TEXT("recommended"), 2);
  setup->folders.alone = arena_new(arena, ConfigPart, 1);
  config_add_environment(arena, setup->folders.alone, TEXT("browser"), true);
  config_add_environment(arena, setup->folders.alone, TEXT("node"), true);
  ConfigPart *flags = arena_new(arena, ConfigPart, 1);
  setup->folders.flags = flags;
  setup->work = (LintWork){.no_inline = options->no_inline,
                           .reports_unused = options->reports_unused,
                           .is_quiet = options->is_quiet,
                           .fixes = options->fixes != LINT_FIX_NOTHING,
                           .fixes_suggestions = options->fixes_suggestions,
                           .fix_types = fix_types(setup)};
  read_ignores(setup);
  if (options->config) read_given(setup);
  read_flags(setup, flags);
  lint_configs_init(&setup->configs);
  setup->configs.drops_warnings = options->is_quiet;
  setup->configs.wants_hashes = options->cache.is_on || options->memory;
  return diagnostics->error_count == 0;
}

void lint_setup_release(LintSetup *setup) {
  lint_configs_release(&setup->configs);
}

// ---- For a file

static SyntaxGoal goal_of(const LintFolder *folder) {
  switch (folder->type) {
  case MODULE_TYPE_MODULE: return SYNTAX_MODULE;
  case MODULE_TYPE_COMMONJS: return SYNTAX_COMMONJS;
  case MODULE_TYPE_UNKNOWN: break;
  }
  return SYNTAX_UNKNOWN;
}

LintWork lint_setup_work(LintSetup *setup, const LintTarget *target, Arena *arena) {
  LintWork work = setup->work;
  work.arena = arena;
  work.config = lint_config_for(&setup->configs, &target->folder->parts, target->path);
  work.language = lint_language(&work.config->language, target->path, goal_of(target->folder));
  return work;
}
