// StopSignals: being asked to stop, by SIGINT, SIGTERM or SIGHUP.
#pragma once

#include "host/loop.h"

typedef struct StopSignals StopSignals;

// Calls `on_stop` from the loop each time one of them comes; they don't end the program any more.
// The loop does not go on for them alone.
StopSignals *stop_signals_make(Loop *loop, void (*on_stop)(void *context, int number),
                               void *context);
void stop_signals_release(StopSignals *signals);
