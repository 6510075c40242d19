"""Cases that others wrote, read where they lie and never copied: a suite is one file in `suites`."""
