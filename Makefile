# OneDoor: every command that a person needs. `make` lists them.
.DEFAULT_GOAL := help
.PHONY: help run test demo stop lint types contracts spec conformance bench bench-ledger bench-ocr measure faults faults-ledger lock messages packs

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, start everything, drive the story at the first start
	@exec sh ops/enter.sh run -- run

test: ## install what is missing and check everything but what takes long
	@exec sh ops/enter.sh run test -- test

demo: ## drive one more case against what runs, or start, drive and stop
	@exec sh ops/enter.sh run -- demo

stop: ## end what `make run` started for this folder
	@exec sh ops/enter.sh -- stop

lint: ## ruff, style and format
	@exec sh ops/enter.sh -- lint

types: ## mypy, strict
	@exec sh ops/enter.sh -- types

spec: ## the tests as the specification, by law and article
	@exec sh ops/enter.sh -- spec

contracts: ## which module may import which
	@exec sh ops/enter.sh -- contracts

conformance: ## run the cases of others that lie in CONFORMANCE=DIR
	@exec sh ops/enter.sh -- conformance

bench: ## figures of engine, ledger, clocks and reader on this machine
	@exec sh ops/enter.sh run test -- bench

bench-ledger: ## what the ledger costs and how fast it is, with a million entries (ENTRIES=1000000)
	@exec sh ops/enter.sh run test -- bench-ledger

bench-ocr: ## what the reader gets right at four levels, and how fast (N=40 SEED=7 ABLATION=200)
	@exec sh ops/enter.sh run test -- bench-ocr

packs: ## check and simulate every service item that ships, one line each
	@exec sh ops/enter.sh run -- packs

drill: ## an emergency declaration from an empty folder to 10,000 cases, timed (CASES=n)
	@exec sh ops/enter.sh run test -- drill

measure: ## figures of the sources beside those of the best of the field
	@exec sh ops/enter.sh -- measure

faults: ## the tests that take long: faults and large corpora
	@exec sh ops/enter.sh run test -- test-long

faults-ledger: ## what tampering and faults do to the ledger, as two tables with outcomes
	@exec sh ops/enter.sh run test -- faults-ledger

lock: ## pin all packages again (UPGRADE=1: newest versions)
	@exec sh ops/enter.sh -- lock

messages: ## bring the message catalogues up to the sources
	@exec sh ops/enter.sh run -- messages
