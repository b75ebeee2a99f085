from pathlib import Path

import pytest

from explorer.corpus.home import Home
from explorer.web.settings import Settings, SettingsError

HOME = Home(Path("unused"))


def test_a_server_is_asked_under_loopback_names_and_its_own() -> None:
    assert Settings(HOME).hosts == ("127.0.0.1", "localhost", "::1")
    assert Settings(HOME, host="10.0.0.5", trusted_hosts=("index.example",)).hosts[-2:] == ("10.0.0.5", "index.example")


def test_a_unix_socket_is_no_host_name_and_is_reached_through_a_proxy() -> None:
    settings = Settings(HOME, host="unix:/run/oc-explorer/http")
    assert settings.socket == "/run/oc-explorer/http"
    assert settings.hosts == ("127.0.0.1", "localhost", "::1")
    assert settings.rate_limit == "300 per minute"
    assert Settings(HOME, host="[::1]").hosts == ("127.0.0.1", "localhost", "::1")
    assert Settings.from_environment(HOME, {"SCRIPT_NAME": "/oc/"}).root == "/oc"


def test_the_environment_adds_names_and_says_that_a_proxy_terminates_tls() -> None:
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
    with pytest.raises(SettingsError, match="path like /oc"):
        Settings(HOME, root="oc")
    with pytest.raises(SettingsError, match="Name a socket"):
        Settings(HOME, host="unix:")
    with pytest.raises(SettingsError, match="0 or more"):
        Settings(HOME, workers=-1)


def test_workers_are_one_a_core_and_at_most_four_unless_said() -> None:
    assert 1 <= Settings(HOME).processes <= 4
    assert Settings(HOME, workers=7).processes == 7


def test_readers_are_limited_where_others_reach_the_server_unless_said() -> None:
    assert Settings(HOME).rate_limit is None
    assert Settings(HOME, host="10.0.0.5").rate_limit == "300 per minute"
    assert Settings(HOME, behind_tls=True).rate_limit == "300 per minute"
    assert Settings(HOME, proxies=1, rate="off").rate_limit is None
    assert Settings(HOME, rate="2 per hour").rate_limit == "2 per hour"


def test_one_proxy_is_trusted_where_one_terminates_tls_and_more_when_said() -> None:
    assert (Settings(HOME).hops, Settings(HOME, behind_tls=True).hops) == (0, 1)
    assert Settings.from_environment(HOME, {"OC_EXPLORER_PROXIES": "2", "OC_EXPLORER_BEHIND_TLS": "1"}).hops == 2


def test_the_environment_sets_log_metrics_and_the_time_of_a_request() -> None:
    environment = {"OC_EXPLORER_LOG": "errors", "OC_EXPLORER_METRICS": "1", "OC_EXPLORER_TIME_LIMIT": "2.5"}
    settings = Settings.from_environment(HOME, environment)
    assert (settings.log, settings.has_metrics, settings.time) == ("errors", True, 2.5)
    plain = Settings.from_environment(HOME, {"OC_EXPLORER_LOG": ""})
    assert (plain.log, plain.has_metrics, plain.time) == ("requests", False, 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [("LOG", "all"), ("METRICS", "on"), ("TIME_LIMIT", "-1"), ("TIME_LIMIT", "inf"), ("PROXIES", "1.5")],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"OC_EXPLORER_{name} must be"):
        Settings.from_environment(HOME, {f"OC_EXPLORER_{name}": value})
