"""Profiles as Markdown: read and written without loss, mistakes reported by file and line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core import paths
from explorer.core.errors import CorpusError
from explorer.corpus.profile_markdown import read_profile_markdown, write_profile_markdown
from explorer.model.profiles import FACTS, Note, Profile
from tests.strategies import hostile_values, profiles


@given(profiles())
@settings(max_examples=300)
def test_what_is_written_is_read_back_without_loss(profile: Profile) -> None:
    assert read_profile_markdown(write_profile_markdown(profile), "any.md") == profile


PARTS = ("country", "edition", "text", "source", "facts", "scores", "changes", "ranks", "rank_changes")
INNER = (*FACTS, "title", "publisher", "url", "heroin-trade", "criminality", "resilience", "world", "region", "x")
nested_values = hostile_values | st.builds("{{{}: {}}}".format, st.sampled_from(INNER), hostile_values)
nested_values |= st.builds("{{{}: {}}}".format, st.sampled_from(INNER), nested_values)


@given(st.dictionaries(st.sampled_from(PARTS), nested_values, max_size=3), st.text(max_size=40))
@settings(max_examples=1_000)
def test_whatever_is_read_can_be_written_and_read_again(values: dict[str, str], body: str) -> None:
    front = {"country": "KGZ", "edition": "2021"} | values
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    try:
        profile = read_profile_markdown(f"---\n{lines}---\n\n## Drugs\n\nx{body}\n", "any.md")
    except CorpusError as error:
        assert str(error).startswith("any.md:")
        assert len(str(error)) < 500
        return
    assert read_profile_markdown(write_profile_markdown(profile), "any.md") == profile
    assert not any(control in write_profile_markdown(profile) for control in "\x1b\x07\x9b\u202e")


def test_ranks_of_any_size_are_read_and_written_or_refused() -> None:
    for number in ("9" * 15, "0x" + "f" * 6_000, "9" * 6_000):
        text = f"---\ncountry: KGZ\nedition: 2021\nranks: {{criminality: {{world: [1, {number}]}}}}\n---\n"
        try:
            profile = read_profile_markdown(text, "any.md")
        except CorpusError as error:
            assert "any.md:4: " in str(error) and len(number) > 15
            continue
        assert read_profile_markdown(write_profile_markdown(profile), "any.md") == profile


def test_controls_are_left_out_of_every_part() -> None:
    odd = "\\e]0;x\\a\\u202e"
    text = (
        f'---\ncountry: KGZ\nedition: 2021\nsource: {{title: "A{odd}B"}}\nfacts: {{capital: "A{odd}B"}}\n'
        f'ranks: {{criminality: {{region: [1, 2, "A{odd}B"]}}}}\n---\n'
        "## Drugs\n\nA\x1b\x07\u202eB[^1]\n\n[^1]: A\x1b\x9bB\n\n> A\x1b\x07B\n"
    )
    profile = read_profile_markdown(text, "any.md")
    (section,) = profile.sections
    assert profile.source.title == profile.facts["capital"] == profile.ranks["criminality"]["region"].name == "A]0;xB"
    assert (section.passages[0].text, section.passages[0].notes[0].text, section.notes) == ("AB", "AB", ("AB",))


def test_a_source_without_a_web_address_is_refused_on_its_line() -> None:
    text = "---\ncountry: KGZ\nedition: 2021\nsource:\n  title: Chad\n  url: javascript:alert(1)\n---\n"
    with pytest.raises(CorpusError, match=r"^any\.md:6: source url must be an address that begins with https://"):
        read_profile_markdown(text, "any.md")


def test_a_few_sections_are_a_valid_profile() -> None:
    profile = read_profile_markdown(
        "---\ncountry: KGZ\nedition: 2021\n---\n\n## Drugs\n\nOne\nline.\n\nTwo.\n\n> * A note.\n", "kgz.md"
    )
    assert [passage.text for passage in profile.passages()] == ["One line.", "Two."]
    assert profile.sections[0].notes == ("* A note.",)
    assert profile.text_kind == "full"


def test_a_country_may_be_named_in_any_published_spelling() -> None:
    assert read_profile_markdown("---\ncountry: Côte d’Ivoire\nedition: 2023\n---\n", "x.md").code == "CIV"


def test_footnotes_belong_to_the_passage_before_them() -> None:
    text = "---\ncountry: KGZ\nedition: 2021\n---\n## Drugs\nOne.\n[^1]: Where it says so.\n\nTwo.\n"
    first, second = read_profile_markdown(text, "kgz.md").passages()
    assert first.notes == (Note("1", "Where it says so."),)
    assert second.notes == ()


def document(body: str) -> str:
    return f"---\ncountry: KGZ\nedition: 2021\n---\n\n## Drugs\n\n{body}"


def test_a_reference_gives_the_place_of_the_mark_of_a_note() -> None:
    text = "It fell.[^1] Then it rose,[^2] and\nfell [^1].\n\n[^1]: A ledger.\n\n[^2]: A diary.\n"
    (passage,) = read_profile_markdown(document(text), "kgz.md").passages()
    assert passage.text == "It fell. Then it rose, and fell ."
    assert passage.notes == (Note("1", "A ledger.", (8, 31)), Note("2", "A diary.", (22,)))
    assert passage.marked() == "It fell.[1] Then it rose,[2] and fell[1] ."


@pytest.mark.parametrize("text", ["As [^2] says.", "A leaf[^*].", "\\\\[^2]"])
def test_a_reference_without_its_note_is_text(text: str) -> None:
    (passage,) = read_profile_markdown(document(f"x {text}\n\n[^1]: A ledger.\n"), "kgz.md").passages()
    assert passage.text == f"x {text}"
    assert passage.notes == (Note("1", "A ledger."),)


def test_of_two_notes_with_one_mark_the_first_is_meant() -> None:
    (passage,) = read_profile_markdown(
        document("It fell.[^1]\n\n[^1]: A ledger.\n\n[^1]: A diary.\n"), "x.md"
    ).passages()
    assert passage.notes == (Note("1", "A ledger.", (8,)), Note("1", "A diary."))


@given(profiles())
@settings(max_examples=100)
def test_the_place_of_every_mark_is_written_as_a_footnote_reference(profile: Profile) -> None:
    written = write_profile_markdown(profile)
    for passage in profile.passages():
        for note in passage.notes:
            assert not note.places or f"[^{note.mark}]" in written
            assert f"\n[^{note.mark}]: {note.text}".rstrip() in written


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    assert (
        read_profile_markdown("\ufeff---\r\ncountry: KGZ\r\nedition: 2021\r\n---\r\n## Drugs\r\nOne.\r\n", "x.md").id
        == "kgz-2021"
    )


HEAD = "---\ncountry: KGZ\nedition: 2021\n"
MISTAKES = {
    "no front matter": ("## Drugs\n", 1, "front matter"),
    "front matter that does not end": (HEAD, 1, "second line '---'"),
    "empty front matter": ("---\n---\n", 1, "country and edition are required"),
    "front matter that is no YAML": ("---\ncountry: [KGZ\nedition: 2021\n---\n", 3, "not valid YAML"),
    "front matter that is no mapping": ("---\n- KGZ\n---\n", 2, "must be a mapping"),
    "no country": ("---\nedition: 2021\n---\n", 1, "lacks the key 'country'"),
    "an unknown country": ("---\ncountry: Kyrgystan\nedition: 2021\n---\n", 2, "Did you mean Kyrgyzstan"),
    "an ambiguous country": ("---\ncountry: Congo\nedition: 2021\n---\n", 2, "Did you mean"),
    "an unknown edition": ("---\ncountry: KGZ\nedition: 2022\n---\n", 3, "one of 2021, 2023, 2025"),
    "an unknown key": (HEAD + "scorse: {}\n---\n", 4, "Did you mean scores"),
    "a key that occurs twice": (HEAD + "edition: 2023\n---\n", 4, "occurs twice"),
    "an unknown indicator": (HEAD + "scores:\n  heroin-trad: 7\n---\n", 5, "Did you mean heroin-trade"),
    "a score above ten": (HEAD + "scores:\n  criminality: 5.33\n  heroin-trade: 10.5\n---\n", 6, "outside 1-10"),
    "a score below one": (HEAD + "scores:\n  heroin-trade: 0\n---\n", 5, "outside 1-10"),
    "a score that is no number": (HEAD + "scores:\n  heroin-trade: high\n---\n", 5, "must be a number"),
    "a score that is not finite": (HEAD + "scores:\n  heroin-trade: .nan\n---\n", 5, "outside 1-10"),
    "a score before its first edition": (HEAD + "scores:\n  financial-crimes: 5\n---\n", 5, "not scored before 2023"),
    "an impossible rank": (HEAD + "ranks:\n  criminality:\n    world: [194, 193]\n---\n", 6, "impossible"),
    "a rank without its name": (HEAD + "ranks:\n  criminality:\n    region: [1, 8]\n---\n", 6, "name of the region"),
    "a change of rank without a rank": (HEAD + "rank_changes:\n  criminality:\n    world: 2\n---\n", 5, "has no rank"),
    "an unknown fact": (HEAD + "facts:\n  capitol: Bishkek\n---\n", 5, "Did you mean capital"),
    "a text kind that is none": (HEAD + "text: summary\n---\n", 4, "'digest', 'full' or 'none'"),
    "a digest without passages": (HEAD + "text: digest\n---\n", 4, "no passages"),
    "an unknown section": (HEAD + "---\n\n## Drug\n", 6, "Did you mean Drugs"),
    "a section twice": (HEAD + "---\n## Drugs\nOne.\n## Drugs\n", 7, "twice or out of"),
    "sections out of order": (HEAD + "---\n## Drugs\nOne.\n## People\n", 7, "twice or out of"),
    "a heading of another level": (HEAD + "---\n# Kyrgyzstan\n", 5, "only section headings"),
    "text before the first section": (HEAD + "---\n\nText.\n", 6, "precedes the first section"),
    "an empty note": (HEAD + "---\n## Drugs\n>\n", 6, "note is empty"),
    "a passage of nothing but a reference": (HEAD + "---\n## Drugs\n\n[^1]\n\n[^1]: Note.\n", 7, "non-empty paragraph"),
    "a footnote before any passage": (HEAD + "---\n## Drugs\n[^1]: Note.\n", 6, "precedes the first passage"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_by_file_and_line(mistake: str) -> None:
    text, line, words = MISTAKES[mistake]
    with pytest.raises(CorpusError) as caught:
        read_profile_markdown(text, "corpus/2021/kgz.md")
    assert str(caught.value).startswith(f"corpus/2021/kgz.md:{line}: ")
    assert words in str(caught.value)


def test_every_bundled_profile_is_read_and_survives_writing() -> None:
    files = sorted(paths.content("corpus").glob("*/*.md"))
    assert files
    for path in files:
        profile = read_profile_markdown(path.read_text(encoding="utf-8"), path.name)
        assert read_profile_markdown(write_profile_markdown(profile), path.name) == profile
