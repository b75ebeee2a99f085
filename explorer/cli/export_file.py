"""The file of an export: its format, and where it goes."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from explorer.cli.output import REFUSED, print_file, say
from explorer.cli.output_file import write_output
from explorer.cli.streams import OutputError
from explorer.core.days import utc_today
from explorer.core.file_writing import write_together
from explorer.export.data_package import DESCRIPTOR, DataPackage
from explorer.export.writers import FORMATS, Export, ExportError

PACKAGE = "datapackage"
_ENDINGS = {format: format for format in FORMATS} | {"zip": PACKAGE}
_BINARY = ("xlsx", PACKAGE)

FORMAT_OPTION = click.option(
    "--format",
    "format",
    type=click.Choice([*FORMATS, PACKAGE]),
    help="File format; by default that of FILE's name, else csv. A data package is a ZIP file, or a folder where FILE "
    "has no ending.",
)
OUTPUT_OPTION = click.option(
    "--output",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="File to write; by default standard output.",
)


def hand_out(export: Export, format: str | None, output: Path | None) -> None:
    """Write an export whole or not at all, to a file or to stdout. Raises UsageError, Exit or OutputError."""
    format = file_format(format, output)
    if format == PACKAGE:
        hand_out_package(DataPackage.of(export, utc_today()), output)
    else:
        try:
            data = export.write(format)
        except ExportError as error:
            say(f"oc-explorer: {error}")
            raise click.exceptions.Exit(REFUSED) from error
        _write(data, output)
    if output:
        say(f"{len(export.table.rows):,} rows written to {output}")


def file_format(format: str | None, output: Path | None) -> str:
    """Return the format that is asked for, or that the name of a file has. Raises UsageError."""
    ending = output.suffix.removeprefix(".").lower() if output else ""
    if not format and output and output.name == DESCRIPTOR:
        return PACKAGE
    if not format and ending and ending not in _ENDINGS:
        raise click.UsageError(f"A result is written as {', '.join(_ENDINGS)}, not {ending!r}; or give --format.")
    format = format or _ENDINGS.get(ending, "csv")
    if format in _BINARY and output is None and sys.stdout.isatty():
        name = "workbook" if format == "xlsx" else "data package"
        raise click.UsageError(f"A {name} is not text for a terminal. Name a file with --output.")
    if format != PACKAGE and output and output.is_dir():
        raise click.UsageError(f"{output} is a folder; name a file, or add --format {PACKAGE}.")
    return format


def hand_out_package(package: DataPackage, output: Path | None) -> None:
    """Write a data package: as a ZIP file; with a name without an ending, or that of its description, as a folder."""
    if output is None or (output.name != DESCRIPTOR and output.suffix and not output.is_dir()):
        _write(package.archive(), output)
        return
    folder = output.parent if output.name == DESCRIPTOR else output
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} is a file; a data package is a folder, or a file that ends in .zip.")
    _write_folder(folder, package.files())


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, all or none; those that no package put there are not replaced. Raises UsageError."""
    known = _described_files(folder / DESCRIPTOR)
    if strangers := sorted(name for name in files if name not in known and (folder / name).exists()):
        raise click.UsageError(
            f"{folder} has a {strangers[0]} that is of no data package, and it would be replaced. Name another folder."
        )
    try:
        write_together({folder / name: data for name, data in files.items()}, folder / ".datapackage.journal")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}).") from error


def _described_files(descriptor: Path) -> set[str]:
    """Return the names of the files of the data package in a folder, its description among them; none without one."""
    try:
        resources = json.loads(descriptor.read_bytes())["resources"]
        return {DESCRIPTOR, *(str(resource["path"]) for resource in resources)}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _write(data: bytes, output: Path | None) -> None:
    if output:
        write_output(output, data)
    else:
        print_file(data)
