// Several versions of the stack go on side by side, as in tree-sitter's own runtime: a conflict
// makes versions, a version that meets an error goes, versions in the same state at the same place
// merge. Their stacks share what they have in common: a stack is a chain of links, and merging adds
// a second link to a node of the chain. What the links carry are derivations: they say which tokens
// were shifted and what was reduced. When one version is left and its chain has no second links,
// its derivation is replayed into the run's output, which so far stood still; then the run goes on
// alone.
//
// The order of versions, the limits and the choice between equal derivations are tree-sitter's, so
// that the trees are the same.
#include "syntax/lr_fork.h"

#include "syntax/lr_words.h"

enum {
  MOST_VERSIONS = 6,
  MOST_VERSIONS_WITHIN_STEP = 10,
  MOST_LINKS = 8,
  MOST_PATHS = 64,
  MOST_HEADS = 64,
  MOST_SLICES = 128,
  MOST_MERGE_DEPTH = 1000,     // recursion where equal chains are merged link by link
  MOST_POOL_BYTES = 512 << 20, // beyond it the stock runtime takes over
  POOL_BYTES = 64 << 10,       // enough for nearly every fork
  NO_ENTRY = UINT32_MAX,
};

// How a part of the source was derived.
typedef struct Derivation Derivation;
struct Derivation {
  uint16_t symbol;
  uint16_t reduction; // 0 = a token
  uint16_t state;     // of a token: the state after it
  bool is_extra;
  bool is_recorded; // it is in the output already
  bool newline_before;
  int32_t dynamic_precedence;
  uint32_t start, end;
  uint32_t child_count;
  Derivation **children;
};

typedef struct StackNode StackNode;

typedef struct Link {
  StackNode *node; // below
  Derivation *derivation;
} Link;

struct StackNode {
  uint16_t state;
  uint16_t link_count;
  uint32_t position; // where its last token or comment ended
  int32_t dynamic_precedence;
  uint32_t entry; // its index on the run's stack, or NO_ENTRY
  Link first;     // below an entry it is made when it is asked for
  Link *more;     // the others
};

typedef enum Status { ACTIVE, PAUSED, HALTED } Status; // paused: it met an error

typedef struct Head {
  StackNode *node;
  Status status;
  LrToken token; // where it is paused: the token that was an error
} Head;

// A list of derivations, from below to above. Lists share their ends.
typedef struct List List;
struct List {
  Derivation *derivation;
  List *next;
};

// One way down the stack, and what was popped on it.
typedef struct Slice {
  StackNode *node;
  List *popped;
  uint32_t version;
} Slice;

typedef struct Path {
  StackNode *node;
  List *popped;
  uint32_t count; // of what was popped, comments not counted
} Path;

typedef struct Fork {
  LrRun *run;
  const LrTables *tables;
  Arena *overflow; // when the pool is full
  size_t pool_used;
  Head heads[MOST_HEADS];
  uint32_t head_count;
  Slice slices[MOST_SLICES];
  uint32_t slice_count;
  Path paths[MOST_PATHS];
  uint32_t path_count;
  LrToken cached;
  uint32_t cached_position, cached_state;
  List *finished; // the derivation of the whole file, if a version got there
  Derivation *finished_root;
  uint32_t patience; // how many steps to wait before looking again whether the chain is single
  uint32_t waited;
  struct Level *free_levels; // see replay_derivation
  bool gave_up;              // a limit was hit
  _Alignas(8) char pool[POOL_BYTES];
} Fork;

static void *allocate(Fork *fork, size_t size) {
  size = (size + 7) & ~(size_t)7;
  if (fork->pool_used + size <= POOL_BYTES) {
    void *result = fork->pool + fork->pool_used;
    fork->pool_used += size;
    return result;
  }
  if (fork->overflow->reserved_bytes > MOST_POOL_BYTES) fork->gave_up = true;
  return arena_alloc(fork->overflow, size, 8);
}

#define allocate_one(fork, T) ((T *)allocate((fork), sizeof(T)))

// --- Stack nodes ------------------------------------------------------------------------------

