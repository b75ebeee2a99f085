"""`cite`, `quote` and `verify`."""

import datetime

import click

from explorer.citation.formats import FORMATS
from explorer.citation.record import Citation, quoting
from explorer.citation.record import cite as cite_one
from explorer.citation.styles import STYLES, render, style_of
from explorer.cli.output import print_json
from explorer.home import Home
from explorer.library import Library

_ADDRESS = click.option(
    "--address",
    envvar="OC_EXPLORER_ADDRESS",
    default="",
    metavar="URL",
    help="Public address of your server, for permanent links; also OC_EXPLORER_ADDRESS.",
)


@click.command()
@click.argument("id")
@click.option(
    "--style", default="apa", show_default=True, type=click.Choice([*STYLES, *FORMATS]), help="How it is written."
)
@click.option("--quote", "words", default="", metavar="WORDS", help="Words of the passage to quote, exactly as there.")
@click.option("--accessed", type=click.DateTime(["%Y-%m-%d"]), help="Date of access; by default today.")
@_ADDRESS
@click.option("--json", "is_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def cite(
    home: Home, id: str, style: str, words: str, accessed: datetime.datetime | None, address: str, is_json: bool
) -> None:
    """Cite a passage (kgz-2021/drugs/1), a section, a profile, a score (kgz-2021/heroin-trade) or a search.

    Two lines answer a style: the entry of the list of references, then what stands in the text or in a note.
    """
    library = Library.open(home)
    day = accessed.date() if accessed else datetime.date.today()
    citation = cite_one(library, id, day, address)
    if words:
        citation = quoting(citation, words, library.profile(citation.id.partition("/")[0]))
    if is_json:
        print_json(_answer(citation, style))
    elif style in FORMATS:
        click.echo(FORMATS[style].write([citation]), nl=False)
    else:
        (reference,) = render([citation], style_of(style))
        click.echo(reference.entry.plain)
        click.echo(reference.in_text.plain)


def _answer(citation: Citation, style: str) -> dict[str, object]:
    if style in FORMATS:
        written = {"text": FORMATS[style].write([citation])}
    else:
        (reference,) = render([citation], style_of(style))
        written = {"text": reference.entry.plain, "in_text": reference.in_text.plain}
    return {
        "id": citation.id,
        "kind": citation.kind,
        "style": style,
        **written,
        "words": citation.text,
        "source": citation.source_url,
        "link": citation.link,
        "accessed": citation.accessed.isoformat(),
    }
