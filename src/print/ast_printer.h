// AstPrinter: printing an Ast while it goes on, for the files that share the work (ast_print*.c).
//
// Each kind of node has a function that says what the node consists of, from left to right, by the
// functions then_…: what nothing stands before is written at once, the rest are parts on a stack.
// So nesting costs no recursion, and a long list is one part that moves along.
//
// Takes: the input of ast_print.
// Never: holds a pointer into the Ast beyond a step.
#pragma once

#include "print/ast_print.h"
#include "syntax/precedence.h"

// What is asked of a node by where it stands.
typedef enum AstPlace {
  PLACE_NO_IN = 1 << 0,   // before the semicolon of a `for`: no operator `in`
  PLACE_NO_CALL = 1 << 1, // in what `new` makes: the first call would be taken for its arguments
  // It begins …; see AstPrinter.start
  PLACE_STATEMENT = 1 << 2,
  PLACE_ARROW_BODY = 1 << 3,
  PLACE_DEFAULT = 1 << 4, // of `export default`
  PLACE_FOR = 1 << 5,
  PLACE_FOR_OF = 1 << 6,
  PLACE_STARTS = PLACE_STATEMENT | PLACE_ARROW_BODY | PLACE_DEFAULT | PLACE_FOR | PLACE_FOR_OF,
  // Of parts that are no expressions
  PLACE_PROLOGUE = 1 << 7,     // a string would be a directive
  PLACE_BRACES = 1 << 8,       // a body that needs braces
  PLACE_LINES = 1 << 9,        // a list with an item a line
  PLACE_KEEPS = 1 << 10,       // a string that stays one: no template
  PLACE_AFTER_BLOCK = 1 << 11, // `else` behind a block
  PLACE_APART = 1 << 12,       // an assignment to a pattern has parentheses
} AstPlace;

typedef enum AstPartKind {
  PART_NODE,     // a node and all below
  PART_TOKEN,    // `at` is its kind
  PART_OPERATOR, // a binary operator or an assignment, with blanks around it
  PART_BLANK,
  PART_LINE, // only for people, as is indentation
  PART_INDENT,
  PART_DEDENT,
  PART_STATEMENTS, // `at` and its siblings
  PART_END,        // of what is printed of the list: AstPrintInput.end
  PART_STATEMENT,  // one by itself
  PART_SEMICOLON,  // the end of a statement
  PART_BLOCK_END,
  PART_BODY,     // a statement within another
  PART_ELSE,     // `at` is the alternative
  PART_DO_END,   // `at` is the do statement
  PART_ITEM,     // `at` and its siblings, between commas
  PART_COMMA,    // the comma before item `at`
  PART_MEMBERS,  // of a class: `at` and its siblings
  PART_PROPERTY, // `.a` of the member expression `at`
  PART_LINK,     // `[a]` or `(a)` of the subscript or call `at`
  PART_PIECES,   // of a template: `at` and its siblings
  PART_KEY,      // a property's name
} AstPartKind;

// Something that is still to be printed.
typedef struct AstPart {
  uint8_t kind;   // AstPartKind
  uint8_t least;  // Level
  uint16_t place; // AstPlace flags
  uint32_t at;    // a node, or a token
} AstPart;

typedef struct AstPrinter {
  const AstPrintInput *input;
  const Ast *ast;
  Buffer out;
  Array(AstPart) parts; // the next one is the last
  uint32_t base;        // where the parts of the node at hand begin
  bool is_compact;
  bool owes_semicolon;          // a statement has ended; what follows tells whether a `;` is needed
  uint16_t start_place;         // one of PLACE_STARTS: what begins at
  size_t start;                 // this offset of the output
  size_t number_end, regex_end; // offsets where a number that is only digits, or a regex ended
  uint32_t depth;               // of indentation
  uint32_t next_comment;        // of the Ast's
  size_t line_start, lines_seen; // where the last line begins, as far as it has been looked for
  uint32_t *name_indices;        // by SymbolId, 1 + index into the names of the mappings
  AstPrinted printed;
  Arena *arena;
  Arena scratch;
} AstPrinter;

// ---- What comes then (ast_print.c)

void then_part(AstPrinter *self, AstPart part);
void then_token(AstPrinter *self, NodeKind token);
void then_operator(AstPrinter *self, NodeKind op);
void then_blank(AstPrinter *self);
void then_semicolon(AstPrinter *self); // the end of a statement
void then_property(AstPrinter *self, AstId member);
void then_node(AstPrinter *self, AstId id, Level least, unsigned place);
void then_list(AstPrinter *self, AstId first, unsigned place);

