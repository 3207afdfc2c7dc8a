// Nodes are in source order, so that printing is one scan: the text between two things that change
// is copied in one piece. Only leaves that are names, replaced nodes, and (where asked) leaves with
// characters beyond ASCII stop the copying.
#include "print/print.h"

#include "print/escape.h"

#include "base/search.h"
#include "base/utf8.h"

#include <ctype.h>

Printer printer_make(Arena *arena, Arena *scratch, const PrintInput *input, size_t expected_size) {
  const Tree *tree = input->scopes->tree;
  Printer printer = {
      .input = input,
      .tree = tree,
      .scratch = scratch,
      .out = {.arena = arena},
      .escapes = input->is_ascii_only && !utf8_is_ascii(tree->source),
  };
  buffer_reserve(&printer.out, expected_size);
  return printer;
}

void printer_add(Printer *printer, Text text) {
  buffer_add_text(&printer->out, text);
}

// ---- Mappings

static void add_mapping(Printer *printer, size_t generated, uint32_t original, uint32_t name) {
  Mapping mapping = {.generated = (uint32_t)generated, .original = original, .name = name};
  array_push(printer->scratch, &printer->mappings, mapping);
}

void printer_map(Printer *printer, uint32_t original) {
  if (printer->input->wants_mappings) add_mapping(printer, printer->out.size, original, 0);
}

// 1 + the index of a symbol's own name in the printer's names.
static uint32_t name_index(Printer *printer, SymbolId symbol) {
  const ScopeTable *scopes = printer->input->scopes;
  Arena *arena = printer->scratch;
  if (!printer->name_indices) {
    printer->name_indices = arena_new(arena, uint32_t, scopes->symbol_count);
  }
  uint32_t *index = &printer->name_indices[symbol];
  if (*index == 0) {
    array_push(arena, &printer->names, scope_symbol_name(scopes, symbol));
    *index = printer->names.count;
  }
  return *index;
}

// Whether a debugger may want to stop at, or look at, a token: words, literals and what opens them.
static bool is_place(NodeKind kind) {
  switch ((int)kind) {
  case TOKEN_COMMA:
  case TOKEN_SEMICOLON:
  case TOKEN_DOT:
  case TOKEN_COLON:
  case TOKEN_PAREN_CLOSE:
  case TOKEN_BRACKET_CLOSE:
  case TOKEN_ASSIGN:
  case NODE_STRING_FRAGMENT:
  case NODE_ESCAPE_SEQUENCE:
  case NODE_JSX_TEXT: return false;
  default: return true;
  }
}

// ---- Copying

// Copies the source between two offsets, the cuts left out.
static void copy(Printer *printer, uint32_t start, uint32_t end) {
  const PrintInput *input = printer->input;
  while (printer->next_cut < input->cut_count) {
    const PrintCut *cut = &input->cuts[printer->next_cut];
    if (cut->start >= end) break;
    if (cut->start >= start) {
      buffer_add_text(&printer->out, text_slice(printer->tree->source, start, cut->start));
      buffer_add_text(&printer->out, cut->instead);
      start = cut->end;
    }
    printer->next_cut++;
  }
  if (start < end) buffer_add_text(&printer->out, text_slice(printer->tree->source, start, end));
}

// How many bytes copying from `start` to `end` would add; nearly always their distance.
static size_t copied_size(const Printer *printer, uint32_t start, uint32_t end) {
  size_t size = end - start;
  const PrintInput *input = printer->input;
  for (uint32_t i = printer->next_cut; i < input->cut_count && input->cuts[i].start < end; i++) {
    const PrintCut *cut = &input->cuts[i];
    if (cut->start >= start) size += cut->instead.size - (cut->end - cut->start);
  }
  return size;
}

// The index of the first cut at byte `start` or behind it.
static uint32_t cuts_from(const PrintInput *input, uint32_t start) {
  return search_first(input->cuts, input->cut_count, start, start);
}

// Text of ours that begins with a letter or a slash must not join what stands before it.
static void keep_apart(Buffer *out) {
  if (out->size == 0) return;
  unsigned char last = (unsigned char)out->at[out->size - 1];
  bool joins = isalnum(last) || last == '_' || last == '$' || last == '/' || last >= 0x80;
  if (joins) buffer_add_byte(out, ' ');
}

// ---- Names

