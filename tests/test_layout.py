"""The layout of the package: a name has one meaning. The order of the layers is checked by import-linter."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "explorer"
ENGINES = PACKAGE / "engines"
TESTS = Path(__file__).parent


def modules() -> list[Path]:
    paths = sorted(PACKAGE.rglob("*.py"))
    assert len(paths) > 100
    return [path for path in paths if path.name != "__init__.py"]


def test_a_module_name_occurs_once() -> None:
    """Engines aside: modules of one name in engines/whoosh and engines/opensearch do the same for each."""
    named = defaultdict(set)
    for path in modules():
        is_twin = path.parent.parent == ENGINES
        named[path.name].add("engines" if is_twin else path.relative_to(PACKAGE).as_posix())
    assert {name: sorted(places) for name, places in named.items() if len(places) > 1} == {}


def test_no_module_is_loose() -> None:
    assert sorted(path.name for path in PACKAGE.glob("*.py")) == ["__init__.py", "__main__.py"]


def public_names(path: Path) -> Iterator[str]:
    """List the public classes and type aliases that a module defines."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[0].isupper() and not name.isupper():
                yield name


def test_a_public_class_name_means_one_thing() -> None:
    places = defaultdict(list)
    for path in modules():
        if path.parent.parent == ENGINES:
            continue
        for name in public_names(path):
            places[name].append(path.relative_to(PACKAGE).as_posix())
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def has_behaviour(path: Path) -> bool:
    """Tell whether a function or method of a module does more than declare itself."""
    return any(
        not isinstance(statement, ast.Pass)
        and not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in node.body
    )


def test_records_and_protocols_alone_have_no_behaviour() -> None:
    assert not has_behaviour(PACKAGE / "search" / "backends.py")
    assert not has_behaviour(PACKAGE / "core" / "errors.py")
    assert has_behaviour(PACKAGE / "model" / "ids.py")


def test_a_module_with_behaviour_has_tests_in_the_same_place() -> None:
    names = [path.relative_to(PACKAGE) for path in modules() if has_behaviour(path)]
    assert [str(name) for name in names if not (TESTS / name.parent / f"test_{name.name}").is_file()] == []
