// A small writer of indented JSON, and the format's members in the order in which esbuild gives
// them.
#include "bundle/metafile.h"

#include "base/buffer.h"

#include <inttypes.h>

typedef struct Writer {
  Buffer out;
  uint32_t depth;
  bool is_first; // in the object or list that is open
} Writer;

static void begin_line(Writer *writer) {
  static const char spaces[] = "            ";
  buffer_add_byte(&writer->out, '\n');
  buffer_add(&writer->out, spaces, writer->depth * 2);
}

static void begin_item(Writer *writer) {
  if (!writer->is_first) buffer_add_byte(&writer->out, ',');
  writer->is_first = false;
  begin_line(writer);
}

static void begin_member(Writer *writer, Text key) {
  begin_item(writer);
  buffer_add_json_string(&writer->out, key);
  buffer_add_literal(&writer->out, ": ");
}

static void begin_group(Writer *writer, char bracket) {
  buffer_add_byte(&writer->out, bracket);
  writer->depth++;
  writer->is_first = true;
}

static void end_group(Writer *writer, char bracket) {
  writer->depth--;
  if (!writer->is_first) begin_line(writer);
  buffer_add_byte(&writer->out, bracket);
  writer->is_first = false;
}

static void add_number(Writer *writer, Text key, uint64_t number) {
  begin_member(writer, key);
  buffer_add_format(&writer->out, "%" PRIu64, number);
}

static void add_string(Writer *writer, Text key, Text string) {
  begin_member(writer, key);
  buffer_add_json_string(&writer->out, string);
}

static Text import_kind_name(ImportKind kind) {
  switch (kind) {
  case IMPORT_ENTRY: return TEXT("entry-point");
  case IMPORT_STATEMENT: return TEXT("import-statement");
  case IMPORT_DYNAMIC: return TEXT("dynamic-import");
  case IMPORT_REQUIRE: return TEXT("require-call");
  case IMPORT_RESOLVE: return TEXT("require-resolve");
  case IMPORT_URL:
  case IMPORT_WORKER: return TEXT("url-token");
  }
  return TEXT("");
}

static void add_type(Writer *writer, Text type) {
  if (type.size == 0) return;
  begin_member(writer, TEXT("with"));
  begin_group(writer, '{');
  add_string(writer, TEXT("type"), type);
  end_group(writer, '}');
}

static void add_imports(Writer *writer, const MetafileImports *imports) {
  begin_member(writer, TEXT("imports"));
  begin_group(writer, '[');
  for (uint32_t i = 0; i < imports->count; i++) {
    const MetafileImport *import = &imports->at[i];
    begin_item(writer);
    begin_group(writer, '{');
    add_string(writer, TEXT("path"), import->path);
    add_string(writer, TEXT("kind"),
               import->is_url ? TEXT("file-loader") : import_kind_name(import->kind));
    if (import->is_external) {
      begin_member(writer, TEXT("external"));
      buffer_add_literal(&writer->out, "true");
    }
    if (import->original.size) add_string(writer, TEXT("original"), import->original);
    add_type(writer, import->type);
    end_group(writer, '}');
  }
  end_group(writer, ']');
}

static void add_input(Writer *writer, const MetafileInput *input) {
  begin_member(writer, input->path);
  begin_group(writer, '{');
  add_number(writer, TEXT("bytes"), input->bytes);
  add_imports(writer, &input->imports);
  if (input->format == METAFILE_COMMONJS) add_string(writer, TEXT("format"), TEXT("cjs"));
  if (input->format == METAFILE_ESM) add_string(writer, TEXT("format"), TEXT("esm"));
  add_type(writer, input->type);
  end_group(writer, '}');
}

static void add_list(Writer *writer, Text key, const Texts *list) {
  begin_member(writer, key);
  begin_group(writer, '[');
  for (uint32_t i = 0; i < list->count; i++) {
    begin_item(writer);
    buffer_add_json_string(&writer->out, list->at[i]);
  }
  end_group(writer, ']');
}

static void add_shares(Writer *writer, const Metafile *metafile, const MetafileOutput *output) {
  begin_member(writer, TEXT("inputs"));
  begin_group(writer, '{');
  for (uint32_t i = 0; i < output->shares.count; i++) {
    const MetafileShare *share = &output->shares.at[i];
    begin_member(writer, metafile->inputs.at[share->input].path);
    begin_group(writer, '{');
    add_number(writer, TEXT("bytesInOutput"), share->bytes);
    end_group(writer, '}');
  }
  end_group(writer, '}');
}

static void add_output(Writer *writer, const Metafile *metafile, const MetafileOutput *output) {
  begin_member(writer, output->path);
  begin_group(writer, '{');
  add_imports(writer, &output->imports);
  add_list(writer, TEXT("exports"), &output->exports);
  if (output->entry_point.size) add_string(writer, TEXT("entryPoint"), output->entry_point);
  if (output->preload.count) add_list(writer, TEXT("preload"), &output->preload);
  add_shares(writer, metafile, output);
  add_number(writer, TEXT("bytes"), output->bytes);
  end_group(writer, '}');
}

Text metafile_write(Arena *arena, const Metafile *metafile) {
  Writer writer = {.out = {.arena = arena}};
  begin_group(&writer, '{');
  begin_member(&writer, TEXT("inputs"));
  begin_group(&writer, '{');
  for (uint32_t i = 0; i < metafile->inputs.count; i++) add_input(&writer, &metafile->inputs.at[i]);
  end_group(&writer, '}');
  begin_member(&writer, TEXT("outputs"));
  begin_group(&writer, '{');
  for (uint32_t i = 0; i < metafile->outputs.count; i++) {
    add_output(&writer, metafile, &metafile->outputs.at[i]);
  }
  end_group(&writer, '}');
  end_group(&writer, '}');
  buffer_add_byte(&writer.out, '\n');
  return buffer_text(&writer.out);
}
