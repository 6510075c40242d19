"""The citizens' own entry: the portal in a browser, at home or on a phone."""

from portal.access import citizen_of, citizen_required


class Web:
    """Who is signed in files for themselves."""

    code = "web"
    prefix = ""
    guard = staticmethod(citizen_required)
    actor = staticmethod(citizen_of)


KIND = Web()
