/* The file format of an imported table: a head, then up to four sections of
 * sorted fixed-size rows, little-endian, each aligned to 8 bytes. It is read
 * where it lies in memory. src/input/table_import.c writes it. */
#ifndef TR_TABLE_INDEX_H
#define TR_TABLE_INDEX_H

#include "table/table.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "index files are little-endian and read in place"
#endif

enum {
  TR_INDEX_VERSION = 1,
  TR_INDEX_SECTIONS = 4,
  TR_INDEX_TEXT = 64 /**< bytes of one text, NUL-padded, NUL at the end */
};

/** Kinds as numbered in files; independent of tr_table_kind's order. */
enum { TR_INDEX_PTP = 1, TR_INDEX_MUE = 2, TR_INDEX_ICD10CM = 3 };

/* Sections. PTP: CODES all codes, sorted; FIRST for each code, as column 1,
 * the number of its first row, and one number more; ROWS; TEXTS rationales.
 * MUE: ROWS, TEXTS. ICD10CM: CODES with 1 (billable) or 2 (category) in the
 * last byte. */
enum { TR_INDEX_CODES, TR_INDEX_FIRST, TR_INDEX_ROWS, TR_INDEX_TEXTS };

typedef struct tr_index_section {
  uint64_t offset; /**< from the start of the file, a multiple of 8 */
  uint64_t count;  /**< rows */
} tr_index_section;

typedef struct tr_index_head {
  char magic[8]; /**< "TRTABLE" and a NUL */
  uint32_t version;
  uint32_t kind;
  int32_t from, to; /**< tr_day: the days the edition speaks for */
  uint64_t rows;    /**< as people count them */
  uint64_t size;    /**< of the whole file */
  uint64_t payload_sum;
  char edition[32]; /**< NUL-padded */
  char source[32];  /**< NUL-padded */
  tr_index_section section[TR_INDEX_SECTIONS];
  uint64_t head_sum; /**< of all bytes of the head before it */
} tr_index_head;

typedef struct tr_index_pair {
  uint16_t column2; /**< number in CODES */
  uint8_t indicator;
  uint8_t rationale; /**< number in TEXTS, 255 = none */
  int32_t from, to;
} tr_index_pair;

typedef struct tr_index_mue {
  uint64_t code;
  uint16_t units;
  uint8_t mai;
  uint8_t rationale;
  uint32_t unused;
} tr_index_mue;

/** Checksum of bytes, 8 at a time; not against malice. */
uint64_t tr_index_sum(const unsigned char *bytes, size_t size);

/** @return Bytes of one row of a section of a kind; 0 where it has none. */
size_t tr_index_row_size(uint32_t kind, int section);

/** @return The head of an index that tr_tables_add_index() accepted. */
const tr_index_head *tr__index_head(const tr_index *index);

/** tr_table_pair() within one index. */
bool tr__index_pair(const tr_index *index, tr_code a, tr_code b, tr_day day,
                    tr_pair *row);

/** tr_table_mue() within one index. */
bool tr__index_mue(const tr_index *index, tr_code code, tr_mue *row);

/** @return 1 billable, 2 category, 0 absent. */
int tr__index_diagnosis(const tr_index *index, tr_code code);

#endif
