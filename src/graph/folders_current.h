// FoldersCurrent: whether the file system still holds what was found in it.
//
// Takes: folders that are not asked for anything new any more.
// Gives: true only if whoever asked again would get the same answers.
// Never: trusts the time of a change that may be as old as the answers.
#pragma once

#include "graph/folders.h"

typedef struct FoldersState FoldersState;

// Files that were read for what they say of others, and paths at which there was nothing.
typedef struct FoldersFiles {
  Texts found, missing;
} FoldersFiles;

// What the answers depend on, which were given since `since_ns` (as in stamp_time_now_ns). NULL
// where that can't be told: something changed meanwhile. Lives in `arena`.
FoldersState *folders_remember(Arena *arena, const Folders *folders, const FoldersFiles *files,
                               uint64_t since_ns);

bool folders_are_current(FoldersState *state);
