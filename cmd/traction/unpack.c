/* What an input is packed in is told by its first bytes, never by its name. */
#include "unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

#include "base/buf.h"
#include "files.h"

enum {
  STORED_PIECE = 64 << 10,
  PIPE_MOST = 1 << 30 /* bytes of a zip from a pipe */
};

typedef enum packing { PACKED_NOT, PACKED_GZIP, PACKED_ZIP } packing;

struct unpack {
  char *path;
  int descriptor;
  packing packing;
  uint64_t taken;
  size_t glance; /* bytes in `stored` read at the start */
  bool ended;    /* the stored file has no more */
  z_stream gzip;
  bool gzip_open;
  bool between;       /* a gzip stream has ended, another may follow */
  file_bytes archive; /* a zip from a pipe */
  zip_t *zip;
  zip_int64_t members, member;
  zip_file_t *open_member;
  char stored[STORED_PIECE];
  char piece[UNPACK_PIECE];
};

/* Fill a buffer as far as the file goes; -1 after saying why not. */
static ssize_t fill(unpack *input, char *bytes, size_t room) {
  size_t used = 0;
  while (used < room && !input->ended) {
    const ssize_t n = read(input->descriptor, bytes + used, room - used);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      file_say_errno("read", input->path);
      return -1;
    }
    if (n == 0) input->ended = true;
    used += (size_t)n;
    if (room == UNPACK_PIECE && used > 0) break; /* a pipe may be slow */
  }
  input->taken += used;
  return (ssize_t)used;
}

static bool is_zip(tr_str bytes) {
  return tr_str_starts(bytes, TR_STR("PK\003\004")) ||
         tr_str_starts(bytes, TR_STR("PK\005\006"));
}

/* ---------------------------------------------------------------------- zip */

static bool broken_zip(const unpack *input, const char *why) {
  file_say("cannot unpack %s: %s", input->path, why);
  return false;
}

/* A zip's list is at its end: one from a pipe is read whole first. */
static bool read_archive(unpack *input) {
  tr_buf whole;
  tr_buf_init(&whole, PIPE_MOST);
  tr_buf_add(&whole, unpack_glance(input));
  ssize_t n = 0;
  do {
    n = fill(input, input->piece, UNPACK_PIECE);
    if (n > 0) tr_buf_add(&whole, (tr_str){input->piece, (size_t)n});
  } while (n > 0 && whole.bad == TR_OK);
  if (n >= 0 && whole.bad == TR_OK) {
    input->archive = (file_bytes){tr_buf_str(&whole), false};
    return true;
  }
  const bool large = whole.bad == TR_ELIMIT;
  tr_buf_done(&whole);
  if (n < 0) return false;
  return broken_zip(input,
                    large ? "it is too large for a pipe" : "out of memory");
}

static bool open_zip_of_pipe(unpack *input) {
  if (!read_archive(input)) return false;
  zip_source_t *source = zip_source_buffer_create(
      input->archive.bytes.p, input->archive.bytes.n, 0, NULL);
  if (source == NULL) return broken_zip(input, "out of memory");
  input->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
  if (input->zip == NULL) zip_source_free(source);
  return input->zip != NULL ||
         broken_zip(input, "it is no complete zip archive");
}

static bool open_zip(unpack *input) {
  if (input->descriptor == STDIN_FILENO) {
    if (!open_zip_of_pipe(input)) return false;
  } else {
    input->zip = zip_open(input->path, ZIP_RDONLY, NULL);
    if (input->zip == NULL)
      return broken_zip(input, "it is no complete zip archive");
  }
  input->members = zip_get_num_entries(input->zip, 0);
  input->member = -1;
  return true;
}

static void close_member(unpack *input) {
  if (input->open_member != NULL) zip_fclose(input->open_member);
  input->open_member = NULL;
}

bool unpack_next_member(unpack *input, const char **name) {
  close_member(input);
  *name = NULL;
  while (++input->member < input->members) {
    const char *found =
        zip_get_name(input->zip, (zip_uint64_t)input->member, 0);
    if (found == NULL) return broken_zip(input, "a name in it is broken");
    const size_t length = strlen(found);
    if (length == 0 || found[length - 1] == '/') continue;
    input->open_member =
        zip_fopen_index(input->zip, (zip_uint64_t)input->member, 0);
    if (input->open_member == NULL) {
      file_say("cannot unpack %s of %s: %s", found, input->path,
               zip_error_strerror(zip_get_error(input->zip)));
      return false;
    }
    *name = found;
    return true;
  }
  return true;
}

