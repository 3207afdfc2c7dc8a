// Lock: one thread at a time.
#pragma once

typedef struct Lock Lock;

Lock *lock_make(void);
void lock_release(Lock *lock);

void lock_take(Lock *lock);
void lock_give(Lock *lock);
