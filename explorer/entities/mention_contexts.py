"""The words beside a name by which it names no country: money, languages, animals, streets, people and the like."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from explorer.core.content_file import ContentTable, TableFile
from explorer.entities.country_forms import CountryForm, form_key
from explorer.entities.name_matcher import name_pattern
from explorer.text.sentences import sentence_around

_ALL = ("names", "peoples", "all")
_NEVER = re.compile(r"(?!)")
_BEFORE, _AFTER = 60, 60  # characters that are looked at
_COORDINATION = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|and\s+|or\s+|&\s+|/)\s*")
_END_OF_LANGUAGE = re.compile(
    r"\s*(?:[.,;:)!?”\"’'–—]|\Z)|\s+(?:and|or|but|on|to|with|by|at|for|as|that|which|is|was|were|are|rather|only|when|than|while|well|"
    r"badly|fluently|because|who|so|in|from|through|instead|during|if|nor|among|even|too|also|better|where|before|after|over)\b"
)
_PARTICLE = r"(?:(?:al|el|bin|ibn|de|da|dos|van|von|del|la|le|ben)[\s-]|al-|el-|[A-Z]\.\s)?"
_NEXT_WORD = re.compile(rf"\s+{_PARTICLE}([A-Z][a-z’'-]+\w*)")
_JOINED = re.compile("[-\u2010\u2011\u2012\u2013]([A-Z]\\w+)")
_INITIAL = re.compile(r"(?:(?<=\s)|^)[A-Z]\.\s$")
_WORD_BEFORE = re.compile(r"(?<=\S\s)([A-Z][a-z’'-]+)\s$")
_OPENING = re.compile(r"[.!?:;–—“\"(]\s*$")


class CountrySpan(NamedTuple):
    """A form of a country's name, or of its people's, in a text."""

    start: int
    end: int
    form: CountryForm


@dataclass(frozen=True, slots=True)
class _Beside:
    """Words of a sentence by which a name in it is no country's, and those by which it is one's after all."""

    words: re.Pattern[str]
    exceptions: re.Pattern[str]


class MentionContexts:
    """The tables of contexts in `index/mentions.toml`."""

    def __init__(self, file: TableFile, forms: Mapping[str, CountryForm]) -> None:
        """Read and check the tables. Raises VocabularyError with file and line."""
        self._followed = _read_neighbours(file, "followed", is_after=True)
        self._preceded = _read_neighbours(file, "preceded", is_after=False)
        self._beside = _read_beside(file)
        currency = file.tables("currency", {"words": list, "except": list}, {})
        money = _words(currency, "words")
        self._money = re.compile(
            rf"[\s-]+(?!{_alternatives(_words(currency, 'except'))})(?:{_alternatives(money)})s?(?!\w)"
        )
        language = file.tables("language", {"before": list, "after": list}, {})
        before, after = _alternatives(_words(language, "before")), _alternatives(_words(language, "after"))
        self._speaks = re.compile(rf"(?<!\w)(?i:{before})\s+(?:[A-Z]\w+(?:,\s*|\s+(?:and|or)\s+)){{0,3}}\Z")
        self._is_spoken = re.compile(rf"[\s\-\u2010\u2011]+(?:{after})s?(?!\w)")
        self._given = frozenset(map(form_key, _words(file.tables("given_name", {"names": list}, {}), "names")))
        self._institutions = frozenset(_words(file.tables("institution", {"words": list}, {}), "words"))
        self._first_names = frozenset(_words(file.tables("first_name", {"words": list}, {}), "words"))
        titles = _words(file.tables("title", {"words": list}, {}), "words")
        self._titles = re.compile(rf"(?<!\w)(?:{_alternatives(titles)})\s\Z")
        self._starts = frozenset(key.split()[0] for key in forms)
        self._first_words = self._starts - self._given

    def named(self, text: str, plain: str, spans: Sequence[CountrySpan]) -> list[CountrySpan]:
        """Return the forms that name a country in a text; `plain` is the text without accents."""
        named: list[CountrySpan] = []
        follower: CountrySpan | None = None
        is_money, is_language = False, False  # of what follows in a coordination: "Canadian and US dollars"
        for span in reversed(spans):
            is_joint = follower is not None and bool(_COORDINATION.fullmatch(plain, span.end, follower.start))
            after = plain[span.end : span.end + _AFTER]
            chains = is_joint and span.form.kind in ("people", "abbreviation")
            is_money = bool(self._money.match(after)) or (chains and is_money)
            can_be_language = span.form.kind == "people" and not span.form.is_plural
            is_language = can_be_language and (is_language if is_joint else bool(_END_OF_LANGUAGE.match(after)))
            if not (is_money or after.startswith("$") or self._means_other(span, text, plain, is_language)):
                named.append(span)
            follower = span
        return named[::-1]

    def _means_other(self, span: CountrySpan, text: str, plain: str, ends_as_language: bool) -> bool:
        before = plain[max(0, span.start - _BEFORE) : span.start]
        after = plain[span.end : span.end + _AFTER]
        kinds = {"name": ("names", "all"), "people": ("peoples", "all")}.get(span.form.kind, ())
        keys = (span.form.text, *kinds)
        if any(self._followed.get(key, _NEVER).match(after) for key in keys):
            return True
        if any(self._preceded.get(key, _NEVER).search(before) for key in keys):
            return True
        match span.form.kind:
            case "combining form":
                joined = _JOINED.match(after)
                return joined is None or joined[1] not in self._starts
            case "people" if self._is_spoken.match(after) or (ends_as_language and self._speaks.search(before)):
                return True
        return self._is_person(span.form, before, after) or self._is_beside(span, text)

    def _is_person(self, form: CountryForm, before: str, after: str) -> bool:
        """Tell whether a name is one of a person: "Jordan Lim", "Tom Holland", "Mr Chad"."""
        if " " in form.text or form.kind not in ("name", "people"):
            return False
        is_given = form.text in self._given
        if is_given and (match := _NEXT_WORD.match(after)):
            word = match[1].removesuffix("'s").removesuffix("’s")
            if word not in self._institutions and word not in self._first_words:
                return True
        if form.kind == "people" and not is_given:
            return False
        if self._titles.search(before) or (is_given and _INITIAL.search(before)):
            return True
        word = before.rstrip().rpartition(" ")[2].lstrip("“\"‘'(")
        if word in self._first_names and before.endswith(" "):
            return True
        earlier = _WORD_BEFORE.search(before) if is_given else None
        if earlier is None or _OPENING.search(before[: earlier.start()]):
            return False
        return earlier[1] not in self._institutions and earlier[1] not in self._first_words

    def _is_beside(self, span: CountrySpan, text: str) -> bool:
        """Tell whether the sentence of a name has words that make it another place's."""
        beside = self._beside.get(span.form.text)
        if beside is None:
            return False
        start, end = sentence_around(text, span.start, span.end)
        sentence = text[start:end]
        return bool(beside.words.search(sentence)) and not beside.exceptions.search(sentence)


