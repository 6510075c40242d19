"""Tests of accounts: signing in, second factors, roles."""
