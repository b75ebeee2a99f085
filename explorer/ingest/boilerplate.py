"""The lines of a page beside its text: controls, labels, its footer."""

import re

from explorer.model.taxonomy import name_key

LONGEST_NOTICE = 600  # characters of a notice about cookies
LABEL_LENGTH = 80  # characters; a passage is longer or ends as a sentence does
# Beginnings of lines in the footer of a page of the Index, or of any page, as name_key gives them.
_FOOTER = re.compile(
    "(?:a series of 13 discussion papers|all rights reserved|criminal markets score is represented by|"
    "enact is funded by|follow us on|for a better experience|give us (?:your )?feedback|how to measure organized crime|"
    "opinions findings and conclusions stated|privacy policy|read more on|subscribe to|this report was funded|"
    r"terms of use|(?:we|this site|this website|this page) uses? cookies|copyright (?:c )?(?:19|20)\d\d)\b"
)
_CONTROL = re.compile(
    "back to top|close|collapse|expand|hide|less|more|next|open|previous|print|read (?:less|more)|share|"
    "show(?: (?:less|more))?|top|x"
)
# Headings, or lines alone, after which a page shows texts of other pages, as name_key gives them.
_AFTER = re.compile(
    "(?:related|recommended|similar|further|more|other|latest|recent|popular|featured) (?:articles?|content|posts?|"
    "stories|news|analys[ie]s|publications?|reports?)|(?:\\d+ |post a )?comments?|"
    "(?:you (?:may|might) (?:also )?(?:like|be interested in)|read (?:next|more)|more (?:from|on|like) (?:this|us)|"
    "keep reading|most read|next article|previous article|about the authors?|leave a (?:reply|comment)|"
    "sign up|newsletter|subscribe|stay informed|get in touch|follow us|share this|connect with us)\\b.{0,40}"
)
_SHARE = re.compile(
    "(?:share|tweet|post|e?mail|copy|send|download|print|listen|save|pin)(?: (?:this|the|on|to|via|by|as|link|article|"
    "page|chapter|report|pdf|x|twitter|facebook|linkedin|whatsapp|telegram|reddit|email|e|mail|a|friend|full|url))*|"
    "facebook|twitter|x|linkedin|whatsapp|telegram|reddit|link copied|\\d+ (?:min|minutes?)(?: read)?|"
    "reading time.{0,20}|skip to .{0,30}|(?:table of )?contents|in this (?:article|chapter|section)|on this page|menu|"
    "search|home|tags?|topics?|categor(?:y|ies)|advertisement"
)
_COOKIES = re.compile(
    r"\b(?:(?:we|our partners|this (?:web)?site|this page)\b.{0,40}\buses? (?:\w+ ){0,2}cookies?|"
    r"(?:accept|reject|manage|our|your) (?:\w+ )?cookies?|cookies? (?:policy|settings|preferences|notice))\b"
)
_PAYWALL = re.compile(
    r"(?:please )?(?:log|sign) ?in\b|password|(?:enable|turn on|requires) javascript|"
    r"verify(?:ing)? (?:that )?you are (?:a )?human|access denied|(?:page|document) not found|(?:error )?40[134]\b|"
    "subscribers? only|checking your browser|just a moment|create an account"
)
_NOTE_MARKS = "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹,–[]"
_SENTENCE_END = re.compile(r"[.!?…:][\"”’')\]]*$|[\"”]$")


def is_footer(text: str) -> bool:
    """Tell whether a line is of a footer."""
    return _FOOTER.match(name_key(text[:100])) is not None


def is_control(text: str) -> bool:
    """Tell whether a line is a button."""
    return _CONTROL.fullmatch(name_key(text)) is not None


def opens_other_texts(text: str) -> bool:
    """Tell whether a heading is above texts of other pages."""
    return _AFTER.fullmatch(name_key(text)) is not None


def is_sharing(text: str) -> bool:
    """Tell whether a line is a button or a label of the page, not a part of its text."""
    folded = name_key(text)
    return not any(map(str.isalnum, text)) or _SHARE.fullmatch(folded) is not None or is_control(text)


def is_about_cookies(text: str) -> bool:
    """Tell whether a paragraph requests consent to cookies."""
    return len(text) < LONGEST_NOTICE and _COOKIES.search(name_key(text)) is not None


def is_paywall(text: str, at_start: bool = False) -> bool:
    """Tell whether a line is of a paywall, a login or a page that is not there."""
    match = _PAYWALL.search(name_key(text))
    return match is not None and not (at_start and match.start())


def ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text) is not None


def ends_sentence_or_note(text: str) -> bool:
    """Tell whether a text ends with a sentence, marks of notes aside."""
    return ends_sentence(text.rstrip(_NOTE_MARKS))


def is_label(text: str) -> bool:
    """Tell whether a line is too short for a passage and does not end as a sentence does."""
    return len(text) <= LABEL_LENGTH and not ends_sentence(text)
