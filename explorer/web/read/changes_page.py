"""`/changes`: what changed between two editions of a profile, or between its readings; and its JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as BaseResponse

from explorer.changes.change_summary import summarize
from explorer.changes.compared_texts import ComparedTexts, find_changes, readings_of
from explorer.changes.passage_alignment import ChangeKind
from explorer.changes.text_changes import PARAGRAPH, PassageChange, SectionChanges, TextChanges
from explorer.core.errors import QueryError
from explorer.corpus.library import Library
from explorer.model.addresses import API, CHANGES, changes_path, with_query
from explorer.model.ids import profile_id
from explorer.model.profiles import Passage, Profile
from explorer.model.score_comparison import ScoreRow
from explorer.search.request import check_filter, read_flag
from explorer.serializers.change_records import changes_record
from explorer.web.api.api_request import check_parameters
from explorer.web.context import corpus
from explorer.web.root import url

changing = Blueprint("changes", __name__)

_PARAMETERS = ("section", "new", "reading")
_TAGS: dict[str, Markup] = {"before": Markup("<del>{}</del>{}"), "after": Markup("<ins>{}</ins>{}")}
_Side = Literal["before", "after", "both"]


class ChangesOptions(NamedTuple):
    """What of the changes is asked for."""

    section: str = ""  # slug; empty: all
    only_new: bool = False
    reading: int = 0  # number of an earlier reading, from 1; 0: the last

    @classmethod
    def from_request(cls) -> "ChangesOptions":
        """Read the parameters of the address. Raises QueryError."""
        check_parameters(_PARAMETERS)
        section, reading = (request.args.get(name, "").strip() for name in ("section", "reading"))
        if reading and not (reading.isascii() and reading.isdigit() and int(reading[:9]) > 0):
            raise QueryError(f"reading must be a whole number from 1, not {reading!r}.")
        return cls(
            check_filter("section", section) if section else "",
            read_flag("new", request.args.get("new", "")),
            int(reading[:9] or 0),
        )


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The page of what changed."""

    changes: TextChanges
    compared: ComparedTexts
    options: ChangesOptions
    pairs: tuple[ComparedTexts, ...]  # of editions of the country that can be chosen
    readings: tuple[Profile, ...]  # earlier ones, where they are compared

    @property
    def summary(self) -> str:
        return summarize(self.changes)

    @property
    def counts(self) -> list[tuple[ChangeKind, int]]:
        """How many passages are of each kind, without the kinds that none is of."""
        return [(kind, count) for kind, count in self.changes.counts().items() if count]

    @property
    def sections(self) -> Iterator[tuple[SectionChanges, Sequence[PassageChange]]]:
        """The sections that are shown, with the passages of each."""
        for section in self.changes.sections:
            shown = [change for change in section.passages if change.is_new or not self.options.only_new]
            if shown:
                yield section, shown

    @property
    def averages(self) -> list[ScoreRow]:
        """The averages that one of the editions has, which stand at no section."""
        return [row for row in self.changes.scores if row.indicator.is_aggregate]

    @property
    def reasons(self) -> list[str]:
        """Why changes of averages are not comparable, each reason once."""
        return list(dict.fromkeys(reason for row in self.changes.scores for reason in row.reasons if reason))

    def path(self, **changed: str | int) -> str:
        """Return the address of the page with these parameters in place of its own."""
        own: dict[str, str | int] = {"section": self.options.section, "reading": self.options.reading}
        own["new"] = int(self.options.only_new)
        return with_query(str(_path(self.compared)), [(name, value or "") for name, value in (own | changed).items()])

    @property
    def json_path(self) -> str:
        return f"{API}{self.path()}"


def _path(compared: ComparedTexts) -> str:
    return changes_path(dict.fromkeys((compared.before, compared.after)))


def edition_pairs(library: Library, code: str, series: str) -> list[ComparedTexts]:
    """Return the pairs of editions of a country that are here: each with the next, then the first with the last."""
    ids = [profile_id(code, edition, series) for edition in sorted(library.editions(code, series))]
    pairs = list(pairwise(ids))
    if len(ids) > 2:
        pairs.append((ids[0], ids[-1]))
    return [ComparedTexts(*pair) for pair in pairs]


def earlier_edition(profile: Profile, editions: Sequence[int]) -> str:
    """Return the id of the edition before a profile that is here; empty where there is none."""
    earlier = [edition for edition in editions if edition < profile.edition]
    return profile_id(profile.code, max(earlier), profile.series) if earlier else ""


def marked_text(change: PassageChange, side: _Side) -> Markup:
    """Write the passages of a side as HTML: <del> around what was left out, <ins> around what is new."""
    html = Markup()
    for stretch in change.diff:
        if stretch.op == "same":
            html += escape(stretch.before if side == "before" else stretch.after)
            continue
        if side != "after":
            html += _tagged("before", stretch.before)
        if side == "both" and stretch.before.rstrip() == stretch.before and stretch.before and stretch.after:
            html += " "
        if side != "before":
            html += _tagged("after", stretch.after)
    return html or escape(plain_text(change.after if side != "before" else change.before))


def plain_text(passages: Sequence[Passage]) -> str:
    """Return the texts of passages, with an empty line between."""
    return PARAGRAPH.join(passage.text for passage in passages)


def _tagged(side: Literal["before", "after"], text: str) -> Markup:
    """Write a stretch in its tag, without the white space after it."""
    bare = text.rstrip()
    return _TAGS[side].format(bare, text[len(bare) :]) if bare else escape(text)


@changing.get(f"{CHANGES}/<texts>")
def changes(texts: str) -> str | BaseResponse:
    """Show what changed between two texts; editions in another order lead to the earlier first."""
    compared = ComparedTexts.read(texts)
    if str(compared) != texts:
        query = f"?{request.query_string.decode()}" if request.query_string else ""
        return redirect(url(_path(compared)) + query, 301)
    options = ChangesOptions.from_request()
    library = corpus().library
    found = find_changes(library, compared, options.section, options.reading)
    view = ChangesView(
        found,
        compared,
        options,
        tuple(edition_pairs(library, found.after.code, found.after.series)),
        tuple(readings_of(library, found.after.id)) if compared.is_of_readings else (),
    )
    return render_template("read/changes.html", view=view, marked_text=marked_text, plain_text=plain_text)


@changing.get(f"{API}{CHANGES}/<texts>")
def changes_json(texts: str) -> Response:
    """Answer programs with what changed between two texts, the earlier edition first whichever is named so."""
    options = ChangesOptions.from_request()
    found = find_changes(corpus().library, ComparedTexts.read(texts), options.section, options.reading)
    return jsonify(changes_record(found, options.only_new))
