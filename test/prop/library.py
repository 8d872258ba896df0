"""libtraction through ctypes: feed bytes, get findings as dictionaries."""
import ctypes
import json
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PATH = os.environ.get("TRACTION_LIBRARY",
                      str(ROOT / "build" / "libtraction.so"))


class Options(ctypes.Structure):
    _fields_ = [("today", ctypes.c_char_p), ("select", ctypes.c_char_p),
                ("ignore", ctypes.c_char_p)]


lib = ctypes.CDLL(PATH)
lib.tr_rules_open.restype = ctypes.c_void_p
lib.tr_checker_new.restype = ctypes.c_void_p
lib.tr_checker_new.argtypes = [ctypes.c_void_p, ctypes.POINTER(Options)]
lib.tr_checker_feed.argtypes = [ctypes.c_void_p, ctypes.c_char_p,
                                ctypes.c_char_p, ctypes.c_size_t]
lib.tr_checker_next.restype = ctypes.c_char_p
lib.tr_checker_next.argtypes = [ctypes.c_void_p]
lib.tr_checker_summary.restype = ctypes.c_char_p
lib.tr_checker_summary.argtypes = [ctypes.c_void_p]
lib.tr_checker_free.argtypes = [ctypes.c_void_p]

RULES = lib.tr_rules_open()


def check_pieces(pieces, name=b"a.837", today=b"2026-06-30", select=None):
    """The lines of NDJSON, as bytes, of a file that comes in pieces."""
    options = Options(today, select, None)
    checker = lib.tr_checker_new(RULES, ctypes.byref(options))
    assert checker
    lines = []

    def take():
        while (line := lib.tr_checker_next(checker)) is not None:
            lines.append(line)

    try:
        for piece in pieces:
            assert lib.tr_checker_feed(checker, name, piece, len(piece)) == 0
            take()
        assert lib.tr_checker_feed(checker, None, None, 0) == 0
        take()
        lines.append(lib.tr_checker_summary(checker))
    finally:
        lib.tr_checker_free(checker)
    return lines


def check(data, **more):
    return check_pieces([data], **more)


def parsed(lines):
    """Findings and the summary; every line must be one JSON object."""
    found = [json.loads(line) for line in lines]
    assert found[-1]["type"] == "summary"
    assert all(f["type"] == "finding" for f in found[:-1])
    return found[:-1], found[-1]