// Whether `name` stands where it is called, or tags a template.
static bool is_called(const Tree *tree, const Node *node) {
  return node->field == FIELD_FUNCTION && tree_kind(tree, node->parent) == NODE_CALL_EXPRESSION;
}

static bool is_statement_list(NodeKind kind) {
  return kind == NODE_PROGRAM || kind == NODE_STATEMENT_BLOCK || kind == NODE_SWITCH_CASE ||
         kind == NODE_SWITCH_DEFAULT;
}

// Whether a parenthesis in the place of the statement's first token would be taken for a call by
// the statement before it, which has no semicolon of its own.
static bool continues_line_before(const Tree *tree, NodeId leaf) {
  uint32_t start = tree_node(tree, leaf)->start;
  NodeId id = leaf;
  while (tree_kind(tree, id) != NODE_EXPRESSION_STATEMENT) {
    id = tree_node(tree, id)->parent;
    if (!id || tree_node(tree, id)->start != start) return false;
  }
  if (!is_statement_list(tree_kind(tree, tree_node(tree, id)->parent))) return false;
  // In pre-order, the last leaf of the statement before comes right before this one: a bracket or a
  // colon that opens the list is no statement.
  NodeId before = id - 1, parent = tree_node(tree, id)->parent;
  bool is_token =
      tree_node(tree, before)->parent == parent && !kind_is_named(tree_kind(tree, before));
  return before != parent && !is_token && tree_kind(tree, before) != TOKEN_SEMICOLON;
}

// Appends a name, or a name and a member of it.
static void add_identifier(Printer *printer, Text name) {
  if (printer->input->is_ascii_only)
    escape_add_name(&printer->out, name);
  else
    buffer_add_text(&printer->out, name);
}

static void add_called_member(Printer *printer, NodeId leaf, Text text) {
  if (continues_line_before(printer->tree, leaf)) buffer_add_byte(&printer->out, ';');
  buffer_add_literal(&printer->out, "(0, ");
  add_identifier(printer, text);
  buffer_add_byte(&printer->out, ')');
}

static void add_name(Printer *printer, NodeId leaf, const PrintName *name) {
  const Node *node = tree_node(printer->tree, leaf);
  bool is_shorthand = node->kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ||
                      node->kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
  if (printer->input->wants_mappings) {
    add_mapping(printer, printer->out.size, node->start, name_index(printer, node->symbol));
  }
  if (is_shorthand) {
    Text key = tree_text(printer->tree, leaf);
    // Written with a colon, it would set the prototype.
    bool is_special =
        node->kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER &&
        text_is(scope_symbol_name(printer->input->scopes, node->symbol), TEXT("__proto__"));
    if (is_special)
      buffer_add_literal(&printer->out, "[\"__proto__\"]");
    else
      add_identifier(printer, key);
    buffer_add_literal(&printer->out, ": ");
  }
  if (name->is_member && is_called(printer->tree, node))
    add_called_member(printer, leaf, name->text);
  else
    add_identifier(printer, name->text);
}

// ---- Long lines

// Tokens after which a new line means no more than a blank.
static bool may_end_line(NodeKind kind) {
  switch ((int)kind) {
  case TOKEN_COMMA:
  case TOKEN_SEMICOLON:
  case TOKEN_PAREN_OPEN:
  case TOKEN_BRACKET_OPEN:
  case TOKEN_BRACE_OPEN:
  case TOKEN_ASSIGN:
  case TOKEN_ARROW:
  case TOKEN_LOGICAL_AND:
  case TOKEN_LOGICAL_OR:
  case TOKEN_COLON: return true;
  default: return false;
  }
}

static void find_line_start(Printer *printer) {
  const Buffer *out = &printer->out;
  if (printer->lines_seen > out->size) printer->lines_seen = out->size;
  size_t fresh = out->size - printer->lines_seen;
  const char *end = fresh ? memrchr(out->at + printer->lines_seen, '\n', fresh) : NULL;
  if (end) printer->line_start = (size_t)(end - out->at) + 1;
  printer->lines_seen = out->size;
}

// Ends the line behind what has been printed, if it is long and goes on: what comes next is at
// `next`. Returns from where to go on.
static uint32_t break_line(Printer *printer, uint32_t next) {
  Text source = printer->tree->source;
  find_line_start(printer);
  if (printer->out.size - printer->line_start < printer->input->line_limit) return next;
  uint32_t at = next;
  while (at < source.size && (source.at[at] == ' ' || source.at[at] == '\t')) at++;
  bool ends = at == source.size || source.at[at] == '\n' || source.at[at] == '\r';
  if (ends) return next;
  buffer_add_byte(&printer->out, '\n');
  return at;
}

