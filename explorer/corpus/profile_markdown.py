"""Profiles as Markdown with YAML front matter, read and written without loss. See docs/corpus.md."""

import re
from collections.abc import Iterator, Mapping

import yaml

from explorer.core.errors import CorpusError, CountryError, ScoreError
from explorer.corpus.front_matter import shown
from explorer.corpus.markdown_document import DocumentReader, FlowList, source_table, write_document
from explorer.model.ids import profile_id
from explorer.model.profiles import FACTS, Profile, Section, tidy
from explorer.model.ranks import AREAS, RANKED, Rank
from explorer.model.scores import check_score
from explorer.model.series import Series
from explorer.model.taxonomy import name_key, offer, taxonomy
from explorer.text.excerpts import quote

KEYS = ("series", "country", "edition", "text", "source", "facts", "scores", "changes", "ranks", "rank_changes")


class _ProfileReader(DocumentReader):
    """Reads one profile."""

    required = "country and edition"

    def read(self) -> Profile:
        front, body = self.split()
        values = self.mapping(front, "the front matter", KEYS)
        for key in ("country", "edition"):
            if key not in values:
                self.fail(1, f"the front matter lacks the key {key!r}.")
        series = self.series(values.get("series"))
        code = self._country(values["country"])
        edition = self.edition(values["edition"], series)
        sections = self.sections(body, profile_id(code, edition, series.slug))
        text_kind = self.text_kind(values.get("text"), any(section.passages for section in sections))
        source = self.source(values.get("source"), series.publisher)
        facts = self._facts(values.get("facts"))
        scores = self._scores(values.get("scores"), series, edition)
        changes = self._changes(values.get("changes"), series, edition)
        ranks = self._ranks(values.get("ranks"), values.get("rank_changes"))
        try:
            return Profile(code, edition, text_kind, sections, facts, scores, changes, ranks, source, series.slug)
        except CorpusError as error:
            self.fail(1, str(error))

    def _country(self, node: yaml.Node) -> str:
        try:
            return taxonomy().find_country(self.string(node, "country")).code
        except CountryError as error:
            self.fail(node.start_mark.line + 1, str(error))

    def _facts(self, node: yaml.Node | None) -> dict[str, str]:
        if node is None:
            return {}
        values = self.mapping(node, "facts", tuple(FACTS))
        return {key: self.string(values[key], key) for key in FACTS if key in values}

    def _scores(self, node: yaml.Node | None, series: Series, edition: int) -> dict[str, float]:
        scores: dict[str, float] = {}
        for slug, child in self._scored(node, "scores"):
            try:
                scores[slug] = check_score(slug, self._number(slug, child, self.plain(child), series, edition))
            except ScoreError as error:
                self.fail(child.start_mark.line + 1, str(error))
        return {slug: scores[slug] for slug in taxonomy().scored if slug in scores}

    def _changes(self, node: yaml.Node | None, series: Series, edition: int) -> dict[str, float | None]:
        changes: dict[str, float | None] = {}
        for slug, child in self._scored(node, "changes"):
            value = self.plain(child)
            change = None if value is None else self._number(slug, child, value, series, edition)
            if change is not None and not -9 <= change <= 9:
                self.fail(child.start_mark.line + 1, f"{slug}: a change of {change:g} is outside -9 to 9.")
            changes[slug] = change
        return {slug: changes[slug] for slug in taxonomy().scored if slug in changes}

    def _scored(self, node: yaml.Node | None, part: str) -> Iterator[tuple[str, yaml.Node]]:
        if node is not None:
            yield from self.mapping(node, part, tuple(taxonomy().scored)).items()

    def _number(self, slug: str, node: yaml.Node, value: object, series: Series, edition: int) -> float:
        """Check the number of an indicator or aggregate, which the edition must score."""
        line = node.start_mark.line + 1
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fail(line, f"{slug} must be a number, not {shown(node)}.")
        if not series.has_scored(slug, edition):
            self.fail(line, f"{slug} was not scored before {series.first_edition(slug)}.")
        return float(value)

    def _ranks(self, node: yaml.Node | None, changes: yaml.Node | None) -> dict[str, dict[str, Rank]]:
        moved: dict[tuple[str, str], int] = {}
        if changes is not None:
            for ranked, areas in self.mapping(changes, "rank_changes", RANKED).items():
                for area, child in self.mapping(areas, f"rank_changes of {ranked}", AREAS).items():
                    value = self.plain(child)
                    if type(value) is not int:
                        self.fail(child.start_mark.line + 1, "a change of rank must be a whole number.")
                    moved[ranked, area] = value
        ranks: dict[str, dict[str, Rank]] = {}
        for ranked, areas in (self.mapping(node, "ranks", RANKED) if node else {}).items():
            ranks[ranked] = {}
            for area, child in self.mapping(areas, f"ranks of {ranked}", AREAS).items():
                parts = self.values(child)
                form = "[rank, of]" if area == "world" else f"[rank, of, name of the {area}]"
                types = [int, int, str][: len(form.split(","))]
                if [type(part) for part in parts] != types:
                    self.fail(child.start_mark.line + 1, f"{ranked} {area} must be {form}.")
                rank, of, name = int(str(parts[0])), int(str(parts[1])), tidy("".join(map(str, parts[2:])))
                if not 1 <= rank <= of:
                    self.fail(child.start_mark.line + 1, f"{ranked} {area}: rank {rank} of {of} is impossible.")
                ranks[ranked][area] = Rank(rank, of, name, moved.pop((ranked, area), None))
        if moved and changes is not None:
            self.fail(changes.start_mark.line + 1, f"rank_changes of {' '.join(next(iter(moved)))} has no rank.")
        return ranks

    def headed(self, line: int, block: str, before: list[Section]) -> Section:
        """Begin the section of a heading."""
        match = re.fullmatch(r"##\s+(.+)", block)
        titles = {name_key(heading.title): heading for heading in taxonomy().headings}
        if not match:
            self.fail(line, "only section headings are used: '## ' and the section's title.")
        heading = titles.get(name_key(match[1]))
        if heading is None:
            known_titles = [known.title for known in taxonomy().headings]
            self.fail(line, f"{quote(match[1])} is not the title of a section.{offer(match[1], known_titles)}")
        if before and heading.number <= taxonomy().heading(before[-1].slug).number:
            self.fail(line, f"the section {heading.title!r} occurs twice or out of the published order.")
        return Section(heading.slug)


