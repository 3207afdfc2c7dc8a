// ErrorHints: what a text may be that is no JavaScript.
#pragma once

#include "syntax/error_scene.h"

// Whether the line of the error is a marker that `git merge` left behind.
bool hint_is_conflict(const ErrorScene *scene, Place *marker);

// Whether the whole text is a page of HTML.
bool hint_is_html(const ErrorScene *scene, Place *start);

// Whether what is before the error and the token there look like TypeScript.
bool hint_is_typescript(const ErrorScene *scene);

// Whether the token is a word that can't be a name, at a place where a name belongs.
bool hint_is_reserved_name(const ErrorScene *scene);
