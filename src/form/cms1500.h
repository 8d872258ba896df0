/* A professional claim as the paper form CMS-1500 (02/12): what stands in which
 * item, page by page, and where each item is on the page. Six service lines fit
 * on a page; a claim with more has more pages, with the totals on the last. */
#ifndef TR_FORM_CMS1500_H
#define TR_FORM_CMS1500_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/json_write.h"
#include "claim/claim.h"

enum {
  TR_CMS1500_ROWS = 6,     /**< service lines of a page */
  TR_CMS1500_FIELDS = 224, /**< most fields of a page */
  TR_CMS1500_BOXES = 160,  /**< most boxes of the form */
  TR_CMS1500_PAGES = 400,  /**< most pages of a claim */
  TR_CMS1500_LINES = 64,   /**< printed lines of a page */
  TR_CMS1500_COLUMNS = 80  /**< printed columns of a page */
};

/** What stands in an item, or in a part of one. */
typedef struct tr_cms1500_field {
  const char *name; /**< "1a", "3.sex", "24D"; constant */
  uint8_t row;      /**< service line of the page, 1 to 6; 0: none */
  uint16_t box;     /**< index of its first box; those of a field are next to
                         each other */
  tr_str value;     /**< capital letters, as it is to be read; not empty */
  bool too_long;    /**< its box does not hold it: text is cut there, an
                         amount is left out */
} tr_cms1500_field;

/** A page; values live in the arena, names are constant. */
typedef struct tr_cms1500_page {
  tr_str claim;   /**< CLM01 */
  uint32_t page;  /**< from 1 */
  uint32_t pages; /**< of the claim */
  tr_cms1500_field fields[TR_CMS1500_FIELDS];
  uint32_t count;
} tr_cms1500_page;

/**
 * Where a field is printed: a box of a grid of 10 columns and 6 lines an inch.
 *
 * @source cms1500-grid
 */
typedef struct tr_cms1500_box {
  const char *field; /**< name; of a service line that of its first row */
  const char *when;  /**< an X is printed for this value; NULL: the value is */
  uint8_t line;      /**< from 1; of a service line that of its first row */
  uint8_t column;    /**< from 1 */
  uint8_t width;     /**< columns */
  bool right;        /**< at the right end: amounts */
} tr_cms1500_box;

/** All boxes, by line and column. */
extern const tr_cms1500_box tr_cms1500_boxes[];
extern const uint32_t tr_cms1500_box_count;

/** @return Lines from the first row of service lines to that one. */
static inline uint8_t tr_cms1500_down(uint8_t row) {
  return row > 1 ? (uint8_t)(2 * (row - 1)) : 0;
}

/** @return Pages that a claim needs, 1 to TR_CMS1500_PAGES. */
uint32_t tr_cms1500_pages(const tr_claim *claim);

/**
 * Fill a page.
 *
 * @param      arena For the values.
 * @param      claim A claim that is not damaged; borrowed for the call.
 * @param      page  From 1 to tr_cms1500_pages().
 * @param[out] out   Always set.
 * @return TR_OK or TR_ENOMEM.
 * @source cms1500-items
 */
TR_NODISCARD tr_status tr_cms1500_fill(tr_arena *arena, const tr_claim *claim,
                                       uint32_t page, tr_cms1500_page *out);

/** @param row 0: none. @return The field's value; empty where it has none. */
tr_str tr_cms1500_value(const tr_cms1500_page *page, const char *name,
                        uint8_t row);

/**
 * Write a page as an object: claim, page, pages, fields by name, lines, and the
 * names of fields that are too long for their boxes.
 */
void tr_cms1500_json(tr_json *json, const tr_cms1500_page *page);

#endif