def read_profile_markdown(text: str, name: str) -> Profile:
    """Read one profile from Markdown. Raises CorpusError with file name and line."""
    return _ProfileReader(text, name).read()


def _rank_tables(profile: Profile) -> tuple[dict[str, dict[str, FlowList]], dict[str, dict[str, int]]]:
    ranks: dict[str, dict[str, FlowList]] = {}
    changes: dict[str, dict[str, int]] = {}
    for ranked, areas in profile.ranks.items():
        ranks[ranked] = {
            area: FlowList([rank.rank, rank.of, *([rank.name] if area != "world" else [])])
            for area, rank in areas.items()
        }
        moved = {area: rank.change for area, rank in areas.items() if rank.change is not None}
        if moved:
            changes[ranked] = moved
    return ranks, changes


def write_profile_markdown(profile: Profile) -> str:
    """Write a profile as Markdown; `read_profile_markdown` undoes it."""
    ranks, rank_changes = _rank_tables(profile)
    front: dict[str, object] = {} if profile.of_series.is_index else {"series": profile.series}
    front |= {"country": profile.code, "edition": profile.edition, "text": profile.text_kind}
    parts: Mapping[str, Mapping[str, object]] = {
        "source": source_table(profile.source),
        "facts": profile.facts,
        "scores": profile.scores,
        "changes": profile.changes,
        "ranks": ranks,
        "rank_changes": rank_changes,
    }
    front |= {key: dict(value) for key, value in parts.items() if value}
    return write_document(front, profile.sections)
