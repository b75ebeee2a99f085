"""The queries of the benchmarks, in classes, in words that every engine can put into its own language."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.search.request import SearchRequest
from explorer.search.result_set import MatchingPassage
from explorer.text.analysis import tokens
from explorer.text.stems import stem
from explorer.text.stop_words import STOP_WORDS

NEAR = 10  # words
LOW = 7  # points


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    """One search. `how` is the relation of the words to one another."""

    kind: str
    words: tuple[str, ...] = ()
    how: str = "all"  # all, any, phrase, near or prefix
    filters: tuple[tuple[str, str], ...] = ()
    condition: str = ""  # the slug of a score that is at least LOW

    @property
    def request(self) -> SearchRequest:
        """The query in the words of this project."""
        match self.how:
            case "any":
                text = " OR ".join(self.words)
            case "phrase":
                text = f'"{" ".join(self.words)}"'
            case "near":
                text = f'"{" ".join(self.words)}"~{NEAR}'
            case "prefix":
                text = self.words[0] + "*"
            case _:
                text = " AND ".join(self.words)
        if self.condition:
            text += f" {self.condition}:>={LOW}"
        return SearchRequest.make(text, self.filters)


def make_queries(passages: Iterable[MatchingPassage]) -> list[BenchmarkQuery]:
    """Make two or more queries of each class, with words chosen by how many passages have them in any form."""
    counts: Counter[str] = Counter()
    words: set[str] = set()
    total = 0
    for passage in passages:
        total += 1
        passage_words = {token.word for token in tokens(passage.text)}
        words |= passage_words
        counts.update(set(map(stem, passage_words)))
    counts = Counter({word: counts[stem(word)] for word in words if word.isalpha() and word not in STOP_WORDS})
    known = sorted(counts, key=lambda word: (counts[word], word))

    def choose(low: float, high: float) -> Sequence[str]:
        """Return three words in a share of all passages between two bounds."""
        candidates = [word for word in known if low * total <= counts[word] <= high * total]
        return [candidates[len(candidates) * part // 4] for part in (1, 2, 3)]

    rare, middle, common = choose(3 / total, max(0.001, 12 / total)), choose(0.01, 0.08), choose(0.25, 1)
    drugs, police = ("heroin", "cocaine", "cannabis"), ("police", "border")
    return [
        *(BenchmarkQuery("rare term", (word,)) for word in rare),
        *(BenchmarkQuery("middle term", (word,)) for word in (*middle[:2], "heroin")),
        *(BenchmarkQuery("common term", (word,)) for word in common),
        BenchmarkQuery("AND", (middle[0], common[0])),
        BenchmarkQuery("AND", ("corruption", "police")),
        BenchmarkQuery("AND", (common[0], common[1], middle[1])),
        BenchmarkQuery("OR", drugs, "any"),
        BenchmarkQuery("OR", (middle[0], common[2]), "any"),
        BenchmarkQuery("OR", (*rare[:2], middle[1]), "any"),
        BenchmarkQuery("phrase", ("human", "trafficking"), "phrase"),
        BenchmarkQuery("phrase", ("money", "laundering"), "phrase"),
        BenchmarkQuery("phrase", ("the", "hands", "of"), "phrase"),
        BenchmarkQuery("proximity", police, "near"),
        BenchmarkQuery("proximity", (common[0], middle[0]), "near"),
        BenchmarkQuery("prefix", ("smug",), "prefix"),
        BenchmarkQuery("prefix", ("tr",), "prefix"),
        BenchmarkQuery("filtered", ("smuggling",), filters=(("continent", "Africa"), ("edition", "2023"))),
        BenchmarkQuery("filtered", (common[0],), filters=(("section", "drugs"),)),
        BenchmarkQuery("filtered", ("heroin",), filters=(("edition", "2021"),)),
        BenchmarkQuery("score condition", ("heroin",), condition="heroin-trade"),
        BenchmarkQuery("score condition", (common[1],), condition="law-enforcement"),
        BenchmarkQuery("browsing"),
        BenchmarkQuery("browsing", filters=(("edition", "2025"),)),
        BenchmarkQuery("browsing", filters=(("region", "Western Africa"),)),
    ]
