"""The assembled application."""

import threading
from collections import Counter
from typing import Any

import pytest
from jinja2 import Environment

from explorer.corpus.home import Home
from explorer.web.app import create_app
from explorer.web.settings import Settings


def test_threads_that_ask_at_once_wait_for_a_template_that_is_compiled_once(
    bundled_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: Counter[str] = Counter()
    compile_template = Environment.compile

    def counted(environment: Environment, source: str, name: str, *more: Any, **named: Any) -> Any:
        compiled[name] += 1
        return compile_template(environment, source, name, *more, **named)

    monkeypatch.setattr(Environment, "compile", counted)
    app = create_app(Settings(bundled_home))
    start = threading.Barrier(8)
    statuses: list[int] = []

    def read() -> None:
        start.wait()
        statuses.append(app.test_client().get("/profiles/kgz-2021").status_code)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 8
    assert compiled["read/profile.html"] == compiled["base.html"] == 1
