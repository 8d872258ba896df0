"""Two practices of years, one with habits and its clean twin, each generated
once and imported into a store of its own."""
import json
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
TRACTION = os.environ.get("TRACTION", str(ROOT / "build" / "traction"))
GENERATE = ROOT / "test" / "audit" / "practice" / "generate"
CLAIMS = 3000
TODAY = "2026-11-01"


class Practice:
    """The files of a practice, what is true of them, and its store."""

    def __init__(self, folder, *options):
        self.folder = pathlib.Path(folder)
        self.files = self.folder / "files"
        subprocess.run([sys.executable, GENERATE, self.files, "--claims",
                        str(CLAIMS), "--years", "2", "--start", "2022-10",
                        *options], check=True, stdout=subprocess.DEVNULL)
        self.truth = json.loads((self.files / "truth.json").read_text())
        self.db = self.folder / "practice.db"
        self.env = {name: value for name, value in os.environ.items()
                    if not name.startswith("TRACTION_DB")}
        self.env["XDG_DATA_HOME"] = str(self.folder / "data")

    def run(self, *arguments, status=0):
        result = subprocess.run([TRACTION, *map(str, arguments)],
                                env=self.env, capture_output=True,
                                timeout=300, check=False)
        assert status is None or result.returncode in (
            status if isinstance(status, tuple) else (status,)), \
            (arguments, result.returncode, result.stderr[-2000:])
        return result

    def json(self, *arguments, status=0):
        return json.loads(self.run(*arguments, status=status).stdout)

    def load(self):
        return self.json("import", "--db", self.db, "--format", "json",
                         self.files / "claims", self.files / "notes",
                         self.files / "remits")

    def provider(self, habit):
        return next(h["provider"] for h in self.truth["habits"]
                    if h["habit"] == habit)


@pytest.fixture(scope="session")
def planted(tmp_path_factory):
    practice = Practice(tmp_path_factory.mktemp("planted"))
    practice.report = practice.load()
    return practice


@pytest.fixture(scope="session")
def clean(tmp_path_factory):
    practice = Practice(tmp_path_factory.mktemp("clean"), "--habits", "none")
    practice.report = practice.load()
    return practice
