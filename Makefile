# `make run` and `make test` each work alone, twice, and without network the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WHEELS := $(VENV)/wheels
LOCKS := run assistants test docs bench audit fuzz whoosh3
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: run dev test lint types unit coverage lock check-locks programs docs bench load soak fuzz audit test-whoosh3 wheel clean

run: $(VENV)/run.installed
	$(BIN)/oc-explorer serve --host $(HOST) --port $(PORT)

# The server restarts when code, templates, scripts, styles or vocabulary change.
dev: $(VENV)/test.installed
	$(BIN)/oc-explorer serve --host $(HOST) --port $(PORT) --reload

test: $(VENV)/test.installed programs lint types unit

lint: $(VENV)/test.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/lint-imports

types: $(VENV)/test.installed
	$(BIN)/mypy

# A file of tests is one process's: what its tests share is made once. There are three on two cores, since many wait for others;
# files come in their order, since those of few and long tests, which wait the most, would else be left alone at the end.
XDIST := -n 3 --dist loadfile --no-loadscope-reorder
unit: $(VENV)/test.installed
	OC_EXPLORER_WHEELS=$(WHEELS) $(BIN)/pytest $(XDIST) $(COVERAGE)

# The same tests, slower: branch coverage is printed and held at the figure in pyproject.toml.
coverage: COVERAGE = --cov --cov-report=term
coverage: unit

# What tests need beside Python: Debian's Chromium drives the browser tests on Debian's DejaVu fonts, LibreOffice opens the
# documents that are written, nginx is the proxy, whose own service is not started (policy-rc.d), and R reads the scores. What is
# missing and cannot be installed is named, and its tests are skipped.
PROGRAMS := chromium:chromium soffice:libreoffice-writer-nogui nginx:nginx-light Rscript:r-base-core
programs:
	@missing=; \
	for pair in $(PROGRAMS); do \
	  PATH="$$PATH:/usr/sbin" command -v $${pair%%:*} >/dev/null || missing="$$missing $${pair#*:}"; \
	done; \
	fc-list 2>/dev/null | grep -q DejaVuSansCondensed || missing="$$missing fontconfig fonts-dejavu"; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  policy=/usr/sbin/policy-rc.d; \
	  [ -e $$policy ] || { trap 'rm -f /usr/sbin/policy-rc.d' EXIT; printf '#!/bin/sh\nexit 101\n' >$$policy; chmod +x $$policy; }; \
	  apt-get update -qq; \
	  for package in $$missing; do \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$package >/dev/null \
	      || echo "$$package could not be installed: its tests will be skipped." >&2; \
	  done; \
	else \
	  echo "Missing, so that their tests will be skipped:$$missing (apt-get install$$missing)." >&2; \
	fi

# The wheels are downloaded once, checked against the hashes, and installed from disk ever after.
$(VENV)/%.installed: requirements/%.txt pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip download --quiet --disable-pip-version-check --require-hashes --dest $(WHEELS) --requirement requirements/$*.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-index --find-links $(WHEELS) --require-hashes --requirement requirements/$*.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	touch $@ $(EXTRA)

