"""Runs of a program with what they cost: seconds of wall clock and the peak of
memory, as the kernel counts them."""
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BULK = os.path.join(ROOT, "test", "accuracy", "bulk.py")
TODAY = "2026-06-30"


def find_traction():
    for path in [os.environ.get("TRACTION"),
                 os.path.join(ROOT, "build", "traction")]:
        if path and os.access(path, os.X_OK):
            return path
    sys.exit("no traction program; build it or set TRACTION")


def generate(count, path):
    """Make a file of claims; returns how many of them are faulty."""
    done = subprocess.run([sys.executable, BULK, str(count), path],
                          stdout=subprocess.PIPE, text=True, check=True)
    return int(re.search(r"(\d+) faulty", done.stdout).group(1))


def run(command, **options):
    """(seconds, peak bytes, exit status) of one run. The kernel counts from
    what this interpreter has, some 10 MiB: no peak is said to be less."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    return seconds, usage.ru_maxrss * 1024, process.returncode


def check(traction, path, output=os.devnull):
    """One run of `traction check`; 1 is its status where claims have errors."""
    command = [traction, "check", "--quiet", "--today", TODAY,
               "--format", "ndjson", "--output", output, path]
    seconds, peak, status = run(command)
    if status not in (0, 1):
        sys.exit("%s: exit %d" % (" ".join(command), status))
    return seconds, peak


def stated_history(traction, path):
    """Bytes of history that `--stats` says a file leaves, and claims with an
    error in it."""
    done = subprocess.run(
        [traction, "check", "--quiet", "--stats", "--today", TODAY,
         "--format", "ndjson", path], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        sys.exit("traction: exit %d" % done.returncode)
    history = int(re.search(r"^history +(\d+) bytes", done.stderr,
                            re.MULTILINE).group(1))
    faulty = int(re.search(r'"claims_with_errors":(\d+)',
                           done.stdout.splitlines()[-1]).group(1))
    return history, faulty
