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


def quote(text: str, most: int = 60) -> str:
    """Quote the beginning of what was given in a message: in one line, with every control and mark shown as it is.

    Every message about an input quotes it like this: the input may be of any length, and have any characters.
    """
    shown = repr(text[:most])
    return shown if len(text) <= most else f"{shown[:-1]}{CUT}{shown[-1]}"
