"""Filing a case and following it: pages that every channel shares; never a rule of a case."""
