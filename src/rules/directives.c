// Comments are read once. Of directives for whole stretches, each rule that reports something
// follows those that are about it with a cursor of its own; those for a line are found by their
// line.
#include "rules/directives.h"
#include "base/buffer.h"
#include "base/json_loose.h"
#include "base/search.h"
#include "rules/rule_setting.h"

#include <stdlib.h>

// ---- Comments

static bool is_blank(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static Span trimmed(Text text, Span span) {
  while (span.start < span.end && is_blank(text.at[span.start])) span.start++;
  while (span.end > span.start && is_blank(text.at[span.end - 1])) span.end--;
  return span;
}

// A report of the linter itself; `name` is that of a rule that does not exist, or empty.
static RuleReport *complain(SourceCode *code, RuleReports *reports, Span span, Text name,
                            Text message) {
  RuleReport *made = arena_new(reports->arena, RuleReport, 1);
  *made = (RuleReport){.span = span, .message = text_copy(reports->arena, message), .severity = 2};
  if (name.size) {
    Rule *unknown = arena_new(reports->arena, Rule, 1);
    *unknown = (Rule){.name = text_copy(reports->arena, name).at};
    made->rule = unknown;
  }
  array_push(code->arena, &reports->items, made);
  return made;
}

// A comment, taken apart.
typedef struct Parts {
  Span comment, value; // the value is what stands behind the word, without the reason
  Text word, reason;
  bool is_block;
} Parts;

// Where ` -- ` begins, or the end.
static uint32_t reason_start(Text text, Span span, uint32_t *behind) {
  for (uint32_t at = span.start; at + 3 < span.end; at++) {
    if (!is_blank(text.at[at]) || text.at[at + 1] != '-') continue;
    uint32_t end = at + 1;
    while (end < span.end && text.at[end] == '-') end++;
    if (end - at < 3 || end == span.end || !is_blank(text.at[end])) continue;
    *behind = end;
    return at;
  }
  return *behind = span.end;
}

// False: it is no comment to the linter, which nearly all are.
static bool take_apart(Text text, const Comment *comment, Parts *parts) {
  *parts = (Parts){.comment = {comment->start, comment->end},
                   .is_block = !comment->is_html && text.at[comment->start + 1] == '*'};
  if (comment->is_html) return false;
  Span inside = {comment->start + 2, comment->end - (parts->is_block ? 2 : 0)};
  inside = trimmed(text, inside);
  if (!text_starts(text_slice(text, inside.start, inside.end), TEXT("eslint"))) return false;
  uint32_t behind, reason = reason_start(text, inside, &behind);
  Span told = trimmed(text, (Span){behind, inside.end});
  parts->reason = text_slice(text, told.start, told.end);
  uint32_t end = inside.start;
  while (end < reason && ((text.at[end] >= 'a' && text.at[end] <= 'z') || text.at[end] == '-'))
    end++;
  if (end < reason && !is_blank(text.at[end])) return false;
  parts->word = text_slice(text, inside.start, end);
  parts->value = trimmed(text, (Span){end, reason});
  return true;
}

static const Text words[] = {
    [DIRECTIVE_DISABLE] = TEXT("eslint-disable"),
    [DIRECTIVE_ENABLE] = TEXT("eslint-enable"),
    [DIRECTIVE_DISABLE_LINE] = TEXT("eslint-disable-line"),
    [DIRECTIVE_DISABLE_NEXT_LINE] = TEXT("eslint-disable-next-line"),
};
enum { WORD_COUNT = sizeof words / sizeof *words };

static bool is_for_line(DirectiveKind kind) {
  return kind == DIRECTIVE_DISABLE_LINE || kind == DIRECTIVE_DISABLE_NEXT_LINE;
}

static Text unquoted(Text name) {
  bool is_quoted = name.size > 1 && (name.at[0] == '"' || name.at[0] == '\'') &&
                   name.at[name.size - 1] == name.at[0];
  return is_quoted ? text_slice(name, 1, name.size - 1) : name;
}

// A plugin's rule, which another linter knows.
static bool is_foreign(Text name) {
  return text_find_byte(name, '/', 0) != TEXT_NOT_FOUND && !text_starts(name, TEXT("@stylistic/"));
}

static Text not_found(Arena *arena, Text name) {
  return text_format(arena, "Definition for rule '%.*s' was not found.", TEXT_ARGS(name));
}

// Counts the names of a list, each once; those that are known become directives.
static uint32_t add_list(SourceCode *code, Directives *directives, RuleReports *reports,
                         const DirectiveComment *comment) {
  uint32_t index = directives->comments.count;
  Map seen = {0};
  for (uint32_t at = comment->list.start; at < comment->list.end;) {
    uint32_t comma = text_find_byte(code->text, ',', at);
    uint32_t end = comma < comment->list.end ? comma : comment->list.end;
    Span span = trimmed(code->text, (Span){at, end});
    Text name = unquoted(text_slice(code->text, span.start, span.end));
    at = end + 1;
    bool is_new = false, is_stylistic;
    if (name.size) map_add(code->arena, &seen, name, &is_new);
    if (!is_new) continue;
    if (rule_named(name, &is_stylistic) || is_foreign(name))
      array_push(code->arena, &directives->items, (Directive){.rule = name, .comment = index});
    else
      complain(code, reports, comment->span, name, not_found(code->arena, name));
  }
  return seen.entries.count;
}

static void add_comment(SourceCode *code, Directives *directives, RuleReports *reports,
                        const Parts *parts, DirectiveKind kind) {
  bool is_long = !source_same_line(code, parts->comment.start, parts->comment.end);
  if (kind == DIRECTIVE_DISABLE_LINE && is_long) {
    complain(code, reports, parts->comment, TEXT(""),
             TEXT("eslint-disable-line comment should not span multiple lines."));
    return;
  }
  DirectiveComment comment = {.kind = kind,
                              .span = parts->comment,
                              .list = parts->value,
                              .reason = parts->reason,
                              .first = directives->items.count};
  comment.name_count = add_list(code, directives, reports, &comment);
  if (comment.name_count == 0) {
    Directive all = {.comment = directives->comments.count};
    array_push(code->arena, &directives->items, all);
    comment.name_count = 1;
  }
  comment.end = directives->items.count;
  array_push(code->arena, &directives->comments, comment);
}

static void add_rules(SourceCode *code, Directives *directives, RuleReports *reports,
                      const Parts *parts) {
  uint32_t error;
  Text text = text_slice(code->text, parts->value.start, parts->value.end);
  const Json *object = json_read_loose(code->arena, text, &error);
  if (!object) {
    complain(code, reports, parts->comment, TEXT(""),
             text_format(code->arena, "Failed to parse JSON from '%.*s'.", TEXT_ARGS(text)));
    return;
  }
  for (const Json *rule = object->first_child; rule; rule = rule->next) {
    array_push(code->arena, &directives->rules, (InlineRule){rule, parts->comment});
  }
}

static void add_environments(SourceCode *code, Directives *directives, Span list) {
  for (Text rest = text_slice(code->text, list.start, list.end); rest.size;) {
    Text item = text_next(&rest, ',');
    Span span = trimmed(item, (Span){0, item.size});
    if (span.end > span.start)
      array_push(code->arena, &directives->environments, text_slice(item, span.start, span.end));
  }
}

void directives_read(SourceCode *code, Directives *directives, RuleReports *reports) {
  *directives = (Directives){0};
  for (uint32_t i = 0; i < code->tree->comment_count; i++) {
    Parts parts;
    if (!take_apart(code->text, &code->tree->comments[i], &parts)) continue;
    for (int kind = 0; kind < WORD_COUNT; kind++) {
      bool fits = parts.is_block || is_for_line((DirectiveKind)kind);
      if (fits && text_is(parts.word, words[kind]))
        add_comment(code, directives, reports, &parts, (DirectiveKind)kind);
    }
    if (parts.is_block && text_is(parts.word, TEXT("eslint")))
      add_rules(code, directives, reports, &parts);
    if (parts.is_block && text_is(parts.word, TEXT("eslint-env")))
      add_environments(code, directives, parts.value);
  }
}

// ---- Rules

static uint32_t find_active(const ActiveRule *rules, uint32_t count, const Rule *rule,
                            bool is_stylistic) {
  uint32_t i = 0;
  while (i < count && !(rules[i].rule == rule && rules[i].is_stylistic == is_stylistic)) i++;
  return i;
}

// A rule by its name: one of ours, or one of the configuration's own that is on.
static const Rule *find_rule(const ActiveRule *rules, uint32_t count, Text name,
                             bool *is_stylistic) {
  const Rule *rule = rule_named(name, is_stylistic);
  for (uint32_t i = 0; i < count && !rule; i++) {
    bool is_own = rules[i].rule->query && text_is(text_of(rules[i].rule->name), name);
    if (is_own) rule = rules[i].rule;
  }
  return rule;
}

static Text describe_problem(Arena *arena, Text name, const OptionsProblem *problem) {
  Buffer out = {.arena = arena};
  buffer_add_format(&out, "Inline configuration for rule \"%.*s\" is invalid: ", TEXT_ARGS(name));
  if (problem->unknown.size)
    buffer_add_format(&out, "there is no option \"%.*s\"", TEXT_ARGS(problem->unknown));
  else if (!problem->at)
    buffer_add_format(&out, "it takes %u options", problem->index);
  else
    buffer_add_format(&out, "expected %.*s", TEXT_ARGS(problem->expected));
  if (problem->reason.size) buffer_add_format(&out, ", %.*s", TEXT_ARGS(problem->reason));
  if (problem->foreign.size)
    buffer_add_format(&out, " without \"%.*s\"", TEXT_ARGS(problem->foreign));
  buffer_add_byte(&out, '.');
  return buffer_text(&out);
}

// What a member makes of the rule that `active` names; a severity alone leaves its options as they
// are.
static bool make_active(SourceCode *code, const InlineRule *from, const ActiveRule *before,
                        ActiveRule *active, RuleReports *reports) {
  Text name = from->value->key;
  const Rule *rule = active->rule;
  bool is_stylistic = active->is_stylistic;
  RuleSetting setting;
  OptionsProblem problem;
  if (!rule_setting_read(from->value, &setting)) {
    complain(code, reports, from->span, name,
             text_format(code->arena,
                         "Inline configuration for rule \"%.*s\" is invalid: Expected severity of "
                         "\"off\", 0, \"warn\", 1, \"error\", or 2.",
                         TEXT_ARGS(name)));
    return false;
  }
  if (before && !setting.options) {
    *active = *before;
  } else if (!rule_activate(code->arena, rule, setting.options, active, &problem)) {
    complain(code, reports, from->span, name, describe_problem(code->arena, name, &problem));
    return false;
  }
  active->severity = setting.severity;
  active->is_stylistic = is_stylistic;
  return true;
}

static Text configured_twice(Arena *arena, Text name) {
  return text_format(arena,
                     "Rule \"%.*s\" is already configured by another configuration comment in the "
                     "preceding code. This configuration is ignored.",
                     TEXT_ARGS(name));
}

const ActiveRules *directives_configure(SourceCode *code, const Directives *directives,
                                        const ActiveRules *rules, RuleReports *reports) {
  if (!directives->rules.count) return NULL;
  Array(ActiveRule) made = {0};
  Map seen = {0};
  for (uint32_t i = 0; i < rules->count; i++) array_push(code->arena, &made, rules->at[i]);
  for (uint32_t i = 0; i < directives->rules.count; i++) {
    const InlineRule *from = &directives->rules.at[i];
    Text name = from->value->key;
    bool is_stylistic;
    const Rule *rule = find_rule(made.at, made.count, name, &is_stylistic);
    if (!rule) {
      if (!is_foreign(name))
        complain(code, reports, from->span, name, not_found(code->arena, name));
      continue;
    }
    bool is_new;
    map_add(code->arena, &seen, name, &is_new);
    if (!is_new) {
      complain(code, reports, from->span, TEXT(""), configured_twice(code->arena, name));
      continue;
    }
    uint32_t index = find_active(made.at, made.count, rule, is_stylistic);
    ActiveRule active = {.rule = rule, .is_stylistic = is_stylistic};
    bool is_there = index < made.count;
    if (!make_active(code, from, is_there ? &made.at[index] : NULL, &active, reports)) continue;
    if (is_there)
      made.at[index] = active;
    else
      array_push(code->arena, &made, active);
  }
  ActiveRules *result = arena_new(code->arena, ActiveRules, 1);
  ActiveRule *kept = arena_new(code->arena, ActiveRule, made.count);
  for (uint32_t i = 0; i < made.count; i++) {
    if (made.at[i].severity) kept[result->count++] = made.at[i];
  }
  result->at = kept;
  return result;
}

// ---- Silencing

typedef struct LineDirective {
  uint32_t line; // that it is about
  uint32_t item;
} LineDirective;

// How far a rule has followed the directives, and what holds it there.
typedef struct Follower {
  uint32_t comment;
  const Silencing *held_by;
} Follower;

typedef struct Silencer {
  SourceCode *code;
  Directives *directives;
  Map names; // of rules → index of their follower
  Array(Follower) followers;
  LineDirective *lines;
  uint32_t line_count;
} Silencer;

static bool is_about(const Directive *directive, Text rule) {
  return directive->rule.size == 0 || text_is(directive->rule, rule);
}

static int compare_lines(const void *left, const void *right) {
  const LineDirective *a = left, *b = right;
  if (a->line != b->line) return a->line < b->line ? -1 : 1;
  return (a->item > b->item) - (a->item < b->item);
}

static void sort_lines(Silencer *silencer) {
  const Directives *directives = silencer->directives;
  SourceCode *code = silencer->code;
  silencer->lines = arena_new(code->arena, LineDirective, directives->items.count);
  for (uint32_t i = 0; i < directives->items.count; i++) {
    const DirectiveComment *comment = &directives->comments.at[directives->items.at[i].comment];
    if (!is_for_line(comment->kind)) continue;
    bool is_next = comment->kind == DIRECTIVE_DISABLE_NEXT_LINE;
    uint32_t line = source_line(code, is_next ? comment->span.end : comment->span.start) + is_next;
    silencer->lines[silencer->line_count++] = (LineDirective){line, i};
  }
  qsort(silencer->lines, silencer->line_count, sizeof(LineDirective), compare_lines);
}

static const Silencing *add_silencing(Silencer *silencer, uint32_t item, const Silencing *before) {
  const Directives *directives = silencer->directives;
  Silencing *made = arena_new(silencer->code->arena, Silencing, 1);
  *made = (Silencing){.reason = directives->comments.at[directives->items.at[item].comment].reason,
                      .item = item,
                      .before = before};
  return made;
}

static void follow_comment(Silencer *silencer, Follower *follower, Text rule) {
  const Directives *directives = silencer->directives;
  const DirectiveComment *comment = &directives->comments.at[follower->comment];
  if (is_for_line(comment->kind)) return;
  for (uint32_t i = comment->first; i < comment->end; i++) {
    if (!is_about(&directives->items.at[i], rule)) continue;
    bool begins = comment->kind == DIRECTIVE_DISABLE;
    follower->held_by = begins ? add_silencing(silencer, i, follower->held_by) : NULL;
  }
}

// What silences a report by its stretch.
static const Silencing *stretch_of(Silencer *silencer, const RuleReport *report, Text rule) {
  const Directives *directives = silencer->directives;
  bool is_new;
  uint32_t *index = map_add(silencer->code->arena, &silencer->names, rule, &is_new);
  if (is_new) {
    *index = silencer->followers.count;
    array_push(silencer->code->arena, &silencer->followers, (Follower){0});
  }
  Follower *follower = &silencer->followers.at[*index];
  for (; follower->comment < directives->comments.count; follower->comment++) {
    if (directives->comments.at[follower->comment].span.start > report->span.start) break;
    follow_comment(silencer, follower, rule);
  }
  return follower->held_by;
}

// The same with what is for its line.
static const Silencing *line_of(Silencer *silencer, const RuleReport *report, Text rule,
                                const Silencing *before) {
  if (silencer->line_count == 0) return before;
  uint32_t line = source_line(silencer->code, report->span.start);
  uint32_t at =
      search_keys(&silencer->lines->line, silencer->line_count, sizeof(LineDirective), line);
  for (; at < silencer->line_count && silencer->lines[at].line == line; at++) {
    uint32_t item = silencer->lines[at].item;
    if (is_about(&silencer->directives->items.at[item], rule))
      before = add_silencing(silencer, item, before);
  }
  return before;
}

void directives_apply(SourceCode *code, Directives *directives, RuleReports *reports,
                      SilencedReports *silenced) {
  if (!directives->items.count || !reports->items.count) return;
  Silencer silencer = {.code = code, .directives = directives};
  sort_lines(&silencer);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < reports->items.count; i++) {
    RuleReport *report = reports->items.at[i];
    Text rule = report_rule_name(report);
    const Silencing *stretch = stretch_of(&silencer, report, rule);
    const Silencing *by = line_of(&silencer, report, rule, stretch);
    if (!by) {
      reports->items.at[kept++] = report;
      continue;
    }
    directives->items.at[stretch ? stretch->item : by->item].is_used = true;
    array_push(code->arena, silenced, (SilencedReport){report, by});
  }
  reports->items.count = kept;
}

