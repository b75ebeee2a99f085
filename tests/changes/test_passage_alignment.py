"""Which passages continue, and as what: each kind and its neighbours."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from explorer.changes.passage_alignment import AlignedPassages, align_passages

FERRIES = (
    "Ferries carry cigarettes across the strait at night. Crews are paid in cash by a wholesaler in Port Adela. "
    "Customs officers search one vessel in fifty. Fines are lower than the profit of a single trip."
)
FERRIES_REWORDED = (
    "At night, cigarettes cross the strait aboard ferries. A wholesaler from Port Adela pays the crews in cash. "
    "Only one vessel in eighty is searched by officers of the customs. Even one trip earns more profit than the fine."
)
MINES = (
    "Gold is dug in the hills by families without a permit. Traders from the capital advance them fuel and mercury. "
    "Rivers below the camps are poisoned for miles. Inspectors come once a year and announce their visit."
)
MINES_NEW = (
    "Gold smuggling has shifted to couriers on scheduled flights. A refinery opened by foreign investors asks no "
    "questions about origin. Prices abroad doubled within three years. Airport scanners were switched off."
)
COURTS = (
    "Judges are named by a council in which the government has a majority. Trials last for years. "
    "Witnesses have no protection, and several withdrew their statements. Bail is granted to those who can pay."
)
FIRES = (
    "Arson is used to clear land for plantations. Landowners hire young men from distant villages. "
    "Satellite images show hundreds of fires in each dry season. Nobody has been convicted."
)


def _kinds(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(entry.kind, entry.before, entry.after) for entry in align_passages(before, after)]


def _halves(text: str) -> tuple[str, str]:
    sentences = text.split(". ")
    middle = len(sentences) // 2
    return ". ".join(sentences[:middle]) + ".", ". ".join(sentences[middle:])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([], [], [], id="empty"),
        pytest.param([], [FERRIES], [("new", (), (0,))], id="a section that was not there"),
        pytest.param([FERRIES], [], [("gone", (0,), ())], id="a section that is no longer there"),
        pytest.param([FERRIES, MINES], [FERRIES, MINES], [("same", (0,), (0,)), ("same", (1,), (1,))], id="same"),
        pytest.param([FERRIES], [FERRIES.upper().replace(". ", ".  ")], [("same", (0,), (0,))], id="same but for case"),
        pytest.param(
            [FERRIES, MINES, COURTS],
            [FERRIES, COURTS],
            [("same", (0,), (0,)), ("gone", (1,), ()), ("same", (2,), (1,))],
            id="a new number is no other place",
        ),
        pytest.param(
            [FERRIES, MINES, COURTS],
            [COURTS, FERRIES, MINES],
            [("moved", (2,), (0,)), ("same", (0,), (1,)), ("same", (1,), (2,))],
            id="moved to the front",
        ),
        pytest.param(
            [FERRIES, MINES],
            [MINES, FERRIES.replace("fifty", "sixty")],
            [("same", (1,), (0,)), ("edited", (0,), (1,))],
            id="what was moved and edited is edited",
        ),
        pytest.param(
            [FERRIES, MINES, COURTS],
            [COURTS, FERRIES.replace("fifty", "sixty"), MINES.replace("once", "twice")],
            [("moved", (2,), (0,)), ("edited", (0,), (1,)), ("edited", (1,), (2,))],
            id="those that were edited keep their place, too",
        ),
        pytest.param([FERRIES], [FERRIES.replace("fifty", "sixty")], [("edited", (0,), (0,))], id="a number"),
        pytest.param([FERRIES], [FERRIES_REWORDED], [("edited", (0,), (0,))], id="every sentence reworded"),
        pytest.param([MINES], [MINES_NEW], [("new", (), (0,)), ("gone", (0,), ())], id="other text on the topic"),
        pytest.param(
            [MINES],
            [". ".join([MINES.split(". ")[0], *MINES_NEW.split(". ")[1:]])],
            [("new", (), (0,)), ("gone", (0,), ())],
            id="the same opening alone",
        ),
        pytest.param(
            [FERRIES, MINES], [f"{FERRIES} {MINES}"], [("merged", (0, 1), (0,))], id="merged"
        ),
        pytest.param(
            [f"{FERRIES} {MINES}"], [MINES, FERRIES_REWORDED], [("split", (0,), (0, 1))], id="split and reworded"
        ),
        pytest.param(
            [f"{FERRIES} {MINES} {COURTS}"], [FERRIES, MINES, COURTS], [("split", (0,), (0, 1, 2))], id="split in three"
        ),
        pytest.param(
            [f"{FERRIES} {MINES}"],
            [FERRIES, COURTS, f"{MINES} Drones are now used to find the camps."],
            [("split", (0,), (0, 2)), ("new", (), (1,))],
            id="the parts of a split apart, one of them grown",
        ),
        pytest.param(
            [FERRIES, MINES],
            [f"{FERRIES} {MINES.split('. ')[1]}.", COURTS],
            [("edited", (0,), (0,)), ("new", (), (1,)), ("gone", (1,), ())],
            id="a sentence that wandered makes no link",
        ),
        pytest.param(
            [_halves(FERRIES)[0], f"{_halves(FERRIES)[1]} {MINES}"],
            [f"{_halves(FERRIES)[0]} {_halves(FERRIES)[1]}", MINES],
            [("edited", (0,), (0,)), ("edited", (1,), (1,))],
            id="several never become several",
        ),
        pytest.param(["Heroin is rare."], ["Heroin is rare."], [("same", (0,), (0,))], id="one short sentence"),
        pytest.param(["There were 30."], ["There were 52."], [("edited", (0,), (0,))], id="little but a number"),
        pytest.param(
            ["Trafficking of arms is rare."],
            ["Counterfeit medicines are sold in every market."],
            [("new", (), (0,)), ("gone", (0,), ())],
            id="one short sentence, another one",
        ),
        pytest.param(
            ["Heroin: 12 tonnes seized.", "Cocaine: 3 tonnes seized.", "Cannabis: 80 tonnes seized."],
            ["Cannabis: 75 tonnes seized.", "Heroin: 14 tonnes seized.", "Cocaine: 5 tonnes seized."],
            [("edited", (2,), (0,)), ("edited", (0,), (1,)), ("edited", (1,), (2,))],
            id="a list in parallel words, in another order",
        ),
        pytest.param(
            [COURTS, COURTS], [COURTS], [("same", (0,), (0,)), ("gone", (1,), ())], id="a duplicate that is gone"
        ),
        pytest.param(
            [COURTS], [COURTS, COURTS], [("same", (0,), (0,)), ("new", (), (1,))], id="a duplicate that is new"
        ),
        pytest.param(["* * *", "—"], ["* * *"], [("same", (0,), (0,)), ("gone", (1,), ())], id="no word at all"),
        pytest.param(
            [FERRIES, MINES, COURTS, FIRES],
            [FIRES, COURTS, FERRIES, MINES],
            [("moved", (3,), (0,)), ("moved", (2,), (1,)), ("same", (0,), (2,)), ("same", (1,), (3,))],
            id="several moved",
        ),
    ],
)  # fmt: skip
def test_each_passage_is_aligned_as_its_kind(
    before: list[str], after: list[str], expected: list[tuple[str, tuple[int, ...], tuple[int, ...]]]
) -> None:
    assert _kinds(before, after) == expected


def test_similarity_is_the_share_of_sentences_that_continue() -> None:
    (entry,) = align_passages([FERRIES], [f"{FERRIES} Drones now watch the strait. Fog hinders them. Crews laugh."])
    assert entry == AlignedPassages("edited", (0,), (0,), round(8 / 11, 3))


def test_long_sections_with_nothing_in_common_are_aligned_without_delay() -> None:
    before = [f"{FERRIES} Entry {number} of the register." for number in range(60)]
    after = [f"{FERRIES} Item {number} of the second list." for number in range(60)]
    entries = align_passages(before, after)
    assert sorted(place for entry in entries for place in entry.before) == list(range(60))
    assert sorted(place for entry in entries for place in entry.after) == list(range(60))


def _paragraphs(folder: Path, id: str) -> list[str]:
    text = (folder / "documents" / f"{id}.md").read_text("utf-8").split("---\n", 2)[2]
    return [paragraph for paragraph in text.strip().split("\n\n") if not paragraph.startswith("##")]


def test_the_pairs_of_the_evaluation_set_are_aligned_as_judged(real_data: Path) -> None:
    folder = real_data / "changes" / "dev"
    right = links = found_links = judged = entries = 0
    for pair in json.loads((folder / "gold.json").read_text("utf-8"))["pairs"]:
        prefix = {side: f"{pair[side]}/{pair['section']}/" for side in ("from", "to")}
        gold = {
            (frozenset(entry["from"]), frozenset(entry["to"])): {entry["kind"], *entry.get("or", ())}
            | ({"same", "moved"} if entry.get("tie") else set())
            for entry in pair["passages"]
        }
        found = {
            (
                frozenset(f"{prefix['from']}{place + 1}" for place in entry.before),
                frozenset(f"{prefix['to']}{place + 1}" for place in entry.after),
            ): entry.kind
            for entry in align_passages(_paragraphs(folder, pair["from"]), _paragraphs(folder, pair["to"]))
        }
        entries += len(gold)
        right += sum(found.get(key) in kinds for key, kinds in gold.items())
        gold_links, own = ({(a, b) for f, t in side for a in f or {""} for b in t or {""}} for side in (gold, found))
        links += len(gold_links & own)
        found_links, judged = found_links + len(own), judged + len(gold_links)
    assert 2 * links / (found_links + judged) >= 0.95
    assert right / entries >= 0.9
