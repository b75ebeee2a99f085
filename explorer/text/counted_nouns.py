"""A number with its noun, singular or plural, as messages have it."""


def counted(number: int, noun: str) -> str:
    """Return "1 profile", "1,200 profiles", "2 countries", "3 addresses", of nouns whose plural is regular."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