static StackNode *node_of_entry(Fork *fork, uint32_t index) {
  const LrEntry *entry = &fork->run->output.stack[index];
  StackNode *node = allocate_one(fork, StackNode);
  *node = (StackNode){
      .state = entry->state, .link_count = index > 0, .position = entry->end, .entry = index};
  return node;
}

// A derivation that stands for an entry of the run's stack.
static Derivation *derivation_of_entry(Fork *fork, uint32_t index) {
  const LrEntry *entry = &fork->run->output.stack[index];
  Derivation *made = allocate_one(fork, Derivation);
  *made = (Derivation){
      .symbol = entry->symbol, .is_recorded = true, .start = entry->start, .end = entry->end};
  return made;
}

static Link *link_at(Fork *fork, StackNode *node, uint32_t index) {
  if (index > 0) return &node->more[index - 1];
  if (!node->first.node) {
    node->first =
        (Link){node_of_entry(fork, node->entry - 1), derivation_of_entry(fork, node->entry)};
  }
  return &node->first;
}

static void push(Fork *fork, uint32_t version, Derivation *derivation, uint32_t state) {
  StackNode *below = fork->heads[version].node, *node = allocate_one(fork, StackNode);
  *node = (StackNode){
      .state = (uint16_t)state,
      .link_count = 1,
      .position = derivation->end,
      .dynamic_precedence = below->dynamic_precedence + derivation->dynamic_precedence,
      .entry = NO_ENTRY,
      .first = {below, derivation},
  };
  fork->heads[version].node = node;
}

static bool is_equivalent(const Link *a, const Link *b) {
  const Derivation *left = a->derivation, *right = b->derivation;
  if (left == right) return true;
  return left->symbol == right->symbol && left->end - left->start == right->end - right->start &&
         left->start - a->node->position == right->start - b->node->position &&
         left->child_count == right->child_count && left->is_extra == right->is_extra;
}

static void raise_precedence(StackNode *node, const Link *link) {
  int32_t precedence = link->node->dynamic_precedence + link->derivation->dynamic_precedence;
  if (precedence > node->dynamic_precedence) node->dynamic_precedence = precedence;
}

static void append_link(Fork *fork, StackNode *node, Link link) {
  if (node->link_count == MOST_LINKS) return;
  if (!node->more) node->more = allocate(fork, sizeof(Link) * (MOST_LINKS - 1));
  node->more[node->link_count++ - 1] = link;
  raise_precedence(node, &link);
}

// Adds a link to a node, unless one of its links says the same; where only the nodes below differ,
// but are in the same state at the same place, these are merged instead.
static void add_link(Fork *fork, StackNode *node, Link link, uint32_t depth) {
  if (link.node == node) return;
  if (depth > MOST_MERGE_DEPTH) fork->gave_up = true;
  if (fork->gave_up) return;
  for (uint32_t i = 0; i < node->link_count; i++) {
    Link *existing = link_at(fork, node, i);
    if (!is_equivalent(existing, &link)) continue;
    if (existing->node == link.node) {
      if (link.derivation->dynamic_precedence > existing->derivation->dynamic_precedence) {
        existing->derivation = link.derivation;
        node->dynamic_precedence =
            link.node->dynamic_precedence + link.derivation->dynamic_precedence;
      }
      return;
    }
    if (existing->node->state == link.node->state &&
        existing->node->position == link.node->position) {
      for (uint32_t j = 0; j < link.node->link_count; j++) {
        add_link(fork, existing->node, *link_at(fork, link.node, j), depth + 1);
      }
      raise_precedence(node, &link);
      return;
    }
  }
  append_link(fork, node, link);
}

// --- Versions ---------------------------------------------------------------------------------

static uint32_t add_version(Fork *fork, StackNode *node) {
  if (fork->head_count == MOST_HEADS) {
    fork->gave_up = true;
    return fork->head_count - 1;
  }
  fork->heads[fork->head_count] = (Head){.node = node, .status = ACTIVE};
  return fork->head_count++;
}

static void remove_version(Fork *fork, uint32_t version) {
  fork->head_count--;
  memmove(&fork->heads[version], &fork->heads[version + 1],
          (fork->head_count - version) * sizeof *fork->heads);
}

