# Two commands are enough: «make demo» and «make test». Both set up what they need and can be run again.

PYTHON ?= 3.11
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null || echo $(CURDIR)/.uv/bin/uv)

# Python keeps what it has compiled, so that the second command starts in a second.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test setup dev lint locks all postgres clean

demo: setup            ## make a tally of invented persons, publish three releases, serve desk and site
	$(BIN)/everyname demo demo-tally

test: dev lint         ## everything that must hold
	$(BIN)/pytest -n auto --dist loadgroup

setup: $(VENV)/.core   ## the environment only: leaves .venv/bin/everyname

dev: $(VENV)/.dev

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.core: pyproject.toml locks/run.txt
	@test -x "$(UV)" || { python3 -m venv .uv && .uv/bin/pip install --quiet uv; }
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(VENV) --require-hashes -r locks/run.txt
	$(UV) pip install --quiet --python $(VENV) --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.core locks/dev.txt
	$(UV) pip install --quiet --python $(VENV) --require-hashes -r locks/dev.txt
	@touch $@

postgres: dev          ## everything that touches a database, on a scratch PostgreSQL
	$(BIN)/python tests/postgres_server.py $(BIN)/pytest -q -n auto --dist loadgroup -m "not browser" tests/integration \
	  tests/properties/register tests/functional/desk tests/functional/sources tests/functional/tolls \
	  tests/functional/estimates tests/functional/linkage/test_linkage_counts.py tests/functional/linkage/test_linkage_taught.py

locks:                 ## resolve again; run after a change of dependencies
	$(UV) pip compile --quiet --python-version $(PYTHON) --generate-hashes --no-header --no-emit-index-url \
	  --extra estimates pyproject.toml -o locks/run.txt
	$(UV) pip compile --quiet --python-version $(PYTHON) --generate-hashes --no-header --no-emit-index-url \
	  --extra estimates --extra postgres --extra llm --group dev pyproject.toml -c locks/run.txt -o locks/dev.txt
	$(UV) pip compile --quiet --python-version $(PYTHON) --generate-hashes --no-header --no-emit-index-url \
	  pyproject.toml -c locks/run.txt -o locks/core.txt
	$(UV) pip compile --quiet --python-version $(PYTHON) --generate-hashes --no-header --no-emit-index-url \
	  --all-extras --group dev pyproject.toml -c locks/dev.txt -o locks/all.txt

all: dev locks/all.txt ## every optional part too, as continuous integration has it
	$(UV) pip install --quiet --python $(VENV) --require-hashes -r locks/all.txt

clean:
	rm -rf $(VENV) demo-tally .mypy_cache .ruff_cache .pytest_cache .hypothesis
