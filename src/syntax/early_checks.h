// EarlyChecks: what the checks for early errors share.
//
// A check is a function `early_…(early, id)` in the file of its subject; early_checks.def says for
// which kinds of nodes it is called. Nodes come in source order.
#pragma once

#include "base/map.h"
#include "diag/diag.h"
#include "syntax/early.h"
#include "syntax/name.h"
#include "syntax/tree.h"

// What holds where the walk stands.
typedef enum EarlyFlag {
  EARLY_STRICT = 1 << 0,
  EARLY_ASYNC = 1 << 1,          // `await` is a keyword
  EARLY_GENERATOR = 1 << 2,      // `yield` is a keyword
  EARLY_FUNCTION = 1 << 3,       // `return` may stand here
  EARLY_NEW_TARGET = 1 << 4,     // `new.target`
  EARLY_SUPER_PROPERTY = 1 << 5, // `super.x`
  EARLY_SUPER_CALL = 1 << 6,     // `super()`
  EARLY_NO_ARGUMENTS = 1 << 7,   // the value of a field, or a static block: there is no `arguments`
  EARLY_STATIC_BLOCK = 1 << 8,   // directly in one, or in an arrow function's parameters there:
                                 // `await` is reserved
  EARLY_PARAMETERS = 1 << 9,     // among the parameters of the function whose flags these are
  EARLY_BREAK = 1 << 10,         // in a loop or a switch: `break` may stand here
  EARLY_LOOP = 1 << 11,          // in a loop: `continue` may stand here
} EarlyFlag;

// A range of nodes with flags of its own: a program, a function, its parameters, a class, its body,
// a field, a loop.
typedef struct EarlyContext {
  NodeId node, end; // what it is for; the first node behind it
  NodeId callable;  // the innermost function, static block, field or program, this one included
  unsigned flags;   // EarlyFlag
} EarlyContext;

// A label whose statement the walk is in, or has been in.
typedef struct EarlyLabel {
  Text name;
  NodeId statement, end; // the labeled statement; the first node behind it
  NodeId callable;       // what it is in
  bool is_loop;          // `continue` may name it
  uint32_t around;       // 1 + the label of the same name further out, or 0
} EarlyLabel;

// A private name of some class.
typedef struct EarlyPrivateName {
  uint32_t open_count; // classes around the walk that declare it
  NodeId class_body;   // the last one that did, and its first element of this name
  NodeId first;
  unsigned forms; // which forms that class has it in (see early_private.c)
} EarlyPrivateName;

// That a class around the walk declares a private name.
typedef struct EarlyPrivateUse {
  NodeId class_body;
  uint32_t name; // index into private_names
} EarlyPrivateUse;

enum { EARLY_WORD_CLASSES = 128 };

static inline uint32_t early_word_class(unsigned char first, unsigned char second) {
  return (first * 5u + second) % EARLY_WORD_CLASSES;
}

typedef struct Early {
  const Tree *tree;
  const SourceFile *file;
  Diagnostics *diagnostics;
  const EarlyMends *mends; // or NULL
  bool asks_for_module;    // whether the code would do as a module's, which it is not
  Arena scratch;
  Array(EarlyContext) contexts;
  NodeId context_end; // of the innermost
  Map label_indices;  // by name: 1 + the innermost label, or 0
  Array(EarlyLabel) labels;
  Map private_indices; // by name: into private_names
  Array(EarlyPrivateName) private_names;
  Array(EarlyPrivateUse) open_privates;
  uint32_t rare_at; // see early_is_rare_name
  // Which sizes words that mean something have, a bit each, by their first two letters.
  uint16_t word_sizes[EARLY_WORD_CLASSES];
} Early;

// Whether a name of ASCII may be a word that means something: nearly all that aren't are told
// apart. A byte behind it may be read.
static inline bool early_may_be_word(const Early *early, const char *name, uint32_t size) {
  uint32_t class = early_word_class((unsigned char)name[0], (unsigned char)name[1]);
  return (size <= NAME_LONGEST_WORD) & early->word_sizes[class] >> size % 16;
}

// Fills in `word_sizes`.
void early_note_words(Early *early);

// The innermost context.
static inline const EarlyContext *early_context(const Early *early) {
  return &array_last(&early->contexts);
}

// The flags where the walk stands.
static inline unsigned early_flags(const Early *early) {
  return array_last(&early->contexts).flags;
}

static inline bool early_is_strict(const Early *early) {
  return early_flags(early) & EARLY_STRICT;
}

// Opens a context that holds from the node where the walk stands up to the end of `node`.
void early_open(Early *early, NodeId node, unsigned flags);

// Reports an error at a node, or at a range of bytes; {0} in the message is `about`. The result is
// for notes; it is NULL where enough has been said about the file.
Diagnostic *early_report(Early *early, MessageId message, NodeId id, Text about);
Diagnostic *early_report_range(Early *early, MessageId message, uint32_t start, uint32_t end,
                               Text about);

// Whether a name has a backslash or a character beyond ASCII. To be asked in source order.
bool early_is_rare_name(Early *early, NodeId id);
// Adds a note about a node to an error; where the error is NULL, nothing.
void early_note(Early *early, Diagnostic *error, MessageId message, NodeId id, Text about);

// Adds a note that says why the code at a node is strict.
void early_note_strict(Early *early, Diagnostic *error, NodeId id);

// The name that an identifier stands for: its text, escapes replaced.
Text early_name_text(Early *early, NodeId id);

// The value of a string or a name that is a property's key.
Text early_key_text(Early *early, NodeId key);

// Whether it is a loop.
bool early_is_loop(NodeKind kind);

// Reports what is wrong with the names of a class's elements, private ones apart.
void early_check_elements(Early *early, NodeId class_body);

// Forgets a class's private names, at the end of its body.
void early_close_class(Early *early, NodeId class_body);

// Whether an expression statement begins with what `id` begins with.
bool early_starts_statement(const Tree *tree, NodeId id);

typedef void EarlyCheck(Early *early, NodeId id);
#define CHECK(KIND, ...) EarlyCheck __VA_ARGS__;
#include "syntax/early_checks.def"
