"""Fixtures for all tests."""

import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from explorer.corpus.home import Home
from explorer.engines.open import embedded_engine
from explorer.ingest.importer import Imported, import_sources
from explorer.linking.linker import linker
from explorer.model.profiles import Profile
from explorer.search.answering import SearchEngine
from explorer.web.app import create_app
from explorer.web.settings import Settings
from tests import factories
from tests.enact import index_both_series
from tests.ingest.fetch.sample_site import SampleSite, sample_site
from tests.other_users import GROUP, IS_ROOT, OTHERS
from tests.server_thread import served_from_thread

# No test has a time limit. The rest is Hypothesis's default: in CI, examples are the same in each run.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")

REAL_DATA = "OC_EXPLORER_REAL_DATA"  # names the folder of real input
# Tests that spend their time in loops that other tests cover, or in processes of their own.
UNMEASURED = ("benchmarks", "browser", "fuzz", "packaging", "stress", "engines/whoosh/test_exactness.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage in UNMEASURED, where it would cost minutes and show nothing more."""
    folders = tuple(Path(__file__).parent / name for name in UNMEASURED)
    for item in items:
        if any(item.path.is_relative_to(folder) for folder in folders):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real input that OC_EXPLORER_REAL_DATA names: pages, workbooks, gold."""
    named = os.environ.get(REAL_DATA)
    if not named:
        pytest.skip(f"needs real input: set {REAL_DATA} to the folder that has pages/ and workbooks/")
    return Path(named).resolve()


@pytest.fixture(scope="session")
def small_corpus() -> list[Profile]:
    return factories.small_corpus()


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory, small_corpus: list[Profile]) -> Iterator[SearchEngine]:
    """Build an engine over the small corpus; a test that rebuilds makes its own."""
    engine = embedded_engine(tmp_path_factory.mktemp("small") / "generations", linker())
    engine.build(small_corpus, "small")
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def naming_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Index profiles that name other countries, treaties and organizations, and a chapter that names one."""
    return factories.index(
        Home(tmp_path_factory.mktemp("naming")), *factories.naming_corpus(), factories.make_chapter()
    )


@pytest.fixture(scope="session")
def both_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Index profiles of the Index and of another series."""
    return index_both_series(Home(tmp_path_factory.mktemp("both")))


@pytest.fixture(scope="session")
def changed_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Index two editions of a country in full text, and two of another of which one is scores alone."""
    return factories.index(Home(tmp_path_factory.mktemp("changed")), *factories.changed_editions())


@pytest.fixture(scope="session")
def world_home(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Home:
    """Index the bundled corpus and the scores of every country in every edition, from the published workbook."""
    home = Home(tmp_path_factory.mktemp("world"))
    outcomes = import_sources(home, [real_data / "workbooks" / "global_oc_index_2025.xlsx"])
    assert all(isinstance(outcome, Imported) for outcome in outcomes)
    return factories.index(home)


@pytest.fixture(scope="session")
def world_origin(world_home: Home) -> Iterator[str]:
    """Serve the scores of every country, and yield the address."""
    with served_from_thread(create_app(Settings(world_home))) as address:
        yield address


@pytest.fixture
def make_engine(tmp_path: Path) -> Iterator[Callable[[], SearchEngine]]:
    """Yield a factory of engines over one folder of generations, and close them at the end."""
    made: list[SearchEngine] = []

    def make() -> SearchEngine:
        made.append(embedded_engine(tmp_path / "generations", linker()))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture
def site() -> Iterator[SampleSite]:
    """Yield a site on this machine, which tests give its answers."""
    with sample_site() as site:
        yield site


@pytest.fixture
def other_site() -> Iterator[SampleSite]:
    with sample_site() as site:
        yield site


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Yield a folder that other users of the machine reach, as they do not reach `tmp_path`."""
    with tempfile.TemporaryDirectory(prefix="oc-explorer-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def shared_path() -> Iterator[Path]:
    """Yield a folder that a group shares, as `tests.other_users` has it: set-group-id, and reached by all."""
    with tempfile.TemporaryDirectory() as name:  # the folders above tmp_path are the test runner's alone
        folder = Path(name)
        if IS_ROOT:
            os.chown(folder, OTHERS[0], GROUP)
        folder.chmod(0o2775)
        yield folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Report a skipped test as failed in CI, unless it needs real input and there is none."""
    report = yield
    needs_data = isinstance(item, pytest.Function) and "real_data" in item.fixturenames
    if report.skipped and os.environ.get("CI") == "true" and not (needs_data and not os.environ.get(REAL_DATA)):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and in CI nothing may skip: {report.longrepr}"
    return report
