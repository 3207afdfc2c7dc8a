// Tidy: the house rules as a test. It reads every file of the checkout and prints each complaint as
// "file:line: what to do instead". `tidy [--stats] ROOT`; --stats adds how long functions and files
// are.
//
// It looks at text, not at syntax: comments and strings are blanked out first, a function is what
// stands between a `)` and its braces outside of everything else. That is enough for formatted
// code.
#include <ctype.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  LINE_COLUMNS = 100,
  SCRIPT_COLUMNS = 120, // of JavaScript that we ship
  FILE_LINES = 1000,
  FUNCTION_LINES = 70,
  PARAMETERS = 5,     // an arena before, and where results go behind, count as well
  OPENING_LINES = 12, // where a file may say "tidy: one table"
  ROOM_LIMIT = 32,
  VENDOR_LIMIT = 32, // per room
  OPEN_FOLDERS = 32, // that nftw keeps open
};

typedef struct Room {
  char *name;
  int floor;
  char *vendors[VENDOR_LIMIT];
  int vendor_count;
} Room;

// One file of the checkout. `code` is `text` with spaces for comments and for what strings hold;
// `body` is `code` without preprocessor lines. All three have the same length and lines.
typedef struct File {
  const char *path; // relative to the root
  char *text, *code, *body;
  size_t size;
  const Room *room; // of files in src/
  int complaints;
} File;

typedef struct Paths {
  char **at;
  size_t count, capacity;
} Paths;

typedef struct Lengths {
  int *at;
  size_t count, capacity;
} Lengths;

static Room rooms[ROOM_LIMIT];
static int room_count;
static size_t root_length; // of the root's path, with the slash
static Paths paths;
static Lengths function_lengths, file_lengths;
static int clean_files, bad_files;

static void check_file(const char *full_path);
static void read_floors(const char *root);
static void find_paths(const char *root);
static void print_stats(void);

int main(int argc, char **argv) {
  bool wants_stats = argc > 1 && strcmp(argv[1], "--stats") == 0;
  if (argc != 2 + wants_stats) {
    fprintf(stderr, "Usage: tidy [--stats] ROOT\n");
    return 2;
  }
  const char *root = argv[1 + wants_stats];
  read_floors(root);
  find_paths(root);
  for (size_t i = 0; i < paths.count; i++) check_file(paths.at[i]);
  if (wants_stats) print_stats();
  printf("%d passed, %d failed\n", clean_files, bad_files);
  return bad_files != 0;
}

// ---- Text

