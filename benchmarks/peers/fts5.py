"""SQLite's FTS5 with porter stems, facets by GROUP BY, in a database on disk."""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.queries import LOW, NEAR, BenchmarkQuery
from explorer.model.profiles import Profile
from explorer.model.taxonomy import taxonomy
from explorer.search.result_set import MatchingPassage

_COLUMNS = ("country", "region", "continent", "edition", "section")


class Fts5:
    """One connection; its page cache has room for the whole database."""

    name = "SQLite FTS5"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA cache_size = -1000000")
        self._connection.execute("PRAGMA temp_store = MEMORY")

    def build(self, passages: Iterable[MatchingPassage], profiles: Mapping[str, Profile]) -> None:
        run = self._connection
        run.executescript(
            f"""
            CREATE TABLE passages (id INTEGER PRIMARY KEY, name, profile, {", ".join(_COLUMNS)}, body);
            CREATE TABLE links (passage INTEGER, indicator);
            CREATE TABLE scores (slug, profile, score, PRIMARY KEY (slug, profile)) WITHOUT ROWID;
            CREATE VIRTUAL TABLE texts USING fts5(
                body, content='passages', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
            """
        )
        for number, passage in enumerate(passages):
            country = taxonomy().country(passage.code or "")
            row = (passage.code, country.region, country.continent, str(passage.edition), passage.section)
            run.execute(
                "INSERT INTO passages VALUES (?,?,?,?,?,?,?,?,?)",
                (number, passage.id, passage.text_id, *row, passage.text),
            )
            run.executemany("INSERT INTO links VALUES (?,?)", [(number, link.slug) for link in passage.indicators])
        for profile in profiles.values():
            rows = [(slug, profile.id, score) for slug, score in profile.scores.items()]
            run.executemany("INSERT INTO scores VALUES (?,?,?)", rows)
        run.executescript(
            "CREATE INDEX by_passage ON links (passage, indicator);"
            + "".join(f"CREATE INDEX by_{name} ON passages ({name});" for name in (*_COLUMNS, "profile"))
            + "INSERT INTO texts(texts) VALUES ('rebuild'); INSERT INTO texts(texts) VALUES ('optimize'); ANALYZE;"
        )
        run.commit()

    def search(self, query: BenchmarkQuery) -> int:
        """Return the total; top ten, snippets and facets are fetched."""
        run = self._connection
        text = match_text(query)
        source = "texts JOIN passages ON passages.id = texts.rowid" if text else "passages"
        where = ["texts MATCH :text"] if text else []
        where += [f"passages.{name} = '{value}'" for name, value in query.filters]
        if query.condition:
            source += " JOIN scores ON scores.profile = passages.profile AND scores.slug = :slug"
            where.append(f"scores.score >= {LOW}")
        parameters = {"text": text, "slug": query.condition}
        clause = " WHERE " + " AND ".join(where) if where else ""
        snippet = "snippet(texts, 0, '<mark>', '</mark>', '…', 40)" if text else "substr(body, 1, 280)"
        order = "rank" if text else "passages.id"
        run.execute(f"SELECT name, {snippet} FROM {source}{clause} ORDER BY {order} LIMIT 10", parameters).fetchall()
        run.execute("DROP TABLE IF EXISTS temp.found")
        run.execute(f"CREATE TEMP TABLE found AS SELECT passages.id AS id FROM {source}{clause}", parameters)
        for name in _COLUMNS:
            run.execute(
                f"SELECT {name}, count(*) FROM found JOIN passages USING (id) GROUP BY 1 ORDER BY 2 DESC"
            ).fetchall()
        links = "found JOIN links ON links.passage = found.id"
        run.execute(f"SELECT indicator, count(*) FROM {links} GROUP BY 1 ORDER BY 2 DESC").fetchall()
        return int(run.execute("SELECT count(*) FROM found").fetchone()[0])


def match_text(query: BenchmarkQuery) -> str:
    """Write the query in FTS5's query syntax."""
    match query.how:
        case "any":
            return " OR ".join(query.words)
        case "phrase":
            return f'"{" ".join(query.words)}"'
        case "near":
            return f"NEAR({' '.join(query.words)}, {NEAR})"
        case "prefix":
            return query.words[0] + "*"
        case _:
            return " AND ".join(query.words)
