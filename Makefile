# Everything a person types. `make setup` needs Python 3.11+ and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
ARGS ?=
ENGINES ?=

.PHONY: setup demo test check audit bench serve lock clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

demo: setup  ## the main job on SQLite and the local workspace; ARGS="--script" plays it without a browser
	$(BIN)/jordbro demo $(if $(ENGINES),--engines $(ENGINES)) $(ARGS)

test: setup  ## everything; what takes minutes (marked slow) runs where CI is set
	$(BIN)/python -m pytest -n logical --dist worksteal $(if $(CI),,-m "not slow") $(ARGS)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: setup  ## what is known to be wrong with our code and with the packages we pin
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml bot handlers
	.ci/advisories $(ARGS)

bench: setup
	$(BIN)/python -m tests.benchmarks $(ARGS)

serve: setup
	$(BIN)/jordbro serve $(ARGS)

lock: setup  ## pins every version for Python 3.11 to 3.13
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--all-extras --group dev -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache var
