// GlobalNames: which global variables there are: by the language, the configuration, and comments.
#pragma once

#include "base/json.h"
#include "base/map.h"
#include "rules/report.h"
#include "rules/source_code.h"

typedef enum GlobalSetting {
  GLOBAL_UNKNOWN, // nothing is said of it
  GLOBAL_OFF,     // it is said not to be there
  GLOBAL_READONLY,
  GLOBAL_WRITABLE,
} GlobalSetting;

// Reads what a configuration says of a global: a word ("readonly", "off"…), a boolean or null.
// False: it says something else.
bool global_setting_read(const Json *value, GlobalSetting *setting);

struct GlobalNames {
  Map settings; // name → GlobalSetting
};

// The `globals` of a configuration, an object of names and settings. Lives in `arena`, as do the
// names; settings that can't be read are left out.
GlobalNames *global_names_read(Arena *arena, const Json *globals);

// What the configuration says of a name, and where it says nothing, the language.
GlobalSetting global_setting(const SourceCode *code, Text name);

// A name in a comment of the file: /* global a, b: writable */, /* exported c */.
typedef struct CommentedName {
  Text name;
  uint32_t comment; // index into the tree's comments
  bool is_exported; // the comment begins with `exported`
  GlobalSetting setting;
} CommentedName;

typedef Array(CommentedName) CommentedNames;

// All of a file, in its order; a name that a comment repeats is there once, with the last setting.
void comments_read_globals(SourceCode *code, CommentedNames *names);

// Where a comment that declares globals names `name`; the beginning of the comment if it can't be
// found.
Span comment_name_span(const Tree *tree, uint32_t comment, Text name);
