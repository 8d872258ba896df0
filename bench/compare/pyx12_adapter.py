#!/usr/bin/python3
"""pyx12 on many files: a checkout as the argument, file names on standard
input, one JSON object a file on standard output: what it said of the file, and
whether it stopped with an error of its own."""

import json
import logging
import re
import sys

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import pyx12.errors  # noqa: E402
import pyx12.map_if  # noqa: E402
import pyx12.params  # noqa: E402
import pyx12.x12n_document  # noqa: E402


class Keep(logging.Handler):
    """Collects what the validator logs."""

    def emit(self, record):
        text = record.getMessage()
        if record.levelno >= logging.ERROR and "create 999" not in text:
            KEPT.append(re.sub(r"Line:\d+ ", "", text))


KEPT = []


def once(function):
    """Reading a map takes longer than a file; the maps do not change."""
    known = {}

    def load(name, *rest):
        if name not in known:
            known[name] = function(name, *rest)
        return known[name]
    return load


def main():
    log = logging.getLogger("pyx12")
    log.propagate = False
    log.addHandler(Keep())
    param = pyx12.params.params()
    if "--reuse-maps" in sys.argv:
        pyx12.map_if.load_map_file = once(pyx12.map_if.load_map_file)
    for line in sys.stdin:
        name, crash, valid = line.rstrip("\n"), "", True
        KEPT.clear()
        try:
            valid = pyx12.x12n_document.x12n_document(
                param=param, src_file=name, fd_997=None, fd_html=None)
        except (pyx12.errors.X12Error, pyx12.errors.EngineError) as e:
            KEPT.append("refused: %s" % e)
        except Exception as e:  # whatever it is, it is the answer
            crash = "%s: %s" % (type(e).__name__, e)
        said = list(KEPT)
        if not valid and not said:
            said = ["not valid"]
        print(json.dumps({"file": name, "said": said, "crash": crash}),
              flush=True)


main()
