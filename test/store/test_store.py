"""The practice store from outside: what `traction import` and `traction db`
promise, also when they are killed, the file is damaged or the key is wrong."""
import gzip
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import zipfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TRACTION = os.environ.get("TRACTION", str(ROOT / "build" / "traction"))
KILL = os.environ.get("TRACTION_KILL_MODULE")
DAY = ROOT / "examples" / "day"
CLEAN = ROOT / "test" / "conformance" / "clean"
FILES = [DAY / "claims-1-morning.837", DAY / "claims-2-afternoon.837",
         DAY / "notes.ndjson", ROOT / "examples" / "remit" / "claims.837",
         ROOT / "examples" / "remit" / "remit.835", CLEAN / "277ca.x12",
         CLEAN / "999.x12", CLEAN / "ta1.x12", CLEAN / "837-dependent.x12"]
CANARY = "ZYXCANARYQW"


class Home:
    """A folder with the data of one user."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.store = self.data / "traction" / "store" / "practice.db"
        self.key = self.data / "traction" / "key"
        self.env = {name: value for name, value in os.environ.items()
                    if not name.startswith("TRACTION_DB")}
        self.env.pop("TRACTION_DB", None)
        self.env["XDG_DATA_HOME"] = str(self.data)

    def run(self, *arguments, status=0, data=None, **env):
        result = subprocess.run(
            [TRACTION, *map(str, arguments)], input=data, timeout=120,
            env={**self.env, **env}, capture_output=True, check=False)
        if status is not None:
            assert result.returncode == status, (arguments, result)
        return result

    def report(self, *arguments, status=0, **more):
        result = self.run("import", "--format", "json", *arguments,
                          status=status, **more)
        return json.loads(result.stdout)

    def info(self):
        return json.loads(self.run("db", "info", "--format", "json").stdout)

    def export(self, name):
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        self.run("db", "export", folder)
        return folder

    def clear(self):
        shutil.rmtree(self.data, ignore_errors=True)


@pytest.fixture(name="home")
def make_home(tmp_path):
    return Home(tmp_path)


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


# --- Import -------------------------------------------------------------------

def test_twice_changes_nothing(home):
    first = home.report(*FILES)
    assert first["new"] == len(FILES) and first["complete"]
    assert first["rows"]["claims"] == 49
    before = contents(home.export("before"))
    again = home.report(*FILES)
    assert again["known"] == len(FILES) and again["new"] == 0
    assert [entry["status"] for entry in again["files"]] == \
        ["known"] * len(FILES)
    assert contents(home.export("after")) == before


def test_packed_is_known(home, tmp_path):
    home.report(*FILES[:2], FILES[2])
    packed = tmp_path / "in"
    packed.mkdir()
    (packed / "a.gz").write_bytes(gzip.compress(FILES[0].read_bytes()))
    with zipfile.ZipFile(packed / "b.zip", "w") as archive:
        archive.write(FILES[1], "deep/b.837")
        archive.write(FILES[3], "c.837")
    (packed / "letter.txt").write_text("Dear Sir")
    (packed / "other.json").write_text('{"format": "traction-practice/1"}')
    report = home.report(packed)
    assert (report["known"], report["new"]) == (2, 1)
    assert home.report("-", data=FILES[2].read_bytes())["known"] == 1
    names = [json.loads(line)["name"] for line in
             (home.export("x") / "files.ndjson").read_text().splitlines()]
    assert names[-1] == "c.837"


def test_refusals_are_told_and_leave_no_trace(home, tmp_path):
    for name, content in [("a.pdf", b"%PDF-1.4"), ("b.txt", b"Dear Sir"),
                          ("c.837", b""), ("d.json", b'{"id": '),
                          ("e.json", b'{"format": "other"}'),
                          ("f.x12", (CLEAN / "276.x12").read_bytes())]:
        (tmp_path / name).write_bytes(content)
        result = home.run("import", tmp_path / name, status=3)
        assert b"refused" in result.stderr and name.encode() in result.stderr
    assert home.info()["files"] == 0
    home.run("import", tmp_path / "missing.837", status=3)
    home.run("import", status=2)
    # the good ones of the same call are taken all the same
    report = home.report(tmp_path / "a.pdf", FILES[0], status=3)
    assert (report["refused"], report["new"]) == (1, 1)


def test_faults_are_kept_and_counted(home, tmp_path):
    cut = tmp_path / "cut.837"
    cut.write_bytes(FILES[0].read_bytes()[:5000])
    report = home.report(cut)
    assert report["new"] == 1 and report["faults"] > 0
    kept = home.export("x") / "files" / "00000001.x12"
    assert kept.read_bytes() == cut.read_bytes()


def test_counterparts(home):
    lacking = home.report(FILES[4])["unmatched"]
    assert lacking["remitted_claims_without_claim"]["count"] == 9
    assert "claims_without_note" not in lacking
    lacking = home.report(FILES[3])["unmatched"]
    assert lacking["remitted_claims_without_claim"]["numbers"] == \
        ["1006", "UNKNOWN"]
    text = home.run("import", *FILES).stdout.decode()
    assert "2 remitted claims without a claim: 1006, UNKNOWN" in text


def test_two_at_once(home):
    command = [TRACTION, "import", "--quiet", *map(str, FILES)]
    home.run("import", "--quiet", FILES[0])
    both = [subprocess.Popen(command, env=home.env) for _ in range(2)]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert home.info()["files"] == len(FILES)
    home.run("db", "verify")


# --- Keys ---------------------------------------------------------------------

def test_key(home):
    home.run("import", "--quiet", FILES[0])
    key = home.key.read_text().strip()
    assert home.key.stat().st_mode & 0o777 == 0o600 and len(key) == 64
    home.run("db", "info", TRACTION_DB_KEY=key)
    wrong = home.run("db", "info", status=3, TRACTION_DB_KEY="1" * 64)
    assert b"the key does not open" in wrong.stderr
    home.run("import", FILES[1], status=3, TRACTION_DB_KEY="1" * 64)
    home.run("db", "info", status=2, TRACTION_DB_KEY="short")
    home.key.chmod(0o644)
    open_to_all = home.run("db", "info", status=3)
    assert b"others can read" in open_to_all.stderr
    home.key.rename(home.folder / "moved")
    lost = home.run("import", FILES[1], status=3)
    assert b"without its key" in lost.stderr and not home.key.exists()
    (home.folder / "moved").chmod(0o600)
    home.run("db", "info", "--key-file", home.folder / "moved")
    home.run("db", "info", TRACTION_DB_KEYFILE=str(home.folder / "moved"))
    for result in (wrong, open_to_all, lost):
        assert key.encode() not in result.stdout + result.stderr


def test_no_store(home):
    assert b"there is no store" in home.run("db", "verify", status=3).stderr
    assert not home.data.exists()
    result = home.run("import", "--db", "postgresql://u:secret@h/d", FILES[0],
                      status=2)
    assert b"secret" not in result.stderr


def test_names_are_nowhere_in_clear(home, tmp_path):
    for number, source in enumerate([FILES[0], FILES[2], FILES[4]]):
        text = source.read_text().replace("LAMONT", CANARY)
        text = text.replace("Patient", CANARY).replace("DOE", CANARY)
        assert CANARY in text
        (tmp_path / f"{number}.txt").write_text(text)
    given = sorted(tmp_path.glob("?.txt"))
    if KILL:  # at its last write: the log stays
        count = tmp_path / "count"
        home.run("import", *given, LD_PRELOAD=KILL, KILL_COUNT=str(count))
        home.clear()
        at = int(count.read_text()) * 2 // 3
        home.run("import", *given, status=None, LD_PRELOAD=KILL,
                 KILL_AT=str(at))
        assert home.store.with_name("practice.db-wal").stat().st_size > 0
        for path in home.data.rglob("*"):
            assert path.is_dir() or CANARY.encode() not in path.read_bytes()
    home.run("import", *given)
    home.run("db", "backup", home.data / "backup.db")
    for path in home.data.rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes()
    found = [path for path, content in contents(home.export("x")).items()
             if CANARY.encode() in content]
    assert len(found) >= 4  # what searches is able to find


# --- Export, rebuild, backup --------------------------------------------------

def test_export_and_back(home, tmp_path):
    home.run("import", *FILES)
    one = home.export("one")
    manifest = json.loads((one / "traction-export.json").read_text())
    for table in manifest["tables"]:
        lines = (one / table["path"]).read_text().splitlines()
        for line in lines:
            assert list(json.loads(line)) == list(table["columns"])
    entries = [json.loads(line)
               for line in (one / "files.ndjson").read_text().splitlines()]
    assert len(entries) == len(FILES)
    for entry, source in zip(entries, FILES):
        assert (one / entry["path"]).read_bytes() == source.read_bytes()
    other = Home(tmp_path / "other")
    other.folder.mkdir()
    assert other.report(one)["new"] == len(FILES)
    assert contents(other.export("two")) == contents(one)
    home.run("db", "export", one, status=3)
    # an export that was changed is not taken for what it was
    path = one / entries[0]["path"]
    path.write_bytes(path.read_bytes().replace(b"98940", b"98941"))
    other.clear()
    result = other.run("import", one, status=3)
    assert b"SHA-256" in result.stderr
    assert other.info()["files"] == len(FILES) - 1


def test_rebuild_gives_the_same(home):
    home.run("import", *FILES)
    before = contents(home.export("before"))
    home.run("db", "rebuild")
    assert contents(home.export("after")) == before


def test_backup_and_restore(home):
    home.run("import", *FILES[:4])
    backup = home.folder / "backup.db"
    home.run("db", "backup", backup)
    before = contents(home.export("before"))
    home.run("db", "backup", backup, status=3)
    home.run("db", "backup", "--force", backup)
    assert backup.stat().st_mode & 0o077 == 0
    home.run("import", *FILES[4:])
    refused = home.run("db", "restore", backup, status=3)
    assert b"--force" in refused.stderr
    assert home.info()["files"] == len(FILES)
    home.run("db", "restore", "--force", backup)
    assert contents(home.export("after")) == before
    assert home.store.with_name("practice.db.old").exists()
    # a store that cannot be opened any more
    home.store.write_bytes(b"\0" * 8192)
    home.run("db", "info", status=3)
    home.run("db", "restore", "--force", backup)
    assert contents(home.export("after")) == before
    # a backup that is damaged replaces nothing
    damaged = bytearray(backup.read_bytes())
    damaged[len(damaged) // 2] ^= 0x40
    backup.write_bytes(damaged)
    home.run("db", "restore", "--force", backup, status=3)
    assert contents(home.export("after")) == before
    left = {path.name for path in home.store.parent.iterdir()}
    assert not any(".part" in name for name in left), left


# --- Damage -------------------------------------------------------------------

def test_damage_is_found_and_told(home):
    home.run("import", *FILES)
    good = home.store.read_bytes()
    chance = random.Random(11)
    missed = []
    for _ in range(40):
        damaged = bytearray(good)
        at = chance.randrange(len(damaged))
        damaged[at] ^= 1 << chance.randrange(8)
        home.store.write_bytes(damaged)
        result = home.run("db", "verify", status=None)
        assert result.returncode in (0, 3), result
        assert result.stderr or result.returncode == 0
        if result.returncode == 0:
            missed.append(at)
    assert missed == []
    for size in (0, 1, 100, 4096, len(good) // 2, len(good) - 4096):
        home.store.write_bytes(good[:size])
        result = home.run("db", "verify", status=None)
        assert result.returncode == 3 or size == 0, (size, result)
        home.run("db", "export", home.folder / f"x{size}", status=None)
    home.store.write_bytes(good)
    home.run("db", "verify")


# --- Crashes ------------------------------------------------------------------

def kill_points(home, tries, *arguments):
    """Numbers of calls at which to die, spread over the whole run."""
    count = home.folder / "count"
    home.run(*arguments, LD_PRELOAD=KILL, KILL_COUNT=str(count))
    total = int(count.read_text())
    assert total > tries
    chance = random.Random(5)
    early = list(range(1, min(20, total)))
    return sorted(set(early + chance.sample(range(1, total), tries)))


def killed(home, at, *arguments):
    result = home.run(*arguments, status=None, LD_PRELOAD=KILL,
                      KILL_AT=str(at))
    assert result.returncode == -signal.SIGKILL, (at, result)


@pytest.mark.skipif(not KILL, reason="nothing to kill with")
def test_killed_import_is_taken_up_again(home, tmp_path):
    source = Home(tmp_path / "source")
    source.folder.mkdir()
    source.run("import", *FILES)
    export = source.export("export")
    wanted = contents(export)
    entries = wanted["files.ndjson"].splitlines()
    for at in kill_points(home, 40, "import", export):
        home.clear()
        killed(home, at, "import", export)
        if home.store.exists() and home.store.stat().st_size > 0 or \
                home.store.with_name("practice.db-wal").exists():
            # whole files in their order, or no store yet
            result = home.run("db", "verify", status=None)
            if result.returncode == 0:
                there = contents(home.export("part"))
                files = there["files.ndjson"].splitlines()
                assert files == entries[:len(files)], at
            else:
                assert b"open it once for writing" in result.stderr, (
                    at, result)
        home.run("import", "--quiet", export)
        home.run("db", "verify", "--quiet")
        if at % 4 == 0:
            assert contents(home.export("again")) == wanted, at


@pytest.mark.skipif(not KILL, reason="nothing to kill with")
def test_nothing_committed_is_lost_by_many_kills(home, tmp_path):
    source = Home(tmp_path / "source")
    source.folder.mkdir()
    source.run("import", *FILES)
    export = source.export("export")
    chance, files, rounds = random.Random(3), 0, 0
    home.run("import", "--quiet", FILES[0])
    home.run("db", "info")
    while files < len(FILES) and rounds < 60:
        result = home.run("import", export, status=None, LD_PRELOAD=KILL,
                          KILL_AT=str(chance.randrange(20, 60)))
        there = home.info()["files"]
        assert there >= files
        files, rounds = there, rounds + 1
        if result.returncode == 0:
            break
    assert files == len(FILES) and rounds > 2
    home.run("db", "verify")


@pytest.mark.skipif(not KILL, reason="nothing to kill with")
@pytest.mark.parametrize("what", ["rebuild", "backup", "restore"])
def test_killed_otherwise(home, what):
    home.run("import", *FILES)
    before = contents(home.export("before"))
    backup = home.folder / "backup.db"
    home.run("db", "backup", backup)
    call = {"rebuild": ["db", "rebuild"],
            "backup": ["db", "backup", "--force", backup],
            "restore": ["db", "restore", "--force", backup]}[what]
    for at in kill_points(home, 12, *call):
        killed(home, at, *call)
        if what == "rebuild":
            home.run("db", "verify", "--quiet")
        if what == "restore" and not home.store.exists():
            # between the old one put aside and the new one in its place
            assert home.store.with_name("practice.db.old").exists()
        home.run(*call)
        home.run("db", "verify", "--quiet")
        assert home.info()["files"] == len(FILES)
    assert contents(home.export("after")) == before


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-q", *sys.argv[1:]]))
