/* In which order the files of guides are read, and what holds between them. */
#include "input/spec_yaml.h"

#include <stdlib.h>

#include "input/spec_yaml_parts.h"

static tr_str last_part(const char *name) {
  const char *slash = strrchr(name, '/');
  return tr_str_of(slash != NULL ? slash + 1 : name);
}

static const tr_spec_file *find_file(const tr_spec_file *files, size_t count,
                                     const char *name) {
  for (size_t i = 0; i < count; i++)
    if (tr_str_eq(last_part(files[i].name), tr_str_of(name))) return &files[i];
  return NULL;
}

/* One file of the dictionary. */
static tr_status read_file(tr_spec_reader *reader, tr_pack_sink *sink,
                           const tr_spec_file *files, size_t count,
                           const char *name,
                           void (*read)(tr_spec_reader *, const tr_yaml *)) {
  const tr_spec_file *file = find_file(files, count, name);
  sink->file = file != NULL ? file->name : name;
  sink->bytes = file != NULL ? file->bytes : TR_STR("");
  if (file == NULL) {
    tr_pack_fail(sink, 0, 1, "the file is missing");
    return TR_OK;
  }
  const tr_yaml *root = NULL;
  const tr_status status = tr_yaml_read(reader->arena, sink, &root);
  if (status == TR_OK && root != NULL) read(reader, root);
  return reader->no_memory ? TR_ENOMEM : status;
}

static int by_slug(const void *a, const void *b) {
  const tr_spec *x = *(const tr_spec *const *)a,
                *y = *(const tr_spec *const *)b;
  const bool x_last = strcmp(x->slug, "control") == 0,
             y_last = strcmp(y->slug, "control") == 0;
  if (x_last != y_last) return x_last ? 1 : -1;
  return strcmp(x->slug, y->slug);
}

static bool has_edition(const tr_spec *spec, const char *guide) {
  if (strcmp(spec->guide, guide) == 0) return true;
  for (const char *const *edition = spec->editions; *edition != NULL; edition++)
    if (strcmp(*edition, guide) == 0) return true;
  return false;
}

/* Whether a set could be read by both. */
static bool do_meet(const tr_spec *a, const tr_spec *b) {
  if (strcmp(a->transaction, b->transaction) != 0) return false;
  if (has_edition(b, a->guide)) return true;
  for (const char *const *edition = a->editions; *edition != NULL; edition++)
    if (has_edition(b, *edition)) return true;
  return false;
}

static bool is_dictionary(tr_str name) {
  return tr_str_eq(name, TR_STR("elements.yaml")) ||
         tr_str_eq(name, TR_STR("segments.yaml")) ||
         tr_str_eq(name, TR_STR("codes.yaml"));
}

/* Read the guides among the files. */
static tr_status read_guides(tr_spec_reader *reader, tr_pack_sink *sink,
                             const tr_spec_file *files, size_t count,
                             const tr_spec **specs, uint32_t *spec_count) {
  static const tr_str ending = {".yaml", 5};
  for (size_t i = 0; i < count; i++) {
    tr_str slug = last_part(files[i].name);
    if (is_dictionary(slug)) continue;
    sink->file = files[i].name;
    sink->bytes = files[i].bytes;
    if (slug.n <= ending.n ||
        memcmp(slug.p + slug.n - ending.n, ending.p, ending.n) != 0) {
      tr_pack_fail(sink, 0, 1, "the name of a guide ends with .yaml");
      continue;
    }
    slug.n -= ending.n;
    const tr_yaml *root = NULL;
    const tr_status status = tr_yaml_read(reader->arena, sink, &root);
    if (status != TR_OK) return status;
    if (root == NULL) continue;
    const uint32_t before = sink->count;
    const tr_spec *spec = tr__spec_guide_read(reader, root, slug);
    if (spec == NULL || reader->no_memory) return TR_ENOMEM;
    if (sink->count != before) continue;
    for (uint32_t j = 0; j < *spec_count; j++)
      if (do_meet(spec, specs[j]))
        tr_yaml_fail(sink, root, "\"%s\" reads sets of this guide too",
                     specs[j]->slug);
    specs[(*spec_count)++] = spec;
  }
  return TR_OK;
}

tr_status tr_specs_read(tr_arena *arena, const tr_spec_file *files,
                        size_t count, tr_pack_error_fn *error, void *context,
                        tr_spec_list *list) {
  tr_pack_sink sink = {.file = "", .fn = error, .context = context};
  tr_spec_reader reader = {.arena = arena, .sink = &sink};
  if (count > TR_SPEC_FILES) return TR_ELIMIT;
  reader.values =
      tr__spec_array(&reader, TR_SPEC_VALUES + 1, sizeof *reader.values);
  const tr_spec **specs = tr__spec_array(&reader, count, sizeof *specs);
  if (reader.no_memory) return TR_ENOMEM;
  tr_status status = read_file(&reader, &sink, files, count, "elements.yaml",
                               tr__spec_entries_read);
  if (status == TR_OK)
    status = read_file(&reader, &sink, files, count, "codes.yaml",
                       tr__spec_lists_read);
  if (status == TR_OK)
    status = read_file(&reader, &sink, files, count, "segments.yaml",
                       tr__spec_segments_read);
  /* A guide over a broken dictionary would only repeat its errors. */
  if (status != TR_OK) return status;
  if (sink.count > 0) return TR_ESYNTAX;
  uint32_t spec_count = 0;
  status = read_guides(&reader, &sink, files, count, specs, &spec_count);
  if (status != TR_OK) return status;
  if (sink.count > 0) return TR_ESYNTAX;
  if (spec_count > 1) qsort(specs, spec_count, sizeof *specs, by_slug);
  *list = (tr_spec_list){specs, spec_count};
  return TR_OK;
}
