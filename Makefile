# Two commands: `make example` builds the example case and shows its dossier, `make test` runs every check that CI runs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= build

.DEFAULT_GOAL := test
.PHONY: test example check fast bench bench-posts bench-reviews bench-petitions bench-web serve clean

# Exact versions come from constraints.txt, made from a clean environment: `make constraints.txt`.
$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "uproar needs Python 3.11 or newer, got " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

example: $(VENV)/.ready  ## build the example case and its dossier, and open it
	rm -rf $(OUT)/tidewater-data $(OUT)/tidewater
	mkdir -p $(OUT)
	$(BIN)/uproar simulate $(OUT)/tidewater-data --seed 7
	$(BIN)/uproar new $(OUT)/tidewater --title Tidewater --alias Gezeiten --term '#FixTidewater' --term '#FreeHarborPass' \
	  --party 'Halden Interactive=studio' --party 'Mirela Dostrand=lead designer' --party 'Brightline=platform' --party 'Slipway Store=store' \
	  --petition 'tidewater-offline=Let us sail Tidewater offline=pledgeboard.example' --page tidewater --zone Europe/Berlin \
	  --released 2026-03-10T17:00 --event '2026-03-12T21:00=Halden Interactive makes a statement'
	$(BIN)/uproar load $(OUT)/tidewater $(OUT)/tidewater-data/posts.ndjson.gz
	$(BIN)/uproar load $(OUT)/tidewater $(OUT)/tidewater-data/reviews-audience.csv --scale 0-10
	$(BIN)/uproar load $(OUT)/tidewater $(OUT)/tidewater-data/reviews-critics.jsonl
	$(BIN)/uproar load $(OUT)/tidewater $(OUT)/tidewater-data/petition.csv --petition tidewater-offline
	$(BIN)/uproar load $(OUT)/tidewater $(OUT)/tidewater-data/page-*.html --page tidewater
	$(BIN)/uproar load $(OUT)/tidewater $(OUT)/tidewater-data/articles/*.html
	$(BIN)/uproar dossier $(OUT)/tidewater -o $(OUT)/dossier.html -o $(OUT)/dossier.md -o $(OUT)/dossier.json
	@echo "The dossier is $(OUT)/dossier.html"
	@$(BIN)/python -m webbrowser -t "file://$(abspath $(OUT))/dossier.html" >/dev/null 2>&1 || true

test: check fast  ## every check that CI runs

check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fast: $(VENV)/.ready
	$(BIN)/pytest -n 2 --dist worksteal

bench: $(VENV)/.ready
	$(BIN)/python benchmarks/run.py

bench-posts: $(VENV)/.ready  ## bursts and coordination, next to the baselines; needs the data sets
	$(BIN)/python benchmarks/bursts.py
	$(BIN)/python benchmarks/detector.py
	$(BIN)/python benchmarks/coordination.py

bench-reviews: $(VENV)/.ready  ## departures on the shared titles, and coverage of the intervals
	$(BIN)/python benchmarks/reviews.py
	$(BIN)/python benchmarks/reviews_intervals.py

bench-petitions: $(VENV)/.ready  ## forecasts next to the baselines, from rolling origins
	$(BIN)/python benchmarks/petitions.py

bench-web: $(VENV)/.ready  ## the dashboard on a case of 1M posts
	$(BIN)/python benchmarks/web.py

serve: $(VENV)/.ready  ## show the example case live, once `make example` has built it
	$(BIN)/uproar serve $(OUT)/tidewater

constraints.txt:
	rm -rf $(OUT)/lock && $(PYTHON) -m venv $(OUT)/lock
	$(OUT)/lock/bin/python -m pip install --quiet '.[test]'
	$(OUT)/lock/bin/python -m pip freeze --exclude uproar > $@

clean:
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache
