// StartProgram: another program for the person who sits in front of this machine.
//
// Never: goes through a shell: what is in a word does not matter.
#pragma once

// Starts `words[0]` with the words behind it, up to a NULL. It reads and writes nothing, and is not
// waited for. A negative libuv code if it can't be started.
int start_program(const char *const *words);
