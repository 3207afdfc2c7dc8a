// A diagnostic's text is made when it is added: its arguments may be gone when it is shown.
#include "diag/diag.h"

#include "base/buffer.h"

#include <assert.h>
#include <ctype.h>

typedef struct Message {
  const char *name;
  Severity severity;
  Text text;
} Message;

static const Message messages[MESSAGE_COUNT] = {
#define MESSAGE(NAME, severity, text)                                                              \
  [MESSAGE_##NAME] = {#NAME, SEVERITY_##severity, {text, sizeof text - 1}},
#include "diag/messages.def"
};

static Text fill_in(Arena *arena, Text row, const Text *arguments) {
  uint32_t count = 0;
  while (arguments[count].at) count++;
  Buffer out = {.arena = arena};
  for (uint32_t i = 0; i < row.size; i++) {
    bool is_hole = i + 2 < row.size && row.at[i] == '{' && isdigit((unsigned char)row.at[i + 1]) &&
                   row.at[i + 2] == '}';
    uint32_t which = is_hole ? (uint32_t)(row.at[i + 1] - '0') : 0;
    assert(!is_hole || which < count); // of the row: what arguments contain is not looked at
    if (is_hole && which < count) {
      buffer_add_text(&out, arguments[which]);
      i += 2;
    } else {
      buffer_add_byte(&out, row.at[i]);
    }
  }
  return buffer_text(&out);
}

Severity message_severity(MessageId id) {
  return messages[id].severity;
}

static Diagnostic *make(Arena *arena, MessageId id, Place place, const Text *arguments) {
  Diagnostic *made = arena_new(arena, Diagnostic, 1);
  made->id = id;
  made->severity = messages[id].severity;
  made->text = fill_in(arena, messages[id].text, arguments);
  made->place = place;
  return made;
}

static void count(Diagnostics *list, Severity severity) {
  list->error_count += severity == SEVERITY_ERROR;
  list->warning_count += severity == SEVERITY_WARNING;
}

// What is an error stays one: others already rely on it.
static void override(const Diagnostics *list, Diagnostic *made) {
  uint8_t given = list->overrides ? list->overrides[made->id] : 0;
  if (given && made->severity != SEVERITY_ERROR) made->severity = (Severity)(given - 1);
}

Diagnostic *diag_add_with(Diagnostics *list, MessageId id, Place place, const Text *arguments) {
  Diagnostic *made = make(list->arena, id, place, arguments);
  override(list, made);
  array_push(list->arena, &list->items, made);
  count(list, made->severity);
  return made;
}

void diag_set_severity(Diagnostics *list, Diagnostic *of, Severity severity) {
  list->error_count -= of->severity == SEVERITY_ERROR;
  list->warning_count -= of->severity == SEVERITY_WARNING;
  of->severity = severity;
  count(list, severity);
}

Diagnostic *diag_note_with(Diagnostics *list, Diagnostic *to, MessageId id, Place place,
                           const Text *arguments) {
  Diagnostic *note = make(list->arena, id, place, arguments);
  Diagnostic **link = &to->notes;
  while (*link) link = &(*link)->next;
  *link = note;
  return note;
}

void diag_append(Diagnostics *to, const Diagnostics *from) {
  for (uint32_t i = 0; i < from->items.count; i++) {
    override(to, from->items.at[i]);
    array_push(to->arena, &to->items, from->items.at[i]);
    count(to, from->items.at[i]->severity);
  }
}

Text message_name(Arena *arena, MessageId id) {
  Text name = text_copy(arena, text_of(messages[id].name));
  char *at = (char *)name.at;
  for (uint32_t i = 0; i < name.size; i++)
    at[i] = at[i] == '_' ? '-' : (char)tolower((unsigned char)at[i]);
  return name;
}