// Puts version `from` in the place of the earlier version `to`.
static void renumber_version(Fork *fork, uint32_t from, uint32_t to) {
  if (from == to) return;
  fork->heads[to] = fork->heads[from];
  remove_version(fork, from);
}

static bool can_merge(const Head *a, const Head *b) {
  return a->status == ACTIVE && b->status == ACTIVE && a->node->state == b->node->state &&
         a->node->position == b->node->position;
}

static bool merge(Fork *fork, uint32_t into, uint32_t version) {
  StackNode *node = fork->heads[into].node, *other = fork->heads[version].node;
  if (!can_merge(&fork->heads[into], &fork->heads[version])) return false;
  for (uint32_t i = 0; i < other->link_count; i++)
    add_link(fork, node, *link_at(fork, other, i), 0);
  remove_version(fork, version);
  return true;
}

// --- Popping ----------------------------------------------------------------------------------

// Slices that end at the same node belong to one version.
static void add_slice(Fork *fork, StackNode *node, List *popped) {
  if (fork->slice_count == MOST_SLICES) {
    fork->gave_up = true;
    return;
  }
  for (uint32_t i = fork->slice_count; i-- > 0;) {
    uint32_t version = fork->slices[i].version;
    if (fork->heads[version].node != node) continue;
    memmove(&fork->slices[i + 2], &fork->slices[i + 1],
            (fork->slice_count - i - 1) * sizeof *fork->slices);
    fork->slices[i + 1] = (Slice){node, popped, version};
    fork->slice_count++;
    return;
  }
  fork->slices[fork->slice_count++] = (Slice){node, popped, add_version(fork, node)};
}

static void follow_link(Fork *fork, Path *path, const Link *link) {
  List *item = allocate_one(fork, List);
  *item = (List){link->derivation, path->popped};
  path->popped = item;
  path->node = link->node;
  path->count += !link->derivation->is_extra;
}

// Sends a path on along every link of its node; the first link is the path's own, taken last.
static void follow_links(Fork *fork, uint32_t index) {
  StackNode *node = fork->paths[index].node;
  for (uint32_t i = 1; i < node->link_count; i++) {
    if (fork->path_count == MOST_PATHS) break;
    fork->paths[fork->path_count] = fork->paths[index];
    follow_link(fork, &fork->paths[fork->path_count++], link_at(fork, node, i));
  }
  follow_link(fork, &fork->paths[index], link_at(fork, node, 0));
}

// Fills `slices` with every way to pop `count` symbols, or all where `count` is POP_ALL.
enum { POP_ALL = UINT32_MAX };

static void pop(Fork *fork, uint32_t version, uint32_t count) {
  fork->slice_count = 0;
  fork->paths[0] = (Path){fork->heads[version].node, NULL, 0};
  fork->path_count = 1;
  while (fork->path_count > 0 && !fork->gave_up) {
    uint32_t round = fork->path_count;
    for (uint32_t i = 0; i < round; i++) {
      Path *path = &fork->paths[i];
      bool is_done = count == POP_ALL ? path->node->link_count == 0 : path->count == count;
      if (is_done) add_slice(fork, path->node, path->popped);
      if (is_done || path->node->link_count == 0) {
        fork->path_count--;
        memmove(path, path + 1, (fork->path_count - i) * sizeof *path);
        i--;
        round--;
        continue;
      }
      follow_links(fork, i);
    }
  }
}

// --- Derivations ------------------------------------------------------------------------------

// A parent for what was popped. Comments at its end stay out of it: `*extras` is their list.
static Derivation *make_parent(Fork *fork, uint32_t symbol, List *popped, List **extras) {
  uint32_t count = 0, kept = 0;
  List *rest = popped;
  for (List *at = popped; at; at = at->next) {
    count++;
    if (at->derivation->is_extra) continue;
    kept = count;
    rest = at->next;
  }
  Derivation *parent = allocate_one(fork, Derivation);
  *parent = (Derivation){.symbol = (uint16_t)symbol, .child_count = kept};
  parent->children = allocate(fork, sizeof(Derivation *) * kept);
  *extras = kept ? rest : popped;
  for (uint32_t i = 0; i < kept; i++, popped = popped->next) {
    parent->children[i] = popped->derivation;
    parent->dynamic_precedence += popped->derivation->dynamic_precedence;
  }
  if (kept) {
    parent->start = parent->children[0]->start;
    parent->end = parent->children[kept - 1]->end;
  }
  return parent;
}

