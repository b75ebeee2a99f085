"""Docstrings add what types cannot express: the shape of an array."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "explorer"
FOLDERS = ("engines", "search", "quotations")  # that compute with arrays
BARE = {"Array", "NDArray", "ndarray"}  # names of types without a shape, unlike the aliases of `array_types`

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(source: str) -> Iterator[Function]:
    """Yield the functions, methods and properties of a module, nested ones included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function):
            yield node


def has_bare_array(function: Function) -> bool:
    """Tell whether a parameter or the return value is an array of a type that has no shape."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    annotations = [function.returns, *(argument.annotation for argument in every if argument)]
    return any(
        (node.id if isinstance(node, ast.Name) else node.attr) in BARE
        for annotation in annotations
        if annotation
        for node in ast.walk(annotation)
        if isinstance(node, ast.Name | ast.Attribute)
    )


def without_shape(source: str) -> list[str]:
    """List the functions of a module with a bare array whose docstring gives no shape."""
    return [
        function.name
        for function in functions(source)
        if has_bare_array(function) and not re.search(r"\bshapes?\b", ast.get_docstring(function) or "")
    ]


def test_a_function_without_a_shape_is_seen() -> None:
    assert without_shape("def mask() -> Array: ...") == ["mask"]
    assert without_shape("def mask(a: int, *b: np.ndarray | None) -> None: '''Return a mask.'''") == ["mask"]
    assert without_shape("class A:\n @property\n def mask(self) -> tuple[int, NDArray[np.bool_]]: ...") == ["mask"]
    assert without_shape("def mask() -> Array: '''Return a mask: shape (documents,), bool.'''") == []
    assert without_shape("def mask() -> DocumentMask: ...") == []


def test_functions_on_arrays_give_the_shape() -> None:
    paths = [path for folder in FOLDERS for path in sorted((PACKAGE / folder).rglob("*.py"))]
    assert sum(has_bare_array(function) for path in paths for function in functions(path.read_text("utf-8"))) > 10
    assert [
        f"{path.relative_to(PACKAGE)}: {name}" for path in paths for name in without_shape(path.read_text("utf-8"))
    ] == []
