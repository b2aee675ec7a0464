# What CI runs, by the same names. Needs Python 3.11 or newer and make; the rest goes into .venv.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; \
	done)
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= tests/gold/dev_*.jsonl
ARGS ?=
# The question as typed: a dollar sign in it is no variable of make's.
override Q := $(value Q)
export Q

.DEFAULT_GOAL := help
.PHONY: help ask run test lint eval bench soak clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST)

ask: $(VENV)/.base  ## make ask Q="câu hỏi": install, index the plans, answer
	@test -n "$$Q" || { echo 'make ask Q="câu hỏi"' >&2; exit 2; }
	@$(BIN)/cchc ingest >&2
	@$(BIN)/cchc ask -- "$$Q"

run: $(VENV)/.base  ## make run: install, index the plans, serve the pages; ARGS go to cchc serve
	@$(BIN)/cchc ingest >&2
	@$(BIN)/cchc serve --open $(ARGS)

test: lint  ## style, types and every test; ARGS go to pytest
	$(BIN)/python -m pytest -rs $(ARGS)

lint: $(VENV)/.dev  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: $(VENV)/.base  ## score the answers to the gold questions
	@$(BIN)/cchc ingest >&2
	$(BIN)/cchc eval $(ARGS) $(GOLD)

bench: $(VENV)/.dev  ## speed, cost and quality beside the stock recipe
	@$(BIN)/cchc ingest >&2
	$(BIN)/python -m benchmarks $(ARGS)

soak: $(VENV)/.dev  ## minutes of load, scale and fuzzing
	$(BIN)/python -m pytest -rs -m soak $(ARGS)

clean:  ## all that was installed, built or indexed here
	rm -rf $(VENV) .cchc build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found: make PYTHON=/path/to/it" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

# A stamp says what pyproject.toml was installed from; without one an install that broke runs again.
$(VENV)/.base: pyproject.toml | $(BIN)/python
	@echo "Installing the base into $(VENV), some minutes the first time ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	@echo "Installing all that the tests need into $(VENV), some minutes the first time ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.base $@
