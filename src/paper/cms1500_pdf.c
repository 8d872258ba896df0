/* Text on the grid, through cairo: one run of text for each box, at exactly its
 * column and line. */
#include "paper/cms1500_pdf.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <stdlib.h>

enum { LABEL_BYTES = 24 /* "26.from" of the test sheet, with room */ };

static const double label_size = 4.5, hairline = 0.3, cross = 9;

struct tr_cms1500_pdf {
  tr_buf *out;
  cairo_surface_t *surface;
  cairo_t *cairo;
  tr_paper_offset offset;
  double size; /* of the font, for ten characters an inch */
};

/* ------------------------------------------------------------------- places */

static double points(int32_t hundredths) { return hundredths / 100.0; }

static double left_of(const tr_cms1500_pdf *pdf, unsigned column) {
  return points(TR_CMS1500_LEFT + (int32_t)(column - 1) * TR_CMS1500_COLUMN +
                pdf->offset.right);
}

static double bottom_of(const tr_cms1500_pdf *pdf, unsigned line) {
  return points(TR_CMS1500_TOP + (int32_t)line * TR_CMS1500_LINE +
                pdf->offset.down);
}

static void print(const tr_cms1500_pdf *pdf, unsigned line, unsigned column,
                  tr_str text) {
  char shown[TR_CMS1500_COLUMNS + 1];
  if (text.n >= sizeof shown) text.n = sizeof shown - 1;
  memcpy(shown, text.p, text.n);
  shown[text.n] = '\0';
  cairo_move_to(pdf->cairo, left_of(pdf, column),
                bottom_of(pdf, line) - points(TR_CMS1500_BASE));
  cairo_show_text(pdf->cairo, shown);
}

/* ----------------------------------------------------------------- document */

static cairo_status_t take_bytes(void *context, const unsigned char *bytes,
                                 unsigned n) {
  tr_buf *out = context;
  tr_buf_add(out, (tr_str){(const char *)bytes, n});
  return out->bad == TR_OK ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* A document says when it was made; this one says nothing that differs. */
static void set_metadata(cairo_surface_t *surface) {
  static const char form_edition[] = "2012-02-01T00:00:00Z";
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
                                 "CMS-1500 (02/12)");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR,
                                 "traction");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                 form_edition);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE,
                                 form_edition);
}

