"""Mentions of countries and works in passages."""

import json
import re
import shutil
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.corpus.profile_markdown import read_profile_markdown
from explorer.entities.mentions import countries_in, name_countries, name_works, notes_of, read_vocabulary, works_in
from explorer.model.profiles import Note, Profile
from explorer.model.taxonomy import taxonomy
from tests.factories import make_profile


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Cattle cross from Niger into Nigeria.", ["NER", "NGA"]),
        ("Nigerien herders and Nigerian traders meet.", ["NER", "NGA"]),
        ("Oil is stolen in the Niger Delta, and carried up the River Niger.", []),
        ("Gold leaves the Democratic Republic of the Congo and the Republic of the Congo.", ["COD", "COG"]),
        ("The DRC, DR Congo and Congo-Kinshasa are one; Congo-Brazzaville is not.", ["COD", "COD", "COD", "COG"]),
        ("Congolese timber comes from the Congo Basin.", []),
        ("Cocaine lands in Guinea-Bissau, Guinea and Equatorial Guinea.", ["GNB", "GIN", "GNQ"]),
        ("Pirates of the Gulf of Guinea have not been seen off Papua New Guinea.", ["PNG"]),
        ("A Bissau-Guinean general, a Guinean trader, an Equatorial Guinean minister.", ["GNB", "GIN", "GNQ"]),
        ("Scrap goes to Georgia, and from Atlanta, Georgia to the state of Georgia.", ["GEO"]),
        ("The Dominican Republic and Dominica are islands apart; a Dominican may be of either.", ["DOM", "DMA"]),
        ("South Sudan left Sudan; South Sudanese and Sudanese guards remain.", ["SSD", "SDN", "SSD", "SDN"]),
        ("Uzbeks, Tajiks and Kyrgyz share the valley.", ["UZB", "TJK", "KGZ"]),
        ("South Korean firms, not North Korea.", ["KOR", "PRK"]),
        ("Cacao from Côte d’Ivoire and Côte d'Ivoire.", ["CIV", "CIV"]),
        ("Northern Ireland is not Ireland, nor New Mexico Mexico.", ["IRL", "MEX"]),
        ("Latin American and South African dealers meet on the Indian Ocean.", ["ZAF"]),
        ("He told us of turkey, china and a pole.", []),
        ("The US–Mexico border; the U.S. Treasury.", ["USA", "MEX", "USA"]),
        ("Guinea‑Bissau with a hyphen that does not break.", ["GNB"]),
    ],
)
def test_countries_are_distinguished(text: str, codes: list[str]) -> None:
    assert [mention.names for mention in countries_in(text)] == codes


# Of the table, and not counted in a text: regions that have the name of a country, and what two countries share.
NOT_COUNTED = {"Micronesia", "Micronesian", "Central African", "Papuan", "Congolese", "Dominican"}


def test_every_country_is_found_by_its_own_names() -> None:
    for country in taxonomy().countries:
        for name in {country.name, *country.also} - NOT_COUNTED:
            for spelling in (name, name.replace("-", "\u2011").replace(" ", "\u00a0"), name.replace("'", "’")):
                codes = [mention.names for mention in countries_in(f"Ships sail to {spelling} daily.")]
                assert codes == [country.code], spelling


def test_every_country_is_found_by_its_people() -> None:
    for country in taxonomy().countries:
        for people in set(country.demonyms) - NOT_COUNTED:
            for text in (f"A {people} crew left.", f"The ship is {people}-owned, and left."):
                assert [mention.names for mention in countries_in(text)] == [country.code], text
            if not people.endswith(("s", "sh", "ese", "French")):
                assert [mention.names for mention in countries_in(f"Two {people}s left.")] == [country.code], people


@pytest.mark.parametrize("name", sorted(NOT_COUNTED))
def test_a_region_and_what_two_countries_share_are_not_counted(name: str) -> None:
    assert countries_in(f"Boats and {name} crews left.") == ()


def test_the_evaluation_set_is_read_without_a_mistake(real_data: Path) -> None:
    folder = real_data / "mentions" / "dev"
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    profiles = [read_profile_markdown(path.read_text("utf-8"), path.stem) for path in folder.glob("documents/*.md")]
    texts = {passage.id: (profile, passage.text) for profile in profiles for passage in profile.passages()}
    found = {
        (id, mention.names)
        for id, (profile, text) in texts.items()
        for mention in countries_in(text)
        if mention.names != profile.country.code
    }
    wanted = {(id, code) for id, passage in gold.items() for code in passage["countries"]}
    assert len(found & wanted) / len(found) >= 0.98
    assert len(found & wanted) / len(wanted) >= 0.95


