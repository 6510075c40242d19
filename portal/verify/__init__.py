"""The public pages: checking a certificate, a case's status by its code, and the record; never a name beyond it."""
