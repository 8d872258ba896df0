-- What was received, and what was read of it.
--
-- Amounts are cents, quantities thousandths, days are counted from 1970-01-01;
-- flags are 0 or 1; what was not sent is NULL. Ids of what was read are those
-- of the file times 2^24 plus a running number, so that they stay the same
-- however often the file is read again.

CREATE TABLE about (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) @strict;

-- The files as they were received: their bytes are those of the pieces, each
-- 64 KiB of it (the last may be shorter) under zlib.
CREATE TABLE file (
  id @integer PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  size @integer NOT NULL,
  received TEXT NOT NULL,
  faults @integer NOT NULL,
  unread @integer NOT NULL
) @strict;

CREATE TABLE piece (
  file @integer NOT NULL REFERENCES file (id),
  number @integer NOT NULL,
  body @bytes NOT NULL,
  PRIMARY KEY (file, number)
) @strict;

-- Claims of 837P. The pairs _at and _size are bytes of the file: the claim and
-- every level above it. A level that is not there has NULL.
CREATE TABLE claim (
  id @integer PRIMARY KEY,
  file @integer NOT NULL REFERENCES file (id),
  ordinal @integer NOT NULL,
  control TEXT,
  payer_control TEXT,
  frequency TEXT,
  total @integer,
  from_day @integer,
  to_day @integer,
  place TEXT,
  billing TEXT,
  billing_name TEXT,
  rendering TEXT,
  payer TEXT,
  payer_name TEXT,
  filing TEXT,
  responsibility TEXT,
  patient TEXT,
  patient_last TEXT,
  patient_first TEXT,
  patient_born @integer,
  patient_sex TEXT,
  patient_id TEXT,
  member TEXT,
  created @integer,
  test @integer NOT NULL,
  damaged @integer NOT NULL,
  interchange_at @integer NOT NULL,
  interchange_size @integer NOT NULL,
  group_at @integer,
  group_size @integer,
  set_at @integer NOT NULL,
  set_size @integer NOT NULL,
  provider_at @integer,
  provider_size @integer,
  subscriber_at @integer,
  subscriber_size @integer,
  dependent_at @integer,
  dependent_size @integer,
  claim_at @integer NOT NULL,
  claim_size @integer NOT NULL
) @strict;

CREATE INDEX claim_by_control ON claim (control);
CREATE INDEX claim_by_payer_control ON claim (payer_control);
CREATE INDEX claim_by_patient ON claim (patient, from_day);
CREATE INDEX claim_by_visit ON claim (rendering, patient_born, from_day);
CREATE INDEX claim_by_billing ON claim (billing, from_day);
CREATE INDEX claim_by_day ON claim (from_day);

CREATE TABLE line (
  claim @integer NOT NULL REFERENCES claim (id),
  number @integer NOT NULL,
  code TEXT,
  modifiers TEXT,
  units @integer,
  charge @integer,
  place TEXT,
  day @integer,
  to_day @integer,
  pointers TEXT,
  control TEXT,
  rendering TEXT,
  PRIMARY KEY (claim, number)
) @strict;

CREATE INDEX line_by_control ON line (control) WHERE control IS NOT NULL;

CREATE TABLE diagnosis (
  claim @integer NOT NULL REFERENCES claim (id),
  position @integer NOT NULL,
  qualifier TEXT,
  code TEXT,
  PRIMARY KEY (claim, position)
) @strict;

-- Chart notes; _at and _size are bytes of the file.
CREATE TABLE note (
  id @integer PRIMARY KEY,
  file @integer NOT NULL REFERENCES file (id),
  line @integer NOT NULL,
  note TEXT,
  claim TEXT,
  patient_id TEXT,
  author TEXT,
  day @integer,
  born @integer,
  sex TEXT,
  note_at @integer NOT NULL,
  note_size @integer NOT NULL
) @strict;

CREATE INDEX note_by_visit ON note (author, born, day);
CREATE INDEX note_by_claim ON note (claim);
CREATE INDEX note_by_day ON note (day);

-- Remittances (835): payments, their claims, the services of those.
CREATE TABLE payment (
  id @integer PRIMARY KEY,
  file @integer NOT NULL REFERENCES file (id),
  ordinal @integer NOT NULL,
  control TEXT,
  trace TEXT,
  trace_payer TEXT,
  amount @integer,
  credit TEXT,
  method TEXT,
  day @integer,
  payer TEXT,
  payer_name TEXT,
  payee TEXT,
  payee_name TEXT,
  whole @integer NOT NULL,
  test @integer NOT NULL
) @strict;

CREATE INDEX payment_by_trace ON payment (trace, trace_payer);
CREATE INDEX payment_by_day ON payment (day);

CREATE TABLE provider_adjustment (
  payment @integer NOT NULL
    REFERENCES payment (id) DEFERRABLE INITIALLY DEFERRED,
  number @integer NOT NULL,
  provider TEXT,
  reason TEXT,
  reference TEXT,
  amount @integer,
  PRIMARY KEY (payment, number)
) @strict;

CREATE TABLE remit_claim (
  id @integer PRIMARY KEY,
  payment @integer NOT NULL
    REFERENCES payment (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal @integer NOT NULL,
  control TEXT,
  payer_control TEXT,
  original TEXT,
  status TEXT,
  charge @integer,
  paid @integer,
  patient_share @integer,
  filing TEXT,
  frequency TEXT,
  from_day @integer,
  to_day @integer,
  received @integer,
  rendering TEXT,
  patient_last TEXT,
  patient_first TEXT,
  patient_id TEXT,
  damaged @integer NOT NULL
) @strict;

CREATE INDEX remit_claim_by_control ON remit_claim (control);
CREATE INDEX remit_claim_by_payer_control ON remit_claim (payer_control);

CREATE TABLE remit_service (
  remit_claim @integer NOT NULL REFERENCES remit_claim (id),
  number @integer NOT NULL,
  code TEXT,
  modifiers TEXT,
  billed_code TEXT,
  charge @integer,
  paid @integer,
  allowed @integer,
  units @integer,
  day @integer,
  to_day @integer,
  control TEXT,
  PRIMARY KEY (remit_claim, number)
) @strict;

-- CAS of a claim (service 0) or of one of its services (from 1).
CREATE TABLE adjustment (
  remit_claim @integer NOT NULL REFERENCES remit_claim (id),
  number @integer NOT NULL,
  service @integer NOT NULL,
  category TEXT,
  reason TEXT,
  amount @integer,
  quantity @integer,
  PRIMARY KEY (remit_claim, number)
) @strict;

CREATE TABLE remark (
  remit_claim @integer NOT NULL REFERENCES remit_claim (id),
  number @integer NOT NULL,
  service @integer NOT NULL,
  code TEXT,
  PRIMARY KEY (remit_claim, number)
) @strict;

-- Acknowledgements: one row for each thing answered. transaction_set is TA1,
-- 999 or 277CA; level says what was answered: interchange, group, set, segment,
-- element, batch, provider, claim, line.
CREATE TABLE answer (
  id @integer PRIMARY KEY,
  file @integer NOT NULL REFERENCES file (id),
  transaction_set TEXT NOT NULL,
  level TEXT NOT NULL,
  parent @integer,
  reference TEXT,
  verdict TEXT,
  reason TEXT,
  place TEXT,
  position @integer,
  amount @integer,
  day @integer,
  payer_control TEXT
) @strict;

CREATE INDEX answer_by_reference ON answer (reference);
