// Comments: what rules about comments ask of them.
#pragma once

#include "rules/source_code.h"

// The token that a comment of the tree is; a shebang is none of those.
TokenId comment_token(SourceCode *code, uint32_t index);

// Whether a comment's text is for a tool to read: `eslint…`, `jshint …`, `istanbul …`.
bool comment_is_for_tools(Text value);
