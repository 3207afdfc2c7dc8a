// rules_page: writes docs/rules.md, the documentation of the linter's rules, to standard output:
// what their files say.
#include "base/buffer.h"
#include "rules/run.h"

#include <stdio.h>

static const struct {
  const char *title, *text;
} types[] = {
    [RULE_PROBLEM] = {"Problems", "What is wrong, or not what was meant."},
    [RULE_SUGGESTION] = {"Suggestions", "What could be said better."},
    [RULE_LAYOUT] = {"Layout", "What looks different from the rest."},
};

// A link to the heading of a rule: GitHub makes it of the letters, digits and dashes.
static void add_link(Buffer *out, const char *name) {
  buffer_add_format(out, "[%s](#", name);
  for (; *name; name++) {
    if (*name != '@' && *name != '/') buffer_add_byte(out, *name);
  }
  buffer_add_byte(out, ')');
}

static void add_table(Buffer *out, RuleType type) {
  uint32_t count;
  const Rule *const *rules = rules_all(&count);
  buffer_add_format(out, "## %s\n\n%s\n\n", types[type].title, types[type].text);
  buffer_add_literal(out, "| rule | | recommended | mends |\n|---|---|---|---|\n");
  for (uint32_t i = 0; i < count; i++) {
    const Rule *rule = rules[i];
    if (rule->type != type) continue;
    buffer_add_literal(out, "| ");
    add_link(out, rule_name(rule));
    buffer_add_format(out, " | %s | %s | %s |\n", rule->summary,
                      rule->flags & RULE_RECOMMENDED ? "yes" : "",
                      rule->flags & RULE_FIXABLE    ? "fix"
                      : rule->flags & RULE_SUGGESTS ? "suggestion"
                                                    : "");
  }
  buffer_add_byte(out, '\n');
}

static void add_examples(Buffer *out, const char *title, const RuleExample *examples) {
  buffer_add_format(out, "\n%s:\n\n```jsx\n", title);
  for (const RuleExample *example = examples; example && example->code; ++example) {
    if (example != examples) buffer_add_byte(out, '\n');
    if (example->options) buffer_add_format(out, "// with %s\n", example->options);
    buffer_add_format(out, "%s\n", example->code);
  }
  buffer_add_literal(out, "```\n");
}

static void add_rule(Buffer *out, const Rule *rule) {
  buffer_add_format(out, "\n### %s\n\n%s.", rule_name(rule), rule->summary);
  if (rule->name && rule->stylistic) buffer_add_format(out, " Also `%s`.", rule->stylistic);
  if (rule->flags & RULE_RECOMMENDED) buffer_add_literal(out, " Recommended.");
  if (rule->flags & RULE_DEPRECATED) buffer_add_literal(out, " Deprecated.");
  buffer_add_format(out, "\n\n%s\n", rule->why);
  if (rule->options) buffer_add_format(out, "\nOptions: `` %s ``\n", rule->options);
  add_examples(out, "Bad", rule->bad);
  add_examples(out, "Good", rule->good);
}

int main(void) {
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  buffer_add_literal(&out, "# The rules of `cbundle lint`\n\n"
                           "Written by `./dev update` from the rules themselves; a terminal shows "
                           "the same by `cbundle lint --explain RULE`.\n\n");
  for (int type = RULE_PROBLEM; type <= RULE_LAYOUT; type++) add_table(&out, (RuleType)type);
  buffer_add_literal(&out, "## Each of them\n");
  uint32_t count;
  const Rule *const *rules = rules_all(&count);
  for (uint32_t i = 0; i < count; i++) add_rule(&out, rules[i]);
  fwrite(out.at, 1, out.size, stdout);
  arena_release(&arena);
  return 0;
}
