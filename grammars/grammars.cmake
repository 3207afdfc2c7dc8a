# The tree-sitter runtime and the grammars: fetched by npm, compiled to one library, `tree_sitter`,
# that the room `syntax` alone is linked with.
#
# To add a grammar: a line in package.json, its npm name in the list below.
set(grammars tree-sitter-javascript)
set(grammar_dir ${CMAKE_CURRENT_LIST_DIR})
set(grammar_modules ${grammar_dir}/node_modules)

# Makes node_modules be what package-lock.json says. A copy of the lock that was installed lies
# beside the packages, so that a branch with another lock is noticed and nothing is fetched twice.
function(fetch_grammars)
  set(lock ${grammar_dir}/package-lock.json)
  set(installed ${grammar_modules}/.installed-lock.json)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lock})
  execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${lock} ${installed}
    RESULT_VARIABLE differs OUTPUT_QUIET ERROR_QUIET)
  if(NOT differs)
    return()
  endif()
  find_program(npm npm)
  if(NOT npm)
    message(FATAL_ERROR "npm is needed to fetch the grammars: install Node.js (https://nodejs.org)")
  endif()
  message(STATUS "Fetching the grammars")
  execute_process(COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund --loglevel=error
    WORKING_DIRECTORY ${grammar_dir} RESULT_VARIABLE failed OUTPUT_QUIET)
  if(failed)
    message(FATAL_ERROR "\"npm ci\" in grammars/ failed (see above): is the npm registry in reach?")
  endif()
  file(COPY_FILE ${lock} ${installed})
endfunction()

# The vendors' C is theirs: fast, and without our warnings and sanitizers. The scanners that
# grammars bring are left out: src/syntax/stock_scanner.c stands in for them, and looks at the
# runtime from inside.
function(add_tree_sitter)
  set(core ${grammar_modules}/tree-sitter/vendor/tree-sitter/lib)
  add_library(tree_sitter STATIC ${core}/src/lib.c)
  target_include_directories(tree_sitter PRIVATE ${core}/src)
  target_include_directories(tree_sitter SYSTEM PUBLIC ${core}/include
    ${grammar_modules}/tree-sitter/vendor)
  foreach(grammar IN LISTS grammars)
    target_sources(tree_sitter PRIVATE ${grammar_modules}/${grammar}/src/parser.c)
    # All grammars bring the same tree_sitter/parser.h.
    target_include_directories(tree_sitter SYSTEM PUBLIC ${grammar_modules}/${grammar}/src)
  endforeach()
  target_compile_options(tree_sitter PRIVATE -O3 -w)
  if(CBUNDLE_FUZZ)
    target_compile_options(tree_sitter PRIVATE -fsanitize=${CBUNDLE_SANITIZE})
  endif()
endfunction()

# generate_headers(<program> FOR <room> SOURCES <file>…): compiles grammars/<program>.c with these
# sources, once per grammar, and keeps what it prints. make_kinds writes, for
# tree-sitter-javascript, the header that `room` includes as "generated/javascript_kinds.h".
function(generate_headers program)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOR" "SOURCES")
  string(REGEX REPLACE "^make_" "" what ${program})
  foreach(grammar IN LISTS grammars)
    string(REGEX REPLACE "^tree-sitter-" "" language ${grammar})
    set(maker make_${language}_${what})
    set(header ${generated}/${language}_${what}.h)
    add_executable(${maker} ${grammar_dir}/${program}.c ${arg_SOURCES})
    target_compile_definitions(${maker} PRIVATE LANGUAGE_FUNCTION=tree_sitter_${language}
      GRAMMAR_PARSER="${grammar_modules}/${grammar}/src/parser.c"
      GRAMMAR_EDITS="${grammar_dir}/edits_${language}.h")
    target_link_libraries(${maker} PRIVATE house base tree_sitter)
    set_target_properties(${maker} PROPERTIES
      RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/grammars INTERPROCEDURAL_OPTIMIZATION OFF)
    add_custom_command(OUTPUT ${header} DEPENDS ${maker} VERBATIM
      COMMAND ${maker} ${language} > ${header}
      COMMENT "Generating generated/${language}_${what}.h")
    set_property(GLOBAL APPEND PROPERTY generated_for_${arg_FOR} ${header})
  endforeach()
endfunction()

fetch_grammars()
add_tree_sitter()
set(syntax ${PROJECT_SOURCE_DIR}/src/syntax)
set(scanner ${syntax}/scanner.c ${syntax}/stock_scanner.c)
generate_headers(make_kinds FOR syntax SOURCES ${syntax}/kind.c ${scanner})
generate_headers(make_tables FOR syntax SOURCES ${syntax}/kind.c ${scanner})
generate_headers(make_symbols FOR syntax SOURCES ${scanner})
