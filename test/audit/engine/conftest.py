"""A small practice of years with habits and its clean twin, each in a store of
its own, and what `traction audit` says of it."""
import json
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
TRACTION = os.environ.get("TRACTION", str(ROOT / "build" / "traction"))
GENERATE = ROOT / "test" / "audit" / "practice" / "generate"
CLAIMS = 1500
TODAY = "2026-11-01"


class Practice:
    def __init__(self, folder, *options):
        self.folder = pathlib.Path(folder)
        files = self.folder / "files"
        subprocess.run([sys.executable, GENERATE, files, "--claims",
                        str(CLAIMS), "--years", "1", "--start", "2024-10",
                        *options], check=True, stdout=subprocess.DEVNULL)
        self.truth = json.loads((files / "truth.json").read_text())
        self.db = self.folder / "practice.db"
        self.env = {name: value for name, value in os.environ.items()
                    if not name.startswith("TRACTION_DB")}
        self.env["XDG_DATA_HOME"] = str(self.folder / "data")
        self.run("import", "--db", self.db, "--quiet", files / "claims",
                 files / "notes", files / "remits")
        self.said = {}

    def run(self, *arguments, status=0):
        result = subprocess.run([TRACTION, *map(str, arguments)], env=self.env,
                                capture_output=True, timeout=120, check=False)
        assert result.returncode == status, (arguments, result.returncode,
                                             result.stderr[-2000:])
        return result

    def audit(self, *options, status=0):
        """Standard output of an audit; asked once."""
        if (options, status) not in self.said:
            self.said[options, status] = self.run(
                "audit", "--db", self.db, "--today", TODAY, *options,
                status=status).stdout
        return self.said[options, status]

    def json(self, *options, status=0):
        return json.loads(self.audit("--format", "json", *options,
                                     status=status))

    def provider(self, habit):
        return next(h["provider"] for h in self.truth["habits"]
                    if h["habit"] == habit)


def value_of(report, measure, provider=None, payer=None, period=None):
    """One value of a measure, or None."""
    values = next(m for m in report["measures"] if m["id"] == measure)
    for value in values["values"]:
        if (value["provider"], value["payer"], value["period"]) == (
                provider, payer, period):
            return value
    return None


@pytest.fixture(scope="session")
def planted(tmp_path_factory):
    return Practice(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="session")
def clean(tmp_path_factory):
    return Practice(tmp_path_factory.mktemp("clean"), "--habits", "none")


@pytest.fixture(scope="session")
def exported(planted):
    folder = planted.folder / "export"
    planted.run("db", "export", "--db", planted.db, folder)
    return folder
