// Engine memory: what the system puts behind the engine's heap.
//
// Never: changes what the engine does, or how much of its heap it uses.
#pragma once

// Asks for huge pages in the heap that `in` lies in: on a virtual machine each small page stops the
// program when it is first touched, and a script that starts touches a thousand of them.
void engine_memory_prepare(const void *in);
