"""Results as tables: the cells of passages, groups, occurrences, shares and counts."""

from dataclasses import replace

from explorer.charts.table import Table
from explorer.export.tables import (
    concordance_table,
    condition_label,
    distribution_table,
    group_table,
    matrix_table,
    passage_table,
    profile_table,
)
from explorer.model.profiles import Source
from explorer.model.rankings import ChangedScore, ScoreChange
from explorer.search.request import SearchRequest
from explorer.search.result_set import MatchingPassage
from explorer.search.results import HitIndicator, MatchingProfile
from explorer.search.views.concordance import ConcordanceLine
from explorer.search.views.corpus_parts import CHAPTERS, CorpusPart
from explorer.search.views.frequency import Distribution, Share
from explorer.search.views.grouping import grouped
from explorer.search.views.term_matrix import Matrix, MatrixRow, MatrixTerm
from tests.factories import FOUND

HEROIN = HitIndicator("heroin-trade", "Heroin trade", 7.0, 2, ("Heroin",), ((0, 6),))
PASSAGE = MatchingPassage(
    "kgz-2021/drugs/1",
    9.5,
    "words",
    "KGZ",
    2021,
    "drugs",
    1,
    "digest",
    "Heroin comes by lorry.",
    (HEROIN,),
    {"heroin-trade": 7.0},
)
CHAPTER = replace(
    PASSAGE,
    id="ferries-and-the-law/who-is-paid/2",
    code=None,
    edition=None,
    section="who-is-paid",
    paragraph=2,
    text_kind="full",
    indicators=(),
    scores={},
    chapter="Ferries and the law",
    heading="Who is paid",
)
REQUEST = SearchRequest.make("heroin")


def source_of(id: str) -> Source:
    return Source(url=f"https://ocindex.net/{id}")


def headings(table: Table) -> list[str]:
    return [column.label for column in table.columns]


def test_a_passage_has_its_place_text_evidence_scores_and_source() -> None:
    (record,) = passage_table([PASSAGE], source_of).records()
    assert record == {
        "id": "kgz-2021/drugs/1",
        "country": "Kyrgyzstan",
        "code": "KGZ",
        "edition": 2021,
        "section": "Drugs",
        "paragraph": 1,
        "region": "Central Asia and the Caucasus",
        "matched": "words",
        "relevance": 9.5,
        "text_kind": "digest",
        "text": "Heroin comes by lorry.",
        "indicators": "Heroin trade (about)",
        "heroin-trade": 7.0,
        "source_url": "https://ocindex.net/kgz-2021",
    }


def test_chapters_add_a_column_and_have_no_country() -> None:
    profile, chapter = passage_table([PASSAGE, CHAPTER], source_of).records()
    assert (profile["chapter"], chapter["chapter"]) == (None, "Ferries and the law")
    assert (chapter["country"], chapter["edition"], chapter["section"]) == (None, None, "Who is paid")
    assert (chapter["heroin-trade"], chapter["text_kind"]) == (None, "full")
    assert chapter["source_url"] == "https://ocindex.net/ferries-and-the-law"


def test_profiles_have_the_scores_of_conditions_and_in_files_their_ids() -> None:
    profile = MatchingProfile("kgz-2021", "KGZ", 2021, "digest", {"resilience": 4.17, "change.heroin-trade": None})
    table = profile_table([profile])
    change = "Change in heroin trade"
    assert headings(table) == [
        *("Country", "Edition", "Resilience"),
        *(change, f"{change}: comparable", f"{change}: origin", "Text"),
    ]
    assert (table.rows[0].cells, table.rows[0].address) == (
        ("Kyrgyzstan", 2021, 4.17, None, None, None, "digest"),
        "/profiles/kgz-2021",
    )
    assert headings(profile_table([profile], is_file=True))[:4] == ["Country", "Profile", "Code", "Edition"]
    assert profile_table([]).rows == ()


def test_a_change_has_its_origin_and_whether_it_is_comparable() -> None:
    changes = {
        "criminality": ChangedScore(5.0, ScoreChange.of(0.02, "criminality", 2023, "published")),
        "prevention": ChangedScore(5.0, ScoreChange.of(0.02, "prevention", 2023, "computed")),
    }
    scores = {f"change.{slug}": 0.02 for slug in changes}
    passage = replace(PASSAGE, scores=scores, changed_scores=changes)
    profile = MatchingProfile("kgz-2023", "KGZ", 2023, "none", scores, changes)
    for table in (passage_table([passage], source_of), profile_table([profile])):
        (record,) = table.records()
        assert str(record["change.criminality.comparable"]).startswith("Criminality was made of 14 indicators in 2021")
        assert record["change.criminality.origin"] == "published"
        assert (record["change.prevention.comparable"], record["change.prevention.origin"]) == ("yes", "computed")
        columns = {column.slug: column for column in table.columns}
        assert table.marks(table.rows[0], columns["change.criminality"]) == ("†", "*")
        assert table.marks(table.rows[0], columns["change.prevention"]) == ()


def test_a_condition_is_named_by_its_label() -> None:
    assert condition_label("heroin-trade") == "Heroin trade"
    assert condition_label("change.heroin-trade") == "Change in heroin trade"


