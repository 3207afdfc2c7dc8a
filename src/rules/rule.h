// Rule: what a rule of the linter is: its name and words, its options, and what it does with nodes.
//
// A rule is one file, src/rules/<type>/<name>.c, that defines `const Rule rule_<name>`; the build
// lists the folders. Names, options, messages, places and fixes are ESLint's.
//
// Takes: one file's tree, scopes and tokens (source_code.h), and the rule's options.
// Gives: reports (report.h).
// Never: reads files, keeps anything between two files, or changes the tree.
#pragma once

#include "rules/estree.h"
#include "rules/options.h"
#include "rules/report.h"
#include "rules/source_code.h"

typedef enum RuleType {
  RULE_PROBLEM,    // src/rules/problem: it is wrong, or not what was meant
  RULE_SUGGESTION, // src/rules/suggestion: it could be said better
  RULE_LAYOUT,     // src/rules/layout: it looks different from the rest
} RuleType;

typedef enum RuleFlag {
  RULE_RECOMMENDED = 1 << 0,
  RULE_FIXABLE = 1 << 1,
  RULE_SUGGESTS = 1 << 2, // has fixes that someone must choose
  RULE_DEPRECATED = 1 << 3,
  RULE_ACROSS_FILES = 1 << 4, // asks for the files around (project.h)
} RuleFlag;

// A sentence of a rule; `{0}`, `{1}`… are replaced by the arguments of a report.
typedef struct RuleMessage {
  const char *id, *text;
} RuleMessage;

// Code that shows what a rule means: its documentation and its test.
typedef struct RuleExample {
  const char *code;
  const char *options; // a JSON list of them, or NULL
} RuleExample;

#define EXAMPLES(...) ((const RuleExample[]){__VA_ARGS__, {NULL, NULL}})

typedef void RuleHandler(RuleContext *context, NodeId node);

// What is called for nodes of a kind: before the nodes below it, and behind them.
typedef struct RuleVisit {
  NodeKind kind;
  RuleHandler *enter, *leave;
} RuleVisit;

#define VISITS(...) ((const RuleVisit[]){__VA_ARGS__, {NODE_NONE, NULL, NULL}})

typedef struct QueryRule QueryRule; // query_rule.h

struct Rule {
  const char *name;
  const char *stylistic; // its name as a successor, "@stylistic/semi", or NULL: a second rule that
                         // does the same (`context->is_stylistic` tells them apart)
  RuleType type;
  unsigned flags;              // RuleFlag
  const char *summary;         // "Disallow …" or "Require …", no full stop
  const char *why;             // one or more sentences: what goes wrong without it
  const char *options;         // their type, see options.h; NULL if it has none
  const RuleMessage *messages; // by the number that the rule gives a message
  const RuleExample *bad, *good;
  const RuleVisit *visits; // ends with NODE_NONE; may be NULL
  RuleVisit wanted;        // of the kinds that wants() names; its own does not count
  bool (*wants)(const void *settings, NodeKind kind); // only the options know
  const QueryRule *query; // it is one of a configuration's own, and these are its settings
  size_t state_size;       // of what a rule keeps about a file: zeroed, at context->state
  size_t settings_size;    // of what configure() makes of the options, at context->settings
  void (*configure)(Arena *arena, const Json *const *options, void *settings);
  void (*begin)(RuleContext *context); // before the first node
  void (*end)(RuleContext *context);   // behind the last one
};

// A rule at work on one file.
struct RuleContext {
  const Rule *rule;
  SourceCode *code;
  const Tree *tree;           // the code's
  Arena *arena;               // as long as the file's reports live
  const Json *const *options; // by their place; defaults filled in
  const void *settings;
  void *state;
  RuleReports *reports;
  uint8_t severity;  // 1 warns, 2 is an error
  bool is_stylistic; // it was asked for as `rule->stylistic`
};

// ---- Options of the rule at work

// The option in place `index`; NULL where none was given and none is the default.
static inline const Json *option(const RuleContext *context, uint32_t index) {
  return context->options[index];
}

// Whether the option is this string.
bool option_is(const RuleContext *context, uint32_t index, const char *value);

// A field of an option that is an object, or NULL; whether it is `true`; its number.
const Json *option_field(const RuleContext *context, uint32_t index, const char *key);
bool option_flag(const RuleContext *context, uint32_t index, const char *key);
double option_number(const RuleContext *context, uint32_t index, const char *key, double otherwise);

// Whether a list (NULL has nothing) holds the string.
bool json_list_has(const Json *list, Text item);
