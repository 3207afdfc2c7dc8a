// A path is decoded once, split at its slashes, and judged part by part; so it does not matter how
// a slash or a dot was spelled. What is then opened is asked where it really is: links that lead
// out, and links to what is hidden, are found there.
#include "serve/gate.h"

#include "base/hex.h"
#include "base/utf8.h"

#include <errno.h>

enum { REFUSED = 403, MISSING = 404, NONSENSE = 400 };

// ---- Reading

// The bytes that the escapes stand for; false for "%zz", "%f", NUL.
static bool unescape(Arena *arena, Text text, Text *out) {
  char *to = arena_alloc(arena, (size_t)text.size + 1, 1);
  uint32_t size = 0;
  for (uint32_t i = 0; i < text.size; i++) {
    int byte = (unsigned char)text.at[i];
    if (byte == '%') {
      byte = i + 2 < text.size ? hex_byte(text.at[i + 1], text.at[i + 2]) : -1;
      i += 2;
    }
    if (byte <= 0) return false;
    to[size++] = (char)byte;
  }
  *out = (Text){to, size};
  return true;
}

bool gate_may_name(Text text) {
  bool is_valid = utf8_find_invalid(text) == TEXT_NOT_FOUND; // overlong forms are not
  return is_valid && text_find_byte(text, '\\', 0) == TEXT_NOT_FOUND;
}

// Appends the parts of a path, each behind a slash. False if one of them is "..".
static bool join_parts(Text rest, char *to, uint32_t *size) {
  while (rest.size) {
    Text part = text_next(&rest, '/');
    if (text_is(part, TEXT(".."))) return false;
    if (part.size == 0 || text_is(part, TEXT("."))) continue;
    to[(*size)++] = '/';
    memcpy(to + *size, part.at, part.size);
    *size += part.size;
  }
  return true;
}

static bool ends_with_slash(Text path) {
  return text_ends(path, TEXT("/")) || text_ends(path, TEXT("/."));
}

int gate_read(Arena *arena, Text target, GatePath *out) {
  *out = (GatePath){0};
  if (!target.size || target.at[0] != '/' || text_find_byte(target, '#', 0) != TEXT_NOT_FOUND)
    return NONSENSE;
  Text escaped = text_until(target, '?'), path;
  out->query = text_slice(target, escaped.size, target.size);
  if (!unescape(arena, escaped, &path) || !gate_may_name(path)) return NONSENSE;
  char *joined = arena_alloc(arena, (size_t)path.size + 2, 1);
  uint32_t size = 0;
  if (!join_parts(path, joined, &size)) return NONSENSE;
  if (size == 0) joined[size++] = '/';
  out->path = (Text){joined, size};
  out->ends_with_slash = ends_with_slash(path);
  return 0;
}

// ---- Names

static bool has_ending(Text name, const char *const *endings) {
  for (; *endings; endings++) {
    if (text_ends_but_case(name, text_of(*endings))) return true;
  }
  return false;
}

static bool has_start(Text name, const char *const *starts) {
  for (; *starts; starts++) {
    if (text_starts_but_case(name, text_of(*starts))) return true;
  }
  return false;
}

static bool is_hidden_name(Text name) {
  static const char *const keys[] = {".pem", ".key",  ".p12",      ".pfx",   ".p8",  ".jks", ".ppk",
                                     ".asc", ".kdbx", ".keystore", ".pkcs8", ".gpg", NULL};
  static const char *const starts[] = {"id_rsa", "id_ed25519", "id_ecdsa", "id_dsa", NULL};
  if (name.size == 0) return true;
  if (name.at[0] == '.') return !text_is(name, TEXT(".well-known"));
  return text_is_but_case(name, TEXT("node_modules")) || has_ending(name, keys) ||
         (has_start(name, starts) && !text_ends(name, TEXT(".pub")));
}

// What Windows ignores behind a name makes it another one there: "x::$DATA", "x.", "x ".
static Text on_windows(Text part) {
  Text name = text_until(part, ':');
  while (name.size && (name.at[name.size - 1] == '.' || name.at[name.size - 1] == ' ')) name.size--;
  return name;
}

int gate_check_names(Text path) {
  for (Text rest = path; rest.size;) {
    Text part = text_next(&rest, '/');
    if (part.size && (is_hidden_name(part) || is_hidden_name(on_windows(part)))) return REFUSED;
  }
  return 0;
}

// ---- Entering

static Text place_in_root(const Gate *gate, Arena *arena, Text path) {
  if (text_is(path, TEXT("/"))) return text_copy(arena, gate->root);
  Text root = text_is(gate->root, TEXT("/")) ? TEXT("") : gate->root;
  return text_concat(arena, root, path);
}

// The file that is granted and meant by `path`, or nothing.
static Text granted_place(const Gate *gate, Arena *arena, Text path) {
  Text prefix = TEXT("/@fs");
  bool is_outside = text_starts(path, TEXT("/@fs/"));
  if (!gate->granted.entries.count) return (Text){0};
  Text place = is_outside ? text_copy(arena, text_slice(path, prefix.size, path.size))
                          : place_in_root(gate, arena, path);
  return map_has(&gate->granted, place) ? place : (Text){0};
}

Text gate_place(const Gate *gate, Arena *arena, Text path) {
  Text granted = granted_place(gate, arena, path);
  return granted.size ? granted : place_in_root(gate, arena, path);
}

int gate_check(const Gate *gate, Arena *arena, Text path) {
  return granted_place(gate, arena, path).size ? 0 : gate_check_names(path);
}

static int status_of(int code) {
  switch (-code) {
  case EACCES:
  case EPERM: return REFUSED;
  case ENOENT:
  case ENOTDIR:
  case ELOOP:
  case EINVAL:
  case ENAMETOOLONG: return MISSING;
  case EMFILE:
  case ENFILE: return 503;
  default: return 500;
  }
}

static int check_real(const Gate *gate, Text real) {
  bool is_inside = path_is_inside(real, gate->root);
  if (!is_inside) return gate->follows_links ? gate_check_names(path_basename(real)) : REFUSED;
  return gate_check_names(text_slice(real, gate->root.size, real.size));
}

int gate_enter(const Gate *gate, Arena *arena, Text path, OpenFile *out) {
  int status = gate_check(gate, arena, path);
  if (status) return status;
  Text place = gate_place(gate, arena, path);
  int code = open_file(arena, place.at, out);
  // Where it may not be read, where it is still counts.
  if (code < 0 && !out->real.size) return status_of(code);
  bool is_granted = text_is(place, out->real) && map_has(&gate->granted, place);
  status = is_granted ? 0 : check_real(gate, out->real);
  if (!status && code < 0) status = status_of(code);
  if (!status && out->state.kind == FILE_OTHER) status = MISSING;
  if (status) open_file_close(out);
  return status;
}

int gate_miss(const Gate *gate, Arena *arena, Text path) {
  int status = gate_check_names(path);
  Text real;
  for (Text at = gate_place(gate, arena, path); !status; at = path_dirname(at)) {
    if (file_real_path(arena, text_copy(arena, at).at, &real) == 0) {
      status = check_real(gate, real);
      return status ? status : MISSING;
    }
    if (at.size <= gate->root.size) return MISSING; // the root itself has gone
  }
  return status;
}
