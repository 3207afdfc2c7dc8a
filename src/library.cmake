# The library as others get it: one archive and one shared object, of all rooms but the program's.
#
# The rooms are first linked into one object, in which only names of cbundle.h can be seen. So it
# needs no particular compiler to be linked, though the rooms are optimised as a whole, and nothing
# in it gets in the way of other libraries. Building it takes as long as linking the program, and
# is left to who asks for it: the target "library", or an installation.

set(CBUNDLE_LIBRARY_PACKAGES "libuv libcjson libxxhash zlib libpcre2-8 libbrotlienc")

# Links the rooms below `top`, and the room itself, as far as it needs them.
function(add_whole_object top object)
  rooms_below(${top} below)
  list(TRANSFORM below REPLACE "(.+)" "$<TARGET_FILE:\\1>" OUTPUT_VARIABLE archives)
  set(as_code)
  if(CMAKE_INTERPROCEDURAL_OPTIMIZATION AND CMAKE_C_COMPILER_ID STREQUAL "GNU")
    set(as_code -flto=auto -O3 -flinker-output=nolto-rel)
  endif()
  find_program(objcopy NAMES ${CMAKE_OBJCOPY} objcopy REQUIRED)
  add_custom_command(OUTPUT ${object} VERBATIM DEPENDS ${top} ${below} tree_sitter
    COMMAND ${CMAKE_C_COMPILER} -r -nostdlib ${as_code} -o ${object}
      -Wl,--whole-archive $<TARGET_FILE:${top}> -Wl,--no-whole-archive
      -Wl,--start-group ${archives} $<TARGET_FILE:tree_sitter> -Wl,--end-group
    COMMAND ${objcopy} --wildcard --keep-global-symbol=cb_* ${object}
    COMMENT "Linking the rooms into one object")
endfunction()

set(whole ${PROJECT_BINARY_DIR}/cbundle_whole.o)
add_whole_object(bundle ${whole})
set_source_files_properties(${whole} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
add_library(library_archive STATIC EXCLUDE_FROM_ALL ${whole})
add_library(library_shared SHARED EXCLUDE_FROM_ALL ${whole})
add_dependencies(library_shared library_archive) # both would make the object at once
set_target_properties(library_archive library_shared PROPERTIES
  OUTPUT_NAME cbundle LINKER_LANGUAGE C INTERPROCEDURAL_OPTIMIZATION OFF)
set_target_properties(library_shared PROPERTIES
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
target_link_libraries(library_shared PRIVATE
  ${vendors_of_base} ${vendors_of_host} ${vendors_of_minify})
# Threads that used it say so when they end, which must find it in place.
target_link_options(library_shared PRIVATE $<$<PLATFORM_ID:Linux>:-Wl,-z,nodelete>)
if(CBUNDLE_SANITIZE)
  target_link_options(library_shared PRIVATE -fsanitize=${CBUNDLE_SANITIZE})
endif()
add_custom_target(library DEPENDS library_archive library_shared)

# --- Installing -----------------------------------------------------------------------------------

configure_file(src/cbundle.pc.in ${PROJECT_BINARY_DIR}/cbundle.pc @ONLY)
set(installed cli library)
if(TARGET runtime_module)
  list(APPEND installed runtime_module crypto_module)
endif()
list(JOIN installed " " targets)
install(CODE "execute_process(COMMAND \"${CMAKE_COMMAND}\" --build \"${PROJECT_BINARY_DIR}\"
  --target ${targets} COMMAND_ERROR_IS_FATAL ANY)")
install(TARGETS cli RUNTIME DESTINATION bin)
if(TARGET runtime_module)
  install(TARGETS runtime_module crypto_module LIBRARY DESTINATION lib/cbundle)
endif()
install(TARGETS library_archive ARCHIVE DESTINATION lib)
install(TARGETS library_shared LIBRARY DESTINATION lib)
install(FILES include/cbundle/cbundle.h DESTINATION include/cbundle)
install(FILES ${PROJECT_BINARY_DIR}/cbundle.pc DESTINATION lib/pkgconfig)
