"""Fixtures for all tests."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real input that OC_EXPLORER_REAL_DATA names: pages, workbooks, gold."""
    named = os.environ.get("OC_EXPLORER_REAL_DATA")
    if not named:
        pytest.skip("needs real input: set OC_EXPLORER_REAL_DATA to the folder that has pages/ and workbooks/")
    return Path(named).resolve()
