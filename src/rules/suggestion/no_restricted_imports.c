// no-restricted-imports: modules, and names of modules, that a project does not want to be
// imported.
#include "rules/import_restrictions.h"
#include "rules/rule.h"
#include "rules/spaces.h"
#include "rules/static_names.h"

// Each sentence, and the same with a message of the configuration behind it.
enum {
  PATH,
  PATTERNS = 2,
  PATTERN_NAME = 4,
  PATTERN_ALL = 6,
  PATTERN_ALL_MATCHING = 8,
  ALL = 10,
  NAME = 12,
  ALLOWED_NAME = 14,
  ALL_BUT_ALLOWED = 16,
  ALLOWED_MATCHING = 18,
  ALL_BUT_MATCHING = 20,
};

#define BOTH(NUMBER, id, custom_id, text, custom)                                                  \
  [NUMBER] = {id, text}, [(NUMBER) + 1] = {custom_id, text " " custom}

static const RuleMessage messages[] = {
    BOTH(PATH, "path", "pathWithCustomMessage", "'{0}' import is restricted from being used.",
         "{1}"),
    BOTH(PATTERNS, "patterns", "patternWithCustomMessage",
         "'{0}' import is restricted from being used by a pattern.", "{1}"),
    BOTH(PATTERN_NAME, "patternAndImportName", "patternAndImportNameWithCustomMessage",
         "'{1}' import from '{0}' is restricted from being used by a pattern.", "{2}"),
    BOTH(PATTERN_ALL, "patternAndEverything", "patternAndEverythingWithCustomMessage",
         "* import is invalid because {1} from '{0}' {2} restricted from being used by a pattern.",
         "{3}"),
    BOTH(PATTERN_ALL_MATCHING, "patternAndEverythingWithRegexImportName",
         "patternAndEverythingWithRegexImportNameAndCustomMessage",
         "* import is invalid because import name matching '{1}' pattern from '{0}' is restricted "
         "from being used.",
         "{2}"),
    BOTH(ALL, "everything", "everythingWithCustomMessage",
         "* import is invalid because {1} from '{0}' {2} restricted.", "{3}"),
    BOTH(NAME, "importName", "importNameWithCustomMessage",
         "'{1}' import from '{0}' is restricted.", "{2}"),
    BOTH(ALLOWED_NAME, "allowedImportName", "allowedImportNameWithCustomMessage",
         "'{1}' import from '{0}' is restricted because only {2} {3} allowed.", "{4}"),
    BOTH(ALL_BUT_ALLOWED, "everythingWithAllowImportNames",
         "everythingWithAllowImportNamesAndCustomMessage",
         "* import is invalid because only {1} from '{0}' {2} allowed.", "{3}"),
    BOTH(ALLOWED_MATCHING, "allowedImportNamePattern", "allowedImportNamePatternWithCustomMessage",
         "'{1}' import from '{0}' is restricted because only imports that match the pattern '{2}' "
         "are allowed from '{0}'.",
         "{3}"),
    BOTH(ALL_BUT_MATCHING, "everythingWithAllowedImportNamePattern",
         "everythingWithAllowedImportNamePatternWithCustomMessage",
         "* import is invalid because only imports that match the pattern '{1}' from '{0}' are "
         "allowed.",
         "{2}"),
};

static void configure(Arena *arena, const Json *const *options, void *settings) {
  import_restrictions_read(arena, options, settings);
}

// A name that a statement imports: "*" for all.
typedef struct Imported {
  Text source, name;
  Span span;
} Imported;

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'".
static Text list_names(RuleContext *context, const Json *names) {
  Text out = TEXT("");
  uint32_t count = 0;
  for (const Json *each = names->first_child; each; each = each->next, ++count) {
    const char *between = count == 0 ? "" : each->next ? ", " : count == 1 ? " and " : ", and ";
    out =
        text_format(context->arena, "%.*s%s'%.*s'", TEXT_ARGS(out), between, TEXT_ARGS(each->text));
  }
  return out;
}

static Text verb(const Json *names) {
  return names->first_child && names->first_child->next ? TEXT("are") : TEXT("is");
}

static Text show_pattern(RuleContext *context, Text source) {
  return text_format(context->arena, "/%.*s/u", TEXT_ARGS(source));
}

// ---- Reports

// Reports with the arguments given, and the configuration's message, if there is one, behind them.
static void report_import(RuleContext *context, const Imported *imported, Text custom, int message,
                          const Text *given) {
  Text arguments[8];
  uint32_t count = 0;
  arguments[count++] = imported->source;
  while (given[count - 1].at) {
    arguments[count] = given[count - 1];
    ++count;
  }
  if (custom.size) arguments[count++] = custom;
  arguments[count] = (Text){0};
  report_with(context, imported->span, message + (custom.size ? 1 : 0), arguments);
}

#define tell(context, imported, custom, message, ...)                                              \
  report_import((context), (imported), (custom), (message), (const Text[]){__VA_ARGS__, {NULL, 0}})

static void check_all(RuleContext *context, const ImportRestriction *rule, const Imported *it) {
  if (rule->names) {
    tell(context, it, rule->message, rule->is_pattern ? PATTERN_ALL : ALL,
         list_names(context, rule->names), verb(rule->names));
  } else if (rule->allowed_names) {
    tell(context, it, rule->message, ALL_BUT_ALLOWED, list_names(context, rule->allowed_names),
         verb(rule->allowed_names));
  } else if (rule->allowed_pattern) {
    tell(context, it, rule->message, ALL_BUT_MATCHING,
         show_pattern(context, rule->allowed_pattern_text));
  } else {
    tell(context, it, rule->message, PATTERN_ALL_MATCHING,
         show_pattern(context, rule->name_pattern_text));
  }
}

