// ErrorScene: what a parser had read when it stopped: the last tokens, the brackets that are open,
// and those whose indentation is odd.
//
// Takes: a tree that ends before the error, or whose leaves behind it are not to be trusted: they
//        are not looked at.
#pragma once

#include "base/array.h"
#include "diag/diag.h"
#include "syntax/tree.h"

typedef struct OpenBracket {
  NodeId leaf;     // "(", "[", "{", "${", "`", or the "<" of a JSX element
  NodeId before;   // the leaf before it
  uint32_t indent; // of its line
  uint32_t inside; // of the first line after it, or UINT32_MAX where there is none yet
} OpenBracket;

enum { SCENE_LEAVES = 5 }; // that are kept of those before the error

// A statement inside of a block that, by its indentation, is outside.
typedef struct Outdented {
  NodeId open, leaf; // the block's bracket and the statement's first leaf; or NO_NODE
} Outdented;

// A closing bracket, first on its line, whose line is indented otherwise than its opener's.
typedef struct OddPair {
  NodeId open, close;
  NodeId around;     // the bracket around both, whose indentation `close` has; or NO_NODE
  bool is_outdented; // whether `close` is further left than the line of `open`, or further right
} OddPair;

typedef struct ErrorScene {
  const Tree *tree;
  Text source;
  uint32_t at;               // where the error is: the start of a token, or the end of the source
  Text token;                // the token there; empty at the end of the source
  bool is_first_on_line;     // the token
  NodeId last[SCENE_LEAVES]; // the leaves before it, the nearest first; or NO_NODE
  NodeId line_start;         // the first leaf on the line of the nearest one
  NodeId open_quote;         // of a string that was not closed; or NO_NODE
  NodeId open_comment;       // the "/" of a comment that was not closed; or NO_NODE
  NodeId open_regex;         // the "/" of a regular expression that was not closed; or NO_NODE
  Array(OpenBracket) open;
  Array(OddPair) odd;
  Outdented outdented; // the first one
} ErrorScene;

// Looks at the leaves up to the byte `at`.
ErrorScene error_scene(Arena *arena, const Tree *tree, uint32_t at);

// The innermost open bracket, or NULL.
const OpenBracket *scene_innermost(const ErrorScene *scene);

// The opening bracket that, by its indentation, was never closed: the one of the result whose
// `close` belongs to another. NULL where indentation tells nothing.
const OddPair *scene_find_unclosed(Arena *arena, const ErrorScene *scene);

// The closing bracket that, by its indentation, is one too many; or NULL.
const OddPair *scene_find_extra(const ErrorScene *scene);

// Whether the error is right behind a closing bracket that is indented too far for its opener.
bool scene_follows_extra(const ErrorScene *scene);

// The indentation of the token's line, if it is the first on it.
uint32_t scene_indent(const ErrorScene *scene);

// The word before an open "(" that belongs to a statement, such as if, while, for; or NODE_NONE.
NodeKind scene_head(const ErrorScene *scene, const OpenBracket *open);

// Whether the bracket holds a list with commas.
bool scene_holds_list(const ErrorScene *scene, const OpenBracket *open);

// The kind of the nearest leaf but `index`; NODE_NONE if there is none.
NodeKind scene_kind(const ErrorScene *scene, int index);

// The text of the nearest leaf but `index`; empty if there is none.
Text scene_word(const ErrorScene *scene, int index);

// Whether a text begins as a word of ASCII does.
bool scene_is_word(Text text);

// Whether a string ends right before the error.
bool scene_ends_string(const ErrorScene *scene);

// Whether an expression can end with the nearest leaf.
bool scene_ends_operand(const ErrorScene *scene);

// Whether the token can be the start of an expression or a name.
bool scene_starts_operand(const ErrorScene *scene);