# The test environment has all that the running one needs.
$(VENV)/test.installed: EXTRA = $(VENV)/run.installed

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "OC Explorer needs Python 3.11 or newer; name one with 'make PYTHON=python3.12'." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; } \
	  || { echo "Python's venv module is missing: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# At length: random queries, processes killed and reloaded at random moments, and pages in every size and colour scheme.
soak: $(VENV)/test.installed
	OC_EXPLORER_SOAK=1 OC_EXPLORER_QUERIES=100000 $(BIN)/pytest tests/stress tests/search tests/engines tests/cli tests/web/api/test_contract.py \
	  tests/browser/test_access.py tests/browser/test_chapters.py tests/browser/test_evidence.py

# Everything on whoosh3, the maintained continuation of Whoosh under the same import name: the way out.
test-whoosh3:
	$(MAKE) VENV=build/whoosh3-venv WHEELS=$(WHEELS) build/whoosh3-venv/test.installed
	build/whoosh3-venv/bin/pip uninstall --quiet --yes whoosh
	build/whoosh3-venv/bin/pip download --quiet --disable-pip-version-check --require-hashes --no-deps --dest $(WHEELS) \
	  --requirement requirements/whoosh3.txt
	build/whoosh3-venv/bin/pip install --quiet --disable-pip-version-check --no-index --find-links $(WHEELS) --force-reinstall \
	  --require-hashes --no-deps --requirement requirements/whoosh3.txt
	OC_EXPLORER_WHEELS=$(WHEELS) build/whoosh3-venv/bin/pytest $(XDIST)

# What is measured, and against whom; the report goes to docs/. In a virtual environment of its own.
bench:
	$(MAKE) VENV=build/bench-venv WHEELS=$(WHEELS) build/bench-venv/bench.installed
	build/bench-venv/bin/python -m benchmarks.speed $(BENCH)

# A real server under 16 and 64 connections, two minutes each; the report goes to docs/.
load: $(VENV)/test.installed
	$(BIN)/python -m benchmarks.load $(LOAD)

# Inputs made up by atheris for what reads sources, answers of sites and queries; FUZZ are options of libFuzzer. Linux only.
FUZZ ?= -max_total_time=180 -timeout=30
FUZZED ?= page archive pdf document workbook site query
fuzz:
	$(MAKE) VENV=build/fuzz-venv WHEELS=$(WHEELS) build/fuzz-venv/fuzz.installed
	for target in $(FUZZED); do build/fuzz-venv/bin/python -m tests.fuzz.run $$target $(FUZZ) || exit 1; done

# Known faults of what the locks name, asked of the advisory service of the package index: it needs the network, and
# fails where a package cannot be asked about.
audit:
	$(MAKE) VENV=build/audit-venv WHEELS=$(WHEELS) build/audit-venv/audit.installed
	for lock in $(LOCKS); do \
	  echo "requirements/$$lock.txt"; \
	  build/audit-venv/bin/pip-audit --strict --progress-spinner off --disable-pip --require-hashes \
	    --requirement requirements/$$lock.txt \
	    || { echo "There is a known fault, or the advisory service could not be asked." >&2; exit 1; }; \
	done

# The documentation site, in build/docs: a warning, such as a link that leads nowhere, is an error.
docs:
	$(MAKE) VENV=build/docs-venv WHEELS=$(WHEELS) build/docs-venv/docs.installed
	build/docs-venv/bin/sphinx-build --quiet --fail-on-warning --keep-going -E --builder dirhtml docs build/docs

# Needs uv; run it after a change of dependencies. The locks hold for every Python from the oldest that is supported, as it
# was first released: Debian 12 has 3.11.2, and some libraries refuse the first 3.11s. `make lock UPGRADE=` keeps every
# version that still fits.
UPGRADE ?= --upgrade
LOCK = uv pip compile --quiet --no-config $(UPGRADE) --universal --fork-strategy fewest --python-version 3.11.0 \
  --no-python-downloads --generate-hashes --no-emit-index-url --no-header
# whoosh3 replaces Whoosh in a copy of the test environment, which has all that it needs.
lock:
	$(LOCK) --output-file requirements/run.txt pyproject.toml requirements/build.in
	$(LOCK) --extra assistants --constraint requirements/run.txt --output-file requirements/assistants.txt \
	  pyproject.toml requirements/build.in
	$(LOCK) --extra assistants --group test --constraint requirements/assistants.txt --output-file requirements/test.txt \
	  pyproject.toml requirements/build.in
	for group in docs bench audit fuzz; do \
	  $(LOCK) --group $$group --constraint requirements/run.txt --output-file requirements/$$group.txt \
	    pyproject.toml requirements/build.in || exit 1; \
	done
	echo whoosh3 | $(LOCK) --no-deps --output-file requirements/whoosh3.txt -

# Reads Requires-Python in every wheel that a lock pins for this machine; `make test` reads those that it installs.
check-locks: $(VENV)/test.installed
	for lock in $(LOCKS); do \
	  $(BIN)/pip download --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: \
	    --dest $(WHEELS) --requirement requirements/$$lock.txt || exit 1; \
	done
	OC_EXPLORER_WHEELS=$(WHEELS) OC_EXPLORER_LOCKS="$(LOCKS)" $(BIN)/pytest tests/packaging/test_locks.py

wheel: $(VENV)/test.installed
	$(BIN)/python -m build --no-isolation

clean:
	rm -rf $(VENV) dist build index/built .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
