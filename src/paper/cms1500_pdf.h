/* Pages of the CMS-1500 as PDF: the data alone, to be printed on the form that
 * the printer holds; and a sheet with every box, to see whether it aligns.
 *
 *   pdf = tr_cms1500_pdf_open(&out, (tr_paper_offset){0, 0});
 *   tr_cms1500_pdf_page(pdf, &page);  `out` may be emptied between pages
 *   tr_cms1500_pdf_close(pdf);
 *
 * The same pages give the same bytes on the same machine; the font is the
 * system's for "Courier", scaled so that ten characters are an inch. */
#ifndef TR_PAPER_CMS1500_PDF_H
#define TR_PAPER_CMS1500_PDF_H

#include "base/buf.h"
#include "form/cms1500.h"

/** The page and its grid, in hundredths of a point (1/7200 inch). */
enum {
  TR_PAPER_WIDTH = 61200,  /**< letter: 8.5 inches */
  TR_PAPER_HEIGHT = 79200, /**< 11 inches */
  TR_CMS1500_LEFT = 2160,  /**< left edge of column 1: 0.3 inch */
  TR_CMS1500_TOP = 2400,   /**< top of line 1; the form's first box, at
                                    line 7, is 1.33 inches from the edge */
  TR_CMS1500_COLUMN = 720, /**< ten columns an inch */
  TR_CMS1500_LINE = 1200,  /**< six lines an inch */
  TR_CMS1500_BASE = 300    /**< from the bottom of a line up to where
                                    letters stand */
};

/** How far all is moved to the right and down, in hundredths of a point. */
typedef struct tr_paper_offset {
  int32_t right, down;
} tr_paper_offset;

typedef struct tr_cms1500_pdf tr_cms1500_pdf;

/**
 * Begin a document.
 *
 * @param out Appended to; borrowed until the document is closed.
 * @return Owned by the caller, to be closed; NULL without memory.
 * @source cms1500-grid
 */
tr_cms1500_pdf *tr_cms1500_pdf_open(tr_buf *out, tr_paper_offset offset);

/** Print a page. What is too long for its box is cut; an amount that is too
 * long is left out. */
void tr_cms1500_pdf_page(tr_cms1500_pdf *pdf, const tr_cms1500_page *page);

/** Print the sheet to be laid over the form: each box with its item's number,
 * crosses at the corners of the page. */
void tr_cms1500_pdf_sheet(tr_cms1500_pdf *pdf);

/**
 * End the document and free it; NULL is harmless.
 *
 * @return TR_OK; TR_ENOMEM; TR_ELIMIT (of `out`); TR_EIO where cairo failed
 *         otherwise, as without any font.
 */
TR_NODISCARD tr_status tr_cms1500_pdf_close(tr_cms1500_pdf *pdf);

/** Let go of what cairo and fontconfig keep for the next document; only when
 * none is open, and by one thread. */
void tr_paper_forget(void);

#endif
