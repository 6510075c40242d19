"""Takes untrusted bytes in: sniffs, limits, decodes in a disposable child, stores; never reads what they say."""
