// Writes the JSON schema of configuration files, by which editors complete and check them, to
// standard output: what the tables of flags say, and the few keys that are no flags.
#include "base/buffer.h"
#include "cli/config_key.h"
#include "cli/options.h"
#include "cli/serve_options.h"

#include <stdio.h>

static bool is_flag(const Option *option, Text name) {
  return text_is(option->name, name);
}

static void add_choices(Buffer *out, const FlagTable *flags, const Option *option) {
  const char *separator = "";
  buffer_add_literal(out, "\"enum\": [");
  for (size_t i = 0; i < flags->value_count; i++) {
    Text text = flags->values[i].text;
    if (&flags->options[flags->values[i].id] != option || text.size == 0) continue;
    bool is_bare = text_is(text, TEXT("true")) || text_is(text, TEXT("false"));
    buffer_add_format(out, is_bare ? "%s%.*s" : "%s\"%.*s\"", separator, TEXT_ARGS(text));
    separator = ", ";
  }
  buffer_add_literal(out, "]");
}

static const Text loaders[] = {
#define LOADER(NAME, name) TEXT(name),
#include "graph/loaders.def"
};

static void add_loaders(Buffer *out) {
  const char *separator = "";
  buffer_add_literal(out, "\"enum\": [");
  for (size_t i = 0; i < sizeof loaders / sizeof *loaders; i++) {
    if (loaders[i].size == 0) continue;
    buffer_add_format(out, "%s\"%.*s\"", separator, TEXT_ARGS(loaders[i]));
    separator = ", ";
  }
  buffer_add_literal(out, ", \"default\"]"); // what the extension would have without a flag
}

// Items of "a|b" are these words.
static void add_items(Buffer *out, Text value) {
  buffer_add_literal(out, "\"type\": \"array\", \"items\": { ");
  bool is_choice = text_find_byte(value, '|', 0) != TEXT_NOT_FOUND;
  buffer_add_text(out, is_choice ? TEXT("\"enum\": [\"")
                                 : TEXT("\"type\": \"string\", \"minLength\": 1"));
  for (uint32_t i = 0; is_choice && i < value.size; i++) {
    if (value.at[i] == '|')
      buffer_add_literal(out, "\", \"");
    else
      buffer_add_byte(out, value.at[i]);
  }
  buffer_add_text(out, is_choice ? TEXT("\"] }") : TEXT(" }"));
}

static const Option *find_flag(const FlagTable *flags, Text name) {
  const Option *option = flags->options;
  while (!is_flag(option, name)) option++;
  return option;
}

static void add_pairs(Buffer *out, const FlagTable *flags, const Option *option) {
  bool is_loader = is_flag(option, TEXT("loader"));
  if (is_loader || is_flag(option, TEXT("log-override"))) {
    buffer_add_literal(out, "\"type\": \"object\", \"additionalProperties\": { ");
    if (is_loader)
      add_loaders(out);
    else
      add_choices(out, flags, find_flag(flags, TEXT("log-level")));
    buffer_add_literal(out, " }");
    return;
  }
  const char *type = "\"string\"";
  if (is_flag(option, TEXT("define"))) type = "[\"string\", \"number\", \"boolean\", \"null\"]";
  if (is_flag(option, TEXT("manual-chunks")))
    type = "[\"string\", \"array\"], \"items\": { \"type\": \"string\", \"minLength\": 1 }";
  buffer_add_format(out, "\"type\": \"object\", \"additionalProperties\": { \"type\": %s }", type);
}

static void add_type(Buffer *out, const FlagTable *flags, const Option *option) {
  OptionRange range = flags->ranges[option - flags->options];
  if (is_flag(option, TEXT("tsconfig-raw"))) {
    buffer_add_literal(out, "\"type\": [\"string\", \"object\"]");
    return;
  }
  switch (option->kind) {
  case OPTION_FLAG: buffer_add_literal(out, "\"type\": \"boolean\""); break;
  case OPTION_CHOICE: add_choices(out, flags, option); break;
  case OPTION_NUMBER:
    buffer_add_format(out, "\"type\": \"integer\", \"minimum\": %u, \"maximum\": %u", range.least,
                      range.most);
    break;
  case OPTION_TEXT: buffer_add_literal(out, "\"type\": \"string\", \"minLength\": 1"); break;
  case OPTION_OPTIONAL: buffer_add_literal(out, "\"type\": [\"string\", \"boolean\"]"); break;
  case OPTION_ANYTEXT: buffer_add_literal(out, "\"type\": \"string\""); break;
  case OPTION_LIST:
  case OPTION_MANY: add_items(out, option->value); break;
  case OPTION_PAIRS: add_pairs(out, flags, option); break;
  }
}

