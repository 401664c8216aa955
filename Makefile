# `make run` and `make test` need Python 3.11 or newer and make; they set up the rest in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run replay test check-install docs setup format schemas lock clean

run: setup
	$(BIN)/extractor run examples/geneva-2022 --out out/geneva-2022

replay: setup
	$(BIN)/python -m tests.replay replay --out out/geneva-2022-llm

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "extractor needs Python 3.11 or newer; say which: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# What `pip install` gives a user: a new environment, the newest versions that pyproject.toml allows.
check-install:
	rm -rf out/installed && mkdir -p out/installed
	$(PYTHON) -m venv out/installed/venv
	out/installed/venv/bin/python -m pip install --quiet --disable-pip-version-check .
	cd out/installed && venv/bin/extractor run ../../examples/geneva-2022 --out run

# The documentation, to be opened at out/site/index.html; tests/test_docs_site.py builds it too.
docs: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: setup
	$(BIN)/python -m extractor.schemas schemas

lock:
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --group dev pyproject.toml -o requirements.txt

clean:
	rm -rf $(VENV) out dist build
