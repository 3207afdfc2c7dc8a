// FolderPoll: which entries of a folder have changed since one last looked, where the system does
// not tell.
//
// Owns:  what it knew of them, until folder_poll_release.
#pragma once

#include "base/array.h"
#include "base/map.h"
#include "host/stamp.h"

typedef struct FolderPoll {
  Arena arena; // of what was there
  Map entries; // name → index into stamps
  Array(FileStamp) stamps;
} FolderPoll;

typedef void FolderPollChanged(void *context, Text folder, const char *name);

// Looks, and calls `changed` (NULL: nobody) with each name that has come, changed or gone.
void folder_poll_look(FolderPoll *poll, Text folder, FolderPollChanged *changed, void *context);
void folder_poll_release(FolderPoll *poll);
