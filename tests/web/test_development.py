"""The server for development: a process of its own."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest

from explorer.core import paths
from explorer.corpus.home import Home
from explorer.web.development import serve_reloading, watched_files
from explorer.web.settings import Settings, SettingsError


def test_templates_scripts_styles_and_vocabulary_are_watched() -> None:
    watched = [Path(path).relative_to(paths.PACKAGE.parent) for path in watched_files()]
    words = {"index/links/actors/foreign-actors.toml", "index/links/weights.csv"}
    assert {"templates/base.html", "index/indicators.toml", *words} <= {str(path) for path in watched}
    assert {path.suffix for path in watched if "static" in path.parts} >= {".js", ".css"}
    assert not [path for path in watched if path.parts[:2] == ("index", "built")]


def test_a_changed_template_restarts_the_server(bundled_home: Home) -> None:
    template = paths.content("templates") / "base.html"
    before = template.stat()
    command = [sys.executable, "-m", "explorer", "--home", str(bundled_home.path), "serve", "--reload", "--port", "0"]
    environment = os.environ | {"SCRIPT_NAME": "/oc"}  # below a path, as behind a proxy
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr
        stop = threading.Timer(60, os.killpg, (process.pid, signal.SIGKILL))  # a silent server ends the test
        stop.start()
        try:
            running = next(line for line in process.stderr if "Running on" in line)
            url = running.split()[-1]
            for _ in range(2):
                assert any("Restarting" in line for line in process.stderr)  # the previous server has ended
                with urlopen(f"{url}/oc/livez") as response:  # answered: the files are watched from here on
                    assert response.status == 200
                os.utime(template)
                assert any("base.html" in line and "reloading" in line for line in process.stderr)
        finally:
            stop.cancel()
            os.killpg(process.pid, signal.SIGTERM)
            os.utime(template, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_nobody_else_may_reach_the_debugger(bundled_home: Home) -> None:
    with pytest.raises(SettingsError, match="on this machine"):
        serve_reloading(replace(Settings(bundled_home), host="192.0.2.1"))
