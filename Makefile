# OneDoor: every command that a person needs. `make` lists them.
.DEFAULT_GOAL := help
.PHONY: help run test demo stop

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, start everything, drive the story at the first start
	@exec sh ops/enter.sh run -- run

demo: ## drive one more case against what runs, or start, drive and stop
	@exec sh ops/enter.sh run -- demo

stop: ## end what `make run` started for this folder
	@exec sh ops/enter.sh -- stop
