# Two commands do everything on a fresh machine with Python 3.11 to 3.13 and make:
#   make run     sets everything up and starts Spandesk
#   make test    sets everything up and passes every check
PYTHON ?= python3
export UV_PROJECT_ENVIRONMENT = .venv
export UV_PYTHON_DOWNLOADS = never
UV = .tools/bin/uv
BIN = .venv/bin
# Qt without a screen, unless the caller has chosen a platform.
OFFSCREEN = QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen}

.PHONY: run test setup setup-dev libraries lint format types contracts pytest bench screenshots clean

run: setup
	$(BIN)/python main.py $(ARGS)

test: setup-dev lint types contracts pytest

libraries:
	@sh .ci/system-libraries

.tools/.ready: .ci/get-uv
	@sh .ci/get-uv "$(PYTHON)"
	@touch $@

setup: libraries .tools/.ready
	@$(UV) sync --quiet --locked --no-dev --python "$(PYTHON)" --inexact

setup-dev: libraries .tools/.ready
	@$(UV) sync --quiet --locked --python "$(PYTHON)"

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/vulture
	$(BIN)/deptry .
	$(BIN)/typos

format:
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types:
	$(BIN)/pyright

contracts:
	$(BIN)/lint-imports

# Continuous integration judges a change, not the luck of a draw: one order, one seed, and what fails is tried once
# more and named. Everywhere else order and examples are new each time, and a failure is a failure.
ONE_DRAW = $(if $(CI),--randomly-seed=1 --reruns=1 -raR)

pytest:
	$(OFFSCREEN) $(BIN)/python -m pytest -n 2 --dist loadgroup $(ONE_DRAW) $(ARGS)

bench: setup-dev
	$(OFFSCREEN) $(BIN)/python -m tests.benchmarks $(ARGS)

screenshots: setup-dev
	$(OFFSCREEN) $(BIN)/python -m tests.screenshots $(ARGS)

clean:
	rm -rf .venv .tools .pytest_cache .ruff_cache .hypothesis .import_linter_cache
