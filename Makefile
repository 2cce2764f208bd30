# make         everything that has to pass: lint, types, import contracts, tests
# make demo    read the sample reports that the package carries
# make test    all tests
# make bench   how fast it reads, and whether a register of a million claims stays fast; make bench CLAIMS=100000 is quicker
#
# Needs Python 3.11 or later and make; the first run fetches the locked packages. `make PYTHON=/path/to/python` picks one.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
CLAIMS ?= 1000000
export PIP_DISABLE_PIP_VERSION_CHECK := 1
INSTALL := $(BIN)/python -m pip install --quiet --quiet --require-hashes --only-binary :all:
COMPILE := $(BIN)/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

.PHONY: all demo test lint format bench crash docs lock clean

all: lint test

demo: $(VENV)/.run
	$(BIN)/armstrail demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses auto $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src $(wildcard scripts benchmarks)
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/read_speed.py
	$(BIN)/python benchmarks/stories_speed.py
	$(BIN)/python benchmarks/register_scale.py --claims $(CLAIMS)

# `add` killed two hundred times on each database, then run again and compared.
crash: $(VENV)/.dev
	$(BIN)/python scripts/crash.py --kills 200
	$(BIN)/python scripts/crash.py --kills 200 --database postgresql

docs: $(VENV)/.dev
	$(BIN)/python scripts/generate_docs.py

# Run it after a change of the dependencies in pyproject.toml; `make lock UPGRADE=--upgrade` takes the newest that fit.
lock: $(VENV)/.dev
	$(COMPILE) $(UPGRADE) --group build --output-file requirements.lock pyproject.toml
	$(COMPILE) $(UPGRADE) --group build --extra dev --constraints requirements.lock \
		--output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build

# The environment is made anew only when a lock has changed.
$(VENV)/.made: requirements.lock requirements-dev.lock
	@python=""; \
	for candidate in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			python="$$candidate"; break; \
		fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "armstrail needs Python 3.11 or later; none found as $(or $(PYTHON),python3.13, python3.12, python3.11, python3 or python)." >&2; \
		echo "Install one, or name it: make PYTHON=/path/to/python" >&2; \
		exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; \
		exit 1; \
	fi; \
	echo "making $(VENV) with $$("$$python" --version)"; \
	"$$python" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml
	@echo "installing what armstrail needs to run (requirements.lock)"
	@$(INSTALL) -r requirements.lock
	@$(BIN)/python -m pip install --quiet --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@echo "installing what the tests need (requirements-dev.lock)"
	@$(INSTALL) -r requirements-dev.lock
	@touch $@
