"""Names in Spanish, French, Portuguese and Russian articles: `index/translations/`."""

import re
import tomllib
from pathlib import Path

import pytest

from explorer.core import paths
from explorer.core.errors import VocabularyError
from explorer.entities.text_language import language_of
from explorer.entities.translated_names import ELSEWHERE, LANGUAGES, WORLD, read_translated_names, translated_names
from explorer.model.taxonomy import taxonomy
from tests.growth import is_linear

SOURCE = paths.content("index") / "translations"


def named(language: str, text: str) -> list[str]:
    return [name.slug for name in translated_names(language).find(text)]


def table_names(language: str, kind: str) -> dict[str, list[str]]:
    """Return the names of each table of a kind as they stand in the file, each with the first form of its words."""
    tables = tomllib.loads((SOURCE / f"{language}.toml").read_text("utf-8"))
    endings = {table["name"]: table["forms"][0].replace("-", "") for table in tables["ending"]}
    return {
        table[kind]: [re.sub(r"\+(\w+)", lambda match: endings[match[1]], name) for name in table["names"]]
        for table in tables[kind]
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_a_name_in_every_language(language: str) -> None:
    names = table_names(language, "country")
    assert set(names) == {country.name for country in taxonomy().countries}
    sentence = {"es": "Según {}, en 2023.", "fr": "Selon {}, en 2023.", "pt": "Em {}, 2023.", "ru": "Это {}, 2023."}
    for country in taxonomy().countries:
        for name in names[country.name]:
            for written in (name, name.upper()):
                assert named(language, sentence[language].format(written)) == [country.code], written


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_and_area_has_a_name_in_every_language(language: str) -> None:
    measures, areas = table_names(language, "measure"), table_names(language, "area")
    assert set(measures) == set(taxonomy().scored)
    regions = {region.name for region in taxonomy().regions} - {"Micronesia"}  # which is the name of the country
    assert set(areas) == {WORLD, ELSEWHERE, *taxonomy().continents, *regions}
    for slug, names in (*measures.items(), *areas.items()):
        for name in names:
            assert named(language, f"— {name}: 6,5.") == [slug], name


@pytest.mark.parametrize(
    ("language", "text", "slugs"),
    [
        ("es", "EE. UU. y EEUU, MÉXICO, Mexico y Perú; Peru", ["USA", "USA", "MEX", "MEX", "PER", "PER"]),
        ("es", "colombiano, Colombiana, colombianos, COLOMBIANAS", ["COL"] * 4),
        ("es", "Guinea Ecuatorial, Sudán del Sur, Papúa Nueva Guinea, Guinea-Bisáu", ["GNQ", "SSD", "PNG", "GNB"]),
        ("es", "RDC, República Democrática del Congo, República del Congo", ["COD", "COD", "COG"]),
        ("es", "trata de personas, tráfico de armas, comercio de cocaína y grupos de tipo mafioso",
         ["human-trafficking", "arms-trafficking", "cocaine-trade", "mafia-style-groups"]),
        ("es", "el Índice Global de Crimen Organizado; índice de percepción de la corrupción", ["index", "other"]),
        ("es", "el índice ENACT; Índice Global de la delincuencia organizada", ["enact", "index"]),
        ("fr", "Côte d’Ivoire, Cote d'Ivoire, CÔTE D’IVOIRE", ["CIV"] * 3),
        ("fr", "la RD Congo, l’Équateur, d’Haïti, la Corée du nord", ["COD", "ECU", "HTI", "PRK"]),
        ("fr", "aux États-Unis, américaines", ["USA", "USA"]),
        ("fr", "des gangs haïtiens et sud-africains, la police grecque", ["HTI", "ZAF", "GRC"]),
        ("fr", "l’Indice mondial du crime organisé, l'indice mondial de la paix", ["index", "other"]),
        ("fr", "en Afrique de l’Ouest, au niveau mondial", ["West Africa", "World"]),
        ("pt", "Costa do Marfim, Irã, Irão, EUA, Quénia, Quênia", ["CIV", "IRN", "IRN", "USA", "KEN", "KEN"]),
        ("pt", "brasileiras, alemães, espanhóis, norte-americanos", ["BRA", "DEU", "ESP", "USA"]),
        ("pt", "Índice Global do Crime Organizado", ["index"]),
        ("ru", "США, ОАЭ, ДР Конго, Республика Конго", ["USA", "ARE", "COD", "COG"]),
        ("ru", "о Глобальном индексе организованной преступности", ["index"]),
        ("ru", "в мире, в Африке, в Юго-Восточной Азии", ["World", "Africa", "South-Eastern Asia"]),
    ],
)  # fmt: skip
def test_names_are_found_as_articles_write_them(language: str, text: str, slugs: list[str]) -> None:
    assert named(language, text) == slugs


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("RUS", "Россия, России, Россию, Россией, в России, российский, российского, российской, российскими"),
        ("KGZ", "в Киргизии, Киргизией, Кыргызстана, Кыргызстану, Кыргызстаном, Кыргызстане, кыргызских"),
        ("EGY", "Египет, Египта, Египту, Египтом, в Египте, египетской"),
        ("COD", "в Демократической Республике Конго, Демократической Республикой Конго, ДРК"),
        ("ARE", "в Объединённых Арабских Эмиратах, Объединенным Арабским Эмиратам, Эмиратами"),
        ("BIH", "в Боснии и Герцеговине, Боснию и Герцеговину, Боснией и Герцеговиной"),
        ("CIV", "в Кот-д’Ивуаре, Кот-д'Ивуара, Кот-д'Ивуару"),
        ("ISR", "Израиля, Израилю, Израилем, в Израиле, израильского"),
        ("PHL", "Филиппин, Филиппинам, Филиппинами, на Филиппинах"),
        ("CHN", "Китая, Китаю, Китаем, в Китае"),
        ("SSD", "Южного Судана, Южному Судану, Южным Суданом, в Южном Судане"),
        ("GNB", "в Гвинее-Бисау, Гвинеей-Бисау"),
    ],
)
def test_a_russian_name_is_found_in_every_case(code: str, forms: str) -> None:
    assert named("ru", forms) == [code] * len(forms.split(", "))


