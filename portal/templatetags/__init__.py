"""Tags and filters of the portal's templates; never what a page decides."""
