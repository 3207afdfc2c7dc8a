// Environments: which globals there are where a program runs.
#pragma once

#include "base/map.h"

// Adds the globals of an environment that is there: name → GlobalSetting.
void environment_add(Arena *arena, Map *globals, Text name);

// The name of the one with an index, from 0; empty behind the last.
Text environment_name(uint32_t index);
bool environment_is_known(Text name);
