// Watcher: waiting until something happens to files.
//
// Owns:  the system's watches, from watcher_make to watcher_release.
// Takes: paths of files, there or not; the folders that they are in are watched.
// Gives: a hint that something may have changed. What has, who asks must find out.
// Never: promises to tell of each change: several that come close together are one.
#pragma once

#include "base/map.h"

typedef struct Watcher Watcher;

typedef enum WatchEvent {
  WATCH_CHANGE, // something has happened to one of the files
  WATCH_CLOSED, // standard input has come to its end, or someone interrupts
} WatchEvent;

// With `minds_stdin`, waiting ends when standard input does; unless that is a terminal.
Watcher *watcher_make(bool minds_stdin);
void watcher_release(Watcher *watcher);

// From now on SIGINT and SIGTERM end the waiting, as the end of standard input does, and not the
// program.
void watcher_mind_interrupts(Watcher *watcher);

// Watches these paths (absolute) in place of those from before. They need not live on. One that
// ends with a slash is a folder in which all counts.
void watcher_set_paths(Watcher *watcher, const char *const *paths, size_t count);

// Waits until there has been no event for a moment.
WatchEvent watcher_rest(Watcher *watcher);

// Waits for an event, and then until there has been none for a moment.
WatchEvent watcher_wait(Watcher *watcher);
