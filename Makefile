# One command says all: make check. Each target is one line that can be typed by hand as well.
PYTHON ?= .venv/bin/python

.PHONY: check install examples reference readme messages benchmark constraints

.venv/bin/python:
	python3.11 -m venv .venv

install: .venv/bin/python  ## everything needed to work on yusuan
	$(PYTHON) -m pip install -q -c constraints.txt -e '.[test]'

check:  ## format, lint, types, contracts and all tests
	$(PYTHON) -m pytest

examples:  ## make the documents in examples/ again from tools/examples/, and write its budgets anew
	$(PYTHON) -m tools.make_examples

reference:  ## make docs/reference/ again from the code
	$(PYTHON) -m tools.make_reference

readme:  ## put what the first command prints into both READMEs
	$(PYTHON) -m tools.make_readme

messages:  ## bring the English interface up to the templates and the code, and compile it
	$(PYTHON) -m tools.make_messages

benchmark:  ## time and memory of reading; takes some minutes
	$(PYTHON) benchmarks/reading.py

constraints:  ## write down the versions installed now (names and versions only)
	$(PYTHON) -m pip freeze --exclude-editable --exclude yusuan > constraints.txt
