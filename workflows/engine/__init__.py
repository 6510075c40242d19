"""The pure process engine: `advance(process, marking, event, context) -> Step`; never a clock, a database or Django."""
