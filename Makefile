# Two commands on a fresh machine: `make demo` does the main job, `make test` passes all tests.
# Each sets up what it needs; nothing else is installed by hand.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test office gate addin docs format clean

demo: .venv/run.stamp
	$(BIN)/sn-excel demo

test: .venv/test.stamp office
	$(BIN)/pytest -n 2 --dist loadfile

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/test.stamp: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@ .venv/run.stamp

.venv/dev.stamp: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@ .venv/test.stamp .venv/run.stamp

office:
	@sh tests/install_office.sh

gate: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

addin: .venv/test.stamp
	$(BIN)/python workbooks/build_addin.py

docs: .venv/test.stamp
	$(BIN)/python -m tests.checks.codes_page

format: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv demo dist
