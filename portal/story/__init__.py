"""The whole story of a food permit, driven through the portal's own pages by HTTP, as people and systems would."""
