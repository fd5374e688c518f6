# Two commands from a bare clone: `make demo` and `make test`. Both fetch what they need into this folder
# and the user's cache, never into the system.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
# The interpreter at hand is used; none is downloaded.
export UV_PYTHON ?= $(shell command -v $(PYTHON))
export UV_PYTHON_DOWNLOADS := never
# Trust what this machine trusts: an office's own certificate authority, too.
export UV_SYSTEM_CERTS ?= true
RUN := $(UV) run --frozen

.PHONY: help setup demo test lint bench histories check-migrations wheel clean

help:
	@echo 'make demo    the whole story on sample articles (DEMO_ARGS="--once --no-browser" to run it once)'
	@echo 'make test    every test this machine can run (ANNOTATE_REQUIRE=all: fail where one cannot)'
	@echo 'make lint    ruff and mypy'
	@echo 'make bench   speed, as ratios (NAME=… for one of them)'
	@echo 'make histories   random histories with faults and kills (HISTORIES_ARGS="--help")'
	@echo 'make wheel   the wheel, built and tried in an environment of its own'

.uv/bin/uv:
	@echo "uv is not here; installing it into .uv/"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Annotate needs Python 3.11 or newer; set PYTHON=")'
	@$(PYTHON) -m venv .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

setup: $(filter .uv/bin/uv,$(UV))
	@$(UV) sync --frozen --quiet

demo: setup
	@$(RUN) annotate demo $(DEMO_ARGS)

test: setup
	@$(RUN) pytest $(TEST_ARGS)

lint: setup
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

bench: setup
	@$(RUN) python -m bench $(NAME)

histories: setup
	@$(RUN) python -m tests.faults.histories $(HISTORIES_ARGS)

check-migrations: setup
	$(RUN) python -m tests.check_migrations

wheel: setup
	$(UV) build --wheel --quiet --out-dir dist
	$(RUN) python -m tests.try_wheel dist

clean:
	rm -rf .venv .uv .annotate dist
