"""Workflows run the commands of a developer, with pinned actions."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=[workflow.name for workflow in WORKFLOWS])
def test_every_action_is_pinned_by_its_commit(workflow: Path) -> None:
    uses = re.findall(r"uses: (.+)$", workflow.read_text("utf-8"), re.MULTILINE)
    assert uses
    assert [line for line in uses if not PINNED.fullmatch(line)] == []


def test_one_action_has_one_version_in_all_workflows() -> None:
    pins = {pin for workflow in WORKFLOWS for pin in PINNED.findall(workflow.read_text("utf-8"))}
    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=[workflow.name for workflow in WORKFLOWS])
def test_a_workflow_may_only_read_and_ends(workflow: Path) -> None:
    read = yaml.safe_load(workflow.read_text("utf-8"))
    assert read["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job and "permissions" not in job for job in read["jobs"].values())


def test_every_command_of_make_is_one_that_there_is() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    commands = [line for workflow in WORKFLOWS for line in re.findall(r"run: make (.+)", workflow.read_text("utf-8"))]
    targets = {word for command in commands for word in command.split() if "=" not in word}
    assert targets >= {"lint", "types", "coverage", "test", "wheel", "docs", "audit"}
    assert targets - {".venv/test.installed"} <= set(phony.split())


def test_tests_run_on_every_python_that_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    pythons = [
        f"Programming Language :: Python :: {version}" for version in jobs["test"]["strategy"]["matrix"]["python"]
    ]
    assert pythons == [line for line in declared if re.search(r":: 3\.\d+$", line)]
