from explorer.engines.whoosh.engine import WhooshEngine
from explorer.search.concordance import CONTEXT, Line, concordance
from explorer.search.finding import FoundPassage
from explorer.search.request import SearchRequest

LONG = (
    "Smugglers of many kinds meet " * 12 + "heroin dealers in the hills, " + "and nobody is there to watch them " * 12
)


def passage(text: str, number: int = 1) -> FoundPassage:
    return FoundPassage(f"kgz-2021/drugs/{number}", 1.0, "KGZ", 2021, "drugs", number, "digest", text, (), {})


def lines(engine: WhooshEngine, query: str, order: str = "passage") -> tuple[Line, ...]:
    return concordance(engine.passages(SearchRequest.make(query)).passages, engine.marker(query, alone=True), order)


def test_every_occurrence_has_a_line_of_its_own(engine: WhooshEngine) -> None:
    found = lines(engine, "heroin", "passage")
    assert sorted((line.passage.id, line.start, line.word) for line in found) == [
        ("kgz-2021/drugs/1", 0, "Heroin"),
        ("kgz-2021/drugs/1", 83, "heroin"),
        ("kgz-2023/drugs/1", 32, "heroin"),
    ]


def test_a_line_is_cut_from_its_passage(engine: WhooshEngine) -> None:
    for line in lines(engine, "drugs OR border OR heroin"):
        text = line.passage.text
        assert text[line.start : line.end] == line.word
        assert text[: line.start].rstrip().endswith(line.left.removeprefix("… "))
        assert text[line.end :].lstrip().startswith(line.right.removesuffix(" …"))


def test_context_is_cut_between_words(engine: WhooshEngine) -> None:
    (line,) = concordance([passage(LONG.strip())], engine.marker("heroin", alone=True))
    assert line.left.startswith("… ") and line.right.endswith(" …")
    assert len(line.left) <= CONTEXT + 2 and len(line.right) <= CONTEXT + 2
    for side in (line.left, line.right):
        assert set(side.replace("…", "").split()) <= set(LONG.split())


def test_lines_are_put_in_order_by_the_nearest_words(engine: WhooshEngine) -> None:
    texts = ("A heroin zone", "B heroin cook", "A heroin market", "The heroin cook")
    passages = [passage(text, number) for number, text in enumerate(texts, 1)]
    marker = engine.marker("heroin", alone=True)
    assert [line.right for line in concordance(passages, marker, "right")] == ["cook", "cook", "market", "zone"]
    assert [line.left for line in concordance(passages, marker, "left")] == ["A", "A", "B", "The"]
    assert [line.passage.paragraph for line in concordance(passages, marker, "passage")] == [1, 2, 3, 4]


def test_words_to_the_left_are_compared_from_the_occurrence_outwards(engine: WhooshEngine) -> None:
    passages = [passage("Zebra cheap heroin", 1), passage("Antelope dear heroin", 2), passage("Ant cheap heroin", 3)]
    found = concordance(passages, engine.marker("heroin", alone=True), "left")
    assert [line.left for line in found] == ["Ant cheap", "Zebra cheap", "Antelope dear"]


def test_lines_are_put_in_order_by_their_form(engine: WhooshEngine) -> None:
    passages = [passage("Borders and a border; the bordering land")]
    found = concordance(passages, engine.marker("border*", alone=True), "word")
    assert [line.word for line in found] == ["border", "bordering", "Borders"]


def test_a_phrase_is_one_occurrence(engine: WhooshEngine) -> None:
    passages = [passage("Border guards, and guards of the border")]
    assert [line.word for line in concordance(passages, engine.marker('"border guards"', alone=True))] == [
        "Border guards"
    ]
