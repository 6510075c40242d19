"""What a case is: its facts, papers, commands and queries; never HTTP."""