static void check_name(RuleContext *context, const ImportRestriction *rule, const Imported *it) {
  bool is_named = json_list_has(rule->names, it->name);
  bool is_matched = rule->name_pattern && pattern_matches(rule->name_pattern, it->name);
  if (is_named || is_matched)
    tell(context, it, rule->message, rule->is_pattern ? PATTERN_NAME : NAME, it->name);
  if (rule->allowed_names && !json_list_has(rule->allowed_names, it->name))
    tell(context, it, rule->message, ALLOWED_NAME, it->name,
         list_names(context, rule->allowed_names), verb(rule->allowed_names));
  else if (rule->allowed_pattern && !pattern_matches(rule->allowed_pattern, it->name))
    tell(context, it, rule->message, ALLOWED_MATCHING, it->name,
         show_pattern(context, rule->allowed_pattern_text));
}

static bool is_about_names(const ImportRestriction *rule) {
  return rule->names || rule->allowed_names || rule->name_pattern || rule->allowed_pattern;
}

// ---- Statements

typedef Array(Imported) ImportedNames;

static void add(RuleContext *context, ImportedNames *names, NodeId at, Text name) {
  Imported imported = {.name = name, .span = estree_span(context->code, at)};
  array_push(context->arena, names, imported);
}

static void read_clause(RuleContext *context, NodeId clause, ImportedNames *names) {
  const Tree *tree = context->tree;
  tree_each_named(tree, clause, part) {
    switch ((int)tree_kind(tree, part)) {
    case NODE_IDENTIFIER: add(context, names, part, TEXT("default")); break;
    case NODE_NAMESPACE_IMPORT: add(context, names, part, TEXT("*")); break;
    case NODE_NAMED_IMPORTS:
      tree_each_named(tree, part, specifier)
        add(context, names, specifier,
            specifier_name(context->code, tree_child(tree, specifier, FIELD_NAME)));
      break;
    default: break;
    }
  }
}

static void read_names(RuleContext *context, NodeId node, ImportedNames *names) {
  const Tree *tree = context->tree;
  tree_each_child(tree, node, child) {
    switch ((int)tree_kind(tree, child)) {
    case NODE_IMPORT_CLAUSE: read_clause(context, child, names); break;
    case NODE_EXPORT_CLAUSE:
      tree_each_named(tree, child, specifier)
        add(context, names, specifier,
            specifier_name(context->code, tree_child(tree, specifier, FIELD_NAME)));
      break;
    case NODE_NAMESPACE_EXPORT:
      add(context, names, tree_first_child(tree, child), TEXT("*"));
      break;
    case TOKEN_STAR: add(context, names, child, TEXT("*")); break;
    default: break;
    }
  }
}

static void check_restriction(RuleContext *context, const ImportRestriction *rule, NodeId node,
                              Text source, const ImportedNames *names) {
  if (!is_about_names(rule)) {
    Imported all = {.source = source, .span = estree_span(context->code, node)};
    Text none[1] = {{NULL, 0}};
    report_import(context, &all, rule->message, rule->is_pattern ? PATTERNS : PATH, none);
    return;
  }
  for (uint32_t i = 0; i < names->count; i++) {
    Imported imported = names->at[i];
    imported.source = source;
    if (text_is(imported.name, TEXT("*")))
      check_all(context, rule, &imported);
    else
      check_name(context, rule, &imported);
  }
}

static void check(RuleContext *context, NodeId node) {
  const ImportRestrictions *restrictions = context->settings;
  NodeId from = tree_child(context->tree, node, FIELD_SOURCE);
  if (!from || restrictions->items.count == 0) return;
  Text source = text_trim(specifier_name(context->code, from));
  ImportedNames names = {0};
  bool is_read = false;
  for (uint32_t i = 0; i < restrictions->items.count; i++) {
    const ImportRestriction *rule = &restrictions->items.at[i];
    if (!import_is_meant(context->arena, rule, source)) continue;
    if (!is_read) read_names(context, node, &names);
    is_read = true;
    check_restriction(context, rule, node, source, &names);
  }
}

const Rule rule_no_restricted_imports = {
    .name = "no-restricted-imports",
    .type = RULE_SUGGESTION,
    .summary = "Disallow imports that the options name",
    .why = "A project may have a better way than some module, or keep a module's inside to itself, "
           "and say so where it is imported.",
    .options =
        "(string | { name: string, message: string, importNames: string[], "
        "allowImportNames: string[], allowTypeImports: boolean } | { paths: any[], patterns: "
        "any[] })...",
    .messages = messages,
    .bad = EXAMPLES({"import fs from \"fs\";", "[\"fs\"]"},
                    {"import { join } from \"path\";",
                     "[{\"paths\": [{\"name\": \"path\", \"importNames\": [\"join\"]}]}]"},
                    {"import a from \"lib/inside/a\";", "[{\"patterns\": [\"lib/inside/*\"]}]"}),
    .good = EXAMPLES({"import os from \"os\";", "[\"fs\"]"},
                     {"import a from \"lib/a\";", "[{\"patterns\": [\"lib/inside/*\"]}]"}),
    .settings_size = sizeof(ImportRestrictions),
    .configure = configure,
    .visits = VISITS({NODE_IMPORT_STATEMENT, check}, {NODE_EXPORT_STATEMENT, check}),
};
