"""The citizens' pages: finding a service, filing a case, following it; never a rule of a case."""
