"""All settings of OneDoor: the environment is read once, strictly; a wrong value stops the start and says which."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

BASE_DIR = Path(__file__).resolve().parent.parent


def text(name: str, default: str) -> str:
    """The environment's value of `name`, or `default` where it is unset or empty."""
    return os.environ.get(name, "") or default


def flag(name: str, default: bool) -> bool:
    """0 or 1 from the environment; anything else stops the start."""
    value = text(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes 0 or 1.")
    return value == "1"


def choice(name: str, *allowed: str) -> str:
    """One of `allowed` from the environment, the first where it is unset."""
    value = text(name, allowed[0])
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes one of {', '.join(allowed)}.")
    return value


def database(url: str) -> dict[str, Any]:
    """Django's settings for a libpq address such as `postgresql:///onedoor?host=/run/pg`."""
    try:
        parts = dict(conninfo_to_dict(url))
    except Exception as error:
        raise ImproperlyConfigured(f"DATABASE_URL is no PostgreSQL address: {error}") from error
    known = {key: str(parts.pop(key, "") or "") for key in ("dbname", "user", "password", "host", "port")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": known["dbname"],
        "USER": known["user"],
        "PASSWORD": known["password"],
        "HOST": known["host"],
        "PORT": known["port"],
        "OPTIONS": parts,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


VAR_DIR = Path(text("ONEDOOR_VAR", str(BASE_DIR / "var"))).resolve()
KEYS_DIR = Path(text("ONEDOOR_KEYS", str(VAR_DIR / "keys")))
FILES_DIR = Path(text("ONEDOOR_FILES", str(VAR_DIR / "files")))
ONEDOOR_URL = text("ONEDOOR_URL", "http://127.0.0.1:8000").rstrip("/")
ONEDOOR_DEMO = flag("ONEDOOR_DEMO", False)
CHAIN_RPC = text("ONEDOOR_CHAIN_RPC", "")
OCR_ENGINE = choice("ONEDOOR_OCR_ENGINE", "auto", "rapid", "tesseract")
DEBUG = flag("ONEDOOR_DEBUG", False)
SECRET_KEY = text("ONEDOOR_SECRET_KEY", "only-for-checks-and-tests-never-for-a-running-portal")
ALLOWED_HOSTS = text("ONEDOOR_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
DATABASES = {"default": database(text("DATABASE_URL", f"postgresql://onedoor@/onedoor?host={VAR_DIR / 'run'}"))}

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "portal.accounts",
    "portal",
    "workflows",
    "ocr",
    "ledger",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "portal.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
WSGI_APPLICATION = "portal.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"

CELERY_BROKER_URL = text("CELERY_BROKER_URL", f"redis+socket://{VAR_DIR / 'run' / 'redis.sock'}")
