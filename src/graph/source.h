// Source: the bytes of a module's file, as its loader takes them.
//
// Gives: false where there is none to go on with; a diagnostic without a place says why.
#pragma once

#include "graph/module.h"

// Reads the file as it is into module->file.text.
bool source_read_bytes(Module *module);

// Reads it as UTF-8, without a byte order mark; bytes that are none become U+FFFD. Of what is to be
// code, binary files are refused.
bool source_read_text(Module *module, bool is_code);