static bool has_prefix(const char *text, const char *prefix) {
  return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool has_suffix(const char *text, const char *suffix) {
  size_t size = strlen(text), end = strlen(suffix);
  return size >= end && strcmp(text + size - end, suffix) == 0;
}

static bool is_word_char(char c) {
  return isalnum((unsigned char)c) || c == '_';
}

static bool is_blank(char c) {
  return isspace((unsigned char)c);
}

// The next place from `at` on where `word` stands by itself; NULL if there is none.
static const char *find_word(const char *text, const char *at, const char *word) {
  size_t size = strlen(word);
  while ((at = strstr(at, word))) {
    if ((at == text || !is_word_char(at[-1])) && !is_word_char(at[size])) return at;
    at += size;
  }
  return NULL;
}

static int line_of(const File *file, const char *at, const char *text) {
  int line = 1;
  for (const char *p = text; p < at && p < text + file->size; p++) line += *p == '\n';
  return line;
}

__attribute__((format(printf, 3, 4))) static void complain(File *file, int line, const char *format,
                                                           ...) {
  va_list arguments;
  va_start(arguments, format);
  printf("%s:%d: ", file->path, line);
  vprintf(format, arguments);
  printf("\n");
  va_end(arguments);
  file->complaints++;
}

static void add_length(Lengths *lengths, int length) {
  if (lengths->count == lengths->capacity) {
    lengths->capacity = lengths->capacity * 2 + 64;
    lengths->at = realloc(lengths->at, lengths->capacity * sizeof *lengths->at);
  }
  lengths->at[lengths->count++] = length;
}

static char *read_text(const char *path, size_t *size) {
  FILE *stream = fopen(path, "rb");
  if (!stream) return NULL;
  size_t capacity = 1 << 16;
  char *text = malloc(capacity);
  *size = 0;
  for (size_t got; (got = fread(text + *size, 1, capacity - *size - 1, stream)) > 0;) {
    *size += got;
    if (*size + 1 == capacity) text = realloc(text, capacity *= 2);
  }
  text[*size] = '\0';
  fclose(stream);
  return text;
}

// The end of the comment, string or character that starts at `at`; `at` itself for anything else.
static const char *skip_blanked(const char *at) {
  const char *start = at;
  if (has_prefix(at, "//")) {
    while (*at && (*at != '\n' || at[-1] == '\\')) at++;
    return at;
  }
  if (has_prefix(at, "/*")) {
    at = strstr(at + 2, "*/");
    return at ? at + 2 : start + strlen(start);
  }
  if (*at != '"' && *at != '\'') return at;
  for (at++; *at && *at != *start && *at != '\n'; at++) {
    if (*at == '\\' && at[1]) at++;
  }
  return *at == *start ? at + 1 : at;
}

// A copy with spaces for comments and for what is between quotes.
static char *blank_out(const char *text, size_t size) {
  char *code = malloc(size + 1);
  memcpy(code, text, size + 1);
  for (const char *at = text; *at;) {
    const char *end = skip_blanked(at);
    bool is_comment = *at == '/';
    for (const char *p = at + !is_comment; p < end - !is_comment; p++) {
      if (*p != '\n') code[p - text] = ' ';
    }
    at = end == at ? at + 1 : end;
  }
  return code;
}

// A copy without preprocessor lines.
static char *blank_directives(const char *code, size_t size) {
  char *body = malloc(size + 1);
  memcpy(body, code, size + 1);
  bool directive = false; // also on the next lines, while they end with a backslash
  for (char *line = body, *end; *line; line = end + (*end == '\n')) {
    end = line + strcspn(line, "\n");
    while (line < end && is_blank(*line)) line++;
    directive = directive || *line == '#';
    bool goes_on = directive && end > line && end[-1] == '\\';
    if (directive) memset(line, ' ', (size_t)(end - line));
    directive = goes_on;
  }
  return body;
}

// ---- The checkout

static void read_floors(const char *root) {
  char path[4096];
  size_t size;
  snprintf(path, sizeof path, "%s/src/floors.txt", root);
  char *text = read_text(path, &size);
  if (!text) {
    fprintf(stderr, "tidy: can't read %s\n", path);
    exit(2);
  }
  char *next_line, *next_word;
  for (char *line = strtok_r(text, "\n", &next_line); line;
       line = strtok_r(NULL, "\n", &next_line)) {
    if (!islower((unsigned char)*line) || room_count == ROOM_LIMIT) continue;
    Room *room = &rooms[room_count++];
    room->name = strtok_r(line, " ", &next_word);
    char *floor = strtok_r(NULL, " ", &next_word);
    room->floor = floor ? atoi(floor) : 0;
    for (char *word; (word = strtok_r(NULL, " ", &next_word)) && room->vendor_count < VENDOR_LIMIT;)
      room->vendors[room->vendor_count++] = word;
  }
}

// The room called by the first `size` bytes of `name`.
static const Room *find_room(const char *name, size_t size) {
  for (int i = 0; i < room_count; i++) {
    if (strlen(rooms[i].name) == size && memcmp(rooms[i].name, name, size) == 0) return &rooms[i];
  }
  return NULL;
}

static int visit(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)status;
  static const char *const skipped[] = {".git", "build", "node_modules", "dist", ".work", ".cache"};
  const char *name = path + place->base;
  for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++) {
    if (place->level > 0 && strcmp(name, skipped[i]) == 0) return FTW_SKIP_SUBTREE;
  }
  if (kind != FTW_F) return FTW_CONTINUE;
  if (paths.count == paths.capacity) {
    paths.capacity = paths.capacity * 2 + 256;
    paths.at = realloc(paths.at, paths.capacity * sizeof *paths.at);
  }
  paths.at[paths.count++] = strdup(path);
  return FTW_CONTINUE;
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_paths(const char *root) {
  root_length = strlen(root) + !has_suffix(root, "/");
  nftw(root, visit, OPEN_FOLDERS, FTW_PHYS | FTW_ACTIONRETVAL);
  qsort(paths.at, paths.count, sizeof *paths.at, by_text);
}

// ---- Sizes

static bool is_one_table(const File *file) {
  if (has_suffix(file->path, ".def")) return true;
  const char *mark = strstr(file->text, "tidy: one table");
  return mark && line_of(file, mark, file->text) <= OPENING_LINES;
}

static void check_lines(File *file) {
  int line = 1, columns = 0;
  int most = has_suffix(file->path, ".js") ? SCRIPT_COLUMNS : LINE_COLUMNS;
  for (const char *at = file->text; *at; at++) {
    if (*at == '\n') {
      if (columns > most) complain(file, line, "%d columns; break the line at %d", columns, most);
      line++;
      columns = 0;
    } else {
      columns += (*at & 0xc0) != 0x80; // bytes that continue a UTF-8 character don't count
    }
  }
  if (line - 1 > FILE_LINES)
    complain(file, FILE_LINES, "%d lines; split the file by subject (at most %d)", line - 1,
             FILE_LINES);
}

