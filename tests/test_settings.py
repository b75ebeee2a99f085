from pathlib import Path

import pytest

from explorer.home import Home
from explorer.settings import Settings, SettingsError

HOME = Home(Path("unused"))


def test_a_server_is_asked_under_loopback_names_and_its_own() -> None:
    assert Settings(HOME).hosts == ("127.0.0.1", "localhost", "::1")
    assert Settings(HOME, host="10.0.0.5", trusted_hosts=("index.example",)).hosts[-2:] == ("10.0.0.5", "index.example")


def test_the_environment_adds_names_and_says_that_a_proxy_speaks_tls() -> None:
    environment = {"OC_EXPLORER_TRUSTED_HOSTS": "index.example, .example.org,", "OC_EXPLORER_BEHIND_TLS": "1"}
    settings = Settings.from_environment(HOME, environment)
    assert settings.trusted_hosts == ("index.example", ".example.org")
    assert settings.behind_tls
    assert not Settings.from_environment(HOME, {}).behind_tls


def test_what_cannot_be_used_is_refused() -> None:
    with pytest.raises(SettingsError, match="must be 1 or 0"):
        Settings.from_environment(HOME, {"OC_EXPLORER_BEHIND_TLS": "yes"})
    with pytest.raises(SettingsError, match="0 to 65535"):
        Settings(HOME, port=70_000)
    with pytest.raises(SettingsError, match="0 or more"):
        Settings(HOME, workers=-1)


def test_workers_are_one_a_core_and_at_most_four_unless_said() -> None:
    assert 1 <= Settings(HOME).processes <= 4
    assert Settings(HOME, workers=7).processes == 7