def _words(tables: Iterable[ContentTable], key: str) -> tuple[str, ...]:
    return tuple(word for table in tables for word in table.texts(key))


def _alternatives(words: Iterable[str]) -> str:
    """Return a part of a pattern for any of some words; those in small letters may have capitals."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(
        f"(?i:{name_pattern(word)})" if word == word.lower() else name_pattern(word) for word in longest_first
    )


def _read_neighbours(file: TableFile, table_kind: str, *, is_after: bool) -> Mapping[str, re.Pattern[str]]:
    """Return, by a name or a kind of names, the words directly after or before it."""
    words: dict[str, list[str]] = {}
    for number, table in enumerate(file.tables(table_kind, {"words": list}, {"names": list, "kind": str})):
        if ("names" in table.values) == ("kind" in table.values):
            file.fail(table_kind, number, None, f"[[{table_kind}]] has either names or a kind.")
        kind = table.text("kind") if "kind" in table.values else None
        if kind is not None and kind not in _ALL:
            file.fail(table_kind, number, "kind", f"kind must be one of {', '.join(_ALL)}.")
        for key in [kind] if kind else map(form_key, table.texts("names")):
            words.setdefault(key, []).extend(table.texts("words"))
    compile_words = _following if is_after else _preceding
    return {key: compile_words(several) for key, several in words.items()}


def _following(words: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern for what follows a name; that with a comma is a larger place: ", Texas"."""
    places = [word.removeprefix(", ") for word in words if word.startswith(", ")]
    others = [word for word in words if not word.startswith(", ")]
    parts = [rf"\s*,\s+(?:{_alternatives(places)})(?!\w|\s+and\b)"] if places else []
    if others:
        parts.append(rf"[\s\-\u2010\u2011]+(?:{_alternatives(others)})(?:e?s)?(?!\w)")
    return re.compile("|".join(parts))


def _preceding(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(words)})[\s-]+(?:the\s+)?\Z")


def _read_beside(file: TableFile) -> Mapping[str, _Beside]:
    beside: dict[str, _Beside] = {}
    for table in file.tables("beside", {"names": list, "words": list, "except": list}, {}):
        words, exceptions = (_alternatives(table.texts(key)) for key in ("words", "except"))
        for name in map(form_key, table.texts("names")):
            # "Atlanta, Georgia" is that place alone, and says nothing of another Georgia in its sentence.
            pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w|,\s+{re.escape(name)}\b)")
            beside[name] = _Beside(pattern, re.compile(rf"(?<!\w)(?:{exceptions})(?!\w)"))
    return beside