// A function's head: where its name starts, and the brackets of its parameters.
typedef struct Head {
  const char *name, *open, *close;
  int name_size;
} Head;

// Whether the `{` at `brace` opens a function.
static bool read_head(const char *body, const char *brace, Head *head) {
  const char *at = brace;
  while (at > body && is_blank(at[-1])) at--;
  if (at == body || at[-1] != ')') return false;
  head->close = --at;
  for (int depth = 1; at > body && depth > 0;) {
    at--;
    depth += (*at == ')') - (*at == '(');
  }
  head->open = at;
  while (at > body && is_blank(at[-1])) at--;
  const char *end = at;
  while (at > body && is_word_char(at[-1])) at--;
  head->name = at;
  head->name_size = (int)(end - at);
  return end > at && !has_prefix(at, "__attribute__");
}

static int count_parameters(const Head *head) {
  int count = 1, depth = 0;
  bool is_empty = true;
  for (const char *at = head->open + 1; at < head->close; at++) {
    depth += (*at == '(') - (*at == ')');
    count += depth == 0 && *at == ',';
    is_empty = is_empty && is_blank(*at);
  }
  bool is_void = head->close - head->open == 5 && has_prefix(head->open + 1, "void");
  return is_empty || is_void ? 0 : count;
}

static void check_function(File *file, const Head *head, const char *end) {
  int start = line_of(file, head->name, file->body);
  int length = line_of(file, end, file->body) - start + 1;
  int parameters = count_parameters(head);
  if (file->room) add_length(&function_lengths, length);
  if (length > FUNCTION_LINES)
    complain(file, start, "%.*s has %d lines; give its parts names of their own (at most %d)",
             head->name_size, head->name, length, FUNCTION_LINES);
  if (parameters > PARAMETERS)
    complain(file, start, "%.*s has %d parameters; take an options struct (at most %d)",
             head->name_size, head->name, parameters, PARAMETERS);
}

static void check_functions(File *file) {
  Head head;
  bool inside = false; // of a function
  int depth = 0;
  for (const char *at = file->body; *at; at++) {
    if (*at == '{') {
      if (depth++ == 0) inside = read_head(file->body, at, &head);
    } else if (*at == '}') {
      depth--;
      // A brace in the first column ends everything, whatever #if and #else made of the count.
      if (depth < 0 || at == file->body || at[-1] == '\n') depth = 0;
      if (depth == 0 && inside) check_function(file, &head, at);
      if (depth == 0) inside = false;
    }
  }
}

// ---- Floors

static bool is_in(const char *name, const char *const *list) {
  for (; *list; list++) {
    if (has_suffix(*list, "/") ? has_prefix(name, *list) : strcmp(name, *list) == 0) return true;
  }
  return false;
}

// What every room may include: the language's own, and what compilers bring.
static const char *const language_headers[] = {
    "assert.h",    "ctype.h",     "errno.h",    "float.h",    "inttypes.h",  "limits.h",
    "locale.h",    "math.h",      "setjmp.h",   "stdalign.h", "stdarg.h",    "stdatomic.h",
    "stdbool.h",   "stddef.h",    "stdint.h",   "stdio.h",    "stdlib.h",    "stdnoreturn.h",
    "string.h",    "time.h",      "wchar.h",    "arm_neon.h", "emmintrin.h", "immintrin.h",
    "tmmintrin.h", "smmintrin.h", "sanitizer/", NULL};

// What reaches outside of the process: for the ground (memory) and from `host` on upwards.
static const char *const system_headers[] = {
    "arpa/",     "dirent.h", "dlfcn.h",  "execinfo.h", "fcntl.h",   "ftw.h",
    "net/",      "netdb.h",  "netinet/", "poll.h",     "pthread.h", "pwd.h",
    "sched.h",   "signal.h", "spawn.h",  "strings.h",  "sys/",      "termios.h",
    "threads.h", "unistd.h", "linux/",   "mach/",      NULL};

static bool sees(const Room *room, const char *vendor) {
  for (int i = 0; i < room->vendor_count; i++) {
    if (strcmp(room->vendors[i], vendor) == 0) return true;
  }
  return false;
}

