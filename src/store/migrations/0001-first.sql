-- What was received, and what was read of it.
--
-- Amounts are cents, quantities thousandths, days are counted from 1970-01-01;
-- flags are 0 or 1; what was not sent is NULL. Ids of what was read are those
-- of the file times 2^24 plus a running number, so that they stay the same
-- however often the file is read again.

CREATE TABLE about (
  name @text PRIMARY KEY,
  value @text NOT NULL
) @strict;

-- The files as they were received: their bytes are those of the pieces, each
-- 64 KiB of it (the last may be shorter) under zlib.
CREATE TABLE file (
  id @integer PRIMARY KEY,
  sha256 @text NOT NULL UNIQUE,
  name @text NOT NULL,
  kind @text NOT NULL,
  size @integer NOT NULL,
  received @text NOT NULL,
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
  control @text,
  payer_control @text,
  frequency @text,
  total @integer,
  from_day @integer,
  to_day @integer,
  place @text,
  billing @text,
  billing_name @text,
  rendering @text,
  payer @text,
  payer_name @text,
  filing @text,
  responsibility @text,
  patient @text,
  patient_last @text,
  patient_first @text,
  patient_born @integer,
  patient_sex @text,
  patient_id @text,
  member @text,
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
  code @text,
  modifiers @text,
  units @integer,
  charge @integer,
  place @text,
  day @integer,
  to_day @integer,
  pointers @text,
  control @text,
  rendering @text,
  PRIMARY KEY (claim, number)
) @strict;

CREATE INDEX line_by_control ON line (control) WHERE control IS NOT NULL;

CREATE TABLE diagnosis (
  claim @integer NOT NULL REFERENCES claim (id),
  position @integer NOT NULL,
  qualifier @text,
  code @text,
  PRIMARY KEY (claim, position)
) @strict;

-- Chart notes; _at and _size are bytes of the file.
CREATE TABLE note (
  id @integer PRIMARY KEY,
  file @integer NOT NULL REFERENCES file (id),
  line @integer NOT NULL,
  note @text,
  claim @text,
  patient_id @text,
  author @text,
  day @integer,
  born @integer,
  sex @text,
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
  control @text,
  trace @text,
  trace_payer @text,
  amount @integer,
  credit @text,
  method @text,
  day @integer,
  payer @text,
  payer_name @text,
  payee @text,
  payee_name @text,
  whole @integer NOT NULL,
  test @integer NOT NULL
) @strict;

CREATE INDEX payment_by_trace ON payment (trace, trace_payer);
CREATE INDEX payment_by_day ON payment (day);

CREATE TABLE provider_adjustment (
  payment @integer NOT NULL
    REFERENCES payment (id) DEFERRABLE INITIALLY DEFERRED,
  number @integer NOT NULL,
  provider @text,
  reason @text,
  reference @text,
  amount @integer,
  PRIMARY KEY (payment, number)
) @strict;

CREATE TABLE remit_claim (
  id @integer PRIMARY KEY,
  payment @integer NOT NULL
    REFERENCES payment (id) DEFERRABLE INITIALLY DEFERRED,
  ordinal @integer NOT NULL,
  control @text,
  payer_control @text,
  original @text,
  status @text,
  charge @integer,
  paid @integer,
  patient_share @integer,
  filing @text,
  frequency @text,
  from_day @integer,
  to_day @integer,
  received @integer,
  rendering @text,
  patient_last @text,
  patient_first @text,
  patient_id @text,
  damaged @integer NOT NULL
) @strict;

CREATE INDEX remit_claim_by_control ON remit_claim (control);
CREATE INDEX remit_claim_by_payer_control ON remit_claim (payer_control);

CREATE TABLE remit_service (
  remit_claim @integer NOT NULL REFERENCES remit_claim (id),
  number @integer NOT NULL,
  code @text,
  modifiers @text,
  billed_code @text,
  charge @integer,
  paid @integer,
  allowed @integer,
  units @integer,
  day @integer,
  to_day @integer,
  control @text,
  PRIMARY KEY (remit_claim, number)
) @strict;

-- CAS of a claim (service 0) or of one of its services (from 1).
CREATE TABLE adjustment (
  remit_claim @integer NOT NULL REFERENCES remit_claim (id),
  number @integer NOT NULL,
  service @integer NOT NULL,
  category @text,
  reason @text,
  amount @integer,
  quantity @integer,
  PRIMARY KEY (remit_claim, number)
) @strict;

CREATE TABLE remark (
  remit_claim @integer NOT NULL REFERENCES remit_claim (id),
  number @integer NOT NULL,
  service @integer NOT NULL,
  code @text,
  PRIMARY KEY (remit_claim, number)
) @strict;

-- Acknowledgements: one row for each thing answered. transaction_set is TA1,
-- 999 or 277CA; level says what was answered: interchange, group, set, segment,
-- element, batch, provider, claim, line.
CREATE TABLE answer (
  id @integer PRIMARY KEY,
  file @integer NOT NULL REFERENCES file (id),
  transaction_set @text NOT NULL,
  level @text NOT NULL,
  parent @integer,
  reference @text,
  verdict @text,
  reason @text,
  place @text,
  position @integer,
  amount @integer,
  day @integer,
  payer_control @text
) @strict;

CREATE INDEX answer_by_reference ON answer (reference);
