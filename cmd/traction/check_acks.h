/* Acknowledgements as forms of `check`: 999, 277CA and TA1. */
#ifndef TRACTION_CHECK_ACKS_H
#define TRACTION_CHECK_ACKS_H

#include "check_render.h"

/** Make the state of each; see check_renderer. */
bool check_999_begin(struct check_run *run);
bool check_277ca_begin(struct check_run *run);
bool check_ta1_begin(struct check_run *run);

/** Take a finding, whichever form it is. */
void check_ack_finding(struct check_run *run, const tr_finding *finding);

/** End: an answer that could not be written breaks the run, and is said. */
void check_ack_end(struct check_run *run, const tr_summary *summary);

/** Free the state. */
void check_ack_done(struct check_run *run);

/** What they are told of the structure; with a check_run as context. */
extern const tr_check_watch check_ack_watch;

#endif