// ---- The scan

static void flush(Printer *printer, PrintStretch *stretch, uint32_t end) {
  if (end > stretch->copied) copy(printer, stretch->copied, end);
  stretch->copied = end;
}

static bool is_replaced(const Printer *printer, const PrintStretch *stretch, NodeId id) {
  const Replacements *list = printer->input->replacements;
  return list && stretch->next_replacement < list->count &&
         list->at[stretch->next_replacement].node == id;
}

// Maps a replacement to the name that it stands for, or to the start of what it replaces.
static void map_replacement(Printer *printer, const Replacement *replacement) {
  const Node *node = tree_node(printer->tree, replacement->node);
  if (!printer->input->wants_mappings) return;
  if (!replacement->origin) {
    printer_map(printer, node->start);
    return;
  }
  Text name = tree_text(printer->tree, replacement->origin);
  uint32_t index = 0;
  if (!text_is(name, replacement->text)) {
    array_push(printer->scratch, &printer->names, name);
    index = printer->names.count;
  }
  add_mapping(printer, printer->out.size, tree_node(printer->tree, replacement->origin)->start,
              index);
}

// A name as it is called in the output, wherever it stands in the source.
static void add_bare_name(Printer *printer, NodeId leaf) {
  SymbolId symbol = tree_node(printer->tree, leaf)->symbol;
  const PrintName *name = &printer->input->names[symbol];
  Text own = scope_symbol_name(printer->input->scopes, symbol);
  add_identifier(printer, name->text.at ? name->text : own);
}

// Prints what stands in the place of a node; of a recipe, only what comes before it.
static void add_replacement(Printer *printer, PrintStretch *stretch, const Node *node) {
  const Replacement *replacement = &printer->input->replacements->at[stretch->next_replacement++];
  flush(printer, stretch, node->start);
  stretch->copied = node->end;
  stretch->next = node->after;
  if (replacement->recipe) {
    stretch->recipe = replacement->recipe;
    stretch->next_step = 0;
    keep_apart(&printer->out);
  } else {
    map_replacement(printer, replacement);
    add_identifier(printer, replacement->text);
    for (uint32_t i = 0; i < replacement->name_count; i++) {
      if (i > 0) buffer_add_literal(&printer->out, ", ");
      add_bare_name(printer, replacement->names[i]);
    }
    printer_add(printer, replacement->after);
  }
}

// Prints a leaf otherwise than by copying it, if it must be.
static bool add_changed_leaf(Printer *printer, PrintStretch *stretch, NodeId id) {
  const Node *node = tree_node(printer->tree, id);
  const PrintName *name = node->symbol ? &printer->input->names[node->symbol] : NULL;
  if (name && name->text.at) {
    flush(printer, stretch, node->start);
    add_name(printer, id, name);
  } else if (printer->escapes && escape_is_needed(printer->tree, id)) {
    flush(printer, stretch, node->start);
    if (is_place(node->kind)) printer_map(printer, node->start);
    escape_add_leaf(&printer->out, printer->tree, id);
  } else {
    return false;
  }
  stretch->copied = node->end;
  return true;
}

// The index of the first wrap of `from` or a later node.
static uint32_t wraps_from(const PrintInput *input, NodeId from) {
  return search_first(input->wraps, input->wrap_count, node, from);
}

static void open_wrap(Printer *printer, PrintStretch *stretch, NodeId id) {
  const PrintInput *input = printer->input;
  while (stretch->next_wrap < input->wrap_count && input->wraps[stretch->next_wrap].node < id)
    stretch->next_wrap++; // below what was replaced
  if (stretch->next_wrap == input->wrap_count || input->wraps[stretch->next_wrap].node != id)
    return;
  const PrintWrap *wrap = &input->wraps[stretch->next_wrap++];
  flush(printer, stretch, tree_node(printer->tree, id)->start);
  printer_add(printer, wrap->before);
  array_push(printer->scratch, &stretch->open, wrap);
}

