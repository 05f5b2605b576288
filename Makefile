# Bassin 2040: two commands, `make run` and `make test`; the rest is below (`make` prints it).
SHELL := /bin/sh
.DEFAULT_GOAL := help
# Compiled bytecode halves the start of every later command; a foreign Python path would hide the locked packages.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME
.PHONY: help run test install install-dev browser postgres screens bench lint format doctor clean

# A Python of a version that the lock covers: $(PYTHON) given by hand, else the first that answers.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin

help: ## ce texte / this text
	@echo "Bassin 2040"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install ## l’atelier de démonstration et l’exploration, sur 127.0.0.1:8866 / the workshop and the dashboard
	@$(BIN)/bassin2040 serve

test: install-dev browser postgres ## toute la suite de tests / the whole test suite
	@$(BIN)/python -m pytest --numprocesses logical --maxprocesses 4 $(ARGS)

install: python-found ## l’environnement verrouillé dans .venv / the locked environment in .venv
	@$(PYTHON) .ci/install.py

install-dev: python-found
	@$(PYTHON) .ci/install.py --dev

browser: install-dev
	@$(BIN)/python .ci/browser.py

postgres: install-dev
	@$(BIN)/python .ci/postgres.py

screens: install-dev browser ## les écrans en PNG dans build/screens / PNGs of every screen
	@$(BIN)/python tests/browser/screens.py $(ARGS)

bench: install ## vitesse et mémoire du moteur / speed and memory of the engine
	@$(BIN)/bassin2040 bench $(ARGS)

lint: install-dev ## style, docstrings, sens des imports / style and import directions
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

format: install-dev ## remettre le code en forme / format the code
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

doctor: install ## ce qui manque et comment y remédier / what is missing and how to mend it
	@$(BIN)/bassin2040 doctor

clean: ## enlever l’environnement et les fichiers produits / remove the environment and built files
	rm -rf .venv .venv.earlier build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: python-found
python-found:
	@if [ -z "$(PYTHON)" ]; then \
	echo "Il faut Python 3.11, 3.12 ou 3.13 (python.org, ou : sudo apt install python3 python3-venv)." >&2; \
	echo "Python 3.11, 3.12 or 3.13 is needed (python.org, or: sudo apt install python3 python3-venv)." >&2; exit 1; fi
