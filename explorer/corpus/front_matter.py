"""The front matter of documents: YAML 1.1 without what no document needs.

Aliases, anchors and tags are refused, and so are numbers of other bases: 500 bytes of aliases stand for gigabytes, and
`59:59` is a number of base 60. The nodes are made from the parser's events without recursion, as deep nesting would
end the process otherwise. See https://yaml.org/spec/1.1/.
"""

import datetime
import re
from typing import Any

import yaml
from yaml.resolver import Resolver

from explorer.core.errors import CorpusError
from explorer.text.excerpts import first_words, quote

LARGEST = 200_000  # characters; the front matter of a profile has some 1,500
DEEPEST = 20  # mappings and lists within one another; that of a profile has 4
# libyaml's loader where the wheel has it: a corpus of 579 profiles is read in a third of the time.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = Resolver()
_MAP, _SEQUENCE = Resolver.DEFAULT_MAPPING_TAG, Resolver.DEFAULT_SEQUENCE_TAG
_TAG = "tag:yaml.org,2002:"
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(
    r"[-+]?(?:[0-9]{1,15}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,3})?|[-+]?\.(?:inf|nan)", re.I
)
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_LONGEST_PROBLEM = 100  # characters of what the parser says

Scalar = str | int | float | bool | datetime.date | None


class FrontMatterError(CorpusError):
    """A mistake in front matter, and the line on which it is, from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def compose_front_matter(text: str) -> yaml.Node | None:
    """Make the nodes of front matter; None where it is empty. Raises FrontMatterError."""
    if len(text) > LARGEST:
        raise FrontMatterError(1, f"the front matter has more than {LARGEST:,} characters: only text belongs below it.")
    roots: list[yaml.Node] = []
    open_nodes: list[yaml.CollectionNode] = []
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionEndEvent):
                _close(open_nodes.pop())
            elif isinstance(event, yaml.NodeEvent):
                node = _node(event)
                (open_nodes[-1].value if open_nodes else roots).append(node)
                if isinstance(node, yaml.CollectionNode):
                    open_nodes.append(node)
                if len(open_nodes) > DEEPEST:
                    raise FrontMatterError(_line(event), f"the front matter is nested more than {DEEPEST} levels deep.")
            if len(roots) > 1:
                raise FrontMatterError(_line(event), "the front matter must be one mapping, not several documents.")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FrontMatterError(line, _invalid(error.problem)) from error
    except yaml.YAMLError as error:
        raise FrontMatterError(1, _invalid(str(error))) from error
    return roots[0] if roots else None


def scalar_value(node: yaml.ScalarNode) -> Scalar:
    """Return the value of a scalar by its tag. Raises FrontMatterError for a number or date that is none."""
    text: str = node.value
    match node.tag.removeprefix(_TAG):
        case "null":
            return None
        case "bool":
            return text.lower() in ("yes", "true", "on")
        case "int" if _WHOLE.fullmatch(text):
            return int(text)
        case "float" if _DECIMAL.fullmatch(text):
            return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        case "int" | "float":
            raise FrontMatterError(node.start_mark.line + 1, f"{quote(text)} is no plain decimal number, such as 7.5.")
        case "timestamp":
            return _date(node)
    return text


def shown(node: yaml.Node) -> str:
    """Show what a node has, in a message."""
    if isinstance(node, yaml.ScalarNode):
        return quote(node.value)
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _invalid(problem: object) -> str:
    return f"the front matter is not valid YAML: {first_words(' '.join(str(problem).split()), _LONGEST_PROBLEM)}."


def _node(event: yaml.NodeEvent) -> yaml.Node:
    """Make the node of an event, those of lists and mappings without their items."""
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        raise FrontMatterError(
            _line(event),
            f"{quote(f'{sign}{event.anchor}')} is an anchor or alias of YAML: write the value, or put it in quotes.",
        )
    if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
        raise FrontMatterError(_line(event), "the front matter has something else than values, lists and mappings.")
    if event.tag is not None:
        tag = quote(event.tag.replace(_TAG, "!!"))
        raise FrontMatterError(
            _line(event), f"{tag} is a tag of YAML: write the value without it, or put it in quotes."
        )
    marks: tuple[Any, Any] = (event.start_mark, event.end_mark)  # those of libyaml are of a class of their own
    if isinstance(event, yaml.ScalarEvent):
        tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)
        return yaml.ScalarNode(tag, event.value, *marks, style=event.style)
    if isinstance(event, yaml.SequenceStartEvent):
        return yaml.SequenceNode(_SEQUENCE, [], *marks, flow_style=event.flow_style)
    return yaml.MappingNode(_MAP, [], *marks, flow_style=event.flow_style)


def _close(node: yaml.CollectionNode) -> None:
    """Pair the keys of a mapping with their values."""
    if isinstance(node, yaml.MappingNode):
        node.value = list(zip(node.value[::2], node.value[1::2], strict=True))


def _date(node: yaml.ScalarNode) -> datetime.date:
    match = _DATE.match(node.value)
    try:
        if match:
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise FrontMatterError(node.start_mark.line + 1, f"{quote(node.value)} is no date, such as 2026-09-01.")
