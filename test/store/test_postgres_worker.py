"""Workers on one queue: that they share the work, that one that is killed in
the middle of it loses and doubles nothing, and that the sums are those of one
process alone."""
import json
import signal
import subprocess
import sys

import pytest

from test_postgres import KEY, Base
from test_store import FILES, KILL, ROOT, TRACTION, Home

TODAY = ["--today", "2026-06-30"]


def generate(folder, seed):
    """A practice of some months, in files."""
    subprocess.run([sys.executable, str(ROOT / "test/audit/practice/generate"),
                    str(folder), "--doctors", "3", "--years", "1", "--claims",
                    "300", "--seed", str(seed)], check=True, timeout=120,
                   capture_output=True)
    return [folder / "claims", folder / "notes", folder / "remits"]


@pytest.fixture(name="alone", scope="module")
def make_alone(tmp_path_factory):
    """What is imported, and the sums of one process over a store in a file."""
    folder = tmp_path_factory.mktemp("alone")
    given = [*FILES[:4], *generate(folder / "practice", 4)]
    home = Home(folder)
    home.env["TRACTION_DB_KEY"] = KEY
    home.run("import", *given)
    planned = home.run("worker", "plan", *TODAY).stdout.decode()
    assert " 0 to be done again" in planned
    home.run("worker", "--once")
    state = status(home)
    assert state["complete"] and state["shards"] > 12
    assert state["sums"]["totals"]["claims"] == home.info()["claims"]
    assert len(state["sums"]["rows"]) > 20
    assert float(state["sums"]["totals"]["paid"]) > 1000
    return given, state


def status(home):
    return json.loads(
        home.run("worker", "status", "--format", "json").stdout)


def worker(home, *arguments, **env):
    return subprocess.Popen([TRACTION, "worker", "--once", *arguments],
                            env={**home.env, **env},
                            stderr=subprocess.PIPE)


def name_of(home):
    return home.place.split("@/")[1].split("?")[0]


def rows_held(server, home):
    """Shards that some worker holds."""
    waiting = "SELECT practice FROM work_shard WHERE done IS NULL"
    free = server.sql(name_of(home), waiting + " FOR UPDATE SKIP LOCKED")
    return len(server.sql(name_of(home), waiting)) - len(free)


@pytest.fixture(name="filled")
def make_filled(alone, tmp_path, place):
    home = Base(tmp_path, place)
    home.run("import", *alone[0])
    home.run("worker", "plan", *TODAY)
    return home