static void add_flag(Buffer *out, const FlagTable *flags, const Option *option, Text key) {
  buffer_add_format(out, "\"%.*s\": { ", TEXT_ARGS(key));
  add_type(out, flags, option);
  buffer_add_literal(out, ", \"description\": ");
  buffer_add_json_string(out, option->help);
  buffer_add_literal(out, " }");
}

static Text object_of(Text key) {
  uint32_t dot = text_find_byte(key, '.', 0);
  return dot == TEXT_NOT_FOUND ? TEXT("") : text_slice(key, 0, dot);
}

// "banner.js" is the key "js" of an object, which is written where its first key stands.
static void add_object(Buffer *out, const FlagTable *flags, size_t first, Text object) {
  bool is_first = true;
  for (size_t id = 0; id < flags->option_count; id++) {
    Text key = config_key(out->arena, flags->options[id].name);
    if (!text_is(object_of(key), object)) continue;
    if (is_first && id < first) return;
    if (is_first)
      buffer_add_format(out,
                        ",\n        \"%.*s\": {\n          \"type\": \"object\",\n"
                        "          \"additionalProperties\": false,\n"
                        "          \"properties\": {\n            ",
                        TEXT_ARGS(object));
    else
      buffer_add_literal(out, ",\n            ");
    add_flag(out, flags, &flags->options[id], text_slice(key, object.size + 1, key.size));
    is_first = false;
  }
  buffer_add_literal(out, "\n          }\n        }");
}

