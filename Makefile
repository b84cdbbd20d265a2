# Everything that a checkout can do, with nothing but git, make and Python (its venv and pip).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := $(shell find src -name '*.py' -o -name '*.yaml' -o -name '*.json' -o -name '*.typ' -o -name py.typed) pyproject.toml

.PHONY: help demo test lint types unit shared doctests laws proof approve mutants test-real real-parts bench exactness docs clean

help:
	@echo "make demo        score the two examples, print them, write HTML and CSV under out/"
	@echo "make test        format, lint, types, tests with branch coverage against the installed wheel, doctests,"
	@echo "                 and the proof of every law under every shipped rule set; says how long each part took"
	@echo "make proof       a million rows by three engines, formulas of 2,000 rule sets, laws, planted mistakes and all"
	@echo "                 tests with fifty times the examples; written down in benchmarks/results: hours"
	@echo "make approve     write anew what the engine says in tests/said/approved; read the difference before you commit"
	@echo "make mutants     change the engine in thousands of ways; at least 97 % must fail a test, the rest have a reason"
	@echo "make test-real   what needs Chromium or LibreOffice (make real-parts installs them on Debian)"
	@echo "make bench       speed, as ratios to baselines that take turns; fails where a limit is not kept"
	@echo "make exactness   a million rows of each of three kinds against an independent oracle"
	@echo "make docs        write the generated reference pages and schemas again"

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The package is installed as a user gets it: a wheel, never the source folder.
$(VENV)/.installed: $(BIN)/python $(SOURCES) README.md LICENSE
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps .
	$(BIN)/python -m pip install --quiet --disable-pip-version-check .
	@touch $@

$(VENV)/.tools: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check ".[dev]"
	@touch $@

# A release is a wheel from the sdist's own build; the tests run against exactly that file.
$(VENV)/.wheel: $(VENV)/.tools $(SOURCES)
	rm -rf build/wheel
	$(BIN)/python -m build --wheel --outdir build/wheel . > /dev/null
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps build/wheel/*.whl
	@touch $@

demo: $(VENV)/.installed
	@$(BIN)/perfeval score examples/wuhan-12333-project-2024.yaml
	@echo
	@$(BIN)/perfeval score examples/wuhan-12333-whole-2024.yaml
	@echo
	@echo "写出的文件："
	@for name in project whole; do for suffix in html csv; do \
	  $(BIN)/perfeval render examples/wuhan-12333-$$name-2024.yaml -o out/wuhan-12333-$$name-2024.$$suffix || exit 1; \
	done; done

# A folder of published forms that few machines have; the tests marked `shared` read more of the same in it.
PERFEVAL_SHARED ?= ../shared
# How hard `make proof` tries; see tests/effort.py.
EFFORT ?= 50
PARTS := lint types unit shared doctests laws
LEFT_OUT := build/left-out

test: $(VENV)/.wheel
	@rm -f build/times $(LEFT_OUT)
	@for part in $(PARTS); do sh tests/timed.sh $$part $(MAKE) --no-print-directory $$part || { cat build/times; exit 1; }; done
	@echo; echo "left out:"
	@echo "tests marked real: make test-real runs them with Chromium and LibreOffice"
	@echo "tests marked slow, and the large numbers of examples: make proof"
	@cat $(LEFT_OUT)
	@$(BIN)/python -m tests.proof --show
	@echo; cat build/times
	@echo "make test: all passed"

lint: $(VENV)/.wheel
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.wheel
	$(BIN)/mypy

unit: $(VENV)/.wheel
	$(BIN)/python -m coverage erase
	PERFEVAL_LEFT_OUT=$(LEFT_OUT) $(BIN)/python -m coverage run -m pytest -n auto --dist worksteal -m "not real and not slow and not shared"
	$(BIN)/python -m coverage combine --quiet
	@# What cannot be combined stays where it is, and `coverage combine` calls that a success.
	@! ls .coverage.* 2> /dev/null || { echo "coverage: the data above could not be combined"; exit 1; }
	$(BIN)/python -m coverage report --fail-under=95
	$(BIN)/python -m coverage report --fail-under=100 --include='*/perfeval/notation/*,*/perfeval/rules/*,*/perfeval/scoring/*'

shared: $(VENV)/.wheel
	@if [ -d "$(PERFEVAL_SHARED)" ]; then \
	  PERFEVAL_SHARED="$(abspath $(PERFEVAL_SHARED))" $(BIN)/python -m pytest -q -m shared; \
	else \
	  echo "tests marked shared: skipped, there is no folder $(PERFEVAL_SHARED)" | tee -a $(LEFT_OUT); \
	fi

# Every law of every shipped rule set that does not waive it, and every case beside one.
laws: $(VENV)/.wheel
	$(BIN)/python -m pytest -q -n auto --dist worksteal --perfeval-rulesets src/perfeval/rulesets --perfeval-examples 100

# `make proof PROOF=engines` proves one part alone; python -m tests.proof --help lists them with how long each takes.
proof: $(VENV)/.wheel
	PERFEVAL_EFFORT=$(EFFORT) $(BIN)/python -m tests.proof --write $(PROOF)

doctests: $(VENV)/.wheel
	$(BIN)/python -m pytest -q --doctest-modules --pyargs perfeval

approve: $(VENV)/.wheel
	$(BIN)/python -m pytest -q tests/said --update-golden
	git --no-pager diff --stat tests/said/approved

# A venv of its own: nothing else needs mutmut. An interrupted run goes on where it stopped.
build/mutants/.tools: pyproject.toml
	$(PYTHON) -m venv build/mutants
	build/mutants/bin/python -m pip install --quiet --disable-pip-version-check ".[dev,mutants]"
	@touch $@

mutants: build/mutants/.tools
	build/mutants/bin/mutmut run > build/mutants/log.txt || (tail -c 2000 build/mutants/log.txt; exit 1)
	build/mutants/bin/python tests/mutation/report.py
	build/mutants/bin/python -m tests.mutation.planted

test-real: $(VENV)/.wheel
	@sh tests/timed.sh test-real $(BIN)/python -m pytest -m real

real-parts:
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium libreoffice-calc libreoffice-writer poppler-utils fonts-noto-cjk

bench: $(VENV)/.wheel
	$(BIN)/python -m benchmarks

exactness:
	@$(MAKE) --no-print-directory proof PROOF=exactness

docs: $(VENV)/.wheel
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) build mutants out .pytest_cache .mypy_cache .ruff_cache .coverage .hypothesis