typedef Array(const Derivation *) Pairs; // two by two, still to be compared

// Which derivation comes first: by symbol, then by number of children, then child by child.
static int compare(const Derivation *left, const Derivation *right) {
  Arena scratch = {0};
  Pairs pairs = {0};
  int result = 0;
  array_push(&scratch, &pairs, left);
  array_push(&scratch, &pairs, right);
  while (pairs.count > 0 && result == 0) {
    right = array_pop(&pairs);
    left = array_pop(&pairs);
    if (left == right) continue;
    if (left->symbol != right->symbol)
      result = left->symbol < right->symbol ? -1 : 1;
    else if (left->child_count != right->child_count) {
      result = left->child_count < right->child_count ? -1 : 1;
    }
    for (uint32_t i = left->child_count; result == 0 && i > 0; i--) {
      array_push(&scratch, &pairs, left->children[i - 1]);
      array_push(&scratch, &pairs, right->children[i - 1]);
    }
  }
  arena_release(&scratch);
  return result;
}

// Whether `right` is to be taken rather than `left`.
static bool is_better(const Derivation *left, const Derivation *right) {
  if (left->dynamic_precedence != right->dynamic_precedence) {
    return right->dynamic_precedence > left->dynamic_precedence;
  }
  return compare(left, right) > 0;
}

// --- Actions ----------------------------------------------------------------------------------

static uint32_t count_halted(const Fork *fork) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < fork->head_count; i++) count += fork->heads[i].status == HALTED;
  return count;
}

// The parent for the slices of one version, which start at `*index`; leaves it at the last of them.
static Derivation *choose_parent(Fork *fork, const LrReduction *by, uint32_t *index,
                                 List **extras) {
  Slice first = fork->slices[*index];
  Derivation *parent = make_parent(fork, by->symbol, first.popped, extras);
  while (*index + 1 < fork->slice_count && fork->slices[*index + 1].version == first.version) {
    List *other_extras;
    Derivation *other = make_parent(fork, by->symbol, fork->slices[++*index].popped, &other_extras);
    if (!is_better(parent, other)) continue;
    parent = other;
    *extras = other_extras;
  }
  parent->reduction = (uint16_t)(by - fork->tables->reductions);
  parent->dynamic_precedence += by->dynamic_precedence;
  return parent;
}

// Reduces in every way there is, each as a version of its own. Returns the first of these that is
// left, or MOST_HEADS.
static uint32_t reduce(Fork *fork, uint32_t version, const LrReduction *by) {
  uint32_t before = fork->head_count, removed = 0, halted = count_halted(fork);
  // Only an empty file has a symbol without children.
  if (by->child_count == 0) fork->gave_up = true;
  pop(fork, version, by->child_count);
  for (uint32_t i = 0; i < fork->slice_count && !fork->gave_up; i++) {
    uint32_t made = fork->slices[i].version - removed;
    if (made > MOST_VERSIONS_WITHIN_STEP + halted) {
      remove_version(fork, made);
      removed++;
      uint32_t dropped = fork->slices[i].version;
      while (i + 1 < fork->slice_count && fork->slices[i + 1].version == dropped) i++;
      continue;
    }
    List *extras;
    Derivation *parent = choose_parent(fork, by, &i, &extras);
    uint32_t below = fork->heads[made].node->state;
    uint32_t state = lr_next_state(fork->tables, below, by);
    if (!state) {
      remove_version(fork, made);
      removed++;
      continue;
    }
    push(fork, made, parent, state);
    for (; extras; extras = extras->next) push(fork, made, extras->derivation, state);
    for (uint32_t other = 0; other < made; other++) {
      if (other == version || !merge(fork, other, made)) continue;
      removed++;
      break;
    }
  }
  return fork->head_count > before ? before : MOST_HEADS;
}

