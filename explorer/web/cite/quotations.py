"""`/lookup`: a quotation or a whole article, checked against the corpus; `/api/v1/quotes` and `/api/v1/articles`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, render_template, request
from markupsafe import Markup, escape

from explorer.web.api.api_request import check_parameters, read_text
from explorer.web.context import corpus
from explorer.web.read.works import place

if TYPE_CHECKING:  # a server answers its first request without it
    from explorer.quotations.checked_article import Finding
    from explorer.quotations.quotation_match import QuotationMatch, QuotationMatches

lookup = Blueprint("lookup", __name__)

EXAMPLES = (
    ("Heroin seizures have lately risen.", "a sentence with one word changed"),
    ("corrupt politicians … worsen heroin trafficking", "a sentence with words left out"),
    ("Kyrgyzstan scored 7.0 for heroin trade in 2021.", "a claim about a score"),
)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A stretch of an article on the page; a finding has its number, and the article beside it none."""

    text: str
    number: int | None = None


def marked(match: "QuotationMatch") -> Markup:
    """Mark in a source where a quotation differs: <del> for words it lacks, <ins> for words it adds."""
    if not match.differences:
        return Markup("<mark>{}</mark>").format(match.passage[match.start : match.end])
    words = []
    for difference in match.differences:
        if difference.op == "same":
            words.append(escape(difference.source))
        elif difference.op == "omitted":
            words.append(Markup('<span class="left-out">{}</span>').format(difference.source or difference.quote))
        else:
            source = Markup("<del>{}</del>").format(difference.source) if difference.source else Markup("")
            quoted = Markup("<ins>{}</ins>").format(difference.quote) if difference.quote else Markup("")
            words.append(source + (" " if source and quoted else "") + quoted)
    return Markup(" ").join(words)


def pieces(text: str, findings: "tuple[Finding, ...]") -> list[MarkedText]:
    """Cut an article at its findings; of findings that overlap, the first counts."""
    cut: list[MarkedText] = []
    end = 0
    for number, finding in enumerate(findings, 1):
        if finding.start >= end:
            cut += [MarkedText(text[end : finding.start]), MarkedText(text[finding.start : finding.end], number)]
            end = finding.end
    return [piece for piece in [*cut, MarkedText(text[end:])] if piece.text]


@lookup.route("/lookup", methods=["GET", "POST"])
def look_up() -> str:
    """Show a box for a quotation or an article, and the matches."""
    from explorer.quotations.article import examine, is_article
    from explorer.quotations.claims import check_claims
    from explorer.quotations.quotation_index import LONGEST

    # An article is too long for an address, so it is sent; nothing of it is kept.
    text = (request.form if request.method == "POST" else request.args).get("text", "").strip()
    library = corpus().library
    findings: tuple[Finding, ...] = ()
    matches: QuotationMatches | None = None
    if text:
        index = corpus().quotations()
        if is_article(text) or len(text) > LONGEST or check_claims(text, library).claims:
            findings = examine(text, library, index).findings
        else:
            matches = index.search(text)
    return render_template(
        "cite/quotations.html",
        text=text,
        matches=matches,
        findings=findings,
        pieces=pieces(text, findings),
        is_article=bool(text) and matches is None,
        examples=EXAMPLES,
        marked=marked,
        place=place,
    )


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

    check_parameters(())
    text = read_text("article")
    return jsonify(article_record(examine(text, corpus().library, corpus().quotations())))