bool unpack_next_of_member(unpack *input, tr_str *piece) {
  const zip_int64_t n =
      zip_fread(input->open_member, input->piece, UNPACK_PIECE);
  if (n < 0) return broken_zip(input, "a file in it is damaged");
  *piece = (tr_str){input->piece, (size_t)n};
  return true;
}

/* --------------------------------------------------------------------- gzip */

static bool broken_gzip(const unpack *input, const char *why) {
  file_say("cannot unpack all of %s: %s", input->path, why);
  return false;
}

static bool open_gzip(unpack *input) {
  input->gzip.next_in = (Bytef *)input->stored;
  input->gzip.avail_in = (uInt)input->glance;
  /* 15 + 16: the largest window, with a gzip head */
  input->gzip_open = inflateInit2(&input->gzip, 15 + 16) == Z_OK;
  return input->gzip_open || broken_gzip(input, "out of memory");
}

/* More stored bytes; *any tells whether there were. */
static bool refill_gzip(unpack *input, bool *any) {
  *any = true;
  if (input->gzip.avail_in > 0) return true;
  const ssize_t n = fill(input, input->stored, sizeof input->stored);
  if (n < 0) return false;
  input->gzip.next_in = (Bytef *)input->stored;
  input->gzip.avail_in = (uInt)n;
  *any = n > 0;
  return true;
}

static bool next_of_gzip(unpack *input, tr_str *piece) {
  z_stream *gzip = &input->gzip;
  gzip->next_out = (Bytef *)input->piece;
  gzip->avail_out = UNPACK_PIECE;
  while (gzip->avail_out > 0) {
    bool any;
    if (!refill_gzip(input, &any)) return false;
    if (!any && !input->between) return broken_gzip(input, "it is cut short");
    /* padding after the last stream is no stream */
    if (!any || (input->between && gzip->next_in[0] != 0x1f)) break;
    const int result = inflate(gzip, Z_NO_FLUSH);
    input->between = result == Z_STREAM_END && inflateReset(gzip) == Z_OK;
    if (result != Z_OK && !input->between)
      return broken_gzip(input, "it is damaged");
  }
  *piece = (tr_str){input->piece, UNPACK_PIECE - gzip->avail_out};
  return true;
}

/* ------------------------------------------------------------------- common */

unpack *unpack_open(const char *path) {
  unpack *input = calloc(1, sizeof *input);
  if (input == NULL) {
    file_say("out of memory");
    return NULL;
  }
  const bool standard = strcmp(path, "-") == 0;
  input->path = strdup(standard ? "standard input" : path);
  input->descriptor =
      standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (input->path == NULL || input->descriptor < 0) {
    file_say_errno("open", path);
    unpack_close(input);
    return NULL;
  }
  const ssize_t n = fill(input, input->stored, UNPACK_GLANCE);
  bool good = n >= 0;
  input->glance = good ? (size_t)n : 0;
  const tr_str first = unpack_glance(input);
  if (tr_str_starts(first, TR_STR("\037\213")))
    input->packing = PACKED_GZIP;
  else if (is_zip(first))
    input->packing = PACKED_ZIP;
  if (input->packing == PACKED_GZIP) good = good && open_gzip(input);
  if (input->packing == PACKED_ZIP) good = good && open_zip(input);
  if (good) return input;
  unpack_close(input);
  return NULL;
}

void unpack_close(unpack *input) {
  if (input == NULL) return;
  close_member(input);
  if (input->zip != NULL) zip_discard(input->zip);
  file_unload(&input->archive);
  if (input->gzip_open) inflateEnd(&input->gzip);
  if (input->descriptor > STDIN_FILENO) close(input->descriptor);
  free(input->path);
  free(input);
}

bool unpack_is_zip(const unpack *input) { return input->packing == PACKED_ZIP; }

bool unpack_is_gzip(const unpack *input) {
  return input->packing == PACKED_GZIP;
}

tr_str unpack_glance(const unpack *input) {
  return (tr_str){input->stored, input->glance};
}

bool unpack_next(unpack *input, tr_str *piece) {
  if (input->packing == PACKED_GZIP) return next_of_gzip(input, piece);
  if (input->glance > 0) { /* the bytes looked at come first */
    *piece = unpack_glance(input);
    input->glance = 0;
    return true;
  }
  const ssize_t n = fill(input, input->piece, UNPACK_PIECE);
  *piece = (tr_str){input->piece, n > 0 ? (size_t)n : 0};
  return n >= 0;
}

uint64_t unpack_taken(const unpack *input) { return input->taken; }
