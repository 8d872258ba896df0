/* Claims as pages of the CMS-1500, as JSON or on paper. */
#include <string.h>

#include "convert_run.h"

enum { PAGE_BYTES = 4 << 20 /* most bytes of the values of a page */ };

/* -------------------------------------------------------------------- pages */

/* No value is named: it may tell who the patient is. */
static void say_too_long(const convert_run *run, const tr_cms1500_page *page,
                         uint64_t claim_at) {
  if (run->settings.quiet) return;
  for (uint32_t i = 0; i < page->count; i++)
    if (page->fields[i].too_long)
      file_say("item %s of the claim at segment %llu does not fit its box",
               page->fields[i].name, (unsigned long long)claim_at);
}

static void put_page(convert_run *run, const tr_cms1500_page *page) {
  if (run->settings.target == CONVERT_PDF) {
    tr_cms1500_pdf_page(run->pdf, page);
  } else {
    tr_json json;
    tr_buf_add(&run->out, run->forms > 0 ? TR_STR(",\n") : TR_STR("\n"));
    tr_json_init(&json, &run->out);
    tr_cms1500_json(&json, page);
  }
  run->forms++;
}

void convert_forms_claim(void *context, const tr_claim *claim) {
  convert_run *run = context;
  if (claim->damaged) {
    file_say(
        "the claim at segment %llu is left out: a part of it could not be "
        "read",
        (unsigned long long)claim->at);
    return;
  }
  const uint32_t pages = tr_cms1500_pages(claim);
  for (uint32_t n = 1; n <= pages; n++) {
    tr_cms1500_page page;
    tr_arena_reset(&run->arena);
    const tr_status status = tr_cms1500_fill(&run->arena, claim, n, &page);
    if (status != TR_OK) {
      file_say("cannot fill the form of the claim at segment %llu: %s",
               (unsigned long long)claim->at, tr_status_text(status));
      run->failed = true;
      return;
    }
    say_too_long(run, &page, claim->at);
    put_page(run, &page);
  }
}

/* ---------------------------------------------------------------- documents */

static bool open_paper(convert_run *run) {
  run->pdf = tr_cms1500_pdf_open(&run->out, run->settings.offset);
  if (run->pdf == NULL) file_say("out of memory");
  return run->pdf != NULL;
}

static bool close_paper(convert_run *run) {
  const tr_status status = tr_cms1500_pdf_close(run->pdf);
  run->pdf = NULL;
  if (status != TR_OK)
    file_say("cannot write the PDF: %s", tr_status_text(status));
  return status == TR_OK;
}

bool convert_forms_begin(convert_run *run, const char *file) {
  tr_arena_init(&run->arena, PAGE_BYTES);
  if (run->settings.target == CONVERT_PDF) return open_paper(run);
  tr_json json;
  tr_buf_add(&run->out, TR_STR("{\"format\":\"traction-cms1500/1\",\n"
                               "\"file\":"));
  tr_json_init(&json, &run->out);
  tr_json_string(&json, tr_str_of(file));
  tr_buf_add(&run->out, TR_STR(",\n\"forms\":["));
  return true;
}

bool convert_forms_end(convert_run *run) {
  run->nothing = run->forms == 0;
  if (run->nothing && !run->settings.quiet)
    file_say("no professional claim to make a form of");
  if (run->settings.target == CONVERT_PDF) return close_paper(run);
  tr_buf_add(&run->out, run->forms > 0 ? TR_STR("\n]") : TR_STR("]"));
  return true;
}

bool convert_forms_sheet(convert_run *run) {
  if (!open_paper(run)) return false;
  tr_cms1500_pdf_sheet(run->pdf);
  return close_paper(run) && convert_write(run, true);
}
