// ConfigKey: what a flag is called in a configuration file.
#pragma once

#include "base/text.h"

// "sourceRoot" for "source-root"; "banner.js", a key inside of an object, for "banner:js".
Text config_key(Arena *arena, Text flag);
