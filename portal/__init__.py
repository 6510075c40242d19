"""Every way in and out: pages, REST and accounts; never decides anything about a case."""
