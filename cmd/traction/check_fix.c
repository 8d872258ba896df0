/* A fix is bytes of the input and what stands for them: the result differs from
 * the input there and nowhere else. The input is read a second time, and the
 * result is checked again, since one fix may uncover another. */
#include "check_fix.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "files.h"
#include "render/redact.h"
#include "rule/pack.h"
#include "unpack.h"

enum {
  TEXTS_MOST = 1 << 30, /* bytes of all fixes of a round */
  ROUNDS_MOST = 8       /* each is a check of the whole file */
};

bool fix_begin(const cmd_arguments *arguments, fix_list *list) {
  list->output = cmd_value(arguments, "fix");
  if (list->output == NULL) return true;
  tr_buf_init(&list->texts, TEXTS_MOST);
  if (arguments->operand_count != 1 || file_is_folder(arguments->operands[0])) {
    file_say("--fix takes one file and writes one; give them one by one");
    return false;
  }
  if (strcmp(list->output, "-") == 0) {
    file_say("--fix writes a file: findings go to standard output");
    return false;
  }
  list->input = list->place = arguments->operands[0];
  if (strcmp(list->input, "-") == 0) {
    file_say("--fix reads its input twice: give a file, not standard input");
    return false;
  }
  return true;
}

static bool make_room(fix_list *list) {
  if (list->count < list->room) return true;
  const size_t room = list->room > 0 ? list->room * 2 : 64;
  fix_patch *grown = realloc(list->patches, room * sizeof *grown);
  if (grown == NULL) return false;
  list->patches = grown;
  list->room = room;
  return true;
}

static void say_fix(const fix_list *list, const tr_finding *finding) {
  const tr_fix *fix = &finding->fix;
  const unsigned long long ordinal = finding->at.ordinal;
  if (tr_redact_hides_place(&finding->at))
    file_say("fixed %s:%llu %s (%s)", list->place, ordinal, fix->element,
             finding->rule->id);
  else
    file_say("fixed %s:%llu %s: \"%.*s\" is now \"%.*s\" (%s)", list->place,
             ordinal, fix->element, TR_STR_ARG(fix->from), TR_STR_ARG(fix->to),
             finding->rule->id);
}

void fix_take(fix_list *list, const tr_finding *finding) {
  const tr_fix *fix = &finding->fix;
  if (list->output == NULL || fix->element[0] == '\0' || !fix->safe ||
      tr_str_eq(fix->from, fix->to))
    return;
  if (!make_room(list)) {
    list->full = true;
    return;
  }
  list->patches[list->count++] = (fix_patch){.offset = fix->offset,
                                             .length = fix->length,
                                             .text = fix->to.n,
                                             .text_at = list->texts.n};
  tr_buf_add(&list->texts, fix->to);
  say_fix(list, finding);
}

/* ------------------------------------------------------------------ writing */

static int by_offset(const void *left, const void *right) {
  const fix_patch *a = left, *b = right;
  if (a->offset != b->offset) return a->offset < b->offset ? -1 : 1;
  return a->text_at < b->text_at ? -1 : a->text_at > b->text_at;
}

/* Where writing has come to. */
typedef struct fix_cursor {
  const fix_list *list;
  file_output *output;
  uint64_t at;   /* of the next byte of the input */
  uint64_t skip; /* bytes before it are replaced */
  size_t next;   /* patch */
} fix_cursor;

static void write_text(const fix_cursor *cursor, const fix_patch *patch) {
  const tr_str text = {cursor->list->texts.p + patch->text_at, patch->text};
  if (text.n > 0) file_output_write(cursor->output, text);
}

