"""Whole pages: a bare Flask hello, a Flask page over FTS5, and Datasette's page of a table."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from datasette.app import Datasette
from flask import Flask, render_template_string
from werkzeug.test import EnvironBuilder

from benchmarks.peers.fts5 import match_text
from benchmarks.queries import BenchmarkQuery

_FACETS = ("country", "region", "edition", "section")
_PAGE = """<!doctype html><title>{{ query }}</title><form><input name="q" value="{{ query }}"></form>
<p>{{ total }} passages</p><ol>{% for name, snippet in hits %}
<li><a href="/passages/{{ name }}">{{ name }}</a><p>{{ snippet }}</p><p>{{ links[name]|join(", ") }}</p></li>
{% endfor %}</ol>{% for title, values in facets.items() %}<h2>{{ title }}</h2><ul>{% for value, count in values %}
<li><a href="?q={{ query }}&{{ title }}={{ value }}">{{ value }}</a> {{ count }}</li>{% endfor %}</ul>{% endfor %}"""


def getter(app: Flask) -> Callable[[str], int]:
    """Return a function that requests a path from an application, as a server does, and returns the page's length."""
    environs: dict[str, dict[str, Any]] = {}

    def get(path: str) -> int:
        if path not in environs:
            environs[path] = EnvironBuilder(path).get_environ()
        statuses: list[str] = []

        def begin(status: str, _headers: object, _problem: object = None, /) -> Callable[[bytes], object]:
            statuses.append(status)
            return lambda _: None

        body = app(dict(environs[path]), begin)
        length = sum(map(len, body))
        if hasattr(body, "close"):
            body.close()
        assert statuses[0].startswith("200"), (path, statuses)
        return length

    return get


def hello() -> Callable[[BenchmarkQuery], int]:
    """Return a function that requests one word from Flask."""
    get = getter(hello_app())
    return lambda _: get("/")


def hello_app() -> Flask:
    """Make a Flask application that answers one word."""
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "hello")
    return app


class Fts5Page:
    """The same content as the search page, from FTS5 by a short Flask view."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA cache_size = -1000000")
        self._connection.execute("PRAGMA temp_store = MEMORY")
        app = Flask("fts5")
        app.add_url_rule("/<path:query>", "search", self._show)
        self._get = getter(app)

    def _show(self, query: str) -> str:
        run = self._connection
        clause = "FROM texts JOIN passages ON passages.id = texts.rowid WHERE texts MATCH ?"
        columns = "passages.id, name, snippet(texts, 0, '<mark>', '</mark>', '…', 40)"
        rows = run.execute(f"SELECT {columns} {clause} ORDER BY rank LIMIT 10", [query]).fetchall()
        run.execute("DROP TABLE IF EXISTS temp.found")
        run.execute(f"CREATE TEMP TABLE found AS SELECT passages.id AS id {clause}", [query])
        facets = {
            name: run.execute(
                f"SELECT {name}, count(*) FROM found JOIN passages USING (id) GROUP BY 1 ORDER BY 2 DESC"
            ).fetchall()
            for name in (*_FACETS, "continent")
        }
        links = "found JOIN links ON links.passage = found.id"
        facets["indicator"] = run.execute(
            f"SELECT indicator, count(*) FROM {links} GROUP BY 1 ORDER BY 2 DESC"
        ).fetchall()
        return render_template_string(
            _PAGE,
            query=query,
            total=run.execute("SELECT count(*) FROM found").fetchone()[0],
            hits=[(name, snippet) for _, name, snippet in rows],
            links={
                name: [
                    indicator for (indicator,) in run.execute("SELECT indicator FROM links WHERE passage = ?", [number])
                ]
                for number, name, _ in rows
            },
            facets=facets,
        )

    def search(self, query: BenchmarkQuery) -> int:
        return self._get("/" + quote(match_text(query)))


class DatasettePage:
    """Datasette with four facets, suggestions of more switched off."""

    def __init__(self, path: Path) -> None:
        self._datasette = Datasette(
            [str(path)], settings={"suggest_facets": False, "sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000}
        )
        self._table = f"/{path.stem}/passages"
        self._loop = asyncio.new_event_loop()
        self._loop.run_until_complete(self._datasette.invoke_startup())

    def search(self, query: BenchmarkQuery) -> int:
        args = [
            ("_search", match_text(query)),
            ("_searchmode", "raw"),
            ("_size", "10"),
            ("_fts_table", "texts"),
            ("_fts_pk", "id"),
        ]
        args += [("_facet", name) for name in _FACETS]
        response = self._loop.run_until_complete(self._datasette.client.get(f"{self._table}?{urlencode(args)}"))
        assert response.status_code == 200, response.text[:300]
        return len(response.text)
