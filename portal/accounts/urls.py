"""The addresses of accounts: only those of allauth's pages that we use."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

from portal.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("demo/codes/", views.demo_codes, name="demo_codes"),
]