static const char head[] = //
    "{\n"
    "  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
    "  \"title\": \"cbundle.json: the configuration of cbundle\",\n"
    "  \"type\": \"object\",\n"
    "  \"additionalProperties\": false,\n"
    "  \"properties\": {\n"
    "    \"$schema\": { \"type\": \"string\" },\n"
    "    \"extends\": {\n"
    "      \"description\": \"The file, or files, that this one goes on from\",\n"
    "      \"type\": [\"string\", \"array\"],\n"
    "      \"minLength\": 1,\n"
    "      \"items\": { \"type\": \"string\", \"minLength\": 1 }\n"
    "    },\n"
    "    \"build\": { \"$ref\": \"#/definitions/build\", "
    "\"description\": \"What all builds have in common\" },\n"
    "    \"builds\": {\n"
    "      \"description\": \"Builds by their names, for --build=NAME; each goes on from "
    "\\\"build\\\"\",\n"
    "      \"type\": \"object\",\n"
    "      \"additionalProperties\": { \"$ref\": \"#/definitions/build\" }\n"
    "    },\n"
    "    \"lint\": {\n"
    "      \"description\": \"What files are linted with\",\n"
    "      \"allOf\": [{ \"$ref\": \"#/definitions/lint\" }]\n"
    "    },\n"
    "    \"serve\": {\n"
    "      \"description\": \"What cbundle serve does; it builds as \\\"build\\\" says\",\n"
    "      \"allOf\": [{ \"$ref\": \"#/definitions/serve\" }]\n"
    "    }\n"
    "  },\n"
    "  \"definitions\": {\n"
    "    \"strings\": { \"type\": [\"string\", \"array\"], \"items\": { \"type\": \"string\" } },\n"
    "    \"lint\": {\n"
    "      \"type\": \"object\",\n"
    "      \"properties\": {\n"
    "        \"root\": { \"type\": \"boolean\", \"description\": \"What folders above say does "
    "not count\" },\n"
    "        \"ignore\": { \"$ref\": \"#/definitions/strings\", \"description\": \"What not to "
    "lint, as lines of .gitignore\" },\n"
    "        \"extends\": { \"$ref\": \"#/definitions/strings\", \"description\": \"Sets of rules "
    "to begin with (recommended, all, style), and files such as ./base.json\" },\n"
    "        \"rules\": { \"type\": \"object\", \"description\": \"Settings by the names of "
    "rules: off, warn or error, or a list of that and options\" },\n"
    "        \"queries\": {\n"
    "          \"description\": \"The project's own rules, by names such as team/no-console\",\n"
    "          \"type\": \"object\",\n"
    "          \"additionalProperties\": {\n"
    "            \"type\": \"object\",\n"
    "            \"required\": [\"query\", \"message\"],\n"
    "            \"additionalProperties\": false,\n"
    "            \"properties\": {\n"
    "              \"query\": { \"$ref\": \"#/definitions/strings\", \"description\": \"What is "
    "looked for, in tree-sitter's query language\" },\n"
    "              \"message\": { \"type\": \"string\", \"description\": \"What is said; @name is "
    "the text of a capture\" },\n"
    "              \"severity\": { \"enum\": [\"off\", \"warn\", \"error\", 0, 1, 2] },\n"
    "              \"files\": { \"$ref\": \"#/definitions/strings\" },\n"
    "              \"excludedFiles\": { \"$ref\": \"#/definitions/strings\" },\n"
    "              \"fix\": {\n"
    "                \"description\": \"What the node becomes, or what captures become\",\n"
    "                \"type\": [\"string\", \"object\"],\n"
    "                \"additionalProperties\": { \"type\": \"string\" }\n"
    "              },\n"
    "              \"summary\": { \"type\": \"string\" },\n"
    "              \"why\": { \"type\": \"string\" },\n"
    "              \"bad\": { \"$ref\": \"#/definitions/strings\", \"description\": \"Code "
    "that the rule must report: it is tried out\" },\n"
    "              \"good\": { \"$ref\": \"#/definitions/strings\", \"description\": \"Code "
    "that the rule must not report\" }\n"
    "            }\n"
    "          }\n"
    "        },\n"
    "        \"globals\": {\n"
    "          \"type\": \"object\",\n"
    "          \"additionalProperties\": { \"enum\": [\"readonly\", \"writable\", \"off\", true, "
    "false] }\n"
    "        },\n"
    "        \"env\": {\n"
    "          \"description\": \"Where the code runs: browser, node, worker, jest, mocha and "
    "others\",\n"
    "          \"type\": \"object\",\n"
    "          \"additionalProperties\": { \"type\": \"boolean\" }\n"
    "        },\n"
    "        \"sourceType\": { \"enum\": [\"module\", \"script\", \"commonjs\"] },\n"
    "        \"parserOptions\": { \"type\": \"object\" },\n"
    "        \"noInlineConfig\": { \"type\": \"boolean\" },\n"
    "        \"reportUnusedDisableDirectives\": { \"type\": \"boolean\" },\n"
    "        \"overrides\": {\n"
    "          \"description\": \"What is different for some files\",\n"
    "          \"type\": \"array\",\n"
    "          \"items\": {\n"
    "            \"allOf\": [{ \"$ref\": \"#/definitions/lint\" }],\n"
    "            \"properties\": {\n"
    "              \"files\": { \"$ref\": \"#/definitions/strings\" },\n"
    "              \"excludedFiles\": { \"$ref\": \"#/definitions/strings\" }\n"
    "            },\n"
    "            \"required\": [\"files\"]\n"
    "          }\n"
    "        }\n"
    "      }\n"
    "    },\n"
    "    \"build\": {\n"
    "      \"type\": \"object\",\n"
    "      \"additionalProperties\": false,\n"
    "      \"properties\": {\n"
    "        \"entryPoints\": {\n"
    "          \"description\": \"The files to begin with: a list, or an object from names of "
    "outputs to files\",\n"
    "          \"type\": [\"array\", \"object\"],\n"
    "          \"items\": { \"type\": \"string\", \"minLength\": 1 },\n"
    "          \"additionalProperties\": { \"type\": \"string\", \"minLength\": 1 }\n"
    "        }";

// Members behind those that are there already, if there are any.
static void add_flags(Buffer *out, const FlagTable *flags, const char *separator) {
  for (size_t id = 0; id < flags->option_count; id++) {
    const Option *option = &flags->options[id];
    if (option->group == flags->group_off_file) continue;
    Text key = config_key(out->arena, option->name);
    Text object = object_of(key);
    if (object.size) {
      add_object(out, flags, id, object);
    } else {
      buffer_add_format(out, "%s\n        ", separator);
      add_flag(out, flags, option, key);
    }
    separator = ",";
  }
}

int main(void) {
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  buffer_add_text(&out, text_of(head));
  add_flags(&out, &options_flags, ",");
  buffer_add_literal(&out, "\n      }\n    },\n    \"serve\": {\n      \"type\": \"object\",\n"
                           "      \"additionalProperties\": false,\n      \"properties\": {");
  add_flags(&out, &serve_flags, "");
  buffer_add_literal(&out, "\n      }\n    }\n  }\n}\n");
  bool is_written = fwrite(out.at, 1, out.size, stdout) == out.size && fflush(stdout) == 0;
  arena_release(&arena);
  return is_written ? 0 : 1;
}