def test_a_russian_measure_is_found_in_every_case() -> None:
    text = "устойчивости, преступности, торговлей людьми, торговлю кокаином, субъектами, встроенными в государство"
    assert named("ru", text) == [
        "resilience", "criminality", "human-trafficking", "cocaine-trade", "state-embedded-actors",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Congo, congoleño, guineano, coreano; el chile, me gusta el perú, los países bajos en la lista"),
        ("es", "Ciudad de México, el Parlamento Europeo, golfo de Guinea, Mauricio Macri"),
        ("fr", "le Congo, congolais, guinéen, coréen; tout le monde, la rdc, Maurice Martin, le golfe d’Oman"),
        ("fr", "la Banque mondiale, l’Union africaine, la Seconde Guerre mondiale, le golfe de Guinée"),
        ("pt", "o Congo, congolês, guineense, coreano; a ira, o peru, todo mundo, Irlanda do Norte"),
        ("ru", "Конго, Корея, в Корее, корейский, гвинейский; чад, Совета Европы"),
        ("ru", "Мексиканского залива, животного мира, в Северной Ирландии, доллара США"),
    ],
)
def test_what_several_countries_share_and_what_only_contains_a_name_is_none(language: str, text: str) -> None:
    assert named(language, text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_common_english_word_is_a_name(language: str) -> None:
    text = (
        "The turkey and the polish on a chili plate, a jersey, a pole, some can say may or must, its rank "
        "rose to sixth of all; as the state was in no chad, he sent me on, so do not add us or the men and one more "
        "page is out there per year, a son, a pan, a mali, a grenade, an ecu, the colon, dominion, most, more, less, "
        "score, points, trade, crime, police, law, market, group, country, world, people, goods, court, report."
    )
    assert named(language, text) == []


def test_what_several_countries_share_is_found_as_such() -> None:
    found = translated_names("fr").find_shared("Le Congo et la RD Congo ; un réseau congolais")
    assert [(name.text, name.slug) for name in found] == [("Congo", ""), ("congolais", "")]


@pytest.mark.parametrize(
    ("language", "text", "areas"),
    [
        ("es", "en América Latina, en Asia Central; en Asia Central y el Cáucaso", 2),
        ("fr", "en Amérique latine, dans les Balkans, en Europe de l’Est; en Europe centrale et orientale", 3),
        ("pt", "na América Latina, no Leste Europeu; na Europa Central e Oriental", 2),
        ("ru", "в Латинской Америке, на Балканах, в Восточной Европе; в Центральной и Восточной Европе", 3),
    ],
)
def test_an_area_that_the_index_has_not_or_only_as_a_part_is_said_to_be_one(
    language: str, text: str, areas: int
) -> None:
    *others, region = named(language, text)
    assert others == [ELSEWHERE] * areas
    assert region in {"Central Asia and the Caucasus", "Central & Eastern Europe"}


def test_a_name_says_where_it_stands() -> None:
    text = "En México, EE. UU. y Me\u0301xico:"
    found = translated_names("es").find(text)
    assert [text[name.start : name.end] for name in found] == [name.text for name in found]
    assert [name.text for name in found] == ["México", "EE. UU.", "Me\u0301xico"]
    assert {name.kind for name in found} == {"country"}


def test_a_name_does_not_reach_over_an_empty_line() -> None:
    assert named("es", "Costa\nRica") == ["CRI"]
    assert named("es", "Costa\n\nRica") == []


def test_english_has_no_names_of_its_own_here() -> None:
    assert named("en", "México y Brasil") == []
    with pytest.raises(ValueError, match="'xx'"):
        translated_names("xx")


@pytest.mark.parametrize(
    ("language", "repeated"),
    [
        ("es", "tráfico de "),
        ("es", "República Democrática "),
        ("fr", "d'"),
        ("ru", "преступление против "),
        ("pt", "a\u0301"),
    ],
)
def test_the_time_grows_with_the_length_of_the_text(language: str, repeated: str) -> None:
    names = translated_names(language)

    def read(length: int) -> None:
        text = repeated * (length // len(repeated))
        names.find(text)
        language_of(text)

    assert is_linear(read, 10_000)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('country = "Chile"', 'country = "Chili con carne"', "'Chili con carne' is no country of the Index"),
        ('names = ["Chile"]', 'names = ["Perú"]', "'Perú' already names CHL"),
        ('people = ["chilen+o"]', 'people = ["chilen+x"]', "'chilen.x' has an ending 'x', of which there is no"),
        ('people = ["chilen+o"]', 'people = ["chilen+"]', "'chilen.' is no name of words"),
        ('people = ["chilen+o"]', 'people = ["peruan+o"]', "'peruan.o' already names CHL"),
        ('names = ["Chile"]', 'names = ["Chile; Chili"]', "'Chile; Chili' is no name of words"),
        ('names = ["Chile"]', 'names = ["—"]', "'—' is no name of words"),
        ('names = ["Chile"]', 'name = ["Chile"]', "lacks the key 'names'"),
        ('measure = "prevention"', 'measure = "preventing"', "'preventing' is no measure"),
        ('area = "World"', 'area = "Worlds"', "'Worlds' is no area"),
        ('series = "other"', 'series = "others"', "'others' is no series"),
        ('name = "ense"', 'name = "o"', "name 'o' occurs twice"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = (SOURCE / "es.toml").read_text("utf-8")
    assert old in text
    file = tmp_path / "es.toml"
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(VocabularyError, match=rf"es\.toml:\d+: .*{message}"):
        read_translated_names(file, taxonomy())
