// Writes the JSON schema of configuration files, by which editors complete and check them, to
// standard output: what options.def says, and the few keys that are no flags.
#include "base/buffer.h"
#include "cli/config_key.h"
#include "cli/options.h"

#include <stdio.h>

typedef struct Row {
  Text name;
  OptionKind kind;
  OptionGroup group;
  Text value, help;
} Row;

static const Row rows[] = {
#define OPTION(ID, KIND, name, field, value, GROUP, help)                                          \
  {TEXT(name), OPTION_##KIND, GROUP_##GROUP, TEXT(value), TEXT(help)},
#include "cli/options.def"
};

static const struct {
  OptionId id;
  Text text;
} values[] = {
#define VALUE(ID, text, value) {OPTION_ID_##ID, TEXT(text)},
#include "cli/options.def"
};

static const OptionRange ranges[OPTION_COUNT] = {
#define RANGE(ID, least, most) [OPTION_ID_##ID] = {least, most},
#include "cli/options.def"
};

static void add_choices(Buffer *out, int id) {
  const char *separator = "";
  buffer_add_literal(out, "\"enum\": [");
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    if ((int)values[i].id != id || values[i].text.size == 0) continue;
    bool is_bare = text_is(values[i].text, TEXT("true")) || text_is(values[i].text, TEXT("false"));
    buffer_add_format(out, is_bare ? "%s%.*s" : "%s\"%.*s\"", separator, TEXT_ARGS(values[i].text));
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
static void add_items(Buffer *out, int id) {
  buffer_add_literal(out, "\"type\": \"array\", \"items\": { ");
  Text value = rows[id].value;
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

static void add_pairs(Buffer *out, int id) {
  if (id == OPTION_ID_LOADER || id == OPTION_ID_LOG_OVERRIDE) {
    buffer_add_literal(out, "\"type\": \"object\", \"additionalProperties\": { ");
    if (id == OPTION_ID_LOADER)
      add_loaders(out);
    else
      add_choices(out, OPTION_ID_LOG_LEVEL);
    buffer_add_literal(out, " }");
    return;
  }
  const char *type = "\"string\"";
  if (id == OPTION_ID_DEFINE) type = "[\"string\", \"number\", \"boolean\", \"null\"]";
  if (id == OPTION_ID_MANUAL_CHUNKS)
    type = "[\"string\", \"array\"], \"items\": { \"type\": \"string\", \"minLength\": 1 }";
  buffer_add_format(out, "\"type\": \"object\", \"additionalProperties\": { \"type\": %s }", type);
}

static void add_type(Buffer *out, int id) {
  if (id == OPTION_ID_TSCONFIG_RAW) {
    buffer_add_literal(out, "\"type\": [\"string\", \"object\"]");
    return;
  }
  switch (rows[id].kind) {
  case OPTION_FLAG: buffer_add_literal(out, "\"type\": \"boolean\""); break;
  case OPTION_CHOICE: add_choices(out, id); break;
  case OPTION_NUMBER:
    buffer_add_format(out, "\"type\": \"integer\", \"minimum\": %u, \"maximum\": %u",
                      ranges[id].least, ranges[id].most);
    break;
  case OPTION_TEXT: buffer_add_literal(out, "\"type\": \"string\", \"minLength\": 1"); break;
  case OPTION_OPTIONAL:
  case OPTION_ANYTEXT: buffer_add_literal(out, "\"type\": \"string\""); break;
  case OPTION_LIST:
  case OPTION_MANY: add_items(out, id); break;
  case OPTION_PAIRS: add_pairs(out, id); break;
  }
}

static void add_flag(Buffer *out, int id, Text key) {
  buffer_add_format(out, "\"%.*s\": { ", TEXT_ARGS(key));
  add_type(out, id);
  buffer_add_literal(out, ", \"description\": ");
  buffer_add_json_string(out, rows[id].help);
  buffer_add_literal(out, " }");
}

static Text object_of(Text key) {
  uint32_t dot = text_find_byte(key, '.', 0);
  return dot == TEXT_NOT_FOUND ? TEXT("") : text_slice(key, 0, dot);
}

// "banner.js" is the key "js" of an object, which is written where its first key stands.
static void add_object(Buffer *out, int first, Text object) {
  bool is_first = true;
  for (int id = 0; id < OPTION_COUNT; id++) {
    Text key = config_key(out->arena, rows[id].name);
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
    add_flag(out, id, text_slice(key, object.size + 1, key.size));
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
    "    \"serve\": { \"type\": \"object\" }\n"
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
    "              \"bad\": { \"$ref\": \"#/definitions/strings\" },\n"
    "              \"good\": { \"$ref\": \"#/definitions/strings\" }\n"
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

int main(void) {
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  buffer_add_text(&out, text_of(head));
  for (int id = 0; id < OPTION_COUNT; id++) {
    if (rows[id].group == GROUP_CONFIG) continue;
    Text key = config_key(&arena, rows[id].name);
    Text object = object_of(key);
    if (object.size) {
      add_object(&out, id, object);
    } else {
      buffer_add_literal(&out, ",\n        ");
      add_flag(&out, id, key);
    }
  }
  buffer_add_literal(&out, "\n      }\n    }\n  }\n}\n");
  bool is_written = fwrite(out.at, 1, out.size, stdout) == out.size && fflush(stdout) == 0;
  arena_release(&arena);
  return is_written ? 0 : 1;
}
