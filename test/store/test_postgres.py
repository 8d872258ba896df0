"""The store in a real PostgreSQL: that it gives what the one in a file gives,
and keeps its promises when programs, connections and servers die."""
import json
import os
import random
import signal
import subprocess
import sys

import pytest

from test_store import CLEAN, FILES, KILL, TRACTION, Home, contents

ASK = os.environ.get("TRACTION_ASK")
UNIT = os.environ.get("TRACTION_UNIT")
KEY = "0f" * 32
MORE = sorted(path for path in CLEAN.iterdir()
              if path.suffix == ".x12" and "276" not in path.name)


class Base(Home):
    """A store in a database, asked as that of one user."""

    def __init__(self, folder, place):
        super().__init__(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.env["TRACTION_DB"] = place
        self.place = place


@pytest.fixture(name="base")
def make_base(tmp_path, place):
    return Base(tmp_path, place)


def no_times(report):
    return {name: value for name, value in report.items()
            if name not in ("path", "engine", "source", "cipher", "journal")}


# --- Its parts ----------------------------------------------------------------

@pytest.mark.skipif(not UNIT, reason="run by ./dev test alone")
@pytest.mark.parametrize("name", ["postgres", "postgres_enter",
                                  "postgres_statement"])
def test_unit(place, name):
    """The tests that want a server, with one."""
    result = subprocess.run([f"{UNIT}/t-store-{name}"], timeout=120,
                            env={"TRACTION_POSTGRES": place,
                                 "CMOCKA_MESSAGE_OUTPUT": "TAP"},
                            capture_output=True, check=False)
    assert result.returncode == 0, result
    assert b"SKIP" not in result.stdout and b"ok 4" in result.stdout


# --- The same as in a file ----------------------------------------------------

def test_same_as_in_a_file(server, tmp_path, place):
    """Also in a database whose language orders texts in another way."""
    lite = Home(tmp_path / "lite")
    lite.env["TRACTION_DB_KEY"] = KEY
    other = Base(tmp_path / "other", place)
    icu = server.base("--template", "template0", "--locale-provider", "icu",
                      "--icu-locale", "en-US")
    english = Base(tmp_path / "english", server.place(icu))
    odd = tmp_path / os.fsdecode(b"caf\xe9 \xc3\xa9.837")
    odd.write_bytes(FILES[0].read_bytes().replace(b"\n", b"\n\n", 1))
    given = [*FILES, *MORE, odd]
    first = lite.report(*given, status=None)
    assert first["files"][-1]["status"] == "new"
    assert first["rows"]["claims"] > 50
    for home in (other, english):
        assert home.report(*given, status=None) == first
        assert no_times(home.info()) == no_times(lite.info())
        home.run("db", "verify")
    # exports differ in the time at which a file came, which they carry over
    export = lite.export("x")
    for home in (other, english):
        again = Base(home.folder / "again", server.place(server.base()))
        again.run("import", export)
        assert contents(again.export("x")) == contents(export)
        again.run("db", "rebuild")
        assert contents(again.export("y")) == contents(export)
        if ASK:
            answers = [subprocess.run([ASK, at], capture_output=True,
                                      check=True, timeout=120,
                                      env={"TRACTION_DB_KEY": KEY}).stdout
                       for at in (home.place, str(lite.store))]
            assert answers[0] == answers[1] and answers[0].count(b"\n") > 1000
        server.drop(again.place.split("@/")[1].split("?")[0])
    english.run("db", "verify")
    server.drop(icu)


def test_twice_changes_nothing(base):
    assert base.report(*FILES)["new"] == len(FILES)
    before = contents(base.export("before"))
    again = base.report(*FILES)
    assert (again["known"], again["new"]) == (len(FILES), 0)
    assert contents(base.export("after")) == before


def test_two_at_once(base):
    command = [TRACTION, "import", "--quiet", *map(str, FILES)]
    both = [subprocess.Popen(command, env=base.env) for _ in range(3)]
    assert [process.wait(timeout=120) for process in both] == [0, 0, 0]
    assert base.info()["files"] == len(FILES)
    base.run("db", "verify")


def test_damage_is_found(server, base):
    base.run("import", *FILES)
    name = base.place.split("@/")[1].split("?")[0]
    base.run("db", "verify")
    server.sql(name, "UPDATE line SET charge = charge + 1 WHERE ctid = (SELECT"
               " min(ctid) FROM line)")
    result = base.run("db", "verify", status=3)
    assert b"the table line is not what is read of it" in result.stderr
    base.run("db", "rebuild")
    base.run("db", "verify")
    server.sql(name, "UPDATE piece SET body = set_byte(body, 30, 255 - "
               "get_byte(body, 30)) WHERE file = 2")
    result = base.run("db", "verify", status=3)
    assert b"file 2: its bytes are not those" in result.stderr
    server.sql(name, "ALTER TABLE line SET UNLOGGED")
    result = base.run("db", "verify", status=3)
    assert b"line does not outlive a crash" in result.stderr


def test_a_dump_is_a_backup(server, base, tmp_path):
    base.run("import", *FILES)
    said = base.run("db", "backup", tmp_path / "b", status=2).stderr.decode()
    assert "pg_dump" in said
    assert b"pg_restore" in base.run("db", "restore", tmp_path / "b",
                                     status=2).stderr
    name = base.place.split("@/")[1].split("?")[0]
    dump = server.folder / "dump"
    server.tool("pg_dump", "--format=custom", f"--file={dump}", name)
    copy = server.base()
    server.tool("pg_restore", f"--dbname={copy}", str(dump))
    restored = Base(tmp_path / "restored", server.place(copy))
    restored.run("db", "verify")
    assert contents(restored.export("x")) == contents(base.export("x"))
    server.drop(copy)


# --- What is refused ----------------------------------------------------------

def test_refusals(server, base):
    """Each with what to do, and without the secret."""
    for place, status, words in [
            ("postgresql://u:hush@localhost/x", 2, ".pgpass"),
            ("postgresql:///x?password=hush", 2, ".pgpass"),
            ("postgresql://10.1.2.3/x?sslmode=require", 2, "verify-full"),
            ("postgresql://u:hush@[x/x", 2, "postgresql://USER@HOST"),
            (server.place("nonesuch"), 3, "createdb"),
            (f"postgresql:///x?host={server.folder}/nowhere", 3, "connect")]:
        result = base.run("import", "--db", place, FILES[0], status=status)
        assert words in result.stderr.decode(), (place, result)
        assert b"hush" not in result.stderr + result.stdout
    assert b"there is no store" in base.run("db", "info", status=3).stderr
    base.run("db", "info", "--key-file", "x", status=2)
    latin = server.base("--template", "template0", "--encoding", "LATIN1",
                        "--locale", "C")
    result = base.run("import", "--db", server.place(latin), FILES[0],
                      status=3)
    assert b"--encoding UTF8" in result.stderr
    server.drop(latin)


def test_the_way_is_encrypted_and_verified(server, base):
    """0.0.0.0 is this machine, but no address that stays on it."""
    name = base.place.split("@/")[1].split("?")[0]
    place = f"postgresql://postgres@0.0.0.0:{server.port}/{name}"
    ca = f"sslrootcert={server.folder}/ca.crt"
    nowhere = base.folder / "home"
    nowhere.mkdir()
    for address in (place, f"{place}?sslrootcert={server.folder}/other.crt"):
        result = base.run("import", "--db", address, FILES[0], status=3,
                          HOME=str(nowhere))
        assert b"certificate" in result.stderr, result
    result = base.run("import", "--db", place, FILES[0], status=2,
                      PGSSLMODE="prefer")
    assert b"verify-full" in result.stderr
    base.run("import", "--db", f"{place}?{ca}", FILES[0])
    info = json.loads(base.run("db", "info", "--format", "json", "--db",
                               f"{place}?{ca}").stdout)
    assert info["cipher"].startswith("TLSv1.")
    # on this machine it may be, and the certificate is not asked for
    base.run("db", "info", "--db",
             f"postgresql://postgres@127.0.0.1:{server.port}/{name}")


def test_a_server_that_forgets_is_refused(server, base):
    base.run("import", FILES[0])
    server.more = "-c fsync=off"
    server.again("restart")
    try:
        result = base.run("import", FILES[1], status=3)
        assert b"fsync" in result.stderr
    finally:
        server.more = "-c synchronous_commit=off"
        server.again("restart")
    base.run("import", FILES[1])
    server.more = ""
    server.again("restart")
    assert base.info()["files"] == 2


# --- Crashes ------------------------------------------------------------------

@pytest.mark.skipif(not KILL, reason="nothing to kill with")
def test_killed_import_is_taken_up_again(server, base, tmp_path):
    source = Home(tmp_path / "source")
    source.folder.mkdir()
    source.run("import", *FILES)
    export = source.export("export")
    wanted = contents(export)
    entries = wanted["files.ndjson"].splitlines()
    count = tmp_path / "count"
    base.run("import", export, LD_PRELOAD=KILL, KILL_COUNT=str(count))
    total = int(count.read_text())
    assert total > 60
    chance = random.Random(7)
    points = sorted({3, 8, total - 1, *chance.sample(range(10, total), 7)})
    for at in points:
        name = server.base()
        home = Base(tmp_path / f"at{at}", server.place(name))
        result = home.run("import", export, status=None, LD_PRELOAD=KILL,
                          KILL_AT=str(at))
        assert result.returncode == -signal.SIGKILL, at
        verified = home.run("db", "verify", status=None)
        if verified.returncode == 0:
            files = contents(home.export("part"))["files.ndjson"].splitlines()
            assert files == entries[:len(files)], at
        else:  # not even a schema, or a part of it
            assert b"there is no store" in verified.stderr or \
                b"open it once" in verified.stderr, (at, verified)
        home.run("import", "--quiet", export)
        home.run("db", "verify", "--quiet")
        assert contents(home.export("again")) == wanted, at
        server.drop(name)


def test_a_lost_server_is_told_and_keeps_what_it_said(server, base, tmp_path):
    """The server is stopped as by a power cut while an import waits for it."""
    base.run("import", *FILES[:2])
    name = base.place.split("@/")[1].split("?")[0]
    block = subprocess.Popen(
        ["psql", "-q", "-X", base.place],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    block.stdin.write(b"BEGIN; LOCK TABLE piece; SELECT 1;\n")
    block.stdin.flush()
    block.stdout.readline()
    process = subprocess.Popen([TRACTION, "import", *map(str, FILES[2:4])],
                               env=base.env, stderr=subprocess.PIPE,
                               stdout=subprocess.DEVNULL)
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = " \
        f"'{name}' AND application_name = 'traction' AND wait_event = " \
        "'relation'"
    for _ in range(100):
        if server.sql("postgres", waiting) == ["1"]:
            break
    server.again("restart")
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 3
    assert b"lost the connection" in said and b"try again" in said
    block.kill()
    block.communicate()
    assert base.info()["files"] == 2
    base.run("import", *FILES[2:4])
    base.run("db", "verify")


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q", *sys.argv[1:]]))
