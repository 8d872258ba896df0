"""Replay: the same rules change nothing; other rules change what they say."""
import pytest
from conftest import ROOT, TODAY

RULE = ROOT / "packs" / "coding" / "TRC0303-distinct-without-partner.yaml"
WHEN = "when: line.distinct and "
NEVER = "when: line.code == 00000 and line.distinct and "


def replay(practice, *more, status=0):
    return practice.json("replay", "--db", practice.db, "--today", TODAY,
                         "--format", "json", "--exit-code", *more,
                         status=status)


@pytest.mark.parametrize("which", ["planted", "clean"])
def test_same_rules_change_nothing(which, request):
    practice = request.getfixturevalue(which)
    same = replay(practice, "--packs", "shipped", "--packs", "shipped")
    assert same["scope"]["claims"] == practice.truth["claims"]
    assert same["scope"]["notes"] == practice.truth["claims"]
    assert same["before"] == same["after"]
    assert same["claims_changed"] == 0
    for part in ("appear", "vanish"):
        assert same[part]["findings"] == 0
    assert same["by_rule"] == [] and same["claims"] == []


def test_a_rule_taken_away(planted, tmp_path):
    text = RULE.read_text()
    assert WHEN in text
    (tmp_path / RULE.name).write_text(text.replace(WHEN, NEVER))
    places = planted.truth["findings"]["TRC0303"]
    other = replay(planted, "--packs", tmp_path, status=1)
    assert other["appear"]["findings"] == 0
    assert other["vanish"]["findings"] == len(places)
    assert other["claims_changed"] == len({claim for claim, _ in places})
    assert [row["rule"] for row in other["by_rule"]] == ["TRC0303"]
    assert [row["provider"] for row in other["by_provider"]] == \
        [planted.provider("distinct")]
    back = replay(planted, "--packs", tmp_path, "--packs", "shipped",
                  status=1)
    assert back["appear"] == other["vanish"]
    assert back["vanish"]["findings"] == 0
