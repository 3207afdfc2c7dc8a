// What is offered is what was found; only the text with all fixes is made when it is asked for.
#include "lsp/actions.h"

#include "lsp/comments.h"
#include "lsp/params.h"
#include "lsp/publish.h"

typedef struct Answer {
  const Document *document;
  const Json *params;
  Arena *arena;
  Buffer out;
  bool has_actions;
} Answer;

typedef enum WordsId {
#define WORDS(NAME, text) WORDS_##NAME,
#include "lsp/words.def"
} WordsId;

static Text words(Arena *arena, WordsId id, Text argument) {
  static const Text rows[] = {
#define WORDS(NAME, text) [WORDS_##NAME] = TEXT(text),
#include "lsp/words.def"
  };
  uint32_t at = text_find(rows[id], TEXT("{0}"));
  if (at == TEXT_NOT_FOUND) return rows[id];
  return text_concat(arena, text_slice(rows[id], 0, at), argument,
                     text_slice(rows[id], at + 3, rows[id].size));
}

// ---- Edits

static void add_change(Buffer *out, const Change *change) {
  buffer_add_literal(out, "{\"range\":");
  say_range(out, &change->range);
  buffer_add_literal(out, ",\"newText\":");
  buffer_add_json_string(out, change->text);
  buffer_add_byte(out, '}');
}

// The edit of a workspace that makes these changes of a document.
static void add_edit(Buffer *out, const Document *document, const Change *changes, uint32_t count) {
  bool is_versioned = document->server->can.has_document_changes;
  if (is_versioned) {
    buffer_add_literal(out, "{\"documentChanges\":[{\"textDocument\":{\"uri\":");
    buffer_add_json_string(out, document->uri);
    buffer_add_literal(out, ",\"version\":");
    buffer_add_text(out, document->version.size ? document->version : TEXT("null"));
    buffer_add_literal(out, "},\"edits\":[");
  } else {
    buffer_add_literal(out, "{\"changes\":{");
    buffer_add_json_string(out, document->uri);
    buffer_add_literal(out, ":[");
  }
  for (uint32_t i = 0; i < count; i++) {
    if (i) buffer_add_byte(out, ',');
    add_change(out, &changes[i]);
  }
  buffer_add_text(out, is_versioned ? TEXT("]}]}") : TEXT("]}}"));
}

// What differs between two texts, as one change.
static Change difference(Arena *arena, Text from, Text to, PositionEncoding encoding) {
  uint32_t start = 0, least = from.size < to.size ? from.size : to.size, end = 0;
  while (start < least && from.at[start] == to.at[start]) start++;
  while (end < least - start && from.at[from.size - 1 - end] == to.at[to.size - 1 - end]) end++;
  // Not in the middle of a character, or of a line's end.
  while (start > 0 && start < from.size && ((unsigned char)from.at[start] & 0xC0) == 0x80) start--;
  if (start > 0 && from.at[start - 1] == '\r') start--;
  while (end > 0 && ((unsigned char)from.at[from.size - end] & 0xC0) == 0x80) end--;
  if (end > 0 && from.at[from.size - end] == '\n') end--;
  PositionFinder finder = position_finder(arena, from, encoding);
  Range range = {.start = position_find(&finder, start)};
  range.end = position_find(&finder, from.size - end);
  return (Change){range, text_slice(to, start, to.size - end)};
}

// ---- Actions

static void begin_action(Answer *answer, Text title, const char *kind, const Problem *problem) {
  Buffer *out = &answer->out;
  if (answer->has_actions) buffer_add_byte(out, ',');
  answer->has_actions = true;
  buffer_add_literal(out, "{\"title\":");
  buffer_add_json_string(out, title);
  buffer_add_format(out, ",\"kind\":\"%s\"", kind);
  if (!problem) return;
  buffer_add_literal(out, ",\"diagnostics\":[");
  publish_add_problem(out, problem, &answer->document->server->can);
  buffer_add_byte(out, ']');
}

