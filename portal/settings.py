"""All settings of OneDoor: the environment is read once, strictly; a wrong value stops the start and says which."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from portal.environment import choice, database, flag, number, origin, pairs, text, together

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(text("ONEDOOR_VAR", str(BASE_DIR / "var"))).resolve()
KEYS_DIR = Path(text("ONEDOOR_KEYS", str(VAR_DIR / "keys")))
FILES_DIR = Path(text("ONEDOOR_FILES", str(VAR_DIR / "files")))
ONEDOOR_URL = origin("ONEDOOR_URL", "http://127.0.0.1:8000")
ONEDOOR_DEMO = flag("ONEDOOR_DEMO", False)
CHAIN_RPC = text("ONEDOOR_CHAIN_RPC", "")
OCR_ENGINE = choice("ONEDOOR_OCR_ENGINE", "auto", "rapid", "tesseract")
REGISTERS = pairs("ONEDOOR_REGISTERS")
REGISTER_SECONDS = number("ONEDOOR_REGISTER_SECONDS", 5)
DEBUG = flag("ONEDOOR_DEBUG", False)
HTTPS = ONEDOOR_URL.startswith("https://")

UNSAFE_SECRET_KEY = "only-for-checks-and-tests-never-for-a-running-portal"  # noqa: S105
SECRET_KEY = text("ONEDOOR_SECRET_KEY", UNSAFE_SECRET_KEY)
ALLOWED_HOSTS = text("ONEDOOR_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
DATABASES = {"default": database(text("DATABASE_URL", f"postgresql://onedoor@/onedoor?host={VAR_DIR / 'run'}"))}
# Sign-in limits count here: they must hold over all web processes, and hold when the broker is down.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}}

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "oauth2_provider",
    "rest_framework",
    "drf_spectacular",
    "portal.accounts",
    "portal.rest",
    "portal",
    "workflows",
    "ocr",
    "ledger",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.limit_session",
    "portal.middleware.limit_body",
    "portal.middleware.TranslateRefusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "portal.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.frame.frame",
            ],
            "builtins": ["portal.templatetags.onedoor", "portal.templatetags.words"],
        },
    }
]
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# Accounts. Citizens sign in by name and password or by the city's identity provider; staff also by a code.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["portal.accounts.backend.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ALLAUTH_TRUSTED_PROXY_COUNT = number("ONEDOOR_PROXIES", 0)
MFA_ADAPTER = "portal.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "OneDoor"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "portal.accounts.adapters.IdentityProviderAdapter"
SOCIALACCOUNT_ONLY = False
OIDC = together("ONEDOOR_OIDC_ISSUER", "ONEDOOR_OIDC_CLIENT", "ONEDOOR_OIDC_SECRET")
OIDC_NAME = text("ONEDOOR_OIDC_NAME", "")
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if OIDC:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "city",
                "name": OIDC_NAME or OIDC["ONEDOOR_OIDC_ISSUER"],
                "client_id": OIDC["ONEDOOR_OIDC_CLIENT"],
                "secret": OIDC["ONEDOOR_OIDC_SECRET"],
                "settings": {"server_url": OIDC["ONEDOOR_OIDC_ISSUER"]},
            }
        ],
    }

UNFOLD = {
    "SITE_TITLE": _("OneDoor"),
    "SITE_HEADER": _("Administration"),
    "SITE_SUBHEADER": "一门通办 · OneDoor",
    "SITE_URL": "/",
    "SITE_ICON": lambda request: static("brand/door.svg"),
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("brand/door.svg")}],
    "SHOW_LANGUAGES": False,
    "BORDER_RADIUS": "6px",
    # The brand's teal from light to dark; 600 is what buttons wear.
    "COLORS": {
        "primary": {
            "50": "#eef4f3", "100": "#d9e8e7", "200": "#b3d1cf", "300": "#86b4b2", "400": "#4f8f90", "500": "#2a757a",
            "600": "#0f5b63", "700": "#0c4e56", "800": "#0a434a", "900": "#083840", "950": "#052429",
        }
    },
    "SIDEBAR": {"show_search": True, "show_all_applications": True},
}  # fmt: skip

# Sessions and browser: what ASVS 5.0 §3 and §7 ask at level 2.
SESSION_IDLE_SECONDS = {"staff": 30 * 60, "citizen": 2 * 60 * 60}
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-onedoor" if HTTPS else "onedoor"
CSRF_COOKIE_NAME = "__Host-onedoor-csrf" if HTTPS else "onedoor-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [ONEDOOR_URL]
CSRF_FAILURE_VIEW = "portal.errors.forged"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A paper has 20 MB at most, a sealed file 5 MB; somewhat larger ones are still told so in the form itself.
LARGEST_BODY = {"signed_in": 40 * 1024 * 1024, "anybody": 6 * 1024 * 1024}

CELERY_BROKER_URL = text("CELERY_BROKER_URL", f"redis+socket://{VAR_DIR / 'run' / 'redis.sock'}")

# REST: departments' systems by OAuth2 client credentials (RFC 6749 §4.4); problems as RFC 9457.
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {
    "SCOPES": {"cases:read": "Read items, tasks, cases and papers", "cases:write": "Finish tasks"},
    "ACCESS_TOKEN_EXPIRE_SECONDS": 15 * 60,
    "PKCE_REQUIRED": True,
    # RFC 9700: no implicit or password grant, no tokens in addresses, tokens kept as hashes.
    **{
        f"COMPLIANT_BCP_RFC9700_{rule}": True
        for rule in (
            *("IMPLICIT_GRANT", "PASSWORD_GRANT", "PKCE_METHOD", "ACCESS_TOKEN_TRANSPORT"),
            *("AUTHZ_RESPONSE_ISS", "TOKEN_STORAGE"),
        )
    },
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["oauth2_provider.contrib.rest_framework.OAuth2Authentication"],
    "DEFAULT_PERMISSION_CLASSES": ["portal.rest.authentication.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": "600/min"},
    "EXCEPTION_HANDLER": "portal.rest.problems.answer_problem",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "OneDoor",
    "DESCRIPTION": "The interface for departments' systems.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
}

# Notices by mail: files under var/ until a server is named as HOST or HOST:PORT.
SMTP = text("ONEDOOR_SMTP", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SMTP else 'filebased'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = SMTP.partition(":")[0], int(SMTP.partition(":")[2] or 25)
EMAIL_FILE_PATH = VAR_DIR / "outbox" / "mail"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = text("ONEDOOR_MAIL_FROM", "onedoor@localhost")

# The record: how late an anchor may be, how many chains and witnesses must confirm, who the witnesses are.
ANCHOR_MAX_AGE_SECONDS = number("ONEDOOR_ANCHOR_MAX_AGE", 14_400)
LEDGER_NEED = number("ONEDOOR_LEDGER_NEED", 1)
LEDGER_WITNESSES = text("ONEDOOR_WITNESSES", "")
LEDGER_LATE_STOPS = flag("ONEDOOR_LATE_STOPS", False)
# Who signs for the gas: a keystore's password, a bare key for development, or a device's dotted path.
LEDGER_GAS_PASSWORD = text("ONEDOOR_GAS_PASSWORD", "")
LEDGER_GAS_KEY = text("ONEDOOR_GAS_KEY", "")
LEDGER_GAS_SIGNER = text("ONEDOOR_GAS_SIGNER", "")
LEDGER_HEAD_SIGNER = text("ONEDOOR_HEAD_SIGNER", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "portal.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # It warns at each seal that it will fetch nothing, which is as we want it.
        "pyhanko": {"level": "ERROR"},
        # The beat rings each second: its bells are no events.
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        **{floor: {"level": "INFO"} for floor in ("portal", "workflows", "ocr", "ledger")},
    },
}
