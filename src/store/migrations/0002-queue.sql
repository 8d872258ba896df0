-- Work that many machines share: a run re-checks all claims by one set of rules
-- and tables; its shards are the claims of a practice in a month. digest is that
-- of rules, tables and version, packs says what they are; all of it is judged as
-- on the day today.

CREATE TABLE work_run (
  id @integer PRIMARY KEY,
  digest @text NOT NULL UNIQUE,
  packs @text NOT NULL,
  today @integer NOT NULL,
  planned @text NOT NULL
) @strict;

-- practice is the billing NPI, empty where none was sent; month is 12 times the
-- year and 0 to 11, -2147483648 where no day was sent. claims and newest say
-- what there was when it was planned; result is a tally as text, whose coming
-- ends the work.
CREATE TABLE work_shard (
  run @integer NOT NULL REFERENCES work_run (id),
  practice @text NOT NULL,
  month @integer NOT NULL,
  claims @integer NOT NULL,
  newest @integer NOT NULL,
  done @text,
  worker @text,
  fault @text,
  result @text,
  PRIMARY KEY (run, practice, month)
) @strict;

CREATE INDEX work_shard_waiting ON work_shard (run, practice, month)
  WHERE done IS NULL;
