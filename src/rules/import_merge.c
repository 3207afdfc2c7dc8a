// The first statement gets the others' names before its closing brace, a default import behind
// `import`; where it has no braces, it gets them.
#include "rules/import_merge.h"

#include "base/buffer.h"

// The parts of a statement.
typedef struct Parts {
  NodeId statement, name, names; // the default import; the braces with what is in them
  bool has_clause;
} Parts;

static Parts parts_of(const Tree *tree, NodeId statement) {
  NodeId clause = tree_child_of_kind(tree, statement, NODE_IMPORT_CLAUSE);
  return (Parts){statement, tree_child_of_kind(tree, clause, NODE_IDENTIFIER),
                 tree_child_of_kind(tree, clause, NODE_NAMED_IMPORTS), clause != NO_NODE};
}

// Whether there are comments whose meaning would be lost: on the line before or beside it, or
// within, but outside of the braces. What has attributes stays, too.
static bool must_stay(RuleContext *context, const Parts *parts) {
  SourceCode *code = context->code;
  const TokenTable *tokens = source_tokens(code);
  const Node *statement = tree_node(context->tree, parts->statement);
  TokenId first = token_first(tokens, context->tree, parts->statement);
  TokenId last = token_last(tokens, context->tree, parts->statement);
  TokenId before = token_previous_any(tokens, first), after = token_next_any(tokens, last);
  if (tree_child_of_kind(context->tree, parts->statement, NODE_IMPORT_ATTRIBUTE)) return true;
  if (before && token_is_comment(tokens, before) &&
      source_line(code, tokens->at[before].end) + 1 >= source_line(code, statement->start))
    return true;
  if (after && token_is_comment(tokens, after) &&
      source_same_line(code, tokens->at[after].start, tokens->at[last].end))
    return true;
  uint32_t end = tokens->at[last].end;
  if (!parts->names) return tokens_have_comment(tokens, statement->start, end);
  const Node *names = tree_node(context->tree, parts->names);
  return tokens_have_comment(tokens, statement->start, names->start) ||
         tokens_have_comment(tokens, names->end, end);
}

// What is between the braces, without a comma at its end; empty if there is nothing.
static Text names_of(RuleContext *context, NodeId names) {
  const Tree *tree = context->tree;
  if (!names || !tree_first_named(tree, names)) return TEXT("");
  const TokenTable *tokens = source_tokens(context->code);
  TokenId close = token_last(tokens, tree, names), last = token_previous(tokens, close);
  uint32_t end =
      token_is(tokens, last, TOKEN_COMMA) ? tokens->at[last].start : tokens->at[close].start;
  return text_slice(context->code->text, tree_node(tree, names)->start + 1, end);
}

// A statement and the end of its line.
static Span removal_of(RuleContext *context, NodeId statement) {
  Text text = context->code->text;
  const Node *node = tree_node(context->tree, statement);
  uint32_t end = node->end;
  if (end + 1 < text.size && text.at[end] == '\r' && text.at[end + 1] == '\n')
    end += 2;
  else if (end < text.size && text.at[end] == '\n')
    end++;
  return (Span){node->start, end};
}

// What a statement gets.
typedef struct Gift {
  Text name;  // a default import, or empty
  Text names; // for the braces
} Gift;

static void give(RuleContext *context, RuleReport *report, const Parts *to, const Gift *gift) {
  Arena *arena = context->reports->arena;
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  uint32_t behind_import = tokens->at[token_first(tokens, tree, to->statement)].end;
  if (gift->name.size) {
    Text more = to->names          ? TEXT(",")
                : gift->names.size ? text_concat(arena, TEXT(", {"), gift->names, TEXT("} from"))
                                   : TEXT(" from");
    fix_insert(report, arena, behind_import, text_concat(arena, TEXT(" "), gift->name, more));
  }
  if (!gift->names.size) return;
  if (to->names) {
    TokenId close = token_last(tokens, tree, to->names), last = token_previous(tokens, close);
    bool has_comma = !tree_first_named(tree, to->names) || token_is(tokens, last, TOKEN_COMMA);
    fix_insert(report, arena, tokens->at[close].start,
               text_concat(arena, has_comma ? TEXT("") : TEXT(","), gift->names));
  } else if (to->name) {
    fix_insert(report, arena, tree_node(tree, to->name)->end,
               text_concat(arena, TEXT(", {"), gift->names, TEXT("}")));
  } else if (!gift->name.size) {
    fix_insert(report, arena, behind_import,
               text_concat(arena, TEXT(" {"), gift->names, TEXT("} from")));
  }
}

// The only default import of all; empty if there is none, or more than one (`*are_many`).
static Text find_name(RuleContext *context, const NodeId *statements, uint32_t count,
                      bool *are_many) {
  Text name = TEXT("");
  for (uint32_t i = 0; i < count; i++) {
    Parts parts = parts_of(context->tree, statements[i]);
    if (!parts.name) continue;
    *are_many = *are_many || name.size;
    name = tree_text(context->tree, parts.name);
  }
  return name;
}

void import_merge(RuleContext *context, RuleReport *report, const NodeId *statements,
                  uint32_t count) {
  Arena *arena = context->reports->arena;
  Parts first = parts_of(context->tree, statements[0]);
  bool are_many = false;
  Text name = find_name(context, statements, count, &are_many);
  if (are_many || must_stay(context, &first)) return;
  Buffer names = {.arena = arena};
  Gift gift = {.name = TEXT("")};
  for (uint32_t i = 1; i < count; i++) {
    Parts parts = parts_of(context->tree, statements[i]);
    if (must_stay(context, &parts)) continue;
    Text more = names_of(context, parts.names);
    if (names.size && more.size) buffer_add_byte(&names, ',');
    buffer_add_text(&names, more);
    if (parts.name) gift.name = name;
    fix_remove(report, arena, removal_of(context, parts.statement));
  }
  gift.names = buffer_text(&names);
  if (report->edits.count) give(context, report, &first, &gift);
}
