"""Profiles merged from layers."""

from dataclasses import replace

from explorer.corpus.layers import merge_layers
from explorer.model.profiles import Source
from tests.factories import make_profile

PAGE = make_profile("kgz-2021", {"drugs": ["Tea is sold."]}, scores={"heroin-trade": 7.0})
SCORES = make_profile("kgz-2021", scores={"heroin-trade": 6.0, "cocaine-trade": 2.0, "criminality": 5.33})
DIGEST = make_profile(
    "kgz-2021",
    {"trade": ["Rifles are sold."]},
    text_kind="digest",
    facts={"capital": "Bishkek"},
    source=Source("Kyrgyzstan", url="https://ocindex.net/2021/country/kyrgyzstan"),
)


def test_the_first_text_hides_those_below_it() -> None:
    whole = merge_layers([PAGE, SCORES, DIGEST])
    assert (whole.text_kind, [passage.text for passage in whole.passages()]) == ("full", ["Tea is sold."])


def test_scores_and_facts_are_those_of_the_first_layer_that_has_them() -> None:
    whole = merge_layers([PAGE, SCORES, DIGEST])
    assert whole.scores == {"criminality": 5.33, "cocaine-trade": 2.0, "heroin-trade": 7.0}
    assert next(iter(whole.scores)) == "criminality"
    assert whole.facts == {"capital": "Bishkek"}


def test_scores_alone_take_text_and_source_from_below() -> None:
    whole = merge_layers([SCORES, DIGEST])
    assert (whole.text_kind, whole.sections, whole.source) == ("digest", DIGEST.sections, DIGEST.source)


def test_a_text_has_its_own_source_or_none() -> None:
    assert merge_layers([PAGE, DIGEST]).source == Source()
    own = replace(PAGE, source=Source("Own"))
    assert merge_layers([own, DIGEST]).source == Source("Own")
