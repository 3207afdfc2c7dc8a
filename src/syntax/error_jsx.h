// ErrorJsx: mistakes in JSX, which the tables see as odd comparisons and divisions.
#pragma once

#include "syntax/error_forms.h"

// Whether the error comes from such a mistake, which may be before it.
bool jsx_find_fault(const ErrorScene *scene, FormFault *fault);
