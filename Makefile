# Every command does its own set-up: a virtual environment in .venv, made once.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-oldest test-long lint docs new-gate bench

.venv/.ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

demo: .venv/.ready  ## judge both examples: churn is ready for its phase, movie_set is not
	cd examples/churn && ../../$(BIN)/python -m pytest --prodready
	cd examples/movie_set && ! ../../$(BIN)/python -m pytest --prodready

test: .venv/.ready  ## the whole suite: two at a time, then what measures load and wants the machine for itself
	$(BIN)/python -m pytest -m 'not long and not load' -n 2
	$(BIN)/python -m pytest -m 'load and not long'

test-oldest: .venv-oldest/.ready  ## what meets pytest, on the oldest pytest that is supported
	.venv-oldest/bin/python -m pytest -n 2 tests/test_selection.py tests/test_switched_off.py tests/test_compatibility.py

.venv-oldest/.ready: pyproject.toml
	$(PYTHON) -m venv .venv-oldest
	.venv-oldest/bin/python -m pip install --quiet --editable '.[dev]' 'pytest==8.4.*'
	touch $@

test-long: .venv/.ready  ## what takes minutes: simulations, kills at random moments
	$(BIN)/python -m pytest -m long

lint: .venv/.ready  ## style, types, floors, and whether the generated docs are fresh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/generate_docs.py --check
	$(BIN)/python scripts/check_changelog.py

docs: .venv/.ready  ## write docs/reference anew
	$(BIN)/python scripts/generate_docs.py

new-gate: .venv/.ready  ## make new-gate ID=data.history: a gate, its cases and its test
	$(BIN)/python scripts/new_gate.py $(ID)

bench: .venv/.ready  ## ratios measured side by side on this machine
	for script in benchmarks/*.py; do $(BIN)/python $$script; done
