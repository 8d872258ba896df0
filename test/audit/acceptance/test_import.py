"""Everything a practice sent and received goes into its store."""


def test_import_takes_all(planted):
    rows, truth = planted.report["rows"], planted.truth
    assert planted.report["complete"]
    assert rows["claims"] == truth["claims"] == rows["notes"]
    assert rows["lines"] == truth["lines"]
    assert rows["payments"] == truth["remits"]["payments"]
    unmatched = planted.report["unmatched"]
    assert all(kind["count"] == 0 for kind in unmatched.values()), unmatched


def test_again_changes_nothing(planted):
    again = planted.load()
    assert again["new"] == 0 and again["known"] == planted.report["new"]


def test_store_is_whole(planted):
    planted.run("db", "verify", "--db", planted.db)