static void shift(Fork *fork, uint32_t version, const LrToken *token, uint32_t state,
                  bool is_extra) {
  Derivation *leaf = allocate_one(fork, Derivation);
  *leaf = (Derivation){.symbol = token->symbol,
                       .state = (uint16_t)state,
                       .is_extra = is_extra,
                       .newline_before = token->newline_before,
                       .start = token->start,
                       .end = token->end};
  push(fork, version, leaf, state);
}

// The root of a path down to the bottom, only to be compared: the children of the one symbol there,
// and the comments around it.
static Derivation *make_root(Fork *fork, const List *path) {
  const Derivation *whole = NULL;
  uint32_t count = 0;
  for (const List *at = path; at; at = at->next) {
    if (!at->derivation->is_extra) whole = at->derivation;
    count++;
  }
  Derivation *root = allocate_one(fork, Derivation);
  *root = (Derivation){.symbol = whole->symbol};
  root->children = allocate(fork, sizeof(Derivation *) * (count + whole->child_count));
  for (const List *at = path; at; at = at->next) {
    root->dynamic_precedence += at->derivation->dynamic_precedence;
    if (at->derivation != whole)
      root->children[root->child_count++] = at->derivation;
    else
      for (uint32_t i = 0; i < whole->child_count; i++) {
        root->children[root->child_count++] = whole->children[i];
      }
  }
  return root;
}

static void accept(Fork *fork, uint32_t version) {
  pop(fork, version, POP_ALL);
  for (uint32_t i = 0; i < fork->slice_count && !fork->gave_up; i++) {
    Derivation *root = make_root(fork, fork->slices[i].popped);
    if (fork->finished && !is_better(fork->finished_root, root)) continue;
    fork->finished_root = root;
    fork->finished = fork->slices[i].popped;
  }
  if (fork->slice_count) remove_version(fork, fork->slices[0].version);
  fork->heads[version].status = HALTED;
}

// --- Going on ---------------------------------------------------------------------------------

// Whether a derivation is nothing that a line end before it could be told of: a comment, or a token
// that is no node.
static bool is_silent(const Fork *fork, const Derivation *at) {
  return at->is_extra ||
         (!at->reduction && !at->is_recorded && !fork->tables->token_kinds[at->symbol]);
}

static bool same_lex_mode(const LrLexMode *a, const LrLexMode *b) {
  return a->dfa[0] == b->dfa[0] && a->scanner_class == b->scanner_class;
}

// Where a version is: a line may have ended in the comments on top of its stack.
static LrPlace place_of(const Fork *fork, const StackNode *node) {
  LrPlace place = fork->run->place;
  const StackNode *below = node;
  while (below->entry == NO_ENTRY && is_silent(fork, below->first.derivation))
    below = below->first.node;
  bool is_old = below->entry != NO_ENTRY && below->entry == (uint32_t)(place.top - place.stack);
  // Up to where the fork began the run knows; what came since is looked at.
  uint32_t from = is_old ? place.position : below->position;
  bool newline = scanner_has_newline(text_slice(place.source, from, node->position));
  place.newline = newline || (is_old && place.newline);
  place.position = node->position;
  place.state = node->state;
  place.fork = node;
  return place;
}

// The next token of a version. Versions often ask for the same one in turn. False: there is none.
static bool next_token(Fork *fork, const StackNode *node, LrToken *token) {
  const LrTables *tables = fork->tables;
  bool is_cached =
      fork->cached_position == node->position && !fork->cached.is_keyword &&
      same_lex_mode(&tables->lex_modes[fork->cached_state], &tables->lex_modes[node->state]);
  if (!is_cached) {
    fork->cached_position = UINT32_MAX;
    LrPlace place = place_of(fork, node);
    if (!lr_lex(&place, &fork->cached)) return false;
    fork->run->place.memo = place.memo;
    fork->run->place.clues = place.clues;
    fork->cached_position = node->position;
    fork->cached_state = node->state;
  }
  *token = fork->cached;
  return true;
}

// What a version does on its token in its state.
typedef enum Outcome {
  SHIFTED, // or accepted: the token is used up
  REDUCED,
  MERGED, // reduced, into another version
  STUCK,
} Outcome;

