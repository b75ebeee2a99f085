"""`cite`, `quote` and `verify`."""

import datetime
from pathlib import Path

import click

from explorer.citations.bibliography import read_entries, verify_entries
from explorer.citations.dossier_manifest import read_manifest, verify_manifest
from explorer.citations.formats import FORMATS
from explorer.citations.record import cite as cite_one
from explorer.citations.record import cite_quotation
from explorer.citations.search_permalinks import RunSearch
from explorer.citations.styles import STYLES, render, style_of
from explorer.cli.arguments import TEXT, read_stdin
from explorer.cli.output import REFUSED, print_file, print_json, print_line, say, warn
from explorer.core.days import utc_today
from explorer.corpus.home import Home
from explorer.corpus.library import Library
from explorer.model.taxonomy import EDITIONS
from explorer.model.web_address import is_web_address
from explorer.quotations.article import examine
from explorer.quotations.article_verdicts import summary_of
from explorer.quotations.checked_article import CheckedArticle, Finding
from explorer.quotations.quotation_index import MOST, QuotationIndex, quotable_passages
from explorer.quotations.quotation_match import QuotationMatch
from explorer.search.request import SearchRequest
from explorer.search.result_set import ResultSet
from explorer.serializers.citation_records import citation_record
from explorer.serializers.quote_records import article_record, quotes_record, verdicts_record


def _check_address(_context: click.Context, _option: click.Parameter, address: str) -> str:
    """Refuse what is no address of a site: a path is written after it, which would become part of its query."""
    if address and not (is_web_address(address) and "?" not in address and "#" not in address):
        raise click.UsageError(
            "--address is one that begins with https:// or http:// and has no “?” and no “#”, such as "
            f"https://example.org/oc, not {address!r}."
        )
    return address


ADDRESS_OPTION = click.option(
    "--address",
    envvar="OC_EXPLORER_ADDRESS",
    default="",
    type=TEXT,
    callback=_check_address,
    metavar="URL",
    help="Public address of your server, for permanent links; also OC_EXPLORER_ADDRESS.",
)


def _finder(home: Home) -> RunSearch:
    """Return a function that runs searches; the index is opened by its first call."""

    def find(request: SearchRequest) -> ResultSet:
        from explorer.cli.search import run_search  # with all that an index needs, which most citations do not

        return run_search(home, lambda engine: engine.passages(request))

    return find


@click.command()
@click.argument("id", type=TEXT)
@click.option(
    "--style",
    default="apa",
    show_default=True,
    type=click.Choice([*STYLES, *FORMATS]),
    help="Citation style or file format.",
)
@click.option(
    "--quote", "words", default="", type=TEXT, metavar="WORDS", help="Words to quote, as the passage has them."
)
@click.option("--accessed", type=click.DateTime(["%Y-%m-%d"]), help="Date of access; by default today.")
@ADDRESS_OPTION
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def cite(
    home: Home, id: str, style: str, words: str, accessed: datetime.datetime | None, address: str, is_json: bool
) -> None:
    """Cite a passage (kgz-2021/drugs/1), a section, a profile, a chapter, a score, an indicator or a search.

    Two lines answer a style: the entry of the list of references, then the reference in the text or in a note.
    """
    library = Library.open(home)
    day = accessed.date() if accessed else utc_today()
    citation = cite_one(library, id, day, address, _finder(home))
    if words:
        citation = cite_quotation(citation, words, library)
    if is_json:
        print_json(citation_record(citation, style))
    elif style in FORMATS:
        print_file(FORMATS[style].write([citation]).encode())
    else:
        (reference,) = render([citation], style_of(style))
        print_line(reference.entry.plain)
        print_line(reference.in_text.plain)


