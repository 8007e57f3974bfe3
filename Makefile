.DEFAULT_GOAL := help
PYTHON ?= $(or $(shell command -v python3.11),python3)
VENV := .venv
RUN := $(VENV)/run.installed
DEV := $(VENV)/dev.installed
# Each process has databases of its own; a PostgreSQL server is started for them where one is installed.
PYTEST := $(VENV)/bin/python -m tests.postgres $(VENV)/bin/python -m pytest
# One more than there are cores: what waits, for a process that was killed or for Slack, leaves its core to others.
TESTS := -m "not browser" --dist worksteal -n $(or $(PROCESSES),$(shell expr $$(nproc) + 1))
# What is compiled is kept: dozens of processes that tests start would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE
COVERAGE := --cov --cov-report=term-missing:skip-covered --cov-fail-under=95

.PHONY: help
help: ## Show what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(RUN): requirements/run.txt | $(VENV)/bin/python
	@$(VENV)/bin/python requirements/install.py requirements/run.txt
	@touch $@

$(DEV): requirements/dev.txt | $(VENV)/bin/python
	@$(VENV)/bin/python requirements/install.py requirements/dev.txt
	@touch $@ $(RUN)

.PHONY: install
install: $(DEV) ## Install everything that is locked, for development too

.PHONY: run
run: $(RUN) ## Start Reckoner: on Slack where tokens are set, else on the local workspace; EMPTY=1 with a register of your own
	@$(if $(EMPTY),RECKONER_LOCAL_EMPTY=1 )$(VENV)/bin/python -m bot run

.PHONY: test
test: $(DEV) ## Run every test that needs no browser
	$(PYTEST) $(TESTS)

.PHONY: test-browser
test-browser: $(DEV) ## Drive the local workspace's page in Chromium
	$(VENV)/bin/python -m pytest -m browser

.PHONY: faults
faults: $(DEV) ## Kill, cut off and mislead real Reckoners: RUNS=1000, SEED=7 for the same again, ON=Slack, Teams or both
	$(VENV)/bin/python -m tests.faults $(if $(RUNS),--runs $(RUNS)) $(if $(SEED),--seed $(SEED)) $(if $(ON),--on $(ON))

.PHONY: bench
bench: $(DEV) ## Compare speed and memory with their peers in one run: ITEMS=1000 REQUESTS=100 for a try
	$(VENV)/bin/python -m tests.bench $(ONLY) $(if $(ITEMS),--items $(ITEMS)) $(if $(REQUESTS),--requests $(REQUESTS))

.PHONY: entered
entered: $(DEV) ## Count how many files one command, reply, reminder and paper go through
	@$(VENV)/bin/python -m tests.entered

.PHONY: fuzz
fuzz: $(DEV) ## Send Reckoner whatever could come in, and try many histories: EXAMPLES=2000 of each kind
	RECKONER_FUZZ_EXAMPLES=$(or $(EXAMPLES),500) $(PYTEST) tests/fuzz -n $(or $(PROCESSES),auto)
	RECKONER_FUZZ_EXAMPLES=$(or $(EXAMPLES),500) $(PYTEST) -m "hypothesis and not browser" tests/bot tests/handlers tests/jobs tests/models -n $(or $(PROCESSES),auto)

.PHONY: playground
playground: $(DEV) ## Go through the journey in Microsoft's Agents Playground (needs Node), and keep pictures of the cards
	@node --version > /dev/null || { echo "Install Node.js 20 or later first."; exit 1; }
	@npm install --silent --no-audit --no-fund --prefix $(VENV)/playground @microsoft/m365agentsplayground@0.2.28
	@$(VENV)/bin/python -m tests.playground \
	  $(VENV)/playground/node_modules/@microsoft/m365agentsplayground/cli.js test-results/playground

.PHONY: lint
lint: $(DEV) ## Check style, types and the direction of imports
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

.PHONY: check
check: lint ## Lint, types, import direction, and the tests with coverage
	$(PYTEST) $(TESTS) $(COVERAGE)

.PHONY: pictures
pictures: $(DEV) ## Take the pictures of the README again, in Chromium
	$(VENV)/bin/python docs/pictures/take.py

.PHONY: corpus
corpus: $(DEV) ## Measure how well reports and replies are read, and write the tables into their pages
	$(VENV)/bin/python -m tests.reading.corpus
	$(VENV)/bin/python -m tests.understanding.corpus

.PHONY: reference
reference: $(DEV) ## Write docs/reference.md from the code
	$(VENV)/bin/python -m bot reference > docs/reference.md

.PHONY: lock
lock: ## Lock the newest versions that fit requirements/*.in, with hashes
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet pip-tools
	cd requirements && for part in run dev; do \
	  ../$(VENV)-lock/bin/pip-compile --quiet --upgrade --generate-hashes --no-strip-extras --allow-unsafe \
	    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header -o $$part.txt $$part.in; done
	rm -rf $(VENV)-lock
