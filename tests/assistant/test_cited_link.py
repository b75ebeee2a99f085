"""What a link was made for is compared with the corpus, and a long text is not repeated."""

from pathlib import Path

from explorer.assistant.cited_link import MOST_CHARACTERS, cited_status, status_notice, told_status
from explorer.assistant.tool import ToolContext
from explorer.citations.permalinks import LinkStatus
from explorer.corpus.home import Home
from explorer.corpus.profile_markdown import write_profile_markdown
from explorer.engines.manage import rebuild
from explorer.engines.open import open_engine
from explorer.ingest.importer import import_sources
from explorer.serving.open_corpus import Corpus
from tests.assistant.sample_library import answer
from tests.factories import make_profile


def test_a_link_that_records_nothing_has_no_status(context: ToolContext) -> None:
    library = context.corpus.library
    for link in (
        "kgz-2021/drugs/1",
        "/passages/kgz-2021/drugs/1",
        "/search?q=a&v=00000000",
        "/indicators/heroin-trade?v=1",
    ):
        assert cited_status(library, link) is None


def test_an_earlier_text_is_told_where_a_copy_is_kept_and_it_is_short() -> None:
    status = LinkStatus(
        "/passages/kgz-2021/drugs/1?v=1", "kgz-2021/drugs/1", "changed", "It has changed.", before="Tin."
    )
    told = told_status(status)
    assert told.before == "Tin."
    assert status_notice(told) == "It has changed. metadata.link_status has the text as it was."
    long = LinkStatus(status.link, status.id, "changed", "It has changed.", before="x" * (MOST_CHARACTERS + 1))
    assert told_status(long).before == ""
    assert status_notice(told_status(long)) == "It has changed."


def test_fetch_tells_what_a_text_was_and_how_it_differs(tmp_path: Path) -> None:
    home, document = Home(tmp_path / "home"), tmp_path / "civ.md"
    links: list[str] = []
    for place in ("north", "south"):
        profile = make_profile("civ-2023", {"drugs": [f"Tin leaves by the {place}.", "It rains."]})
        document.write_text(write_profile_markdown(profile), encoding="utf-8")
        import_sources(home, [document])
        rebuild(home, open_engine(home))
        context = ToolContext(Corpus(home))
        if not links:
            ids = ("civ-2023/drugs/1", "civ-2023/drugs", "civ-2023")
            links = [answer(context, "fetch", id=id)["metadata"]["permanent_link"] for id in ids]
    for link in links:
        fetched = answer(context, "fetch", id=link)
        assert fetched["text"].startswith("Tin leaves by the south.")
        metadata = fetched["metadata"]
        assert metadata["notice"] == (
            "The text has changed since it was cited. metadata.link_status has the text as it was."
        )
        assert metadata["link_status"]["before"].startswith("Tin leaves by the north.")
        (change,) = metadata["link_status"]["text_changes"]
        differing = [(part["op"], part["quote"], part["source"]) for part in change["diff"] if part["op"] != "same"]
        assert differing == [("changed", "north", "south")]
