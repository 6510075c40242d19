"""What a case is and how it moves; never HTTP, pixels or chain."""
