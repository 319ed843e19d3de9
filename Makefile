# `make help` lists what there is. The environment is made from uv.lock on first use.

UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
RUN := .venv/bin
export NEWSCRAWL_CONTACT ?=

.PHONY: help
help: ## this list
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv

# Where only a mirror of the package index can be reached, pip knows it (pip.conf, PIP_INDEX_URL)
# and uv does not: the same locked versions and hashes are then installed by pip.
.venv/.made: pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
	$(UV) sync --frozen --extra polars --extra pandas || { \
	  $(UV) export --frozen --quiet --all-extras --no-emit-project --output-file .uv-requirements.txt && \
	  python3 -m venv --clear .venv && \
	  .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r .uv-requirements.txt && \
	  .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --editable . && \
	  rm .uv-requirements.txt; }
	@touch $@

.PHONY: environment
environment: .venv/.made ## make the environment in .venv, from the lock

# The slow tests stand together: without stealing, one worker would have nearly all of them.
.PHONY: test
test: .venv/.made ## every check: format, lint, types, layers, tests
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/mypy deploy/crawl-every
	$(RUN)/lint-imports
	$(RUN)/pytest -n auto --dist worksteal

.PHONY: demo
demo: .venv/.made ## crawl a small web of outlets on loopback into archive/ and show the stories
	$(RUN)/python -m tests.web.demo

.PHONY: demo-s3
demo-s3: .venv/.made ## the same into a real S3 server (SeaweedFS) on loopback
	$(RUN)/python -m tests.web.demo --s3

.PHONY: bench
bench: .venv/.made ## what crawl, extract and archive cost; prints, never fails
	$(RUN)/python -m tests.bench

.PHONY: torture
torture: .venv/.made ## kill crawls 200 times while the S3 server fails; nothing may be lost (20 min and more)
	$(RUN)/python -m tests.torture

.PHONY: clean
clean: ## remove the environment and caches; never the archive or the spool
	rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