// Whether a semicolon goes before the token, as the function or class before it is the default
// export.
static bool ends_export(Fork *fork, uint32_t version, const LrReduction *by, LrToken *token) {
  if (token->symbol == SYMBOL_SEMICOLON || token->symbol == SYMBOL_AUTOMATIC_SEMICOLON)
    return false;
  LrPlace place = place_of(fork, fork->heads[version].node);
  if (!lr_is_exported_value(&place, by)) return false;
  *token = (LrToken){place.position, place.position, SYMBOL_AUTOMATIC_SEMICOLON, false, false};
  return true;
}

static Outcome act(Fork *fork, uint32_t version, LrToken *token) {
  const LrTables *tables = fork->tables;
  uint32_t state = fork->heads[version].node->state;
  uint16_t single = tables->action[state * tables->action_stride + token->symbol];
  const uint16_t *cells = &single;
  uint32_t count = single != LR_ERROR, last_reduction = MOST_HEADS;
  if (single >= LR_FIRST_CONFLICT && !(single & LR_SHIFT)) {
    const LrConflict *conflict = &tables->conflicts[single - LR_FIRST_CONFLICT];
    cells = &tables->conflict_actions[conflict->first];
    count = conflict->count;
  }
  for (uint32_t i = 0; i < count && !fork->gave_up; i++) {
    uint32_t cell = cells[i];
    if (cell == LR_ACCEPT) {
      accept(fork, version);
      return SHIFTED;
    }
    if (cell == LR_SHIFT_EXTRA || cell & LR_SHIFT) {
      bool is_extra = cell == LR_SHIFT_EXTRA;
      shift(fork, version, token, is_extra ? state : cell & ~LR_SHIFT, is_extra);
      return SHIFTED;
    }
    const LrReduction *by = &tables->reductions[cell];
    if (by->is_rare && ends_export(fork, version, by, token)) return REDUCED;
    uint32_t made = reduce(fork, version, by);
    if (made != MOST_HEADS) last_reduction = made;
  }
  if (last_reduction == MOST_HEADS) return count ? MERGED : STUCK;
  renumber_version(fork, last_reduction, version);
  return REDUCED;
}

// Takes a version over one token. `given` is that token, if it is known already.
static void advance(Fork *fork, uint32_t version, const LrToken *given) {
  LrToken token = {0};
  Outcome outcome = STUCK;
  bool has_token = true;
  if (given)
    token = *given;
  else
    has_token = next_token(fork, fork->heads[version].node, &token);
  while (has_token && !fork->gave_up) {
    outcome = act(fork, version, &token);
    if (outcome == SHIFTED || outcome == MERGED) break;
    if (outcome == STUCK &&
        !lr_becomes_identifier(fork->tables, fork->heads[version].node->state, &token))
      break;
  }
  if (outcome == MERGED) fork->heads[version].status = HALTED;
  if (outcome == STUCK) {
    fork->heads[version].status = PAUSED;
    fork->heads[version].token = token;
    if (!has_token) {
      // Nothing is to go before it.
      uint32_t at = fork->heads[version].node->position;
      fork->heads[version].token = (LrToken){at, at, SYMBOL_AUTOMATIC_SEMICOLON, false, false};
    }
  }
}

// Where all versions are stuck, a semicolon may go before their token. The versions that take one
// are active again; false where there are none.
static bool insert_semicolons(Fork *fork) {
  bool inserted = false;
  for (uint32_t version = 0; version < fork->head_count; version++) {
    if (fork->heads[version].status == ACTIVE) return false;
  }
  for (uint32_t version = 0; version < fork->head_count && !fork->gave_up; version++) {
    Head *head = &fork->heads[version];
    if (head->status != PAUSED) continue;
    LrPlace place = place_of(fork, head->node);
    LrToken token = head->token;
    if (!lr_becomes_semicolon(&place, &token)) continue;
    head->status = ACTIVE;
    advance(fork, version, &token);
    inserted |= fork->heads[version].status == ACTIVE;
  }
  return inserted;
}

