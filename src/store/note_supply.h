/* The notes of a store as libtraction takes them: all keys in memory, the JSON
 * of one note at a time from the kept pieces of its file.
 *
 *   tr_note_supply_new(store, &supply);
 *   options.notes = tr_note_supply_source(supply);
 *
 * Notes are asked for in the order of the claims, which is seldom that of the
 * files: a piece is unpacked once and stays as long as a note in it has not
 * been asked for, within TR_NOTE_SUPPLY_PIECES. */
#ifndef TR_STORE_NOTE_SUPPLY_H
#define TR_STORE_NOTE_SUPPLY_H

#include "note/note_source.h"
#include "store/kept.h"

enum {
  TR_NOTE_SUPPLY_PIECES = 4096 /**< most unpacked ones, of TR_KEPT_PIECE */
};

typedef struct tr_note_supply tr_note_supply;

/**
 * Take the keys of all notes, in the order in which the files came. A file with
 * faults of form is indexed anew, so that they can be told again.
 *
 * @param      store  Borrowed as long as the supply; while it reads, other
 *                    questions may be asked.
 * @param[out] supply Owned by the caller; set only on TR_OK.
 * @return TR_OK; TR_ELIMIT for more notes than an index holds; else as of the
 *         store.
 */
TR_NODISCARD tr_status tr_note_supply_new(tr_store *store,
                                          tr_note_supply **supply);

/** Free it; NULL is harmless. */
void tr_note_supply_free(tr_note_supply *supply);

/** @return The source, borrowed from the supply. Its read() also returns a
 * failure of the store, with its message. */
const tr_note_source *tr_note_supply_source(const tr_note_supply *supply);

/** @return Notes that were read so far. */
uint64_t tr_note_supply_reads(const tr_note_supply *supply);

/** @return Pieces that were unpacked so far, each as often as it was. */
uint64_t tr_note_supply_unpacked(const tr_note_supply *supply);

#endif
