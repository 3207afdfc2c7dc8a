// What configurations and flags say alike: globals, environments, the language.
#include "base/suggest.h"
#include "lint/config.h"
#include "lint/environments.h"

bool config_add_global(Arena *arena, ConfigPart *part, Text name, const Json *value) {
  GlobalSetting setting;
  if (!global_setting_read(value, &setting)) return false;
  array_push(arena, &part->globals, (NamedValue){name, (uint8_t)setting});
  return true;
}

bool config_add_environment(Arena *arena, ConfigPart *part, Text name, bool is_on) {
  bool is_builtin = text_is(name, TEXT("builtin")) || text_is(name, TEXT("es6"));
  if (!is_builtin && !environment_is_known(name)) return false;
  array_push(arena, &part->environments, (NamedValue){name, is_on});
  return true;
}

Text config_suggest_environment(Text name) {
  Suggestion best = {0};
  Text each;
  for (uint32_t i = 0; (each = environment_name(i)).size; i++) suggest_consider(&best, name, each);
  return best.name;
}

bool config_set_goal(ConfigPart *part, Text name) {
  LanguageWishes *language = &part->language;
  if (text_is(name, TEXT("module")))
    language->goal = SYNTAX_MODULE;
  else if (text_is(name, TEXT("script")))
    language->goal = SYNTAX_SCRIPT;
  else if (text_is(name, TEXT("commonjs")))
    language->goal = SYNTAX_COMMONJS;
  else
    return false;
  return language->has_goal = true;
}

static bool set_version(LanguageWishes *language, const Json *value) {
  if (text_is(json_text(value), TEXT("latest"))) {
    language->ecma_version = LANGUAGE_LATEST;
    return true;
  }
  double year = value->kind == JSON_NUMBER ? value->number : 0;
  if (year >= 6 && year < 2015) year += 2009;
  bool is_good = year == 3 || year == 5 || (year >= 2015 && year <= 2100);
  if (is_good) language->ecma_version = (uint32_t)year;
  return is_good;
}

bool config_set_parser(ConfigPart *part, Text name, const Json *value) {
  LanguageWishes *language = &part->language;
  if (text_is(name, TEXT("ecmaVersion"))) return set_version(language, value);
  if (text_is(name, TEXT("sourceType"))) return config_set_goal(part, json_text(value));
  Wish *wish = text_is(name, TEXT("jsx"))             ? &language->jsx
               : text_is(name, TEXT("globalReturn"))  ? &language->returns_globally
               : text_is(name, TEXT("impliedStrict")) ? &language->is_strict
                                                      : NULL;
  if (!wish || (value->kind != JSON_TRUE && value->kind != JSON_FALSE)) return false;
  *wish = value->kind == JSON_TRUE ? WISH_YES : WISH_NO;
  return true;
}