/* The font that takes ten columns for ten characters. */
static void set_font(tr_cms1500_pdf *pdf) {
  const double probe = 12, wanted = points(TR_CMS1500_COLUMN);
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_set_font_options(pdf->cairo, options);
  cairo_font_options_destroy(options);
  cairo_select_font_face(pdf->cairo, "Courier", CAIRO_FONT_SLANT_NORMAL,
                         CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(pdf->cairo, probe);
  cairo_text_extents_t extents;
  cairo_text_extents(pdf->cairo, "0", &extents);
  pdf->size =
      extents.x_advance > 0 ? probe * wanted / extents.x_advance : probe;
  cairo_set_font_size(pdf->cairo, pdf->size);
}

tr_cms1500_pdf *tr_cms1500_pdf_open(tr_buf *out, tr_paper_offset offset) {
  tr_cms1500_pdf *pdf = calloc(1, sizeof *pdf);
  if (pdf == NULL) return NULL;
  pdf->out = out;
  pdf->offset = offset;
  pdf->surface = cairo_pdf_surface_create_for_stream(
      take_bytes, out, points(TR_PAPER_WIDTH), points(TR_PAPER_HEIGHT));
  set_metadata(pdf->surface);
  pdf->cairo = cairo_create(pdf->surface);
  set_font(pdf);
  return pdf;
}

tr_status tr_cms1500_pdf_close(tr_cms1500_pdf *pdf) {
  if (pdf == NULL) return TR_OK;
  cairo_status_t status = cairo_status(pdf->cairo);
  cairo_destroy(pdf->cairo);
  cairo_surface_finish(pdf->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status(pdf->surface);
  cairo_surface_destroy(pdf->surface);
  const tr_status bad = pdf->out->bad;
  free(pdf);
  if (bad != TR_OK) return bad;
  if (status == CAIRO_STATUS_SUCCESS) return TR_OK;
  return status == CAIRO_STATUS_NO_MEMORY ? TR_ENOMEM : TR_EIO;
}

void tr_paper_forget(void) {
  cairo_debug_reset_static_data();
  FcFini();
}

/* -------------------------------------------------------------------- pages */

static void print_field(const tr_cms1500_pdf *pdf,
                        const tr_cms1500_field *field) {
  for (uint32_t i = field->box; i < tr_cms1500_box_count; i++) {
    const tr_cms1500_box *box = &tr_cms1500_boxes[i];
    if (strcmp(box->field, field->name) != 0) return;
    const unsigned line = box->line + tr_cms1500_down(field->row);
    tr_str text = field->value;
    unsigned column = box->column;
    if (box->when != NULL) {
      if (!tr_str_eq(text, tr_str_of(box->when))) continue;
      text = TR_STR("X");
    } else if (box->right) {
      if (text.n > box->width) return;
      column += box->width - (unsigned)text.n;
    } else if (text.n > box->width) {
      text.n = box->width;
    }
    print(pdf, line, column, text);
    return;
  }
}

void tr_cms1500_pdf_page(tr_cms1500_pdf *pdf, const tr_cms1500_page *page) {
  for (uint32_t i = 0; i < page->count; i++) print_field(pdf, &page->fields[i]);
  cairo_show_page(pdf->cairo);
}

/* --------------------------------------------------------------- test sheet */

/* The field's name within its box, or the item's number above a narrow one. */
static void label_box(const tr_cms1500_pdf *pdf, const tr_cms1500_box *box,
                      double left, double top, double bottom) {
  const double letter = label_size * points(TR_CMS1500_COLUMN) / pdf->size;
  const double room = box->width * points(TR_CMS1500_COLUMN) - 2;
  tr_str name = tr_str_of(box->field);
  const bool within = box->when == NULL && (double)name.n * letter <= room;
  const char *const dot = memchr(name.p, '.', name.n);
  if (!within && dot != NULL) name.n = (size_t)(dot - name.p);
  char label[LABEL_BYTES];
  if (name.n >= sizeof label) name.n = sizeof label - 1;
  memcpy(label, name.p, name.n);
  label[name.n] = '\0';
  cairo_move_to(pdf->cairo, left + (within ? 1 : 0),
                within ? bottom - points(TR_CMS1500_BASE) : top - 1);
  cairo_show_text(pdf->cairo, label);
}

static void draw_box(const tr_cms1500_pdf *pdf, const tr_cms1500_box *box,
                     unsigned down) {
  const unsigned line = box->line + down;
  const double left = left_of(pdf, box->column);
  const double right = left_of(pdf, (unsigned)box->column + box->width);
  const double top = bottom_of(pdf, line - 1), bottom = bottom_of(pdf, line);
  cairo_rectangle(pdf->cairo, left, top, right - left, bottom - top);
  cairo_stroke(pdf->cairo);
  label_box(pdf, box, left, top, bottom);
}

static void draw_cross(const tr_cms1500_pdf *pdf, double x, double y) {
  cairo_move_to(pdf->cairo, x - cross, y);
  cairo_line_to(pdf->cairo, x + cross, y);
  cairo_move_to(pdf->cairo, x, y - cross);
  cairo_line_to(pdf->cairo, x, y + cross);
  cairo_stroke(pdf->cairo);
}

static void draw_crosses(const tr_cms1500_pdf *pdf) {
  static const unsigned columns[] = {1, TR_CMS1500_COLUMNS};
  static const unsigned lines[] = {6, TR_CMS1500_LINES - 2};
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
      draw_cross(pdf, left_of(pdf, columns[i]), bottom_of(pdf, lines[j]));
}

void tr_cms1500_pdf_sheet(tr_cms1500_pdf *pdf) {
  cairo_set_line_width(pdf->cairo, hairline);
  cairo_set_font_size(pdf->cairo, label_size);
  for (uint32_t i = 0; i < tr_cms1500_box_count; i++) {
    const tr_cms1500_box *box = &tr_cms1500_boxes[i];
    const bool service = box->line == 43 || box->line == 44;
    for (uint8_t row = 1; row <= (service ? TR_CMS1500_ROWS : 1); row++)
      draw_box(pdf, box, tr_cms1500_down(row));
  }
  draw_crosses(pdf);
  cairo_set_font_size(pdf->cairo, pdf->size);
  print(pdf, 3, 1, TR_STR("CMS-1500 TEST SHEET"));
  print(pdf, 4, 1, TR_STR("PRINT AT 100 %, LAY OVER FORM"));
  cairo_show_page(pdf->cairo);
}
