"""An article that a program sends, and the edition that it says the article is about."""

from flask import request
from msgspec import UNSET

from explorer.quotations.article_edition import read_article_edition
from explorer.serializers.quote_records import SentArticleRecord
from explorer.web.api.api_request import check_parameters, read_sent


def read_article() -> tuple[str, int | None]:
    """Return the text and the edition: that of the JSON that is sent, else that of the address. Raises QueryError."""
    check_parameters(("edition",))
    edition = read_article_edition(request.args.get("edition", ""))
    article = read_sent("article", SentArticleRecord)
    if article.edition is UNSET:
        return article.text, edition
    return article.text, read_article_edition(str(article.edition))
