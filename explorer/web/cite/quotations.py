"""`/lookup`: a quotation or a whole article, checked against the corpus; `/api/v1/quotes` and `/api/v1/articles`."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, render_template, request

from explorer.web.cite.quotation_marks import marked
from explorer.web.context import corpus
from explorer.web.read.works import place
from explorer.web.settings import LARGEST_BODY

if TYPE_CHECKING:  # a server answers its first request without it
    from explorer.quotations.checked_article import CheckedArticle
    from explorer.quotations.quotation_match import QuotationMatches
    from explorer.web.cite.article_request import ArticleRequest

lookup = Blueprint("lookup", __name__)

EXAMPLES = (
    ("Heroin seizures have lately risen.", "a sentence with one word changed"),
    ("corrupt politicians … worsen heroin trafficking", "a sentence with words left out"),
    ("Kyrgyzstan scored 7.0 for heroin trade in 2021.", "a claim about a score"),
)


@lookup.route("/lookup", methods=["GET", "POST"])
def look_up() -> str | Response:
    """Show a box for a quotation or an article, and the matches; or return an article with its findings marked."""
    from explorer.web.cite.article_request import ArticleRequest

    article_request = ArticleRequest.read()
    article, matches = _check(article_request) if article_request.text else (None, None)
    if article_request.format and article is not None:
        from explorer.web.cite.marked_copies import marked_copy

        return marked_copy(article_request, article, corpus().library)
    return render_template(
        "cite/quotations.html",
        sent=article_request,
        matches=matches,
        check=None if article is None else _shown(article_request, article),
        examples=EXAMPLES,
        largest_file=f"{LARGEST_BODY // 1024} kB",
        marked=marked,
        place=place,
    )


def _check(sent: "ArticleRequest") -> "tuple[CheckedArticle | None, QuotationMatches | None]":
    """Check a text as an article, or look it up as one quotation."""
    from explorer.quotations.article import examine, is_article
    from explorer.quotations.claims import check_claims
    from explorer.quotations.quotation_index import LONGEST

    text, library, index = sent.text, corpus().library, corpus().quotations()
    if not (sent.file or sent.format or is_article(text) or len(text) > LONGEST):
        claims = check_claims(text, library, sent.edition)
        matches = None if claims.claims else index.search(text)
        # A number that is not read alone does not make an article of a quotation that is here.
        if matches is not None and (matches.matches or not claims.unread):
            return None, matches
    return examine(text, library, index, sent.edition), None


def _shown(sent: "ArticleRequest", article: "CheckedArticle") -> dict[str, object]:
    """Return what the page shows of a checked article, by name."""
    from explorer.quotations.article_marks import mark_article
    from explorer.quotations.article_verdicts import HEADINGS, SIGNS, summary_of
    from explorer.web.cite.finding_links import finding_links
    from explorer.web.cite.marked_copies import UNREAD, excerpt, group_findings

    return {
        "article": article,
        "stretches": mark_article(sent.text, article),
        "groups": group_findings(article),
        "summary": summary_of(article),
        "signs": SIGNS,
        "headings": HEADINGS,
        "unread_message": UNREAD,
        "around": lambda unread: excerpt(sent.text, unread.start, unread.end),
        "links": lambda finding: finding_links(finding, corpus().library),
    }


@lookup.get("/api/v1/quotes")
def quotes() -> Response:
    """Return the passages that have these words, exactly or altered."""
    from explorer.serializers.quote_records import quotes_record

    matches = corpus().quotations().search(request.args.get("text", ""))
    return jsonify(quotes_record(matches))


@lookup.post("/api/v1/articles")
def articles() -> Response:
    """Return the findings in an article that is sent; nothing of it is kept."""
    from explorer.quotations.article import examine
    from explorer.serializers.quote_records import article_record
    from explorer.web.api.sent_article import read_article

    text, edition = read_article()
    return jsonify(article_record(examine(text, corpus().library, corpus().quotations(), edition)))
