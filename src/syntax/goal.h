// Goal: whether a text that may be either is a module or CommonJS.
#pragma once

#include "syntax/tree.h"

// What a parse came across that bears on the goal.
typedef enum GoalClue {
  GOAL_MODULE_WORD = 1 << 0, // `import.meta`, or an `await` outside of all functions
  GOAL_SCRIPT_NAME = 1 << 1, // `await` as a name, or an HTML-like comment: no module has them
} GoalClue;

// The goal of a tree that was parsed as SYNTAX_UNKNOWN; `clues` are those of its parse.
SyntaxGoal goal_decide(const Tree *tree, unsigned clues);

// Whether import or export statements make it a module, whatever else there is.
bool goal_has_statements(const Tree *tree);