static void check_vendor(File *file, int line, const char *name) {
  const Room *host = find_room("host", 4);
  if (sees(file->room, name)) return;
  for (int i = 0; i < room_count; i++) {
    if (!sees(&rooms[i], name)) continue;
    complain(file, line, "only %s sees <%s>; ask it through its own headers", rooms[i].name, name);
    return;
  }
  if (is_in(name, language_headers)) return;
  if (!is_in(name, system_headers))
    complain(file, line, "<%s> is in no room; name it in the row of its room in src/floors.txt",
             name);
  else if (host && file->room->floor > 0 && file->room->floor < host->floor)
    complain(file, line, "%s is pure and does not see <%s>; let host do it", file->room->name,
             name);
}

static void check_neighbour(File *file, int line, const char *name) {
  const char *slash = strchr(name, '/');
  const Room *room = slash ? find_room(name, (size_t)(slash - name)) : NULL;
  if (!slash) {
    complain(file, line, "include \"%s\" with its room: \"%s/%s\"", name, file->room->name, name);
  } else if (!room && !has_prefix(name, "cbundle/") && !has_prefix(name, "generated/")) {
    complain(file, line, "\"%s\" is in no room of src/floors.txt", name);
  } else if (room && room != file->room && room->floor >= file->room->floor) {
    complain(
        file, line,
        "%s (floor %d) must not include %s (floor %d); move what both need to a lower floor, or"
        " take it as a parameter",
        file->room->name, file->room->floor, room->name, room->floor);
  }
}

// Calls the check for each #include of a file in src/.
static void check_includes(File *file) {
  int line = 1;
  for (const char *at = file->code; *at; at++) {
    if (*at == '\n') line++;
    if (*at != '#' || (at > file->code && at[-1] != '\n')) continue;
    const char *p = at + 1;
    while (*p == ' ') p++;
    if (!has_prefix(p, "include")) continue;
    p += strlen("include");
    while (*p == ' ') p++;
    p = file->text + (p - file->code); // the name is blanked in the code
    char name[256], close = *p == '<' ? '>' : '"';
    const char *end = *p == '<' || *p == '"' ? strchr(p + 1, close) : NULL;
    if (!end || end - p > (long)sizeof name) continue;
    snprintf(name, sizeof name, "%.*s", (int)(end - p - 1), p + 1);
    if (close == '>')
      check_vendor(file, line, name);
    else
      check_neighbour(file, line, name);
  }
}

// ---- Words

static void check_name(File *file) {
  static const char *const banned[] = {"util",    "utils",  "misc",    "helper",
                                       "helpers", "common", "manager", NULL};
  if (strstr(file->path, "src/runtime/js/")) return; // they are called as Node's modules are
  char word[64];
  size_t size = 0;
  for (const char *at = file->path;; at++) {
    if (isalnum((unsigned char)*at)) {
      if (size + 1 < sizeof word) word[size++] = *at;
      continue;
    }
    word[size] = '\0';
    size = 0;
    if (is_in(word, banned))
      complain(file, 1, "\"%s\" says nothing; name the file after its subject", word);
    if (!*at) return;
  }
}

static void check_opening(File *file) {
  const char *text = file->text;
  bool is_comment = has_prefix(text, "//") || has_prefix(text, "/*");
  if (has_suffix(file->path, ".h")) {
    const char *end = strchr(text, '\n');
    const char *colon = strstr(text, ": ");
    bool is_sentence =
        has_prefix(text, "// ") && end && colon && colon > text + 3 && colon + 2 < end;
    if (!is_sentence) complain(file, 1, "begin with \"// Name: one sentence.\"");
  } else if (has_suffix(file->path, ".def")) {
    const char *body = text;
    while (has_prefix(body, "//")) body += strcspn(body, "\n") + (strchr(body, '\n') != NULL);
    const char *how = strstr(text, "add");
    if (!is_comment || !how || how > body) complain(file, 1, "begin by saying how to add a row");
  } else if (!is_comment) {
    complain(file, 1, "begin with a comment that says what the idea is");
  }
}

static void check_unfinished(File *file) {
  // Written in two parts, so that this file passes its own rules.
  static const char *const words[] = {"TO"
                                      "DO",
                                      "FIX"
                                      "ME",
                                      "XX"
                                      "X",
                                      "HA"
                                      "CK"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    for (const char *at = file->text; (at = find_word(file->text, at, words[i])); at++)
      complain(file, line_of(file, at, file->text), "finish what %s stands for", words[i]);
  }
}

static void check_allocation(File *file) {
  static const char *const words[] = {"malloc", "calloc", "realloc", "free", "strdup", "strndup"};
  if (strcmp(file->path, "src/base/blocks.c") == 0) return;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    for (const char *at = file->code; (at = find_word(file->code, at, words[i])); at++) {
      const char *next = at + strlen(words[i]);
      while (is_blank(*next)) next++;
      bool is_member = at > file->code && (at[-1] == '.' || at[-1] == '>');
      if (*next == '(' && !is_member)
        complain(file, line_of(file, at, file->code), "take memory from an arena, not from %s",
                 words[i]);
    }
  }
}