static void add_quickfix(Answer *answer, Text title, const Problem *problem, const Change *change) {
  begin_action(answer, title, "quickfix", problem);
  if (change == problem->fix) buffer_add_literal(&answer->out, ",\"isPreferred\":true");
  buffer_add_literal(&answer->out, ",\"edit\":");
  add_edit(&answer->out, answer->document, change, 1);
  buffer_add_byte(&answer->out, '}');
}

static void add_remedies(Answer *answer, const Problem *problem) {
  if (problem->fix)
    add_quickfix(answer, words(answer->arena, WORDS_FIX, problem->rule), problem, problem->fix);
  for (uint32_t i = 0; i < problem->suggestions.count; i++) {
    const Remedy *remedy = &problem->suggestions.at[i];
    add_quickfix(answer, remedy->title, problem, &remedy->change);
  }
}

// Two problems of a rule in one line are silenced by one comment.
static void add_comments(Answer *answer, const Problem *problem, Map *done) {
  Text rule = problem->rule;
  Text line = text_format(answer->arena, "%u %.*s", problem->range.start.line, TEXT_ARGS(rule));
  Change change;
  if (!rule.size) return;
  if (!map_has(done, line) && comment_for_line(answer->arena, answer->document, problem, &change))
    add_quickfix(answer, words(answer->arena, WORDS_DISABLE_LINE, rule), problem, &change);
  if (!map_has(done, rule)) {
    comment_for_file(answer->arena, answer->document, problem, &change);
    add_quickfix(answer, words(answer->arena, WORDS_DISABLE_FILE, rule), problem, &change);
  }
  map_set(answer->arena, done, line, 1);
  map_set(answer->arena, done, rule, 1);
}

// The fixes of one rule that don't touch each other, if there are several.
static void add_rule_fixes(Answer *answer, const Problem *like) {
  const Problems *problems = answer->document->problems;
  Array(Change) changes = {0};
  for (uint32_t i = 0; i < problems->items.count; i++) {
    const Problem *problem = &problems->items.at[i];
    if (!problem->fix || !text_is(problem->rule, like->rule)) continue;
    const Change *last = changes.count ? &array_last(&changes) : NULL;
    if (!last || position_is_before(last->range.end, problem->fix->range.start))
      array_push(answer->arena, &changes, *problem->fix);
  }
  if (changes.count < 2) return;
  Text title = words(answer->arena, WORDS_FIX_ALL_OF_RULE, like->rule);
  begin_action(answer, title, "quickfix", NULL);
  buffer_add_literal(&answer->out, ",\"edit\":");
  add_edit(&answer->out, answer->document, changes.at, changes.count);
  buffer_add_byte(&answer->out, '}');
}

// Offers to fix all, by a command: it is made when somebody takes it.
static void add_command(Answer *answer) {
  const Document *document = answer->document;
  const Problems *problems = document->problems;
  bool is_fixable = false;
  for (uint32_t i = 0; i < problems->items.count; i++)
    is_fixable |= problems->items.at[i].fix != NULL;
  if (!is_fixable || !document->server->can.applies_edits) return;
  Text title = words(answer->arena, WORDS_FIX_ALL, TEXT(""));
  begin_action(answer, title, "quickfix", NULL);
  buffer_add_literal(&answer->out, ",\"command\":{\"title\":");
  buffer_add_json_string(&answer->out, title);
  buffer_add_literal(&answer->out,
                     ",\"command\":\"" ACTION_FIX_ALL_COMMAND "\",\"arguments\":[{\"uri\":");
  buffer_add_json_string(&answer->out, document->uri);
  buffer_add_literal(&answer->out, "}]}}");
}

static void add_fix_all(Answer *answer, Text fixed) {
  const Document *document = answer->document;
  if (text_is(fixed, document_text(document))) return;
  Change change =
      difference(answer->arena, document_text(document), fixed, document->server->can.encoding);
  begin_action(answer, words(answer->arena, WORDS_FIX_ALL, TEXT("")), ACTION_FIX_ALL_KIND, NULL);
  buffer_add_literal(&answer->out, ",\"edit\":");
  add_edit(&answer->out, document, &change, 1);
  buffer_add_byte(&answer->out, '}');
}

// ---- Requests