// Ends the wraps of nodes that `id` is not in.
static void close_wraps(Printer *printer, PrintStretch *stretch, NodeId id) {
  while (stretch->open.count > 0) {
    const PrintWrap *wrap = array_last(&stretch->open);
    const Node *node = tree_node(printer->tree, wrap->node);
    if (id < node->after) return;
    // Comments behind the last token stay behind the text.
    flush(printer, stretch, tree_node(printer->tree, node->after - 1)->end);
    printer_add(printer, wrap->after);
    stretch->open.count--;
  }
}

// Prints a stretch to its end, or up to the next recipe. False at the end.
static bool scan(Printer *printer, PrintStretch *stretch) {
  const Tree *tree = printer->tree;
  for (NodeId id = stretch->next; id < tree->node_count;) {
    const Node *node = tree_node(tree, id);
    if (stretch->open.count > 0) close_wraps(printer, stretch, id);
    if (node->start >= stretch->end) break;
    if (stretch->next_wrap < printer->input->wrap_count) open_wrap(printer, stretch, id);
    if (is_replaced(printer, stretch, id)) {
      add_replacement(printer, stretch, node);
      if (stretch->recipe) return true;
      id = node->after;
      continue;
    }
    id++;
    if (node->after > id || add_changed_leaf(printer, stretch, id - 1)) continue;
    if (printer->input->wants_mappings && is_place(node->kind) && node->start >= stretch->copied) {
      size_t generated = printer->out.size + copied_size(printer, stretch->copied, node->start);
      add_mapping(printer, generated, node->start, 0);
    }
    if (printer->input->line_limit && node->start >= stretch->copied && may_end_line(node->kind)) {
      flush(printer, stretch, node->end);
      stretch->copied = break_line(printer, node->end);
    }
  }
  close_wraps(printer, stretch, tree->node_count);
  flush(printer, stretch, stretch->end);
  return false;
}

// ---- Recipes

static void add_recipe_text(Printer *printer, const RecipeStep *step) {
  if (step->node) printer_map(printer, tree_node(printer->tree, step->node)->start);
  if (printer->input->is_ascii_only)
    escape_add_text(&printer->out, step->text);
  else
    buffer_add_text(&printer->out, step->text);
}

static void add_recipe_name(Printer *printer, const RecipeStep *step) {
  const Node *node = tree_node(printer->tree, step->node);
  const PrintName *name = &printer->input->names[node->symbol];
  bool is_called_member = name->is_member && step->kind == RECIPE_CALLEE;
  printer_map(printer, node->start);
  if (is_called_member)
    add_called_member(printer, step->node, name->text);
  else
    add_identifier(printer, name->text.at ? name->text : step->text);
}

static void open_stretch(Printer *printer, NodeId first, uint32_t start, uint32_t end) {
  PrintStretch stretch = {.next = first, .copied = start, .end = end};
  if (printer->input->replacements) {
    stretch.next_replacement = replacements_from(printer->input->replacements, first);
  }
  stretch.next_wrap = wraps_from(printer->input, first);
  array_push(printer->scratch, &printer->stretches, stretch);
}

// Takes the next step of the recipe that the newest stretch follows.
static void follow_recipe(Printer *printer) {
  PrintStretch *stretch = &array_last(&printer->stretches);
  if (stretch->next_step == stretch->recipe->count) {
    stretch->recipe = NULL;
    stretch->next_replacement = replacements_from(printer->input->replacements, stretch->next);
    printer->next_cut = cuts_from(printer->input, stretch->copied);
    return;
  }
  const RecipeStep *step = &stretch->recipe->at[stretch->next_step++];
  switch (step->kind) {
  case RECIPE_TEXT: add_recipe_text(printer, step); break;
  case RECIPE_NAME:
  case RECIPE_CALLEE: add_recipe_name(printer, step); break;
  case RECIPE_SOURCE:
    printer->next_cut = cuts_from(printer->input, step->start);
    open_stretch(printer, step->node, step->start, step->end);
    break;
  }
}

void printer_add_range(Printer *printer, NodeId first, uint32_t start, uint32_t end) {
  open_stretch(printer, first, start, end);
  while (printer->stretches.count > 0) {
    PrintStretch *stretch = &array_last(&printer->stretches);
    if (stretch->recipe)
      follow_recipe(printer);
    else if (!scan(printer, stretch))
      printer->stretches.count--;
  }
}

void printer_add_node(Printer *printer, NodeId id) {
  const Node *node = tree_node(printer->tree, id);
  printer_add_range(printer, id, node->start, node->end);
}
