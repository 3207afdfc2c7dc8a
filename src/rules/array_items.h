// ArrayItems: the elements of an array, holes among them.
#pragma once

#include "rules/estree.h"

// How many elements an array or a pattern has: a hole is one, a comma behind the last is none.
uint32_t count_array_items(const Tree *tree, NodeId array);
