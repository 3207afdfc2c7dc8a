// SideFiles: what is told about a build in files beside its outputs: the metafile, and the page of
// the analysis.
#pragma once

#include "cli/options.h"
#include "cli/screen.h"

// Whether each can be written where it was asked for; if not, the reason is shown.
bool side_files_check(const BuildCommand *command, CbBuild *build, const Screen *screen);

// Writes them. False, with the reason shown, if one can't be written.
bool side_files_write(const BuildCommand *command, CbBuild *build, const Screen *screen);

typedef struct SideFile {
  Text path; // as shown
  Text absolute;
  Text key;            // of the configuration, which says where it goes
  MessageId is_output; // what is said where an output has its path
} SideFile;

typedef struct SideFiles {
  SideFile at[2];
  uint32_t count;
} SideFiles;

// Those that were asked for; texts are in `arena`, or the command's own.
SideFiles side_files_of(Arena *arena, const BuildCommand *command);
