"""Paths of the JSON interface about what is cited: quotations, citations, permanent links, collections, mentions."""

from explorer.citations.formats import FORMATS
from explorer.citations.styles import STYLES
from explorer.serializers.citation_records import CitationRecord
from explorer.serializers.dossier_records import DossierRecord
from explorer.serializers.mention_records import MentionPageRecord, MentionsRecord, WorksRecord
from explorer.serializers.quote_records import (
    EDITION_SENT,
    ArticleRecord,
    LinkStatusRecord,
    QuotesRecord,
    SentArticleRecord,
    VerdictsRecord,
)
from explorer.serializers.vocabulary_schemas import Schema, ref
from explorer.web.api.api_request import DEFAULT_PAGE, LARGEST_OFFSET, LARGEST_PAGE
from explorer.web.api.operations import get, operation, responses, sent_text
from explorer.web.api.parameters import TEXT, in_path, in_query, list_of, mention_parameters

_PERMALINK = "/passages/kgz-2021/drugs/1?v=dee69cc6"


def citation_paths() -> dict[str, Schema]:
    """Return the paths of quotations and citations."""
    cited = in_query("id", "What is cited: an id, or an address here", TEXT | {"examples": ["kgz-2021/drugs/1"]})
    return {
        "/quotes": get(
            "lookUpQuotation",
            "The passages that have these words, exactly or altered",
            responses(QuotesRecord, has_etag=False),
            in_query("text", "A quotation; ellipses, [sic] and words in brackets are understood", TEXT),
        ),
        "/citations": get(
            "cite",
            "A citation of a passage, section, profile, chapter, score, indicator or search",
            responses(CitationRecord, 404, has_etag=False),
            cited | {"required": True},
            in_query("style", "A style or a format", {"type": "string", "enum": [*STYLES, *FORMATS]}),
            in_query("words", "Words of the passage to quote, exactly as there", TEXT),
        ),
    }


def checking_paths() -> dict[str, Schema]:
    """Return the paths that check what others wrote."""
    link = in_query("link", "A permanent link: an address here, or its path", TEXT | {"examples": [_PERMALINK]})
    article = operation(
        "checkArticle",
        "The quotations, citations and claims about scores in an article, compared with the corpus",
        responses(ArticleRecord, 413, has_etag=False),
        in_query("edition", EDITION_SENT, ref("IndexEditionYear")),
    )
    bibliography = operation(
        "verifyBibliography",
        "The entries of a bibliography (BibTeX, RIS or CSL-JSON) or of a manifest, and whether each still reads so",
        responses(VerdictsRecord, 413, has_etag=False),
    )
    example = "Kyrgyzstan scored 7.0 for heroin trade in 2021."
    return {
        "/articles": {"post": article | sent_text("article", example, SentArticleRecord)},
        "/bibliographies": {"post": bibliography | sent_text("bibliography", f"@misc{{a, url = {{{_PERMALINK}}}}}")},
        "/permalinks": get(
            "checkPermalink",
            "A permanent link, and whether what it cites still reads so",
            responses(LinkStatusRecord, 404, has_etag=False),
            link | {"required": True},
        ),
        "/collection": get(
            "readCollection",
            "Passages and scores with notes, references and a bibliography",
            responses(DossierRecord, has_etag=False),
            in_query(
                "id",
                "Ids or addresses of passages, scores and others that can be cited, in their order",
                list_of(TEXT | {"examples": ["kgz-2021/drugs/1"]}),
                required=True,
            ),
            in_query("title", "Of the dossier", TEXT),
            in_query("style", "Of references and bibliography", {"type": "string", "enum": list(STYLES)}),
            in_query("note.1", "Your note on the first passage; note.2 is that on the second, and on", TEXT),
            in_query("words.1", "Words to quote of the first passage, exactly as there; words.2 of the second", TEXT),
        ),
    }


def work_paths() -> dict[str, Schema]:
    """Return the paths of what passages mention and cite."""
    return {
        "/mentions": get(
            "listMentions",
            "Who names whom: passages with what they name, and pairs of countries",
            responses(MentionPageRecord, has_etag=False),
            *mention_parameters(),
            *_page_parameters("Mentions, and pairs"),
        ),
        "/works": get(
            "listWorks",
            "Treaties, organizations and countries that passages mention, and a page of the notes that they cite",
            responses(WorksRecord, has_etag=False),
            in_query("find", "Words of the sources; a beginning of each is enough", TEXT),
            *_page_parameters("Notes, and sources"),
        ),
        "/works/{slug}": get(
            "readWork",
            "The passages that mention a treaty, an organization or a programme",
            responses(MentionsRecord, 404, has_etag=False),
            in_path("slug", "Slug of a work", "arms-trade-treaty"),
        ),
        "/works/countries/{code}": get(
            "readMentionsOfCountry",
            "The passages of other countries' profiles, and of chapters, that mention a country",
            responses(MentionsRecord, 404, has_etag=False),
            in_path("code", "Code of a country", "AFG"),
        ),
    }


def _page_parameters(things: str) -> tuple[Schema, Schema]:
    """Return the parameters of a page of a list."""
    limit: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": DEFAULT_PAGE}
    offset: Schema = {"type": "integer", "minimum": 0, "maximum": LARGEST_OFFSET, "default": 0}
    return (
        in_query("limit", f"{things} to answer with", limit),
        in_query("offset", f"{things} to leave out first, of all", offset),
    )
