// The words in the order of the alphabet.
#include "rules/old_words.h"

static const char *const words[] = {
    "abstract", "boolean",   "break",      "byte",     "case",         "catch",  "char",
    "class",    "const",     "continue",   "debugger", "default",      "delete", "do",
    "double",   "else",      "enum",       "export",   "extends",      "false",  "final",
    "finally",  "float",     "for",        "function", "goto",         "if",     "implements",
    "import",   "in",        "instanceof", "int",      "interface",    "long",   "native",
    "new",      "null",      "package",    "private",  "protected",    "public", "return",
    "short",    "static",    "super",      "switch",   "synchronized", "this",   "throw",
    "throws",   "transient", "true",       "try",      "typeof",       "var",    "void",
    "volatile", "while",     "with"};

bool is_old_word(Text name) {
  for (uint32_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (text_is(name, text_of(words[i]))) return true;
  }
  return false;
}
