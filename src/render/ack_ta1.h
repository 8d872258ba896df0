/* TA1: one interchange is received, received with remarks, or refused. The 999
 * writes it before its groups; alone it is an output of its own. */
#ifndef TR_RENDER_ACK_TA1_H
#define TR_RENDER_ACK_TA1_H

#include "render/ack_envelope.h"
#include "render/run.h"

/** What is known of the interchange that is open. */
typedef struct tr_ack_head {
  tr_interchange interchange; /**< where `open` */
  bool open;
  bool in_group;          /* between GS and GE */
  bool noted;             /**< something was found; `worst` and `note` hold */
  tr_severity worst;      /**< of what was found */
  char note[4];           /**< TA105: of the first that was as bad */
  tr_ack_notices waiting; /* for the ISA they stand on */
} tr_ack_head;

/** An interchange begins; what was found on its ISA is taken over. */
void tr_ack_head_began(tr_ack_head *head, const tr_interchange *interchange);

/** A group begins, or ended: NULL. */
void tr_ack_head_group(tr_ack_head *head, const tr_group *group);

/** Note a fault by its code. @param note TA105: "024". */
void tr_ack_head_note(tr_ack_head *head, tr_severity severity,
                      const char *note);

/**
 * Take a finding.
 *
 * @return Whether it is one of the interchange: of ISA, IEA, TA1, of what
 *         stands outside all sets, or of GS where an AK9 has no word for it.
 * @source x12-envelope
 */
bool tr_ack_head_finding(tr_ack_head *head, const tr_ack_notice *notice);

/** The interchange ends. @param whole Its IEA was there. */
void tr_ack_head_ended(tr_ack_head *head, bool whole);

/** @return TA104: A, E or R. */
char tr_ack_head_verdict(const tr_ack_head *head);

/** @return Whether an answer is due: it was asked for in ISA14, or something
 *          was found. */
bool tr_ack_head_due(const tr_ack_head *head);

/** @return Whether it can be answered: the control number could be read. */
bool tr_ack_head_answerable(const tr_ack_head *head);

/** Write the TA1. @param writer In an interchange, outside groups. */
void tr_ack_head_write(const tr_ack_head *head, tr_writer *writer);

/** Writes TA1s alone, one interchange for each. */
typedef struct tr_ack_ta1 tr_ack_ta1;

/**
 * Start.
 *
 * @param      run Borrowed until it is freed.
 * @param      out Finished answers are appended to it; borrowed likewise.
 * @param[out] ack Owned by the caller; set only on TR_OK.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_ack_ta1_new(const tr_run *run, tr_buf *out,
                                      tr_ack_ta1 **ack);

/** Take a finding. @param ack A tr_ack_ta1. */
void tr_ack_ta1_finding(void *ack, const tr_finding *finding);

/** @return What it wants to be told of the structure. */
tr_check_watch tr_ack_ta1_watch(tr_ack_ta1 *ack);

/** @return TR_OK, or why an answer could not be written. */
tr_status tr_ack_ta1_bad(const tr_ack_ta1 *ack);

/** Free it; NULL is harmless. */
void tr_ack_ta1_free(tr_ack_ta1 *ack);

#endif