def test_a_group_shows_its_best_passage() -> None:
    passages = [PASSAGE, replace(PASSAGE, id="kgz-2021/drugs/2", paragraph=2), CHAPTER]
    table = group_table(grouped(passages, "country"), "country")
    assert [row.cells[:5] for row in table.rows] == [
        ("KGZ", "Kyrgyzstan", 2, "kgz-2021/drugs/1", "Drugs"),
        (None, "Ferries and the law", 1, "ferries-and-the-law/who-is-paid/2", "Who is paid"),
    ]
    assert headings(table)[0] == "Code"
    assert headings(group_table((), "profile"))[0] == "Profile"


def test_an_occurrence_is_between_its_contexts() -> None:
    line = ConcordanceLine(PASSAGE, 0, 6, "", "Heroin", "comes by lorry.")
    (record,) = concordance_table([line]).records()
    assert (record["left"], record["occurrence"], record["right"]) == ("", "Heroin", "comes by lorry.")
    assert (record["id"], record["code"], record["text_kind"]) == ("kgz-2021/drugs/1", "KGZ", "digest")
    assert "Chapter" in headings(concordance_table([line, replace(line, passage=CHAPTER)]))


def test_the_whole_comes_after_the_shares() -> None:
    shares = (Share(CorpusPart("country", "KGZ"), 3, 2, 17, 600), Share(CorpusPart("country", "AND"), 0, 0, 1, 0))
    whole = Share(None, 3, 2, 18, 600)
    distribution = Distribution(REQUEST, "heroin", FOUND, "country", shares, whole, "g1")
    table = distribution_table(distribution)
    assert [(row.cells[0], row.cells[3]) for row in table.rows] == [
        ("Kyrgyzstan", 5.0),
        ("Andorra", None),
        ("Total", 5.0),
    ]
    assert (headings(table)[0], table.caption[-11:]) == ("Country", " by country")


MATRIX = Matrix(
    REQUEST,
    "country",
    False,
    (MatrixTerm("heroin", ("heroin",)), MatrixTerm("border post", ("border", "post"))),
    (
        MatrixRow(CorpusPart("country", "KGZ"), 17, 600, (3, 1)),
        MatrixRow(CorpusPart("country", CHAPTERS, None), 2, 40, (0, 4)),
    ),
    "g1",
)


def test_a_matrix_has_a_column_a_term_and_their_sums_below() -> None:
    table = matrix_table(MATRIX)
    assert headings(table) == ["Country", "Code", "Passages", "Words", "heroin", "border post"]
    assert [row.cells for row in table.rows] == [
        ("Kyrgyzstan", "KGZ", 17, 600, 3, 1),
        ("Chapters and articles", None, 2, 40, 0, 4),
        ("Total", "", 19, 640, 3, 5),
    ]


def test_a_matrix_of_other_parts_has_no_codes_and_is_cut_for_a_page() -> None:
    sections = replace(MATRIX, by="section", rows=(MatrixRow(CorpusPart("section", "drugs"), 17, 600, (3, 1)),))
    table = matrix_table(sections, most_terms=1)
    assert headings(table) == ["Section", "Passages", "Words", "heroin"]
    assert [row.cells for row in table.rows] == [("Drugs", 17, 600, 3), ("Total", 17, 600, 3)]


def test_the_series_is_a_column_where_there_is_another_than_the_index() -> None:
    enact = replace(PASSAGE, id="enact-kgz-2021/drugs/1", series="enact")
    line = ConcordanceLine(PASSAGE, 0, 6, "", "Heroin", "comes by lorry.")
    for table in (
        passage_table([PASSAGE, enact], lambda _: Source()),
        group_table(grouped([PASSAGE, enact], "country"), "country"),
        concordance_table([line, replace(line, passage=enact)]),
    ):
        assert table.columns[-1].slug == "series"
        assert [row.cells[-1] for row in table.rows] == ["index", "enact"]
    assert "series" not in [column.slug for column in passage_table([PASSAGE], lambda _: Source()).columns]


def test_counts_of_each_series_are_rows_apart() -> None:
    enact = CorpusPart("country", "LSO", "enact")
    shares = (Share(CorpusPart("country", "LSO"), 3, 2, 17, 600), Share(enact, 1, 1, 2, 100))
    distribution = Distribution(REQUEST, "heroin", FOUND, "country", shares, Share(None, 4, 3, 19, 700), "g1")
    table = distribution_table(distribution)
    assert [(row.cells[0], row.cells[1], row.cells[-1]) for row in table.rows] == [
        ("Lesotho", 3, "index"),
        ("Lesotho", 1, "enact"),
        ("Total", 4, ""),
    ]
    both = replace(MATRIX, rows=(*MATRIX.rows, MatrixRow(enact, 2, 100, (1, 0))))
    table = matrix_table(both)
    assert headings(table)[:4] == ["Country", "Code", "Series", "Passages"]
    assert [row.cells[:4] for row in table.rows[1:]] == [
        ("Chapters and articles", None, None, 2),
        ("Lesotho", "LSO", "enact", 2),
        ("Total", "", "", 21),
    ]
    assert matrix_table(both, most_terms=1).rows[2].cells[0] == "Lesotho, ENACT Africa index"
