// A part of runtime.js begins at its line `//: name`. Comments are for readers of this repository
// and stay behind; a name that the output has given away is replaced where it is defined.
#include "bundle/runtime.h"

#include "generated/bundle_scripts.h"

static const Text helper_names[] = {
#define HELPER(NAME, name) {name, sizeof(name) - 1},
#include "link/runtime.def"
};

// The lines of the part that defines `name`.
static Text find_part(Text script, Text name) {
  Arena scratch = {0};
  Text mark = text_concat(&scratch, TEXT("\n//: "), name, TEXT("\n"));
  uint32_t at = text_find(script, mark);
  Text rest = text_slice(script, at + mark.size, script.size);
  arena_release(&scratch);
  uint32_t next = text_find(rest, TEXT("\n//: "));
  return text_slice(rest, 0, next == TEXT_NOT_FOUND ? rest.size : next);
}

static void add_part(Buffer *out, Text part, Text name, Text chosen) {
  for (uint32_t at = 0; at < part.size;) {
    uint32_t end = text_find_byte(part, '\n', at);
    if (end == TEXT_NOT_FOUND) end = part.size;
    Text line = text_slice(part, at, end);
    at = end + 1;
    uint32_t indent = 0;
    while (indent < line.size && line.at[indent] == ' ') indent++;
    if (text_starts(text_slice(line, indent, line.size), TEXT("//")) || line.size == 0) continue;
    if (text_starts(line, TEXT("var "))) {
      buffer_add_literal(out, "var ");
      buffer_add_text(out, chosen);
      line = text_slice(line, 4 + name.size, line.size);
    }
    buffer_add_text(out, line);
    buffer_add_byte(out, '\n');
  }
}

// What the surroundings of the program have in the place of a helper; NULL: nothing.
static const char *method_of_host(int helper) {
  switch (helper) {
  case RUNTIME_COMMONJS: return ".commonJS";
  case RUNTIME_TO_ESM: return ".toESM";
  case RUNTIME_TO_COMMONJS: return ".toCommonJS";
  default: return NULL;
  }
}

static void add_from_host(Buffer *out, Text host, const char *method, Text chosen) {
  buffer_add_literal(out, "var ");
  buffer_add_text(out, chosen);
  buffer_add_literal(out, " = ");
  buffer_add_text(out, host);
  buffer_add_text(out, text_of(method));
  buffer_add_literal(out, ";\n");
}

void runtime_add(Buffer *out, const Plan *plan, uint32_t helpers) {
  Text script = {bundle_runtime_js, (uint32_t)bundle_runtime_js_size};
  for (int i = 0; i < RUNTIME_HELPER_COUNT; i++) {
    if (!(helpers & 1u << i)) continue;
    Text chosen = plan_name(plan, plan->helper_slots[i]), host = plan->options->module_host;
    const char *method = host.size ? method_of_host(i) : NULL;
    if (method) {
      add_from_host(out, host, method, chosen);
      continue;
    }
    add_part(out, find_part(script, helper_names[i]), helper_names[i], chosen);
  }
}
