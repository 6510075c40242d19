"""The whole story through HTTP, with real papers, a real chain, and no broker."""
