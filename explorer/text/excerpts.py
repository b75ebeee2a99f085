"""The beginnings and ends of texts, as messages quote them: in whole words."""

CUT = "…"


def first_words(text: str, most: int) -> str:
    """Return the words at the beginning of a text, as many as there is room for; a word longer than that is cut."""
    if len(text) <= most:
        return text
    words = text[: most + 1].rpartition(" ")[0].rstrip() or text[:most]
    return f"{words}{CUT}"


def last_words(text: str, most: int) -> str:
    """Return the words at the end of a text, as many as there is room for; a word longer than that is cut."""
    if len(text) <= most:
        return text
    words = text[-most - 1 :].partition(" ")[2].lstrip() or text[-most:]
    return f"{CUT}{words}"