static void write_piece(fix_cursor *cursor, tr_str piece) {
  const uint64_t end = cursor->at + piece.n;
  while (cursor->at < end) {
    const fix_patch *patch = cursor->next < cursor->list->count
                                 ? &cursor->list->patches[cursor->next]
                                 : NULL;
    if (cursor->at < cursor->skip) {
      const uint64_t to = cursor->skip < end ? cursor->skip : end;
      piece.p += to - cursor->at;
      cursor->at = to;
    } else if (patch != NULL && patch->offset <= cursor->at) {
      cursor->next++;
      if (patch->offset < cursor->at) continue; /* within the one before */
      write_text(cursor, patch);
      cursor->skip = patch->offset + patch->length;
    } else {
      const uint64_t to =
          patch != NULL && patch->offset < end ? patch->offset : end;
      file_output_write(cursor->output,
                        (tr_str){piece.p, (size_t)(to - cursor->at)});
      piece.p += to - cursor->at;
      cursor->at = to;
    }
  }
}

static bool copy(fix_list *list, unpack *input, file_output *output) {
  fix_cursor cursor = {.list = list, .output = output};
  for (;;) {
    tr_str piece;
    if (!unpack_next(input, &piece)) return false;
    if (piece.n == 0) break;
    write_piece(&cursor, piece);
  }
  /* what is inserted behind the last byte */
  for (; cursor.next < list->count; cursor.next++)
    if (list->patches[cursor.next].offset == cursor.at)
      write_text(&cursor, &list->patches[cursor.next]);
  return !output->failed;
}

/* Write what `from` holds with the fixes of this round. */
static bool write_round(fix_list *list, const char *from) {
  if (list->full || list->texts.bad != TR_OK) {
    file_say("cannot keep all fixes: out of memory; %s was not written",
             list->output);
    return false;
  }
  if (list->count > 1)
    qsort(list->patches, list->count, sizeof *list->patches, by_offset);
  unpack *input = unpack_open(from);
  if (input == NULL) return false;
  file_output output;
  bool good = false;
  if (unpack_is_zip(input))
    file_say("--fix takes one file: unpack %s first", list->input);
  else if (file_output_open(&output, list->output)) {
    good = copy(list, input, &output);
    good = file_output_close(&output, good) && good;
  }
  unpack_close(input);
  return good;
}

/* ---------------------------------------------------------------- once more */

static void take_again(void *context, const tr_finding *finding) {
  fix_take(context, finding);
}

static tr_status feed_all(tr_check *check, unpack *input, const char *name) {
  tr_str piece;
  tr_status status = tr_check_begin(check, name);
  while (status == TR_OK && unpack_next(input, &piece) && piece.n > 0)
    status = tr_check_feed(check, piece.p, piece.n);
  if (status == TR_OK) status = tr_check_end(check, NULL);
  return status == TR_OK ? tr_check_finish(check) : status;
}

/* The fixes of what was written, in place of those before. */
static bool look_again(fix_list *list, const tr_check_options *like) {
  tr_check_options options = *like;
  options.finding = take_again;
  options.context = list;
  options.watch = NULL;
  list->count = 0;
  list->place = list->output;
  tr_buf_clear(&list->texts);
  tr_check *check = NULL;
  unpack *input = unpack_open(list->output);
  if (input == NULL) return false;
  tr_status status = tr_check_new(&options, &check);
  if (status == TR_OK) status = feed_all(check, input, list->output);
  if (status != TR_OK)
    file_say("cannot check %s again: %s", list->output, tr_status_text(status));
  tr_check_free(check);
  unpack_close(input);
  return status == TR_OK;
}

/* What is written to a pipe or a device cannot be read again. */
static bool is_file(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool fix_write(fix_list *list, const tr_check_options *like) {
  if (list->output == NULL) return true;
  size_t fixes = list->count;
  bool good = write_round(list, list->input);
  for (int round = 1; good && list->count > 0 && is_file(list->output);
       round++) {
    good = look_again(list, like);
    if (!good || list->count == 0) break;
    if (round == ROUNDS_MOST) {
      file_say("%s still has what can be fixed: fix it once more",
               list->output);
      break;
    }
    fixes += list->count;
    good = write_round(list, list->output);
  }
  if (good)
    file_say("wrote %s with %zu safe %s", list->output, fixes,
             fixes == 1 ? "fix" : "fixes");
  return good;
}

void fix_done(fix_list *list) {
  free(list->patches);
  if (list->output != NULL) tr_buf_done(&list->texts);
}
