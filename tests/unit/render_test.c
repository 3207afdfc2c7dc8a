// Render: each severity has a headline of its own, be it meant to be shown or not.
#include "unit.h"

#include "diag/render.h"

static Diagnostic diagnostic_of(Severity severity) {
  return (Diagnostic){.severity = severity, .text = TEXT("It is so")};
}

static void renders_all_severities(void **state) {
  (void)state;
  static const char *const expected[] = {
      [SEVERITY_ERROR] = "✘ [ERROR] It is so\n\n",
      [SEVERITY_WARNING] = "▲ [WARNING] It is so\n\n",
      [SEVERITY_INFO] = "▶ [INFO] It is so\n\n",
      [SEVERITY_NOTE] = "  [] It is so\n\n",
      [SEVERITY_DEBUG] = "● [DEBUG] It is so\n\n",
      [SEVERITY_VERBOSE] = "⬥ [VERBOSE] It is so\n\n",
      [SEVERITY_SILENT] = "  [SILENT] It is so\n\n",
  };
  Arena arena = {0};
  for (Severity severity = SEVERITY_ERROR; severity <= SEVERITY_SILENT; severity++) {
    Buffer out = {.arena = &arena};
    Diagnostic diagnostic = diagnostic_of(severity);
    diag_render(&out, &diagnostic, &(RenderOptions){.width = 80});
    assert_true(text_is(buffer_text(&out), text_of(expected[severity])));
    diag_render(&out, &diagnostic, &(RenderOptions){.width = 80, .color = true});
  }
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(renders_all_severities),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