// A sentence inside the brackets of a call that makes a diagnostic; a name without a space is none.
static void check_sentences(File *file) {
  static const char *const calls[] = {"diag_add", "diag_note"};
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    for (const char *at = file->code; (at = strstr(at, calls[i])); at++) {
      const char *p = at;
      while (is_word_char(*p)) p++;
      int depth = *p == '(';
      for (p++; *p && depth > 0; p++) {
        depth += (*p == '(') - (*p == ')');
        if (*p != '"') continue;
        const char *end = strchr(p + 1, '"');
        if (!end) break;
        if (memchr(file->text + (p - file->code), ' ', (size_t)(end - p)))
          complain(file, line_of(file, p, file->code),
                   "make this sentence a row of src/diag/messages.def");
        p = end;
      }
    }
  }
}

// A path that only exists on somebody's machine.
static void check_machine_paths(File *file) {
  static const char *const folders[] = {"/wo"
                                        "rk",
                                        "/tmp"
                                        "/wt",
                                        "/ro"
                                        "ot",
                                        "/ho"
                                        "me"};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    size_t size = strlen(folders[i]);
    for (const char *at = file->text; (at = strstr(at, folders[i])); at += size) {
      char before = at > file->text ? at[-1] : ' ';
      bool starts = is_blank(before) || strchr("\"'`(=:,>", before);
      if (starts && at[size] == '/' && is_word_char(at[size + 1]))
        complain(file, line_of(file, at, file->text),
                 "%s is a folder of one machine; use a relative path", folders[i]);
    }
  }
}

// ---- One file

// What a file is decides which rules it has to keep.
static void check_rules(File *file) {
  const char *path = file->path;
  bool is_c = has_suffix(path, ".c") || has_suffix(path, ".h") || has_suffix(path, ".def");
  bool is_script =
      has_suffix(path, ".js") || has_suffix(path, ".mjs") || has_suffix(path, ".cmake");
  bool is_src = has_prefix(path, "src/"), is_public = has_prefix(path, "include/");
  bool is_ours = is_src || is_public || has_prefix(path, "tests/") || has_prefix(path, "grammars/");
  check_machine_paths(file);
  if (!is_ours) return;
  check_name(file);
  if ((is_c || is_script) && !is_one_table(file)) check_lines(file);
  if (is_src || is_public) check_unfinished(file);
  if (!is_c) return;
  check_opening(file);
  check_sentences(file);
  if (!is_one_table(file)) check_functions(file);
  if (is_src) check_allocation(file);
  if (file->room) check_includes(file);
}

// Sets the room of a file in src/; folders that are no room are an error.
static void place_file(File *file) {
  if (!has_prefix(file->path, "src/")) return;
  const char *name = file->path + strlen("src/"), *slash = strchr(name, '/');
  if (!slash) return;
  file->room = find_room(name, (size_t)(slash - name));
  if (!file->room)
    complain(file, 1, "src/%.*s is no room of src/floors.txt", (int)(slash - name), name);
}

static void check_file(const char *full_path) {
  File file = {.path = full_path + root_length};
  file.text = read_text(full_path, &file.size);
  if (!file.text) return;
  if (strlen(file.text) == file.size) { // else it is no text
    file.code = blank_out(file.text, file.size);
    file.body = blank_directives(file.code, file.size);
    place_file(&file);
    check_rules(&file);
    if (file.room) add_length(&file_lengths, line_of(&file, file.text + file.size, file.text) - 1);
    free(file.code);
    free(file.body);
  }
  if (file.complaints)
    bad_files++;
  else
    clean_files++;
  free(file.text);
}

// ---- Statistics

static int by_number(const void *a, const void *b) {
  return *(const int *)a - *(const int *)b;
}

static void print_lengths(const char *what, Lengths *lengths) {
  if (lengths->count == 0) return;
  qsort(lengths->at, lengths->count, sizeof *lengths->at, by_number);
  const int *at = lengths->at;
  size_t last = lengths->count - 1;
  printf("%s: %zu; lines: median %d, p90 %d, p99 %d, most %d\n", what, lengths->count, at[last / 2],
         at[last * 9 / 10], at[last * 99 / 100], at[last]);
}

static void print_stats(void) {
  print_lengths("functions in src", &function_lengths);
  print_lengths("files in src", &file_lengths);
}
