# `make` builds every edition, `make test` tries the program. Both first set up
# .venv if it is not there or not right; what that takes stands in .ci/setup.

python := .venv/bin/python

.PHONY: all setup test test-all lint clean

all: setup
	$(python) build.py

setup:
	@.ci/setup

test:
	@.ci/setup --test
	$(python) -m pytest -n auto -m "not slow"

# pytest ends with 5 when it ran nothing: right as long as no test is marked slow.
test-all:
	@.ci/setup --test
	$(python) -m pytest -n auto -m slow \
	  || { [ $$? -eq 5 ] && ! grep -rqs --include='*.py' 'mark\.slow' tests; }

lint: setup
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy

clean:
	rm -rf .venv output .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