static inline void then(AstPrinter *self, AstPartKind kind, uint32_t at, unsigned place) {
  then_part(self, (AstPart){(uint8_t)kind, LEVEL_NONE, (uint16_t)place, at});
}

// ---- Written at once (ast_print_tokens.c)

void emit(AstPrinter *self, const char *bytes, size_t size);
void emit_byte(AstPrinter *self, char byte);
void emit_gap(AstPrinter *self);                   // a blank between two tokens
void emit_token(AstPrinter *self, NodeKind token); // a word apart from a word before it
void emit_operator(AstPrinter *self, NodeKind op);
void emit_prefix(AstPrinter *self, NodeKind op);
void emit_name(AstPrinter *self, Text name); // decoded
void emit_line(AstPrinter *self);
void emit_semicolon(AstPrinter *self); // and breaks a long line
void emit_semicolon_owed(AstPrinter *self);
void break_long_line(AstPrinter *self);
char last_byte(const AstPrinter *self);

// Whether a byte can be a part of a name or a number.
bool is_word_byte(char byte);

// ---- Literals (ast_print_literals.c, ast_print_numbers.c)

void emit_number(AstPrinter *self, Text number);
bool is_only_digits(Text number);
void emit_string(AstPrinter *self, Text value, bool may_be_template);
void emit_template_text(AstPrinter *self, Text value);
void emit_regex(AstPrinter *self, Text regex);
// Text as it is, but for characters that can be escaped in strings and must be.
void emit_raw(AstPrinter *self, Text text);

// The value of a string, or of a template without substitutions.
Text value_of_string(AstPrinter *self, AstId id);

// ---- Names and keys (ast_print_names.c)

// What an identifier is called in the output.
Text name_of(AstPrinter *self, AstId id);
// A leaf that is no variable: its text, without escapes.
Text plain_name(AstPrinter *self, AstId id);
void emit_key(AstPrinter *self, AstId key, unsigned place);
// What a key says as a plain name; false where it is no such name.
bool key_name(AstPrinter *self, AstId key, Text *name);

// ---- Mappings and comments (ast_print_places.c)

void add_mapping(AstPrinter *self, AstId id);
void add_leaf_mapping(AstPrinter *self, AstId id, Text name);
void add_name_mapping(AstPrinter *self, AstId id, Text name);

static inline void map_node(AstPrinter *self, AstId id) {
  if (self->input->wants_mappings) add_mapping(self, id);
}

// A label or a property, which is printed as `name`.
static inline void map_leaf(AstPrinter *self, AstId id, Text name) {
  if (self->input->wants_mappings) add_leaf_mapping(self, id, name);
}

// A variable that is printed as `name`.
static inline void map_name(AstPrinter *self, AstId id, Text name) {
  if (self->input->wants_mappings) add_name_mapping(self, id, name);
}

// Comments that stand before byte `place` of the source.
void emit_comments(AstPrinter *self, uint32_t place);
// A comment for tools, and only in what is for people.
void emit_note(AstPrinter *self, Text note);

// ---- Nodes

static inline bool print_is_pattern(NodeKind kind) {
  return kind == NODE_ARRAY_PATTERN || kind == NODE_OBJECT_PATTERN;
}

static inline bool print_is_variable(NodeKind kind) {
  return kind == NODE_IDENTIFIER || kind == NODE_UNDEFINED;
}

// Whether a node is a call that gives a template to its tag.
static inline bool print_is_tag(const Ast *ast, const AstNode *node) {
  return node->kind == NODE_CALL_EXPRESSION &&
         ast_kind(ast, ast_next(ast, node->first_child)) == NODE_TEMPLATE_STRING;
}

// Says what the node `part.at` consists of.
typedef void AstPrintNode(AstPrinter *self, AstPart part);

#define PRINT(KIND, function) AstPrintNode function;
#define LEAF(KIND, function)  AstPrintNode function;
#include "print/ast_print_nodes.def"

// Steps of lists, and parts of statements.
AstPrintNode print_item, print_statements, print_statement, print_body, print_else, print_do_end,
    print_members, print_property, print_link, print_pieces;
void begin_statement(AstPrinter *self, AstId id);
void then_block(AstPrinter *self, AstId first, unsigned place);
void then_declaration(AstPrinter *self, AstId id, unsigned place);
