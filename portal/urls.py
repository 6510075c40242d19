"""Which address leads to which page."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from oauth2_provider.views import TokenView

from portal import desk, display, errors, health, styleguide
from portal.citizen import mine, services
from portal.filing.urls import filing_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("display/text-size/", display.set_text_size, name="text_size"),
    path("desk/", desk.choose, name="desk"),
    # An identity provider knows one address to come back to, whatever the language.
    path("oidc/", include("allauth.socialaccount.urls")),
    path("oidc/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("oauth/token/", TokenView.as_view(), name="token"),
    path("", include("portal.rest.urls")),
    *i18n_patterns(
        path("", services.home, name="home"),
        path("items/<slug:code>/", services.guide, name="guide"),
        path("items/<slug:code>/start/", services.start, name="start"),
        path("cases/", mine.cases, name="cases"),
        *filing_urls(),
        path("", include("portal.clerk.urls")),
        path("", include("portal.keeping.urls")),
        path("", include("portal.verify.urls")),
        path("accounts/", include("portal.accounts.urls")),
        path("styleguide/", styleguide.show, name="styleguide"),
        prefix_default_language=False,
    ),
]

handler400, handler403, handler404, handler500 = errors.malformed, errors.forbidden, errors.missing, errors.broken
