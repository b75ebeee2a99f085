"""The source of a quotation as HTML, with marks where the quotation differs."""

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:  # a server answers its first request without it
    from explorer.quotations.quotation_match import QuotationMatch


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
