"""Scores in a dossier: change, comparability, ranks with their ties, and caveats."""

from pathlib import Path

import pytest

from explorer.citations.dossier import Dossier, Pin, make_dossier
from explorer.citations.dossier_files import markdown, table
from explorer.citations.styles import STYLES
from explorer.citations.word_file import docx
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.corpus.storage import store_scores
from explorer.model.taxonomy import taxonomy
from tests.citations.conftest import ADDRESS, DAY
from tests.factories import make_profile

AVERAGES = {"criminality": 5.0, "heroin-trade": 6.0}


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    home = Home(tmp_path_factory.mktemp("scored"))
    codes = [country.code for country in taxonomy().countries]
    for edition, more in ((2021, 0.0), (2023, 0.5)):
        scores = {code: {"criminality": 5.0, "heroin-trade": 6.0 + more} for code in codes}
        store_scores(home.scores, [make_profile(f"{code.lower()}-{edition}", scores=scores[code]) for code in codes])
    pins = [Pin("tjk-2023/heroin-trade"), Pin("tjk-2023/criminality"), Pin("tjk-2021/heroin-trade")]
    return make_dossier(Library.open(home), pins, STYLES["chicago"], DAY, ADDRESS)


def test_a_score_has_its_change_and_its_ranks(scored: Dossier) -> None:
    heroin, average, first = (score for _, score in scored.scores)
    assert (heroin.figure, heroin.change_figure, heroin.comparability) == (
        "6.5",
        "+0.5 since 2021 (computed)",
        "comparable",
    )
    assert heroin.rank_lines[0].startswith("1st to 193rd highest of 193 countries, tied with 192 other countries")
    assert heroin.rank_lines[0].endswith("(computed)")
    assert (average.change_figure, average.comparability) == ("±0.00 since 2021 (computed)", "not comparable")
    assert (first.change_figure, first.comparability) == ("n/a", "no change known")


def test_what_is_not_like_for_like_is_a_caveat(scored: Dossier) -> None:
    caveats = " ".join(scored.caveats)
    assert "Criminality was made of 14 indicators in 2021 and of 20 in 2023" in caveats
    assert "2021 is the first edition" in caveats
    assert "marked as computed" in caveats and "span of ranks" in caveats
    assert "It cites the editions 2021, 2023" in caveats


def test_every_file_has_the_table_and_the_caveats(scored: Dossier, tmp_path: Path) -> None:
    from docx import Document

    text = markdown(scored).decode()
    assert "| [^1] | Tajikistan 2023 | Heroin trade | 6.5 | +0.5 since 2021 (computed) | comparable | 1st to" in text
    assert "## Caveats" in text
    (tmp_path / "scores.docx").write_bytes(docx(scored))
    document = Document(str(tmp_path / "scores.docx"))
    assert [cell.text for cell in document.tables[0].rows[2].cells][:6] == [
        "2", "Tajikistan 2023", "Criminality", "5.00", "±0.00 since 2021 (computed)", "not comparable",
    ]  # fmt: skip
    assert "Caveats" in [paragraph.text for paragraph in document.paragraphs]
    assert table(scored).decode("utf-8-sig").splitlines()[0].endswith(",link,score,change,comparable,ranks")