def test_one_of_three_is_killed_in_its_shard(server, filled, alone):
    """All three stand in a shard of their own, waiting for the bytes of a file;
    then one is killed."""
    reader = subprocess.Popen(["psql", "-q", "-X", filled.place],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    reader.stdin.write(b"BEGIN; LOCK TABLE piece; SELECT 1;\n")
    reader.stdin.flush()
    reader.stdout.readline()
    workers = [worker(filled, "--months", "1") for _ in range(3)]
    for _ in range(100):
        if rows_held(server, filled) == 3:
            break
    assert rows_held(server, filled) == 3
    assert status(filled)["done"] == 0
    workers[0].send_signal(signal.SIGKILL)
    assert workers[0].wait(timeout=10) == -signal.SIGKILL
    reader.stdin.write(b"COMMIT;\n")
    reader.stdin.close()
    assert reader.wait(timeout=10) == 0
    reader.stdout.close()
    for one in workers[1:]:
        assert one.communicate(timeout=120)[1] == b"" and one.returncode == 0
    assert status(filled) == alone[1]
    who = server.sql(name_of(filled), "SELECT DISTINCT worker FROM work_shard")
    assert 1 <= len(who) <= 2
    assert not any(name.endswith(f":{workers[0].pid}") for name in who)


@pytest.mark.skipif(not KILL, reason="nothing to kill with")
def test_killed_at_any_word(server, filled, alone, tmp_path):
    """A worker is killed at some word to the server: at its taking of a shard,
    in the middle of it, at its commit. The next one goes on."""
    count = tmp_path / "count"
    filled.run("worker", "status", LD_PRELOAD=KILL, KILL_COUNT=str(count))
    begin = int(count.read_text())
    filled.run("worker", "--once", "--months", "1", LD_PRELOAD=KILL,
               KILL_COUNT=str(count))
    whole = int(count.read_text())
    assert status(filled) == alone[1]
    filled.run("worker", "plan", "--again")
    assert status(filled)["done"] == 0
    a_shard = (whole - begin) // alone[1]["shards"]
    assert a_shard > 6
    seen = set()
    for step in range(8):
        at = begin + step * a_shard // 4 + step % 2
        result = filled.run("worker", "--once", "--months", "1", status=None,
                            LD_PRELOAD=KILL, KILL_AT=str(at))
        assert result.returncode == -signal.SIGKILL, at
        state = status(filled)
        assert state["sums"]["totals"]["claims"] == state["claims_done"]
        seen.add(state["done"])
    assert len(seen) > 1  # some were killed after a shard, some in their first
    rest = [worker(filled), worker(filled)]
    for one in rest:
        assert one.communicate(timeout=120)[1] == b"" and one.returncode == 0
    assert status(filled) == alone[1]


def test_commands_find_the_same(filled, alone, tmp_path):
    lite = Home(tmp_path / "lite")
    lite.env["TRACTION_DB_KEY"] = KEY
    lite.folder.mkdir()
    lite.run("import", *alone[0])
    file = sorted(alone[0][-2].parent.glob("claims/*.837"))[-1]
    for call in (["audit", "--format", "json", *TODAY],
                 ["check", "--format", "ndjson", *TODAY, "--db"],
                 ["replay", "--format", "json", "--as-if", "2027-01-01",
                  *TODAY]):
        said = []
        for home in (filled, lite):
            place = getattr(home, "place", str(lite.store))
            rest = [place, file] if call[-1] == "--db" else []
            said.append(home.run(*call, *rest, status=None))
        assert said[0].stdout == said[1].stdout and len(said[0].stdout) > 900
        assert said[0].returncode == said[1].returncode < 2, said[0].stderr


def test_planning(server, filled, tmp_path):
    again = filled.run("worker", "plan").stdout.decode()
    assert " 0 new, 0 to be done again" in again
    filled.run("worker", "--once")
    before = status(filled)
    assert before["today"] == "2026-06-30"  # that of the first planning
    # more claims of months that are done: those are done again
    filled.run("import", generate(tmp_path / "more", 5)[0])
    planned = filled.run("worker", "plan").stdout.decode()
    assert " 0 to be done again" not in planned
    assert status(filled)["done"] < before["done"]
    filled.run("worker", "--once")
    after = status(filled)
    assert after["complete"] and after["claims"] == before["claims"] + 300
    assert after["sums"]["totals"]["claims"] == after["claims_done"]
    # other rules are another run, of which there is none yet
    packs = tmp_path / "packs"
    packs.mkdir()
    source = next((ROOT / "packs").rglob("TRB0101-*.yaml"))
    (packs / source.name).write_text(source.read_text().replace(
        "severity: error", "severity: warning"))
    result = filled.run("worker", "--once", "--packs", packs, status=3)
    assert b"no work is planned" in result.stderr
    filled.run("worker", "plan", "--packs", packs, *TODAY)
    filled.run("worker", "--once", "--packs", packs)
    assert status(filled) == after
    runs = server.sql(name_of(filled), "SELECT count(*) FROM work_run")
    assert runs == ["2"]


def test_a_damaged_file_stops_nobody_else(server, filled):
    server.sql(name_of(filled), "UPDATE piece SET body = set_byte(body, 30, "
               "255 - get_byte(body, 30)) WHERE file = 4")
    result = filled.run("worker", "--once", "--months", "1", status=3)
    assert b"put aside" in result.stderr
    state = status(filled)
    assert state["aside"] > 0 and state["done"] > 0
    assert state["aside"] + state["done"] == state["shards"]
    text = filled.run("worker", "status").stdout.decode()
    assert "put aside until" in text
    filled.run("worker", "plan")
    assert status(filled)["aside"] == 0


def test_usage(filled):
    for arguments in (["nonsense"], ["plan", "more"], ["--months", "0"],
                      ["--months", "x"], ["--months", "121"]):
        filled.run("worker", *arguments, status=2)


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q", *sys.argv[1:]]))
