// A look makes a list of what there is, and compares it with the list of the look before.
#include "host/folder_poll.h"

#include "base/path.h"
#include "host/files.h"

static void read_folder(FolderPoll *now, Text folder) {
  FolderEntries found = {0};
  if (file_list(&now->arena, folder.at, &found) < 0) return;
  for (uint32_t i = 0; i < found.count; i++) {
    Text name = found.at[i].name;
    map_set(&now->arena, &now->entries, name, now->stamps.count);
    array_push(&now->arena, &now->stamps, stamp_of(path_join(&now->arena, folder, name).at));
  }
}

static const FileStamp *stamp_named(const FolderPoll *poll, Text name) {
  const uint32_t *index = map_find(&poll->entries, name);
  return index ? &poll->stamps.at[*index] : NULL;
}

void folder_poll_look(FolderPoll *poll, Text folder, FolderPollChanged *changed, void *context) {
  FolderPoll now = {0};
  read_folder(&now, folder);
  for (uint32_t i = 0; changed && i < now.entries.entries.count; i++) {
    Text name = now.entries.entries.at[i].key;
    const FileStamp *before = stamp_named(poll, name), *after = stamp_named(&now, name);
    if (!before || !stamp_is_same(before, after)) changed(context, folder, name.at);
  }
  for (uint32_t i = 0; changed && i < poll->entries.entries.count; i++) {
    Text name = poll->entries.entries.at[i].key;
    if (!map_has(&now.entries, name)) changed(context, folder, name.at);
  }
  folder_poll_release(poll);
  *poll = now;
}

void folder_poll_release(FolderPoll *poll) {
  arena_release(&poll->arena);
  *poll = (FolderPoll){0};
}
