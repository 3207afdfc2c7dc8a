// Gate: what the path of a URL means, and whether it may be seen. Whatever is served out of the
// folder goes through here, whoever serves it.
//
// Gives: HTTP statuses: 0 where all is well.
// Never: looks at a query, or at what a file is called in the URL alone: the real path counts, too.
#pragma once

#include "base/map.h"
#include "host/open_file.h"

typedef struct Gate {
  Text root; // a real path
  bool follows_links;
  // Files that programs show by their URLs, such as pictures of packages: real paths. They may be
  // seen wherever they are; those outside of the root, as "/@fs/home/me/lib/picture.svg".
  Map granted;
} Gate;

// The path of a URL, decoded once: "/", "/a b/c.html"; no "", "." or ".." within.
typedef struct GatePath {
  Text path;            // NUL-terminated, without a slash at its end unless it is "/"
  Text query;           // with its "?", or empty
  bool ends_with_slash; // it did in the URL
} GatePath;

// Reads a target without its scheme and host. 400 for one that means nothing, or that tries to
// leave.
int gate_read(Arena *arena, Text target, GatePath *out);

// Whether a URL may mean this path: UTF-8, and nothing that Windows takes for a slash.
bool gate_may_name(Text path);

// 403 for names that are nobody's business: dotfiles, keys, node_modules.
int gate_check_names(Text path);

// The same, but for what is granted.
int gate_check(const Gate *gate, Arena *arena, Text path);

// The absolute path of what `path`, which begins with a slash, stands for.
Text gate_place(const Gate *gate, Arena *arena, Text path);

// Opens the file or folder. 403 if its real path leads out of the root, or has such a name; 404 if
// there is none.
int gate_enter(const Gate *gate, Arena *arena, Text path, OpenFile *out);

// For a path where there is nothing: 404, or 403 if it leads through a link out of the root.
int gate_miss(const Gate *gate, Arena *arena, Text path);
