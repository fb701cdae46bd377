# Everything a developer or an administrator does. `make` alone says what there is.
PYTHON ?= python3
BOOTSTRAP = @exec $(PYTHON) -m tools.bootstrap

.DEFAULT_GOAL := help
.PHONY: help run demo test test-server check fix backup restore bench bench-insight prove clean clean-instance

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
	  || grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST)

run: ## install what is needed and serve on http://127.0.0.1:8000 (PORT=8001 make run)
	$(BOOTSTRAP) run

demo: ## fill an empty database with the demo town, without serving (ARGS="--households 20000 --seed 1")
	$(BOOTSTRAP) demo $(ARGS)

test: ## the whole suite, journeys in a real browser included (ARGS="-k sharing" for a part)
	$(BOOTSTRAP) test $(ARGS)

test-server: ## the database's part of the suite against a real PostgreSQL server
	$(BOOTSTRAP) test-server $(ARGS)

check: ## style, types, floors, templates, translations, generated documents
	$(BOOTSTRAP) check

fix: ## put right what can be put right by itself
	$(BOOTSTRAP) fix

backup: ## the database and the documents in instance/backups (not the keys)
	$(BOOTSTRAP) backup

restore: ## a backup into an empty database: make restore FILE=instance/backups/....dump
	$(BOOTSTRAP) restore "$(FILE)"

bench: ## how fast every page is, one line of JSON each
	$(BOOTSTRAP) bench $(ARGS)

bench-insight: ## how fast insight is on a country's worth of interventions (ARGS="--households 100000")
	$(BOOTSTRAP) bench-insight $(ARGS)

prove: ## try to break every promise, at most 45 minutes; prints a table (ARGS="--only 3 4" for a part)
	$(BOOTSTRAP) prove $(ARGS)

clean: ## remove what can be made again (.venv, fetched packages, caches); data and keys stay
	rm -rf .venv app/static/vendor node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find app -name '*.mo' -delete

clean-instance: ## remove database, documents AND keys of this checkout, for ever: make clean-instance SURE=yes
	@test "$(SURE)" = yes || { echo "This removes the database, the documents and the keys in instance/. If that is meant: make clean-instance SURE=yes"; exit 1; }
	$(PYTHON) -m tools.clean_instance
