// The metafile's text, to the byte: people diff and post-process these files.
#include "bundle/metafile.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static Metafile two_modules(Arena *arena) {
  Metafile metafile = {0};
  MetafileInput library = {.path = TEXT("lib \"1\".cjs"), .bytes = 20, .format = METAFILE_COMMONJS};
  MetafileInput app = {.path = TEXT("app.js"), .bytes = 5000000000, .format = METAFILE_ESM};
  MetafileInput data = {.path = TEXT("data.json"), .bytes = 7};
  MetafileImport one = {
      .path = library.path, .original = TEXT("./lib \"1\".cjs"), .kind = IMPORT_REQUIRE};
  MetafileImport other = {.path = TEXT("fs"), .kind = IMPORT_DYNAMIC, .is_external = true};
  array_push(arena, &app.imports, one);
  array_push(arena, &app.imports, other);
  array_push(arena, &metafile.inputs, library);
  array_push(arena, &metafile.inputs, app);
  array_push(arena, &metafile.inputs, data);
  MetafileOutput output = {.path = TEXT("out/app.js"), .bytes = 123, .entry_point = app.path};
  array_push(arena, &output.exports, TEXT("default"));
  array_push(arena, &output.imports, other);
  array_push(arena, &output.shares, (MetafileShare){0, 18});
  array_push(arena, &output.shares, (MetafileShare){1, 80});
  array_push(arena, &metafile.outputs, output);
  return metafile;
}

static const char EXPECTED[] = "{\n"
                               "  \"inputs\": {\n"
                               "    \"lib \\\"1\\\".cjs\": {\n"
                               "      \"bytes\": 20,\n"
                               "      \"imports\": [],\n"
                               "      \"format\": \"cjs\"\n"
                               "    },\n"
                               "    \"app.js\": {\n"
                               "      \"bytes\": 5000000000,\n"
                               "      \"imports\": [\n"
                               "        {\n"
                               "          \"path\": \"lib \\\"1\\\".cjs\",\n"
                               "          \"kind\": \"require-call\",\n"
                               "          \"original\": \"./lib \\\"1\\\".cjs\"\n"
                               "        },\n"
                               "        {\n"
                               "          \"path\": \"fs\",\n"
                               "          \"kind\": \"dynamic-import\",\n"
                               "          \"external\": true\n"
                               "        }\n"
                               "      ],\n"
                               "      \"format\": \"esm\"\n"
                               "    },\n"
                               "    \"data.json\": {\n"
                               "      \"bytes\": 7,\n"
                               "      \"imports\": []\n"
                               "    }\n"
                               "  },\n"
                               "  \"outputs\": {\n"
                               "    \"out/app.js\": {\n"
                               "      \"imports\": [\n"
                               "        {\n"
                               "          \"path\": \"fs\",\n"
                               "          \"kind\": \"dynamic-import\",\n"
                               "          \"external\": true\n"
                               "        }\n"
                               "      ],\n"
                               "      \"exports\": [\n"
                               "        \"default\"\n"
                               "      ],\n"
                               "      \"entryPoint\": \"app.js\",\n"
                               "      \"inputs\": {\n"
                               "        \"lib \\\"1\\\".cjs\": {\n"
                               "          \"bytesInOutput\": 18\n"
                               "        },\n"
                               "        \"app.js\": {\n"
                               "          \"bytesInOutput\": 80\n"
                               "        }\n"
                               "      },\n"
                               "      \"bytes\": 123\n"
                               "    }\n"
                               "  }\n"
                               "}\n";

static void test_two_modules(void **state) {
  (void)state;
  Arena arena = {0};
  Metafile metafile = two_modules(&arena);
  Text json = metafile_write(&arena, &metafile);
  assert_string_equal(text_copy(&arena, json).at, EXPECTED);
  arena_release(&arena);
}

static void test_nothing(void **state) {
  (void)state;
  Arena arena = {0};
  Text json = metafile_write(&arena, &(Metafile){0});
  assert_string_equal(text_copy(&arena, json).at, "{\n  \"inputs\": {},\n  \"outputs\": {}\n}\n");
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_two_modules),
      cmocka_unit_test(test_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
