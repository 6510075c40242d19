"""FEEL: values, functions, forms and limits."""