// ---- Directives without use

// Marks each `eslint-enable` that ends what an `eslint-disable` began. From the back: `waiting` are
// those that nothing has been found for.
static void mark_enables(Arena *arena, Directives *directives) {
  Map waiting = {0}; // rule → item + 1; 0: no longer
  uint32_t for_all = 0;
  for (uint32_t i = directives->items.count; i-- > 0;) {
    Directive *item = &directives->items.at[i];
    DirectiveKind kind = directives->comments.at[item->comment].kind;
    if (is_for_line(kind)) continue;
    if (kind == DIRECTIVE_ENABLE && item->rule.size == 0) {
      waiting = (Map){0};
      for_all = i + 1;
    } else if (kind == DIRECTIVE_ENABLE) {
      map_set(arena, &waiting, item->rule, i + 1);
    } else if (item->rule.size == 0) {
      for (uint32_t j = 0; j < waiting.entries.count; j++) {
        if (waiting.entries.at[j].value)
          directives->items.at[waiting.entries.at[j].value - 1].is_used = true;
      }
      if (for_all) directives->items.at[for_all - 1].is_used = true;
      waiting = (Map){0};
      for_all = 0;
    } else {
      uint32_t *own = map_find(&waiting, item->rule);
      bool has_own = own && *own;
      if (has_own)
        directives->items.at[*own - 1].is_used = true;
      else if (for_all)
        directives->items.at[for_all - 1].is_used = true;
      if (has_own) *own = 0;
    }
  }
}

