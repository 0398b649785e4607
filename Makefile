# Two commands do everything on a fresh machine: make demo (the main job) and make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test check bench pictures translations lock peers clean

setup: $(READY)

$(READY): requirements.txt pyproject.toml
	sh scripts/make-venv $(PYTHON) $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/everychild demo --home demo

test: setup check
	sh scripts/get-chromium
	$(BIN)/pytest -n 2

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/everychild bench

pictures: setup
	sh scripts/get-chromium
	$(BIN)/python scripts/pictures.py

# Collects what the pages say into the Spanish texts and names those still to be translated.
translations: setup
	$(BIN)/python scripts/translations.py

# The locks hold hashes and no address: whoever installs says where packages come from.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

lock:
	$(BIN)/$(COMPILE) --extra dev --output-file requirements.txt pyproject.toml
	$(BIN)/$(COMPILE) --extra peers --output-file requirements-peers.txt pyproject.toml

# Our linking beside its peers, on the same records; the peers get a place of their own.
PEERS := build/peers

$(PEERS)/.ready: requirements-peers.txt
	sh scripts/make-venv $(PYTHON) $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
		-r requirements-peers.txt
	touch $@

peers: $(PEERS)/.ready
	PYTHONPATH=src $(PEERS)/bin/python benchmarks/linkage.py
	PYTHONPATH=src $(PEERS)/bin/python benchmarks/febrl.py

clean:
	rm -rf $(VENV) demo build
