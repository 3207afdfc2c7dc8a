// Signals: those that end the program, and when they may.
//
// Never: changes what a signal does.
#pragma once

#include <signal.h>

typedef struct HeldSignals {
  sigset_t before;
} HeldSignals;

// From here to signals_release, SIGINT, SIGTERM and SIGHUP wait, as far as the calling thread and
// those that it starts meanwhile are concerned.
static inline void signals_hold(HeldSignals *held) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set, &held->before);
}

static inline void signals_release(const HeldSignals *held) {
  pthread_sigmask(SIG_SETMASK, &held->before, NULL);
}