// Compares the versions two by two: a version in error goes where another is not; equal ones merge;
// the one of higher precedence comes first.
static void condense(Fork *fork) {
  for (uint32_t i = 0; i < fork->head_count; i++) {
    if (fork->heads[i].status == HALTED) {
      remove_version(fork, i--);
      continue;
    }
    bool right_fails = fork->heads[i].status == PAUSED;
    int32_t precedence = fork->heads[i].node->dynamic_precedence;
    for (uint32_t j = 0; j < i; j++) {
      Head *left = &fork->heads[j], *right = &fork->heads[i];
      bool left_fails = left->status == PAUSED;
      if (left_fails != right_fails) {
        remove_version(fork, right_fails ? i : j);
        i--;
        if (right_fails) break;
        j--;
      } else if (merge(fork, j, i)) {
        i--;
        break;
      } else if (precedence > left->node->dynamic_precedence) {
        Head swapped = *left;
        *left = *right;
        *right = swapped;
      }
    }
  }
  if (fork->head_count > MOST_VERSIONS) fork->head_count = MOST_VERSIONS;
}

// --- Replaying --------------------------------------------------------------------------------

static void replay_token(LrRun *run, const Derivation *leaf) {
  LrToken token = {leaf->start, leaf->end, leaf->symbol, false, leaf->newline_before};
  if (leaf->is_recorded) return;
  if (leaf->is_extra) {
    lr_add_comment(run, &token);
    return;
  }
  lr_run_shift(run, leaf->state, &token);
}

// A derivation on the way down, and which of its children is next.
typedef struct Level Level;
struct Level {
  const Derivation *derivation;
  uint32_t next_child;
  Level *above;
};

static Level *descend(Fork *fork, const Derivation *into, Level *above) {
  Level *level = fork->free_levels;
  if (level)
    fork->free_levels = level->above;
  else
    level = allocate_one(fork, Level);
  *level = (Level){into, 0, above};
  return level;
}

static void replay_derivation(Fork *fork, const Derivation *root) {
  LrRun *run = fork->run;
  Level *level = descend(fork, root, NULL);
  while (level) {
    const Derivation *at = level->derivation;
    if (level->next_child < at->child_count) {
      level = descend(fork, at->children[level->next_child++], level);
      continue;
    }
    Level *done = level;
    level = level->above;
    done->above = fork->free_levels;
    fork->free_levels = done;
    lr_make_room(&run->output);
    if (at->reduction)
      lr_reduce(&run->output, &run->tables->reductions[at->reduction]);
    else
      replay_token(run, at);
  }
}

// Replays what the list holds, from below to above, and puts the run behind it.
static void replay_list(Fork *fork, const List *list, uint32_t position) {
  for (; list; list = list->next) replay_derivation(fork, list->derivation);
  fork->run->place.position = position;
}

// The derivations from the run's stack up to `head`: of several ways down, the first.
static List *list_first_way(Fork *fork, const StackNode *head) {
  List *list = NULL;
  for (const StackNode *node = head; node->entry == NO_ENTRY; node = node->first.node) {
    List *item = allocate_one(fork, List);
    *item = (List){node->first.derivation, list};
    list = item;
  }
  return list;
}

// All versions are stuck. The one that came furthest is what the run had read before the error.
static void refuse(Fork *fork) {
  if (fork->head_count == 0) return;
  const Head *furthest = &fork->heads[0];
  for (uint32_t i = 1; i < fork->head_count; i++) {
    if (fork->heads[i].token.start > furthest->token.start) furthest = &fork->heads[i];
  }
  fork->run->refused = furthest->token;
  replay_list(fork, list_first_way(fork, furthest->node), furthest->node->position);
}

// Replays the one version that is left, if there is only one way down its stack. Long chains are
// not looked through at every step.
static bool rejoin(Fork *fork) {
  if (fork->head_count != 1 || fork->heads[0].status != ACTIVE) return false;
  if (fork->waited++ < fork->patience) return false;
  StackNode *head = fork->heads[0].node;
  List *list = NULL;
  uint32_t length = 0;
  for (StackNode *node = head; node->entry == NO_ENTRY || node->link_count > 1; length++) {
    if (node->link_count > 1) {
      fork->patience = length;
      fork->waited = 0;
      return false;
    }
    List *item = allocate_one(fork, List);
    *item = (List){node->first.derivation, list};
    list = item;
    node = node->first.node;
  }
  replay_list(fork, list, head->position);
  return true;
}

