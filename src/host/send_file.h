// SendFile: from a file into a socket, without going through our memory where the system can.
#pragma once

#include <stdint.h>
#include <sys/types.h>

// Sends at most `size` bytes from `offset` on. Gives how many were sent, 0 if the socket takes none
// now, or a negative error: UV_EOF where the file ends.
ssize_t send_file(int socket, int file, int64_t offset, uint64_t size);
