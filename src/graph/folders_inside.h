// FoldersInside: what folders are made of; for the files folders*.c alone.
#pragma once

#include "graph/folders.h"
#include "host/lock.h"

#include <stdatomic.h>

enum { SHARD_COUNT = 16 };

typedef struct FolderName {
  Text name;
  _Atomic(uint8_t) kind; // FileKind; FILE_OTHER until somebody has followed the link
  bool is_link;          // or something that has to be asked about
  _Atomic(const FoundFile *) file;
} FolderName;

struct FolderNames {
  bool is_listed; // false: the folder may be entered but not read
  uint32_t count;
  FolderName at[]; // sorted
};

typedef struct Shard {
  Lock lock;
  Arena arena;
  Map by_path; // → index into `folders`
  Array(Folder *) folders;
  Map missing;  // paths at which nothing was found
  Map searched; // folders in which any name counts
} Shard;

struct Folders {
  Arena arena; // holds this struct
  FoldersOptions options;
  const TsConfig *tsconfig; // for all folders, or NULL
  Shard shards[SHARD_COUNT];
};
