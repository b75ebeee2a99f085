"""Front matter that would end the process, fill the memory or run for ever, and mistakes in it."""

import pytest
import yaml

from explorer.corpus.front_matter import (
    DEEPEST,
    LARGEST,
    FrontMatterError,
    compose_front_matter,
    scalar_value,
    shown,
)

ALIASES = "a: &b0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{'abcdefghi'[n]}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]\n" for n in range(1, 9)
)
HOSTILE = {
    "flow lists within one another": ("country: " + "[" * 100_000, "more than 20 levels deep"),
    "mappings within one another": ("{a: " * 40_000, "more than 20 levels deep"),
    "lists of blocks within one another": ("- " * 2_000, "more than 20 levels deep"),
    "keys within one another": ("? " * 2_000, "more than 20 levels deep"),
    "aliases of aliases": (ALIASES, "'&b0' is an anchor or alias of YAML"),
    "an alias alone": ("a: *b", r"'\*b' is an anchor or alias of YAML"),
    "an anchor of a mapping": ("&all {a: b}", "'&all' is an anchor or alias of YAML"),
    "more than a document should have": ("a: " + "x" * LARGEST, "more than 200,000 characters"),
    "a tag of Python": ("a: !!python/object/apply:os.system [x]", "'!!python/object/apply:os.system' is a tag"),
    "a number of nothing": ('a: !!int ""', "'!!int' is a tag"),
    "a long tag": (f"a: !!{'x' * 5_000} b", "x…' is a tag"),
    "a tag of a mapping": ("!!set {a: b}", "'!!set' is a tag"),
    "two documents": ("a: b\n--- c", "several documents"),
    "no YAML": ("a: [", "not valid YAML"),
    "a control": ("a: \x1b[2J", "not valid YAML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_document_needs_is_refused_in_a_short_sentence(name: str) -> None:
    text, message = HOSTILE[name]
    with pytest.raises(FrontMatterError, match=message) as caught:
        compose_front_matter(text)
    assert len(str(caught.value)) < 250
    assert str(caught.value).isprintable()


def test_a_mistake_has_its_line() -> None:
    with pytest.raises(FrontMatterError) as caught:
        compose_front_matter("a: b\nc: d\ne: *f")
    assert caught.value.line == 3


def test_what_is_nested_as_deep_as_allowed_is_read() -> None:
    assert compose_front_matter("[" * DEEPEST + "]" * DEEPEST) is not None
    assert compose_front_matter("") is None


DOCUMENTS = ("a: b", "a: [1, 2.5, null, true, 2021-09-01]\nb: {c: 'd', e: \"f\"}", "- a\n- ? b\n  : c", "a: |\n  b\n")


@pytest.mark.parametrize("text", DOCUMENTS)
def test_nodes_are_those_of_the_library(text: str) -> None:
    assert yaml.serialize(compose_front_matter(text)) == yaml.serialize(yaml.compose(text))


def value(text: str) -> object:
    node = compose_front_matter(text)
    assert isinstance(node, yaml.ScalarNode)
    return scalar_value(node)


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "-7",
        "+7",
        "0",
        "7.5",
        "-.5",
        "7.",
        "1.0e-05",
        "1.0e+2",
        "true",
        "No",
        "~",
        "null",
        "2021-9-01",
        "a",
        "'7'",
        "7a",
    ],
)
def test_a_value_is_that_of_the_library(text: str) -> None:
    assert value(text) == yaml.safe_load(text)


@pytest.mark.parametrize("text", ["=", "<<"])
def test_what_yaml_reserves_is_text(text: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize(
    "text",
    ["0x7E5", "0o17", "017", "0b11", "1_000", "1_0.5", "59:59", "59:59.5", "9" * 16, "9" * 6_000, "0x" + "f" * 6_000,
     ":".join(["59"] * 20_000), "9" * 400 + ".5", "1.5e+4000"],
)  # fmt: skip
def test_a_number_in_another_form_is_refused(text: str) -> None:
    node = compose_front_matter(text)
    assert isinstance(node, yaml.ScalarNode)
    if node.tag.endswith(":str"):
        assert scalar_value(node) == text
        return
    with pytest.raises(FrontMatterError, match="is no plain decimal number") as caught:
        scalar_value(node)
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize("text", ["2021-13-45", "0000-01-01", "2021-02-30T10:00:00Z"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(FrontMatterError, match="is no date"):
        value(text)


def test_a_node_is_shown_in_few_words() -> None:
    nodes = [compose_front_matter(text) for text in ("[a]", "{a: b}", "x" * 1_000, '"\\e[2J"')]
    assert [shown(node) for node in nodes if node] == ["a list", "a mapping", f"'{'x' * 60}…'", "'\\x1b[2J'"]
