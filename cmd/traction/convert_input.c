/* An input on its way: what it is, through the checker, into what it becomes.
 * X12 passes piece by piece; JSON has to be whole. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convert_run.h"
#include "input/convert_read.h"
#include "render/finding_json.h"
#include "render/text.h"
#include "unpack.h"

static bool say_no(const char *what, tr_status status) {
  file_say("cannot %s: %s", what, tr_status_text(status));
  return false;
}

bool convert_write(convert_run *run, bool all) {
  if (run->out.bad != TR_OK) return say_no("write", run->out.bad);
  return file_output_drain(&run->output, &run->out, all);
}

/* ----------------------------------------------------------------- findings */

void convert_finding(void *context, const tr_finding *finding) {
  convert_run *run = context;
  const convert_target target = run->settings.target;
  if (target == CONVERT_JSON || target == CONVERT_CMS1500) {
    tr_json json;
    tr_buf_add(&run->findings,
               run->finding_count > 0 ? TR_STR(",\n") : TR_STR("\n"));
    tr_json_init(&json, &run->findings);
    tr_finding_json(&json, &run->run, finding);
    run->finding_count++;
  }
  if (run->settings.quiet) return;
  const tr_text text = {.run = &run->run};
  tr_buf_clear(&run->words);
  tr_text_finding(&text, finding, &run->words);
  fwrite(run->words.p, 1, run->words.n, stderr);
}

void convert_findings(convert_run *run, const tr_summary *summary) {
  tr_json json;
  tr_buf_add(&run->out, TR_STR(",\n\"findings\":["));
  tr_buf_add(&run->out, tr_buf_str(&run->findings));
  tr_buf_add(&run->out, run->finding_count > 0 ? TR_STR("\n]") : TR_STR("]"));
  tr_buf_add(&run->out, TR_STR(",\n\"summary\":"));
  tr_json_init(&json, &run->out);
  tr_summary_json(&json, &run->run, summary);
  tr_buf_add(&run->out, TR_STR("}\n"));
  if (run->findings.bad != TR_OK) run->out.bad = run->findings.bad;
}

/* ---------------------------------------------------------------------- X12 */

static bool begin(convert_run *run, const char *name) {
  const tr_status status = tr_check_begin(run->check, name);
  if (status != TR_OK) return say_no("begin", status);
  switch (run->settings.target) {
    case CONVERT_JSON:
      run->json = tr_convert_json_new(name, &run->out);
      return run->json != NULL || say_no("begin", TR_ENOMEM);
    case CONVERT_X12:
      run->x12 = tr_convert_x12_new(&run->out);
      return run->x12 != NULL || say_no("begin", TR_ENOMEM);
    case CONVERT_CMS1500:
    case CONVERT_PDF:
    default:
      return convert_forms_begin(run, name);
  }
}

static bool feed(convert_run *run, tr_str piece) {
  tr_status status = tr_check_feed(run->check, piece.p, piece.n);
  if (status == TR_OK && run->json != NULL)
    status = tr_convert_json_feed(run->json, piece.p, piece.n);
  if (status == TR_OK && run->x12 != NULL)
    status = tr_convert_x12_feed(run->x12, piece.p, piece.n);
  return status == TR_OK ? convert_write(run, false) : say_no("go on", status);
}

static bool end(convert_run *run) {
  bool unread = false;
  tr_status status = tr_check_end(run->check, &unread);
  if (status == TR_OK) status = tr_check_finish(run->check);
  if (status == TR_OK && run->json != NULL)
    status = tr_convert_json_end(run->json);
  if (status == TR_OK && run->x12 != NULL)
    status = tr_convert_x12_end(run->x12);
  if (status != TR_OK) return say_no("go on", status);
  run->failed = run->failed || unread;
  const convert_target target = run->settings.target;
  if ((target == CONVERT_CMS1500 || target == CONVERT_PDF) &&
      !convert_forms_end(run))
    return false;
  if (target == CONVERT_JSON || target == CONVERT_CMS1500)
    convert_findings(run, tr_check_summary(run->check));
  return convert_write(run, true);
}

static bool convert_stream(convert_run *run, unpack *input, const char *name) {
  tr_str piece;
  if (!begin(run, name)) return false;
  for (;;) {
    if (!unpack_next(input, &piece)) return false;
    if (piece.n == 0) return end(run);
    if (!feed(run, piece)) return false;
  }
}

/* --------------------------------------------------------------------- JSON */

static bool is_json(tr_str glance) {
  tr_str rest = glance;
  while (rest.n > 0 && (rest.p[0] == ' ' || rest.p[0] == '\n' ||
                        rest.p[0] == '\r' || rest.p[0] == '\t')) {
    rest.p++;
    rest.n--;
  }
  return rest.n > 0 && rest.p[0] == '{';
}

static bool load(unpack *input, tr_str first, const char *name, tr_buf *json) {
  tr_buf_add(json, first);
  for (;;) {
    tr_str piece;
    if (!unpack_next(input, &piece)) return false;
    if (piece.n == 0) break;
    tr_buf_add(json, piece);
  }
  if (json->bad == TR_OK) return true;
  file_say("cannot read %s: %s", name,
           json->bad == TR_ELIMIT ? "it is too long" : "out of memory");
  return false;
}

/* A document made by --to json becomes X12 again, which is then checked. */
static bool restore(convert_run *run, tr_str json, const char *name) {
  tr_buf x12;
  tr_convert_error error;
  tr_buf_init(&x12, TR_CONVERT_JSON_MOST);
  bool good = tr_convert_read(json, &x12, &error) == TR_OK;
  if (!good) file_say("cannot convert %s: %s", name, error.reason);
  const tr_str bytes = tr_buf_str(&x12);
  good = good && begin(run, name) && (bytes.n == 0 || feed(run, bytes)) &&
         end(run);
  tr_buf_done(&x12);
  return good;
}

static bool convert_json(convert_run *run, unpack *input, tr_str first,
                         const char *name) {
  tr_buf json;
  tr_buf_init(&json, TR_CONVERT_JSON_MOST);
  const bool good =
      load(input, first, name, &json) && restore(run, tr_buf_str(&json), name);
  tr_buf_done(&json);
  return good;
}

/* ------------------------------------------------------------------- public */

static bool convert_open(convert_run *run, unpack *input, const char *name) {
  if (unpack_is_zip(input)) {
    file_say("%s is a zip archive; convert takes one file: unpack it first",
             name);
    return false;
  }
  if (run->settings.target != CONVERT_X12)
    return convert_stream(run, input, name);
  tr_str first;
  if (!unpack_next(input, &first)) return false;
  if (is_json(first)) return convert_json(run, input, first, name);
  if (!begin(run, name)) return false;
  if (first.n == 0) return end(run);
  for (tr_str piece = first;;) {
    if (!feed(run, piece)) return false;
    if (!unpack_next(input, &piece)) return false;
    if (piece.n == 0) return end(run);
  }
}

bool convert_input(convert_run *run, const char *path) {
  const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
  unpack *input = unpack_open(path);
  if (input == NULL) return false;
  const bool good = convert_open(run, input, name);
  unpack_close(input);
  return good;
}
