"""Accounts: who may sign in; never what a person may do to a case."""
