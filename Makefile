# make compare   set up and show what changed between the last two drafts of the Compact
# make test      lint, types, tests
# make test-fast lint, and the tests of the core and the stages, with fewer examples: no browser, no office program, no server
# make test-deep every property with thousands of examples, seeds drawn anew: hours
# make bench     speed and quality beside other tools, in one run
# make docs      build the documentation as a site, in build/docs; a warning is an error
# make sbom      what cdiff is made of, as an SBOM in CycloneDX: build/sbom.json
# make format    write the code as the linter wants it

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

WORKERS ?= auto
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

FAST = tests/parse tests/compare tests/weighing tests/check tests/brackets tests/trace tests/read tests/searching $(wildcard tests/test_[a-c]*.py) \
	tests/test_records.py tests/test_words.py

.PHONY: compare test test-fast test-deep bench docs sbom format lint types check

compare: $(VENV)/.installed
	@$(BIN)/cdiff compare draft3 final

test: lint types check

test-fast: lint
	$(PYTEST) -m "not browser and not office and not slow" --hypothesis-profile=fast $(FAST)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

check: $(VENV)/.dev
	$(PYTEST)

test-deep: $(VENV)/.dev
	$(PYTEST) --hypothesis-profile=deep

bench: $(VENV)/.bench
	$(BIN)/python -m bench

docs: $(VENV)/.dev
	$(BIN)/python -m sphinx -q -W --keep-going -n docs build/docs

sbom:
	@mkdir -p build
	$(PYTHON) action/sbom.py > build/sbom.json

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "cdiff needs Python 3.11 or later; say: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q cdiff
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(VENV)/.bench: pyproject.toml $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@
