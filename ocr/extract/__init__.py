"""From lines to located fields: what a paper is, where its values stand, what they mean; never an engine or a file."""
