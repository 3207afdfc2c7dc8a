# llhttp, Node's parser of HTTP, as the target `llhttp`, that the room `http` alone is linked with.
#
# Debian has its C sources (node-llhttp): they are compiled here, as strict as they can be, and
# without our warnings and sanitizers. Elsewhere it is a library that pkg-config knows.
find_path(LLHTTP_SOURCES llhttp.c PATHS /usr/share/llhttp)
find_path(LLHTTP_HEADERS llhttp.h PATHS /usr/share/include/llhttp /usr/include)

if(LLHTTP_SOURCES AND LLHTTP_HEADERS)
  add_library(llhttp STATIC ${LLHTTP_SOURCES}/llhttp.c ${LLHTTP_SOURCES}/http.c
    ${LLHTTP_SOURCES}/api.c)
  target_include_directories(llhttp SYSTEM PUBLIC ${LLHTTP_HEADERS})
  target_compile_options(llhttp PRIVATE -O3 -w)
  target_compile_definitions(llhttp PRIVATE LLHTTP_STRICT_MODE=1)
else()
  pkg_check_modules(LLHTTP REQUIRED IMPORTED_TARGET libllhttp)
  add_library(llhttp ALIAS PkgConfig::LLHTTP)
endif()
