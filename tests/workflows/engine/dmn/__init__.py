"""DMN: tables, requirements and the files that hold them."""