static RuleReport *report_unused(SourceCode *code, const DirectiveComment *comment,
                                 uint8_t severity, Text about, RuleReports *reports) {
  bool is_enable = comment->kind == DIRECTIVE_ENABLE;
  Buffer out = {.arena = code->arena};
  buffer_add_format(&out, "Unused eslint-%s directive (", is_enable ? "enable" : "disable");
  buffer_add_text(&out, is_enable ? TEXT("no matching eslint-disable directives were found")
                                  : TEXT("no problems were reported"));
  if (about.size) buffer_add_format(&out, " %s %.*s", is_enable ? "for" : "from", TEXT_ARGS(about));
  buffer_add_literal(&out, ").");
  Span place = {comment->span.start, SPAN_OPEN};
  RuleReport *made = complain(code, reports, place, TEXT(""), buffer_text(&out));
  made->severity = severity;
  return made;
}

// "'a'", "'a' or 'b'", "'a', 'b', or 'c'".
static Text list_names(Arena *arena, const Directives *directives,
                       const DirectiveComment *comment) {
  Buffer out = {.arena = arena};
  uint32_t count = comment->end - comment->first;
  for (uint32_t i = 0; i < count; i++) {
    Text name = directives->items.at[comment->first + i].rule;
    if (name.size == 0) continue;
    if (i > 0) buffer_add_text(&out, count > 2 ? TEXT(", ") : TEXT(" "));
    if (i > 0 && i + 1 == count) buffer_add_literal(&out, "or ");
    buffer_add_format(&out, "'%.*s'", TEXT_ARGS(name));
  }
  return buffer_text(&out);
}

