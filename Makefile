# All that is needed is make and Python 3.11 or newer (PYTHON=... picks one); the rest is installed into .venv.

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
PYTEST_ARGS ?= -n auto

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

.PHONY: help
help: ## Say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

# -- setting up -----------------------------------------------------------------------------------------------------

.PHONY: setup
setup: $(VENV)/.installed-dev ## Install the package and all tools into .venv

# The first Python that is new enough; one that lacks `ensurepip` can't make an environment with pip in it.
$(BIN)/python:
	@set -e; python=; \
	for candidate in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11); do \
	    if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "$(if $(PYTHON),$(PYTHON) is not Python 3.11 or newer,There is no Python 3.11 or newer here); say where one is: make PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "$$python can't make virtual environments. On Debian and Ubuntu, install what is missing: apt-get install python3-venv" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$python" --version)"; \
	"$$python" -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all,dev]'
	@touch $(VENV)/.installed $@

# -- using it -------------------------------------------------------------------------------------------------------

.PHONY: demo
demo: $(VENV)/.installed ## Check, draw and analyse all examples into build/demo
	@mkdir -p $(DEMO)
	@# What is found in the examples is what they are there to show: services as they are.
	$(BIN)/blueprint check --format concise examples || test $$? = 1
	$(BIN)/blueprint render examples/*.blueprint.yaml --output $(DEMO)/ --format svg
	$(BIN)/blueprint render examples/*.blueprint.yaml --output $(DEMO)/ --format png
	$(BIN)/blueprint render examples/*.blueprint.yaml --output $(DEMO)/ --format pdf --page A3
	$(BIN)/blueprint site examples --output $(DEMO)/site --title "Ten services" --language en
	@echo; echo "Look around: open $(CURDIR)/$(DEMO)/site/index.html"
	@echo "Drawn: $$(ls $(DEMO)/*.svg | wc -l) blueprints, each as SVG, PNG and PDF (A3), in $(CURDIR)/$(DEMO)"

# -- checking it ----------------------------------------------------------------------------------------------------

.PHONY: test
test: $(VENV)/.installed-dev ## Run the tests
	$(BIN)/python -m pytest $(PYTEST_ARGS)

.PHONY: check
check: static test ## Run everything that CI runs

.PHONY: static
static: lint types layers drift ## Run all of check but the tests

.PHONY: lint
lint: $(VENV)/.installed-dev ## Check style and spacing
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: format
format: $(VENV)/.installed-dev ## Mend style and spacing where a machine can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: types
types: $(VENV)/.installed-dev ## Check the types
	$(BIN)/mypy

.PHONY: layers
layers: $(VENV)/.installed-dev ## Check who imports whom
	$(BIN)/lint-imports

.PHONY: drift
drift: $(VENV)/.installed-dev ## Check that generated files are what would be generated
	@mkdir -p build
	$(BIN)/blueprint schema --output build/blueprint.schema.json
	@diff -u docs/blueprint.schema.json build/blueprint.schema.json || { echo "docs/blueprint.schema.json is out of date: run make schema" >&2; exit 1; }
	$(BIN)/python tools/make_pictures.py --check
	$(BIN)/python tools/make_reference.py --check

.PHONY: coverage
coverage: $(VENV)/.installed-dev ## Run the tests and say what they don't reach
	$(BIN)/python -m pytest $(PYTEST_ARGS) --cov --cov-report=term

# -- generated files ------------------------------------------------------------------------------------------------

.PHONY: schema
schema: $(VENV)/.installed-dev ## Write docs/blueprint.schema.json anew
	$(BIN)/blueprint schema --output docs/blueprint.schema.json

.PHONY: pictures
pictures: $(VENV)/.installed-dev ## Draw the pictures in docs anew
	$(BIN)/python tools/make_pictures.py

.PHONY: reference
reference: $(VENV)/.installed-dev ## Write docs/reference and the tutorial's pictures anew
	$(BIN)/python tools/make_reference.py

.PHONY: clean
clean: ## Remove all that was made
	rm -rf build dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(VENV)
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
