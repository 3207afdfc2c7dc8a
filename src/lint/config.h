// LintConfig: what files are linted with: which rules, which globals, which language.
//
// Takes: configuration files as parts, each about some files; the flags as one more part.
// Gives: for a file, all parts that are about it laid over each other, made ready to run. Files
// that
//        the same parts are about share it.
#pragma once

#include "base/buffer.h"
#include "base/glob.h"
#include "graph/config_file.h"
#include "host/lock.h"
#include "lint/ignore.h"
#include "rules/directives.h"
#include "rules/global_names.h"
#include "rules/query_rule.h"
#include "rules/rule_setting.h"

typedef enum ConfigKind {
  CONFIG_OWN,    // cbundle.json
  CONFIG_OXLINT, // .oxlintrc.json
  CONFIG_ESLINT, // .eslintrc.json
} ConfigKind;

// What is said of one rule.
typedef struct RuleEntry {
  const Rule *rule;
  bool is_stylistic;
  RuleSetting setting;
} RuleEntry;

// A rule of a configuration's own: a query.
typedef struct OwnRule {
  const Rule *rule;
  uint8_t severity;
} OwnRule;
typedef Array(OwnRule) OwnRules;

typedef struct NamedValue {
  Text name;
  uint8_t value; // of a global: GlobalSetting; of an environment: whether it is on
} NamedValue;

// Whether something is said, and what.
typedef enum Wish { WISH_NONE, WISH_NO, WISH_YES } Wish;

typedef struct LanguageWishes {
  bool has_goal;
  SyntaxGoal goal;
  uint32_t ecma_version; // 0: nothing is said
  Wish jsx, is_strict, returns_globally;
} LanguageWishes;

// What one object of a configuration says, for the files that it is about.
typedef struct ConfigPart ConfigPart;
struct ConfigPart {
  const ConfigPart *within; // it is about no other files than this one
  Text folder;              // its patterns are seen from here
  bool has_patterns;
  Array(Glob) files, excluded;
  Array(RuleEntry) rules;
  OwnRules own; // laid before the rules
  Array(NamedValue) globals, environments;
  LanguageWishes language;
  Wish no_inline, reports_unused;
};

typedef Array(ConfigPart *) ConfigParts;

// What a configuration file says.
typedef struct ConfigSource {
  ConfigKind kind;
  const ConfigFile *file;
  ConfigParts parts;
  IgnoreList ignore;
  bool is_root;     // what folders above it say does not count
  bool has_extends; // it says itself what it begins with
} ConfigSource;

// The names of files that say how their folder is linted: the configuration of each kind, in the
// order in which they are looked for, and then what else does.
enum { CONFIG_NAME_COUNT = CONFIG_ESLINT + 4 };
extern const Text config_names[CONFIG_NAME_COUNT];

typedef Array(Text) ConfigPaths;

// Reads a file (absolute). NULL where it can't be read, says nothing of linting, or has mistakes,
// which are added to `diagnostics`; `*code` is libuv's, or 0.
typedef struct ConfigReading {
  Arena *arena;
  Diagnostics *diagnostics;
  Text working_folder;
  OwnRules *own;      // all that have been read, or NULL: rules can name them
  ConfigPaths *paths; // likewise: files that configurations extend, there or not
} ConfigReading;
ConfigSource *config_source_read(const ConfigReading *reading, Text path, ConfigKind kind,
                                 int *code);

// Where rules are named. `file` is NULL for flags, whose text is `words`.
typedef struct RuleOrigin {
  const ConfigReading *reading;
  const ConfigFile *file;
  Text words;
  bool is_lenient; // rules that are not there are only warned of
} RuleOrigin;

// The rule that a key names; NULL: there is none, as `diagnostics` tell.
const Rule *config_find_rule(const RuleOrigin *origin, const Json *named, bool *is_stylistic);

// Adds "name: setting" of a rule to a part, or tells `diagnostics` what is wrong with it.
void config_add_rule(const RuleOrigin *origin, ConfigPart *part, const Json *rule);

// Adds a rule of the project's own: its name is the key, and the value says what it looks for.
void config_add_query(const RuleOrigin *origin, ConfigPart *part, const Json *own);

// Adds a global; an environment; a feature of the parser. False: there is none of this name, or the
// value does not fit.
bool config_add_global(Arena *arena, ConfigPart *part, Text name, const Json *value);
bool config_add_environment(Arena *arena, ConfigPart *part, Text name, bool is_on);
bool config_set_goal(ConfigPart *part, Text name);
bool config_set_parser(ConfigPart *part, Text name, const Json *value);
Text config_suggest_environment(Text name);

// A set of rules by its name ("recommended", "all", "style", "eslint:recommended"), as a part; or
// NULL.
ConfigPart *config_preset(Arena *arena, Text name, uint8_t severity);

// The place of a rule among rules_all.
uint32_t rule_index(const Rule *rule);

// ---- For a file

typedef struct RuleSlot {
  bool is_there;
  RuleSetting setting;
} RuleSlot;

typedef struct LintConfig {
  const RuleSlot *slots; // two for each of rules_all: the second is by its stylistic name
  OwnRules own;
  ActiveRules rules;
  const RulePlan *plan;
  const GlobalNames *globals; // beside the language's
  LanguageWishes language;
  bool no_inline, reports_unused;
  uint64_t hash;        // of all that it says; 0 unless somebody has asked for hashes
  bool is_across_files; // a rule is on that asks for the files around
  ConfigParts parts;
} LintConfig;

typedef struct LintConfigs {
  Arena arena; // of what is made; guarded by the lock
  Lock lock;
  Map known; // which parts → index
  Array(LintConfig *) made;
  bool drops_warnings; // rules that only warn are left out
  bool wants_hashes;
} LintConfigs;

void lint_configs_init(LintConfigs *configs);
void lint_configs_release(LintConfigs *configs);

// The configuration of the file at `path` by these parts, the later ones over the earlier ones. Any
// thread may ask.
const LintConfig *lint_config_for(LintConfigs *configs, const ConfigParts *parts, Text path);

// The configuration as JSON, for --print-config.
void lint_config_print(Buffer *out, const LintConfig *config);