// What goes with a name that is taken out of a list: of two commas around it one stays.
static Span removal_of(Text text, Span list, Text name) {
  uint32_t start = (uint32_t)(name.at - text.at), end = start + name.size;
  bool is_quoted = start > list.start && (text.at[start - 1] == '"' || text.at[start - 1] == '\'');
  if (is_quoted) start--, end++;
  uint32_t before = start, after = end;
  while (before > list.start && is_blank(text.at[before - 1])) before--;
  while (after < list.end && is_blank(text.at[after])) after++;
  bool has_before = before > list.start && text.at[before - 1] == ',';
  bool has_after = after < list.end && text.at[after] == ',';
  if (has_before && has_after) return (Span){before - 1, after};
  if (has_after) {
    for (after++; after < list.end && is_blank(text.at[after]);) after++;
    return (Span){start, after};
  }
  if (has_before) {
    for (before--; before > list.start && is_blank(text.at[before - 1]);) before--;
    return (Span){before, end};
  }
  return (Span){start, end};
}

static void report_comment(SourceCode *code, const Directives *directives,
                           const DirectiveComment *comment, uint8_t severity,
                           RuleReports *reports) {
  uint32_t unused = 0;
  for (uint32_t i = comment->first; i < comment->end; i++)
    unused += !directives->items.at[i].is_used;
  if (unused == 0) return;
  if (unused == comment->name_count) {
    Text names = list_names(code->arena, directives, comment);
    RuleReport *made = report_unused(code, comment, severity, names, reports);
    fix_replace(made, code->arena, comment->span, TEXT(" "));
    return;
  }
  for (uint32_t i = comment->first; i < comment->end; i++) {
    const Directive *item = &directives->items.at[i];
    if (item->is_used) continue;
    Text name = text_format(code->arena, "'%.*s'", TEXT_ARGS(item->rule));
    RuleReport *made = report_unused(code, comment, severity, name, reports);
    fix_remove(made, code->arena, removal_of(code->text, comment->list, item->rule));
  }
}

static int compare_reports(const void *left, const void *right) {
  const RuleReport *a = *(RuleReport *const *)left, *b = *(RuleReport *const *)right;
  if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

void directives_report_unused(SourceCode *code, Directives *directives, uint8_t severity,
                              RuleReports *reports) {
  mark_enables(code->arena, directives);
  for (uint32_t i = 0; i < directives->comments.count; i++) {
    report_comment(code, directives, &directives->comments.at[i], severity, reports);
  }
  for (uint32_t i = 0; i < reports->items.count; i++) reports->items.at[i]->order = i;
  if (reports->items.count)
    qsort(reports->items.at, reports->items.count, sizeof(RuleReport *), compare_reports);
}
