"""The WSGI application that the web server runs."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
if settings.SECRET_KEY == settings.UNSAFE_SECRET_KEY and not settings.DEBUG:
    # Whoever reads the source could forge every session and open every second factor.
    raise ImproperlyConfigured("ONEDOOR_SECRET_KEY is not set; the portal serves nobody without one.")
