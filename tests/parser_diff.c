// parser_diff: our parser against the stock one, node for node.
//
// `parser_diff [--mutate N] FILE…`, or file names on standard input. Prints a line per file that
// differs and a summary; exits with 1 where anything differs. With --mutate, N mutations of every
// file are compared as well: bytes and pieces removed, doubled, swapped.
#include "syntax/lr_parse.h"
#include "syntax/stock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FILE_BYTES = 3 << 20, MOST_NAME_BYTES = 4096, MOST_PIECE_BYTES = 40 };

typedef struct Counts {
  uint32_t same, different, errors, ours_only, stock_only;
  uint64_t bytes, nodes;
} Counts;

static Counts counts;
static uint64_t random_state = 88172645463325252u;

static uint32_t next_random(uint32_t below) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return below ? (uint32_t)(random_state % below) : 0;
}

static bool same_node(const Node *a, const Node *b) {
  return a->kind == b->kind && a->field == b->field && a->flags == b->flags &&
         a->start == b->start && a->end == b->end && a->parent == b->parent &&
         a->after == b->after && a->symbol == b->symbol;
}

static bool same_comment(const Comment *a, const Comment *b) {
  return a->start == b->start && a->end == b->end && a->next_leaf == b->next_leaf &&
         a->is_html == b->is_html;
}

static void show_node(const char *who, const Tree *tree, NodeId id) {
  if (id >= tree->node_count) {
    printf("  %s: no node %u\n", who, id);
    return;
  }
  const Node *n = tree_node(tree, id);
  Text kind = kind_name((NodeKind)n->kind), field = field_name((NodeField)n->field);
  printf("  %s: node %u %.*s field %.*s flags %u [%u,%u) parent %u after %u\n", who, id,
         TEXT_ARGS(kind), TEXT_ARGS(field), n->flags, n->start, n->end, n->parent, n->after);
}

// Prints the first difference; false if there is none.
static bool differ(const Tree *ours, const Tree *stock) {
  uint32_t least = ours->node_count < stock->node_count ? ours->node_count : stock->node_count;
  for (NodeId id = 0; id < least; id++) {
    if (same_node(tree_node(ours, id), tree_node(stock, id))) continue;
    show_node("ours ", ours, id);
    show_node("stock", stock, id);
    return true;
  }
  if (ours->node_count != stock->node_count) {
    printf("  ours has %u nodes, stock %u\n", ours->node_count, stock->node_count);
    return true;
  }
  for (uint32_t i = 0; i < ours->comment_count && i < stock->comment_count; i++) {
    const Comment *a = &ours->comments[i], *b = &stock->comments[i];
    if (same_comment(a, b)) continue;
    printf("  comment %u: ours [%u,%u) %u, stock [%u,%u) %u\n", i, a->start, a->end, a->next_leaf,
           b->start, b->end, b->next_leaf);
    return true;
  }
  if (ours->comment_count == stock->comment_count) return false;
  printf("  ours has %u comments, stock %u\n", ours->comment_count, stock->comment_count);
  return true;
}

static void compare(const char *name, Text source) {
  Arena arena = {0};
  Tree ours = {0}, stock = {0};
  uint32_t too_deep_at;
  LrEnd end;
  bool we_parse = lr_parse(&arena, source, SYNTAX_UNKNOWN, &ours, &end) == LR_PARSED;
  bool stock_parses =
      stock_parse(&arena, source, &stock, &too_deep_at) == STOCK_PARSED && !stock.has_error;
  counts.bytes += source.size;
  if (!we_parse && !stock_parses) {
    counts.errors++;
  } else if (!stock_parses) {
    counts.ours_only++;
    printf("ours only: %s\n", name);
  } else if (!we_parse) {
    counts.stock_only++;
    printf("stock only: %s\n", name);
  } else if (differ(&ours, &stock)) {
    counts.different++;
    printf("different: %s\n", name);
  } else {
    counts.same++;
    counts.nodes += ours.node_count;
  }
  arena_release(&arena);
}

// A piece of the text: where it starts and how long it is.
static uint32_t random_piece(uint32_t size, uint32_t *length) {
  uint32_t start = next_random(size);
  *length = 1 + next_random(MOST_PIECE_BYTES);
  if (*length > size - start) *length = size - start;
  return start;
}

