// ErrorHints: what a text may be that is no JavaScript.
#pragma once

#include "syntax/error_scene.h"

// Whether the line of the error is a marker that `git merge` left behind.
bool hint_is_conflict(const ErrorScene *scene, Place *marker);

// Whether the whole text is a page of HTML.
bool hint_is_html(const ErrorScene *scene, Place *start);

// Whether the whole text is PHP.
bool hint_is_php(const ErrorScene *scene, Place *start);

// The word that should stand before the token somewhere: "if" for an "else". Empty if none.
Text hint_lacking(const ErrorScene *scene);

// The note about a habit, and what {0} and {1} are in it.
typedef struct Habit {
  MessageId note;
  Text about, other;
} Habit;

// A habit from another language that explains the error. False if there is none.
bool hint_find_habit(const ErrorScene *scene, Habit *habit);

// Whether what is before the error and the token there look like TypeScript.
bool hint_is_typescript(const ErrorScene *scene);

// Whether the token is a word that can't be a name, at a place where a name belongs.
bool hint_is_reserved_name(const ErrorScene *scene);
