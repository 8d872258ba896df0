/* Which addresses stay on this machine, and what has to be refused. */
#include "store/postgres_place.h"

#include <libpq-fe.h>

static bool is_set(const char *text) { return text != NULL && *text != '\0'; }

bool tr_postgres_knows(const char *place) {
  return strncmp(place, "postgresql://", 13) == 0 ||
         strncmp(place, "postgres://", 11) == 0;
}

tr_postgres_surroundings tr_postgres_surroundings_here(void) {
  return (tr_postgres_surroundings){.host = getenv("PGHOST"),
                                    .host_addr = getenv("PGHOSTADDR"),
                                    .ssl_mode = getenv("PGSSLMODE"),
                                    .service = getenv("PGSERVICE")};
}

/* One of a list: a folder is that of a Unix socket, an empty one the usual. */
static bool is_here(tr_str host) {
  if (host.n == 0 || host.p[0] == '/' || host.p[0] == '@') return true;
  if (tr_str_eq(host, TR_STR("localhost")) || tr_str_eq(host, TR_STR("::1")))
    return true;
  if (!tr_str_starts(host, TR_STR("127."))) return false;
  for (size_t i = 0; i < host.n; i++) /* 127.example.org is elsewhere */
    if (host.p[i] != '.' && (host.p[i] < '0' || host.p[i] > '9')) return false;
  return true;
}

static bool all_here(const char *hosts) {
  for (const char *at = hosts;;) {
    const size_t n = strcspn(at, ",");
    if (!is_here((tr_str){at, n})) return false;
    if (at[n] == '\0') return true;
    at += n + 1;
  }
}

static const char *value_of(const PQconninfoOption *options, const char *name,
                            const char *otherwise) {
  for (const PQconninfoOption *o = options; o->keyword != NULL; o++)
    if (strcmp(o->keyword, name) == 0 && is_set(o->val)) return o->val;
  return is_set(otherwise) ? otherwise : NULL;
}

/* libpq marks with '*' what it would not show. */
static const char *secret_in(const PQconninfoOption *options) {
  for (const PQconninfoOption *o = options; o->keyword != NULL; o++)
    if (o->dispchar[0] == '*' && is_set(o->val)) return o->keyword;
  return NULL;
}

static tr_status judge(const PQconninfoOption *options,
                       const tr_postgres_surroundings *around, bool *verified,
                       tr_store_error *error) {
  const char *secret = secret_in(options);
  if (secret != NULL)
    return tr_store_fail(error, TR_ERANGE,
                         "the address of the store holds a %s, which others "
                         "can see in the list of processes; put it into "
                         "~/.pgpass, PGPASSWORD or a service file",
                         secret);
  const char *mode = value_of(options, "sslmode", around->ssl_mode);
  const char *host = value_of(options, "host", around->host);
  const char *address = value_of(options, "hostaddr", around->host_addr);
  /* libpq connects to the address where both are given */
  const char *to = address != NULL ? address : host;
  const bool by_service = value_of(options, "service", around->service) != NULL;
  const bool here = to != NULL ? all_here(to) : !by_service;
  *verified = !here;
  if (here || mode == NULL || strcmp(mode, "verify-full") == 0) return TR_OK;
  return tr_store_fail(
      error, TR_ERANGE,
      "sslmode=%.20s does not prove which server answers, and claims would go "
      "to whoever does; leave it out or say sslmode=verify-full, with the "
      "certificate of who signed the server's as sslrootcert=FILE or "
      "~/.postgresql/root.crt",
      mode);
}

tr_status tr_postgres_place_check(const char *place,
                                  const tr_postgres_surroundings *around,
                                  bool *verified, tr_store_error *error) {
  char *message = NULL; /* shows the address, so it is not shown */
  PQconninfoOption *options = PQconninfoParse(place, &message);
  PQfreemem(message);
  if (options == NULL)
    return tr_store_fail(error, TR_ESYNTAX,
                         "the address of the store cannot be read; the form is "
                         "postgresql://USER@HOST:PORT/NAME");
  const tr_status status = judge(options, around, verified, error);
  PQconninfoFree(options);
  return status;
}