def test_a_mention_has_its_offsets() -> None:
    text = "Trucks from Uzbekistan arrive."
    (mention,) = countries_in(text)
    assert text[mention.start : mention.end] == mention.text == "Uzbekistan"


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("It has not joined the Arms Trade Treaty (ATT).", ["arms-trade-treaty", "arms-trade-treaty"]),
        ("CITES and the FATF are named; cites and fatf are not.", ["cites", "fatf"]),
        ("The UN Security Council met, and the UN sent a team.", ["security-council", "united-nations"]),
        ("INTERPOL and Interpol are one.", ["interpol", "interpol"]),
        ("An ATTIC and NATOs.", []),
    ],
)
def test_treaties_and_organizations_are_found_by_name_and_acronym(text: str, slugs: list[str]) -> None:
    assert [mention.names for mention in works_in(text)] == slugs


def profile_of(code: str, *texts: str, notes: tuple[Note, ...] = ()) -> Profile:
    return make_profile(f"{code.lower()}-2023", {"trade": texts}, notes)


def test_a_countrys_own_name_is_no_mention_in_its_profile() -> None:
    profiles = [
        profile_of("KGZ", "Kyrgyz guards watch the border with Uzbekistan.", "Uzbek and Uzbekistan’s traders."),
        profile_of("UZB", "Goods from Kyrgyzstan."),
    ]
    named = name_countries(profiles)
    assert {
        code: [(mention.passage.id, mention.words) for mention in mentions] for code, mentions in named.items()
    } == {
        "UZB": [("kgz-2023/trade/1", ("Uzbekistan",)), ("kgz-2023/trade/2", ("Uzbek", "Uzbekistan"))],
        "KGZ": [("uzb-2023/trade/1", ("Kyrgyzstan",))],
    }


def test_works_are_listed_with_the_passages_that_name_them() -> None:
    (mention,) = name_works([profile_of("KGZ", "It joined the Arms Trade Treaty.", "Nothing.")])["arms-trade-treaty"]
    assert (mention.passage.id, mention.words) == ("kgz-2023/trade/1", ("Arms Trade Treaty",))


def test_notes_are_listed_with_the_passage_that_refers_to_them() -> None:
    placed, whole = Note("12", "A report, 2020.", (4,)), Note("13", "A ledger.")
    first, second = notes_of([profile_of("KGZ", "Text.", notes=(placed, whole))])
    assert (first.passage.id, first.note, first.anchor) == ("kgz-2023/trade/1", placed, "trade-1-mark-1-1")
    assert (second.note, second.anchor) == (whole, "trade-1-note-2")


@pytest.mark.parametrize(
    ("more", "line", "what"),
    [
        ('[[work]]\nslug = "b"\nname = "B"\nkind = "book"\n', 4, "kind must be one of"),
        ('[[work]]\nslug = "B C"\nname = "B"\nkind = "treaty"\n', 2, "is not a slug"),
        ('[[work]]\nslug = "b"\nname = "A Treaty"\nkind = "treaty"\n', 3, "'A Treaty' already names a"),
        ('[[work]]\nslug = "b"\nname = "B"\nkind = "treaty"\nyear = "2000"\n', 5, "unknown key 'year'"),
        ('[[other_meaning]]\ncountry = "Niger"\nphrases = ["Niger Delta", "Niger"]\n', 3, "'Niger' is the name of"),
    ],
)
def test_a_mistake_is_found_by_file_and_line(tmp_path: Path, more: str, line: int, what: str) -> None:
    head = '[[work]]\nslug = "a"\nname = "A Treaty"\nkind = "treaty"\n\n[[other_meaning]]\ncountry = "Chad"\n'
    head += 'phrases = ["Lake Chad"]\n\n'
    (tmp_path / "works.toml").write_text(head + more, encoding="utf-8")
    shutil.copy(paths.content("index") / "mentions.toml", tmp_path)
    with pytest.raises(VocabularyError) as refused:
        read_vocabulary(tmp_path, taxonomy())
    assert f"works.toml:{head.count(chr(10)) + line}: " in str(refused.value)
    assert what in str(refused.value)


def test_every_phrase_of_another_meaning_names_no_country() -> None:
    text = (paths.content("index") / "works.toml").read_text(encoding="utf-8")
    phrases = [
        phrase
        for line in re.findall(r"^phrases = \[(.*)\]$", text, re.MULTILINE)
        for phrase in re.findall('"([^"]*)"', line)
    ]
    assert len(phrases) > 50
    for phrase in phrases:
        assert countries_in(f"It lies near {phrase} there.") == ()
