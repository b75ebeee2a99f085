"""`/metrics` for Prometheus. Labels name routes and statuses, never the query.

Workers add up: with PROMETHEUS_MULTIPROC_DIR in the environment, which the server sets before it imports this module,
the client library counts in files that all of them read.
"""

import os
from collections.abc import Iterator

from flask import Blueprint, Response, abort, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from explorer import __version__
from explorer.serving.open_corpus import Corpus
from explorer.web.middleware.request_log import Exchange

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class _State(Collector):
    """Collects what is the same in every worker: version, generation, number of profiles."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def collect(self) -> Iterator[Metric]:
        generation = self._corpus.generation
        yield InfoMetricFamily("oc_explorer_build", "What runs here", {"version": __version__})
        yield GaugeMetricFamily(
            "oc_explorer_ready",
            "Whether the search index answers, and all files of the corpus can be read",
            float(self._corpus.is_ready),
        )
        if generation is not None:
            yield InfoMetricFamily(
                "oc_explorer_generation", "The build of the search index that answers", {"id": generation}
            )
            profiles = len(self._corpus.library.ids())
            yield GaugeMetricFamily("oc_explorer_profiles", "Profiles in it", profiles)


class Metrics:
    """Counters of requests, summed over all workers."""

    def __init__(self, corpus: Corpus) -> None:
        self._registry = CollectorRegistry()
        own = CollectorRegistry()
        self._requests = Counter("oc_explorer_requests", "Requests answered", ["route", "status"], registry=own)
        self._searches = Counter(
            "oc_explorer_searches", "Searches for words, on whatever page", ["status"], registry=own
        )
        self._seconds = Histogram(
            "oc_explorer_request_seconds", "Time to make an answer", ["route"], buckets=_SECONDS, registry=own
        )
        if FOLDER in os.environ:
            MultiProcessCollector(self._registry)  # type: ignore[no-untyped-call]
        else:
            self._registry = own
        self._registry.register(_State(corpus))

    def count(self, exchange: Exchange) -> None:
        """Count a request."""
        status = str(exchange.status)
        self._requests.labels(exchange.route, status).inc()
        self._seconds.labels(exchange.route).observe(exchange.seconds)
        if exchange.is_search:
            self._searches.labels(status).inc()

    def blueprint(self) -> Blueprint:
        """Make `/metrics`, which answers requests to the server itself: through a proxy it is 404."""
        metrics = Blueprint("metrics", __name__)

        @metrics.get("/metrics")
        def answer() -> Response:
            if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
                abort(404)
            return Response(generate_latest(self._registry), content_type=CONTENT_TYPE_LATEST)

        return metrics
