// MissingReact: JSX that is compiled to calls of `React` in files that have no such variable.
//
// Gives: one warning, if nothing of the program looks as if `React` were a global variable.
#pragma once

#include "graph/graph.h"

void missing_react_report(const Graph *graph, Diagnostics *diagnostics);
