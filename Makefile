# The tasks are in run.py, which works the same on Windows; this file only gives them short names.
PYTHON ?= python3
TASKS := report test lab class check lint browser format docs fuzz mutants setup compile lock clean

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help $(TASKS)

help:
	@$(PYTHON) run.py help

$(TASKS):
	@$(PYTHON) run.py $@ $(ARGS)
