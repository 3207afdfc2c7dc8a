// --log-override: messages are known by their ids, which are the names of their rows, and by those
// that they have in esbuild.
#include "bundle/build.h"

enum { NO_MESSAGE = -1 };

static bool find_message(Arena *arena, Text name, MessageId *out) {
  for (int id = 0; id < MESSAGE_COUNT; id++) {
    if (message_severity((MessageId)id) == SEVERITY_NOTE) continue;
    *out = (MessageId)id;
    if (text_is(message_name(arena, *out), name)) return true;
  }
  return false;
}

// What an id of esbuild's is here: NO_MESSAGE, if it is nothing.
static const struct {
  const char *id;
  int message;
} aliases[] = {
#define ALIAS(id, MESSAGE) {id, MESSAGE_##MESSAGE},
#define FOREIGN(id)        {id, NO_MESSAGE},
#include "bundle/esbuild_messages.def"
};

// Whether esbuild knows the id. Messages that are errors here stay what they are.
static bool override_aliases(uint8_t *severities, Text name, Severity severity) {
  bool is_known = false;
  for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
    if (!text_is(name, text_of(aliases[i].id))) continue;
    is_known = true;
    if (aliases[i].message != NO_MESSAGE) severities[aliases[i].message] = (uint8_t)(1 + severity);
  }
  return is_known;
}

static bool find_severity(Text name, Severity *out) {
  static const struct {
    Text name;
    Severity severity;
  } levels[] = {
      {TEXT("verbose"), SEVERITY_VERBOSE}, {TEXT("debug"), SEVERITY_DEBUG},
      {TEXT("info"), SEVERITY_INFO},       {TEXT("warning"), SEVERITY_WARNING},
      {TEXT("error"), SEVERITY_ERROR},     {TEXT("silent"), SEVERITY_SILENT},
  };
  for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
    *out = levels[i].severity;
    if (text_is(levels[i].name, name)) return true;
  }
  return false;
}

static void read_override(CbBuild *build, uint8_t *severities, Text name, Text level) {
  Arena scratch = {0};
  Diagnostics *diagnostics = &build->diagnostics;
  Severity severity;
  MessageId id;
  if (!find_severity(level, &severity)) {
    diag_add(diagnostics, MESSAGE_OVERRIDE_LEVEL, NOWHERE, level, name);
  } else if (override_aliases(severities, name, severity)) {
    // All is done.
  } else if (!find_message(&scratch, name, &id)) {
    diag_add(diagnostics, MESSAGE_OVERRIDE_UNKNOWN, NOWHERE, name);
  } else if (message_severity(id) != SEVERITY_ERROR) {
    severities[id] = (uint8_t)(1 + severity);
  } else if (severity != SEVERITY_ERROR) {
    diag_add(diagnostics, MESSAGE_OVERRIDE_OF_ERROR, NOWHERE, name);
  }
  arena_release(&scratch);
}

void overrides_read(CbBuild *build, const CbPairs *overrides) {
  if (overrides->count == 0) return;
  uint8_t *severities = arena_new(&build->arena, uint8_t, MESSAGE_COUNT);
  for (size_t i = 0; i < overrides->count; i++) {
    read_override(build, severities, text_of(overrides->at[i].key),
                  text_of(overrides->at[i].value));
  }
  build->diagnostics.overrides = severities;
}
