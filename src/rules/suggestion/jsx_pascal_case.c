// jsx-pascal-case: how components are named.
#include "base/glob.h"
#include "rules/jsx.h"

#include <ctype.h>

enum { PASCAL, PASCAL_OR_SNAKE };

static const RuleMessage messages[] = {
    [PASCAL] = {"usePascalCase", "Imported JSX component {0} must be in PascalCase"},
    [PASCAL_OR_SNAKE] = {"usePascalOrSnakeCase", "Imported JSX component {0} must be in PascalCase "
                                                 "or SCREAMING_SNAKE_CASE"},
};

static bool is_upper(char byte) {
  return isupper((unsigned char)byte);
}

// Letters that are not ASCII count as letters of either case.
static bool is_other_letter(char byte) {
  return (unsigned char)byte >= 0x80;
}

static bool is_pascal(Text name) {
  if (!name.size || (!is_upper(name.at[0]) && !is_other_letter(name.at[0]))) return false;
  bool has_small = false;
  for (uint32_t i = 1; i < name.size; i++) {
    bool is_name = isalnum((unsigned char)name.at[i]) || is_other_letter(name.at[i]);
    if (!is_name) return false;
    has_small |= !is_upper(name.at[i]);
  }
  return has_small;
}

static bool is_all_caps(Text name) {
  for (uint32_t i = 0; i < name.size; i++) {
    bool is_inside = i > 0 && i + 1 < name.size;
    bool is_caps = is_upper(name.at[i]) || isdigit((unsigned char)name.at[i]);
    if (!is_caps && !(is_inside && name.at[i] == '_')) return false;
  }
  return name.size > 0;
}

// `+(a|b)`, one or more of them, is taken for one: names that repeat themselves are rare.
static Text with_single_choices(Arena *arena, Text pattern) {
  char *at = arena_copy(arena, pattern.at, pattern.size);
  for (uint32_t i = 0; i + 1 < pattern.size; i++) {
    if (at[i] == '+' && at[i + 1] == '(') at[i] = '@';
  }
  return (Text){at, pattern.size};
}

static bool is_ignored(RuleContext *context, Text name) {
  const Json *list = option_field(context, 0, "ignore");
  for (const Json *item = list ? list->first_child : NULL; item; item = item->next) {
    Glob glob = glob_make(context->arena, with_single_choices(context->arena, item->text));
    if (text_is(item->text, name) || glob_matches(&glob, name)) return true;
  }
  return false;
}

static bool is_right(RuleContext *context, Text name) {
  Text bare = name;
  if (option_flag(context, 0, "allowLeadingUnderscore") && name.at[0] == '_')
    bare = text_slice(name, 1, name.size);
  return is_pascal(bare) || (option_flag(context, 0, "allowAllCaps") && is_all_caps(bare)) ||
         is_ignored(context, name);
}

static void check_tag(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Text rest = jsx_tag_name(tree, node);
  if (!rest.size || jsx_is_html(tree, node)) return;
  bool has_colon = text_find_byte(rest, ':', 0) != TEXT_NOT_FOUND;
  while (rest.size) {
    Text name = text_next(&rest, has_colon ? ':' : '.');
    if (name.size <= 1) return;
    if (!is_right(context, name)) {
      report(context, node, option_flag(context, 0, "allowAllCaps") ? PASCAL_OR_SNAKE : PASCAL,
             name);
      return;
    }
    if (option_flag(context, 0, "allowNamespace")) return;
  }
}

const Rule rule_jsx_pascal_case = {
    .name = "@stylistic/jsx-pascal-case",
    .type = RULE_SUGGESTION,
    .summary = "Require PascalCase for components",
    .why = "One way everywhere is easier to read, and a component is told apart from an element of "
           "HTML.",
    .options = "{ allowAllCaps: boolean = false, allowLeadingUnderscore: boolean = false, "
               "allowNamespace: boolean = false, ignore: string[] }",
    .messages = messages,
    .bad = EXAMPLES({"<Test_component />;"}),
    .good = EXAMPLES({"<TestComponent />;"}, {"<TEST_COMPONENT />;", "[{\"allowAllCaps\": true}]"}),
    .visits =
        VISITS({NODE_JSX_OPENING_ELEMENT, check_tag}, {NODE_JSX_SELF_CLOSING_ELEMENT, check_tag}),
};
