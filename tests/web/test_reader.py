from flask import Flask

from explorer.profiles import Passage, Profile, Section
from explorer.web.corpus import Corpus
from explorer.web.reader import parts


def test_a_text_that_writes_out_a_mark_is_no_match(app: Flask) -> None:
    corpus: Corpus = app.extensions["corpus"]
    passage = Passage("kgz-2021", "drugs", 1, "The page said <mark>opium</mark> twice.")
    profile = Profile(code="KGZ", edition=2021, text="full", sections=(Section("drugs", (passage,)),))
    (part,) = parts(profile, corpus.linker, corpus.engine.marker("gold"))
    (paragraph,) = part.paragraphs
    assert not paragraph.is_match
    assert paragraph.text == "The page said &lt;mark&gt;opium&lt;/mark&gt; twice."


def test_words_that_say_the_same_are_named_once_as_evidence(app: Flask) -> None:
    corpus: Corpus = app.extensions["corpus"]
    passage = Passage("kgz-2021", "drugs", 1, "Heroin is trafficked. Heroin seizures fell, but heroin use grew.")
    profile = Profile(code="KGZ", edition=2021, text="full", sections=(Section("drugs", (passage,)),))
    (part,) = parts(profile, corpus.linker)
    for one in part.paragraphs[0].indicators:
        folded = [word.casefold() for word in one.evidence]
        assert len(folded) == len(set(folded))