@click.command()
@click.argument("text", type=TEXT)
@click.option("--article", "is_article", is_flag=True, help="TEXT is a whole article: check everything in it.")
@click.option(
    "--edition",
    type=click.Choice([str(edition) for edition in EDITIONS]),
    help="Edition that an article is about, where it names none.",
)
@click.option("--limit", default=MOST, show_default=True, type=click.IntRange(1, 100), help="Matches to show.")
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def quote(home: Home, text: str, is_article: bool, edition: str | None, limit: int, is_json: bool) -> None:
    """Find the passage that a quotation comes from, exactly or altered. TEXT may be - for standard input.

    With --article every quotation, citation and claim about scores in a text is found and checked.
    """
    if edition and not is_article:
        raise click.UsageError("--edition is of an article: add --article.")
    text = read_stdin() if text == "-" else text
    library = Library.open(home)
    index = QuotationIndex(quotable_passages(library.texts()))
    warn(f"{problem} It is left out." for problem in library.problems)
    if is_article:
        checked = examine(text, library, index, int(edition) if edition else None)
        if is_json:
            print_json(article_record(checked))
        else:
            _print_article(checked)
        if not checked.findings:
            raise click.exceptions.Exit(REFUSED)
        return
    matches = index.search(text, limit)
    if is_json:
        print_json(quotes_record(matches))
    else:
        if matches.notice:
            say(matches.notice)
        elif not matches.matches:
            say("No passage in this corpus is similar to it.")
        for match in matches.matches:
            _print_match(match)
    if not matches.matches:
        raise click.exceptions.Exit(REFUSED)


_KINDS = {"exact": "exact match", "same": "exact match except for typography or marked omissions", "near": "altered"}


def _print_match(match: QuotationMatch) -> None:
    digest = "  (digest: our words, not the publisher's)" if match.text_kind == "digest" else ""
    similarity = f", {match.similarity:.0%} similar" if match.kind == "near" else ""
    print_line(f"{match.id}  {_KINDS[match.kind]}{similarity}{digest}")
    print_line(f"  {_difference_text(match) if match.differences else match.passage[match.start : match.end]}")


def _difference_text(match: QuotationMatch) -> str:
    """Write two readings in one line: [-source-] where it lacks words, {+quotation+} where it adds them."""
    words = []
    for difference in match.differences:
        if difference.op == "same":
            words.append(difference.source)
        elif difference.op == "omitted":
            words.append(
                f"{difference.quote or '…'} [={difference.source}=]" if difference.source else difference.quote
            )
        else:
            words.append(
                (f"[-{difference.source}-]" if difference.source else "")
                + (f"{{+{difference.quote}+}}" if difference.quote else "")
            )
    return " ".join(words)


def _print_article(checked: CheckedArticle) -> None:
    """Print what was found in an article, what differs first, below lines that count it."""
    if not checked.findings and not checked.unread:
        say("There is nothing to check: no quotation, no citation of the Index and no claim about its scores.")
        return
    for sentence in summary_of(checked):
        print_line(sentence)
    for finding in sorted(checked.findings, key=lambda finding: finding.status != "differs"):
        _print_finding(finding)
    for unread in checked.unread:
        print_line(f"{unread.start}-{unread.end}  not read: {' '.join(unread.text.split())}")


def _print_finding(finding: Finding) -> None:
    print_line(f"{finding.start}-{finding.end}  {finding.kind}: {finding.status}. {finding.message}")
    print_line(f"  {' '.join(finding.text.split())}")
    if finding.match is not None and finding.match.differences:
        print_line(f"  {_difference_text(finding.match)}")


@click.command()
@click.argument("bibliography", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def verify(home: Home, bibliography: Path, is_json: bool) -> None:
    """Check a bibliography (.bib, .ris, .csl.json), or a dossier: its manifest (.json), .docx or .zip.

    Is what it cites still there, does it still read so, and are its scores the same?
    """
    library, find = Library.open(home), _finder(home)
    manifest = read_manifest(bibliography)
    if manifest is not None:
        verdicts = verify_manifest(library, manifest, find)
    else:
        verdicts = verify_entries(library, read_entries(bibliography), find)
    if is_json:
        print_json(verdicts_record(verdicts))
    else:
        for verdict in verdicts:
            print_line(f"{verdict.status:<8}  {verdict.label}: {verdict.message}")
            for link in (verdict.now,) if verdict.now and verdict.status in ("moved", "changed") else ():
                print_line(f"          now at {link}")
    if not verdicts or any(verdict.status in ("changed", "gone", "misquoted") for verdict in verdicts):
        raise click.exceptions.Exit(REFUSED)
