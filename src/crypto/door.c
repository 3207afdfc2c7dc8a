// The one thing that the runtime finds here, by its name.
#include "crypto/bindings.h"
#include "runtime/crypto_library.h"

__attribute__((visibility("default"))) CryptoBinding cbundle_crypto_binding;

JSObjectRef cbundle_crypto_binding(const char *name) {
#define BINDING(one)                                                                               \
  if (strcmp(name, #one) == 0) return binding_##one();
#include "crypto/bindings.def"
  return NULL;
}