// Whether a kind of actions is asked for; without a list all are, but those of the source.
static bool is_asked_for(const Json *params, Text kind) {
  const Json *only = json_get(json_get(params, TEXT("context")), TEXT("only"));
  if (!json_is(only, JSON_ARRAY)) return !text_starts(kind, TEXT("source"));
  for (const Json *each = only->first_child; each; each = each->next) {
    Text asked = json_text(each);
    bool is_part = text_starts(kind, asked) && kind.size > asked.size && kind.at[asked.size] == '.';
    if (json_is(each, JSON_STRING) && (is_part || text_is(kind, asked) || asked.size == 0))
      return true;
  }
  return false;
}

bool actions_want_fixed(const Json *params) {
  return is_asked_for(params, TEXT(ACTION_FIX_ALL_KIND));
}

static bool touches(const Problem *problem, const Range *range) {
  return !position_is_before(range->end, problem->range.start) &&
         !position_is_before(problem->range.end, range->start);
}

static void add_quickfixes(Answer *answer, const Range *range) {
  enum { MOST_PROBLEMS = 100 }; // of which an action is offered: a menu is no list of a file
  const Problems *problems = answer->document->problems;
  Array(uint32_t) chosen = {0};
  for (uint32_t i = 0; i < problems->items.count && chosen.count < MOST_PROBLEMS; i++) {
    if (touches(&problems->items.at[i], range)) array_push(answer->arena, &chosen, i);
  }
  for (uint32_t i = 0; i < chosen.count; i++)
    add_remedies(answer, &problems->items.at[chosen.at[i]]);
  Map rules = {0};
  for (uint32_t i = 0; i < chosen.count; i++) {
    const Problem *problem = &problems->items.at[chosen.at[i]];
    if (!map_has(&rules, problem->rule)) add_rule_fixes(answer, problem);
    map_set(answer->arena, &rules, problem->rule, 1);
  }
  Map done = {0};
  for (uint32_t i = 0; i < chosen.count; i++)
    add_comments(answer, &problems->items.at[chosen.at[i]], &done);
  if (chosen.count) add_command(answer);
}

void actions_answer(Document *document, const Waiting *waiting, const Text *fixed) {
  Arena arena = {0};
  Answer answer = {document, waiting->params, &arena, {.arena = &arena}, false};
  Range range = params_range(json_get(waiting->params, TEXT("range")));
  buffer_add_byte(&answer.out, '[');
  if (is_asked_for(waiting->params, TEXT("quickfix"))) add_quickfixes(&answer, &range);
  if (fixed && waiting->wants_fixed) add_fix_all(&answer, *fixed);
  buffer_add_byte(&answer.out, ']');
  say_result(&document->server->voice, waiting->id, buffer_text(&answer.out));
  arena_release(&arena);
}

void actions_apply_fixes(Document *document, const Waiting *waiting, const Text *fixed) {
  Arena arena = {0};
  Server *server = document->server;
  Text text = document_text(document);
  if (fixed && !text_is(*fixed, text) && server->can.applies_edits) {
    Change change = difference(&arena, text, *fixed, server->can.encoding);
    Buffer params = {.arena = &arena};
    buffer_add_literal(&params, "{\"label\":");
    buffer_add_json_string(&params, words(&arena, WORDS_FIX_ALL, TEXT("")));
    buffer_add_literal(&params, ",\"edit\":");
    add_edit(&params, document, &change, 1);
    buffer_add_byte(&params, '}');
    say_request(&server->voice, TEXT("workspace/applyEdit"), buffer_text(&params));
  }
  say_result(&server->voice, waiting->id, TEXT("null"));
  arena_release(&arena);
}

void actions_answer_saving(Document *document, const Waiting *waiting, const Text *fixed) {
  Arena arena = {0};
  Server *server = document->server;
  Text text = document_text(document);
  Buffer edits = {.arena = &arena};
  buffer_add_byte(&edits, '[');
  if (fixed && !text_is(*fixed, text)) {
    Change change = difference(&arena, text, *fixed, server->can.encoding);
    add_change(&edits, &change);
  }
  buffer_add_byte(&edits, ']');
  say_result(&server->voice, waiting->id, buffer_text(&edits));
  arena_release(&arena);
}
