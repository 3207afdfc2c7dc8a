// The compiler makes the jump table.
#include "http/status.h"

#define STATUS(number, name)                                                                       \
  case number: return TEXT(name);

Text http_status_name(int status) {
  switch (status) {
#include "http/status.def"
  default: return TEXT("unknown");
  }
}