// --- Looking ----------------------------------------------------------------------------------

static LrSight sight_of_entry(LrSight sight) {
  sight.node = NULL;
  sight.symbol = sight.entry->symbol;
  sight.state = sight.entry->state;
  return sight;
}

// The first symbol at `node` or below it that is no comment.
static LrSight sight_of_node(LrSight sight, const StackNode *node) {
  while (node->entry == NO_ENTRY && node->first.derivation->is_extra) node = node->first.node;
  if (node->entry != NO_ENTRY) {
    sight.entry = sight.stack + node->entry;
    return sight_of_entry(sight);
  }
  sight.node = node;
  sight.symbol = node->first.derivation->symbol;
  sight.state = node->state;
  return sight;
}

LrSight lr_sight(const LrPlace *place) {
  LrSight sight = {.stack = place->stack, .entry = place->top};
  return place->fork ? sight_of_node(sight, place->fork) : sight_of_entry(sight);
}

LrSight lr_sight_below(LrSight from) {
  if (from.node) return sight_of_node(from, from.node->first.node);
  if (from.entry == from.stack) return from;
  from.entry--;
  return sight_of_entry(from);
}

// --- The whole --------------------------------------------------------------------------------

// One version, with the run's stack and the comments since its last token.
static void begin(Fork *fork) {
  LrRun *run = fork->run;
  uint32_t top = (uint32_t)(run->output.top - run->output.stack);
  add_version(fork, node_of_entry(fork, top));
  uint32_t count = run->output.comments.count;
  for (uint32_t i = count - run->fresh_comments; i < count; i++) {
    Derivation *comment = allocate_one(fork, Derivation);
    *comment = (Derivation){.is_extra = true,
                            .is_recorded = true,
                            .start = run->output.comments.at[i].start,
                            .end = run->output.comments.at[i].end};
    push(fork, 0, comment, run->output.top->state);
  }
}

// Takes every version over the next token.
static void advance_all(Fork *fork, const LrToken *given, uint32_t *last_position) {
  for (uint32_t version = 0; version < fork->head_count && !fork->gave_up; version++) {
    while (fork->heads[version].status == ACTIVE && !fork->gave_up) {
      advance(fork, version, given);
      given = NULL;
      uint32_t position = fork->heads[version].node->position;
      if (position > *last_position || (version > 0 && position == *last_position)) {
        *last_position = position;
        break;
      }
    }
  }
}

static LrVerdict go_on(Fork *fork, const LrToken *token) {
  uint32_t last_position = fork->run->place.position;
  begin(fork);
  for (;;) {
    advance_all(fork, token, &last_position);
    token = NULL;
    if (!fork->finished) insert_semicolons(fork);
    condense(fork);
    if (fork->gave_up) return LR_LIMITED;
    bool is_over = fork->head_count == 0 || fork->heads[0].status == PAUSED;
    if (is_over) {
      if (!fork->finished) {
        refuse(fork);
        return LR_REFUSED;
      }
      replay_list(fork, fork->finished, fork->run->place.source.size);
      return LR_ACCEPTED;
    }
    if (!fork->finished && rejoin(fork)) return LR_GOES_ON;
  }
}

LrVerdict lr_fork(LrRun *run, const LrToken *token) {
  Arena overflow = {0};
  if (!run->fork) run->fork = arena_new(run->output.scratch, Fork, 1);
  Fork *fork = run->fork;
  fork->run = run;
  fork->tables = run->tables;
  fork->overflow = &overflow;
  fork->pool_used = 0;
  fork->head_count = 0;
  fork->finished = NULL;
  fork->finished_root = NULL;
  fork->cached_position = UINT32_MAX;
  fork->patience = fork->waited = 0;
  fork->free_levels = NULL;
  fork->gave_up = false;
  LrVerdict verdict = go_on(fork, token);
  if (overflow.newest) arena_release(&overflow);
  return verdict;
}