static Text mutate(Arena *arena, Text source) {
  static const char *extras[] = {
      "(",  ")", "[",       "]",    "{",   "}",  "\n",     "/*\n*/", "// c\n",  "await ", "async ",
      "=>", ",", "`",       "${",   "<",   "/>", "yield ", "let ",   "in ",     "of ",    ";",
      "?",  "/", "static ", "get ", "...", "=",  ":",      " ",      "export ", "import "};
  char *text = arena_alloc(arena, source.size + 2 * MOST_PIECE_BYTES + SYNTAX_PADDING, 8);
  uint32_t length, start = random_piece(source.size, &length), target = next_random(source.size);
  uint32_t kept = source.size;
  memcpy(text, source.at, source.size);
  switch (next_random(3)) {
  case 0: // remove
    memmove(text + start, text + start + length, kept - start - length);
    kept -= length;
    break;
  case 1: // copy elsewhere
    memmove(text + target + length, text + target, kept - target);
    memcpy(text + target, source.at + start, length);
    kept += length;
    break;
  default: { // insert
    const char *extra = extras[next_random(sizeof extras / sizeof *extras)];
    length = (uint32_t)strlen(extra);
    memmove(text + target + length, text + target, kept - target);
    memcpy(text + target, extra, length);
    kept += length;
  }
  }
  memset(text + kept, 0, SYNTAX_PADDING);
  return (Text){text, kept};
}

static void save(const char *name, Text source) {
  FILE *file = fopen(name, "wb");
  if (!file) return;
  fwrite(source.at, 1, source.size, file);
  fclose(file);
}

static void compare_mutations(const char *name, Text source, uint32_t count) {
  for (uint32_t i = 0; i < count && source.size > 0; i++) {
    Arena arena = {0};
    Text mutated = mutate(&arena, source);
    uint32_t before = counts.different + counts.ours_only + counts.stock_only;
    char label[MOST_NAME_BYTES + 16];
    snprintf(label, sizeof label, "%s (mutation %u)", name, i);
    compare(label, mutated);
    const char *folder = getenv("PARSER_DIFF_SAVE");
    uint32_t after = counts.different + counts.ours_only + counts.stock_only;
    if (folder && after > before) {
      snprintf(label, sizeof label, "%.*s/%u.js", MOST_NAME_BYTES - 64, folder, after);
      save(label, mutated);
    }
    arena_release(&arena);
  }
}

static void compare_file(const char *name, uint32_t mutations) {
  FILE *file = fopen(name, "rb");
  if (!file) return;
  char *bytes = calloc(1, MOST_FILE_BYTES + SYNTAX_PADDING);
  uint32_t size = (uint32_t)fread(bytes, 1, MOST_FILE_BYTES, file);
  fclose(file);
  // The bytes behind the source must not matter beyond the padding: a tight copy lets ASan see.
  char *source = calloc(1, size + SYNTAX_PADDING);
  memcpy(source, bytes, size);
  free(bytes);
  if (size < MOST_FILE_BYTES) {
    compare(name, (Text){source, size});
    compare_mutations(name, (Text){source, size}, mutations);
  }
  free(source);
}

int main(int argc, char **argv) {
  int first = 1;
  uint32_t mutations = 0;
  if (argc > 2 && !strcmp(argv[1], "--mutate")) {
    mutations = (uint32_t)atoi(argv[2]);
    first = 3;
  }
  for (int i = first; i < argc; i++) compare_file(argv[i], mutations);
  char name[MOST_NAME_BYTES];
  while (first == argc && fgets(name, sizeof name, stdin)) {
    name[strcspn(name, "\n")] = 0;
    compare_file(name, mutations);
  }
  printf("%u same (%llu nodes), %u different, %u ours only, %u stock only, %u errors in both; "
         "%llu bytes\n",
         counts.same, (unsigned long long)counts.nodes, counts.different, counts.ours_only,
         counts.stock_only, counts.errors, (unsigned long long)counts.bytes);
  return counts.different + counts.ours_only + counts.stock_only > 0;
}
