# The two commands are `make demo` and `make test`; both set up what they need. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)

.PHONY: help demo test web e2e pictures bench fmt check setup tools

help: ## this list
	@grep -E '^[a-z0-9]+:.*##' Makefile | sed -E 's/^([a-z0-9]+):.*## /  make \1\t/' | expand -t 16

setup: ## install or name everything nimo's commands use on this machine
	@scripts/setup.sh rust cc node postgresql chromium libreoffice poppler faketime

web: web/node_modules/.package-lock.json ## fetch the fonts of the papers and the browser tests' parts from npm (once)

web/node_modules/.package-lock.json: web/package-lock.json
	@scripts/setup.sh node
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

demo: web ## build nimo and start the sample town みほん市 on this computer
	@scripts/setup.sh rust cc
	@echo "1/2 nimo を組み立てています（初回は数分かかります）"
	@$(CARGO) build --locked --release -p nimo
	@echo "2/2 見本の市を動かします（止めるには Ctrl+C）"
	@scripts/demo.sh $(TARGET)/release/nimo $(LISTEN)

test: web ## format, lints, licences, all tests, and every page in a browser
	@scripts/setup.sh rust cc node postgresql chromium libreoffice poppler faketime
	@scripts/tools.sh $(TARGET)/tools
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(TARGET)/tools/bin/cargo-deny --log-level error check licenses bans sources
	$(CARGO) test --workspace --locked
	@$(MAKE) --no-print-directory e2e

e2e: web ## every page in every state, and the journeys by keyboard, in Chromium
	@scripts/setup.sh rust cc node chromium poppler faketime
	$(CARGO) build --locked -p nimo
	CARGO_TARGET_DIR=$(TARGET) node web/e2e/run.mjs

pictures: web ## make the pictures of the README
	@scripts/setup.sh rust cc node chromium
	$(CARGO) build --locked -p nimo
	CARGO_TARGET_DIR=$(TARGET) node web/e2e/pictures.mjs

bench: web ## speeds, beside their peers where there is one
	@scripts/setup.sh rust cc
	@bench/run.sh

fmt: ## format the code
	$(CARGO) fmt --all
