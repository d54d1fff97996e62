"""Settings; what differs between places is read from the environment.

DATABASE_URL       postgres://… or sqlite:///…; without it, SQLite in the data folder
YUSUAN_DATA        the data folder: database, secret key, files (default: yusuan-data)
YUSUAN_SECRET_KEY  the key that signs sessions; without it, one is made in the data folder
YUSUAN_HOSTS       names the server is reached by, separated by commas
YUSUAN_HTTPS       1 where it is reached over HTTPS: cookies are then sent over HTTPS only
YUSUAN_PROXY       address of a reverse proxy that sets X-Forwarded-Proto and -For; 1: 127.0.0.1
YUSUAN_OIDC_…      an OpenID Connect provider (the extra "oidc"): ID and SECRET of this client;
                   AUTHORIZE, TOKEN, USER, JWKS, its addresses; ISSUER, the name in its tokens
YUSUAN_EMAIL_URL   smtp://user:password@host:port for notices by e-mail; smtps:// for TLS from the
                   start, smtp+tls:// for STARTTLS; ?from=… is the sender
YUSUAN_SMS_URL     the HTTP gateway that sends text messages (review.gateways says what it is sent)
YUSUAN_VOICE_URL   likewise, of one that calls and reads a text out
YUSUAN_GATEWAY_KEY the key that both gateways are sent as a bearer token
YUSUAN_API_RATE    how many questions to the API one address may ask in a minute (default: 120)
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from yusuan.web.secret import secret_key

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("YUSUAN_DATA", "yusuan-data")).resolve()
_ON = {"1", "true", "yes", "on"}


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in _ON


_PROXY = os.environ.get("YUSUAN_PROXY", "").lower() not in {"", "0", "false", "no", "off"}

DEBUG = False
SECRET_KEY = os.environ.get("YUSUAN_SECRET_KEY") or secret_key(DATA)
ALLOWED_HOSTS = [
    one.strip()
    for one in os.environ.get("YUSUAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if one.strip()
]
HTTPS = _flag("YUSUAN_HTTPS")
CSRF_TRUSTED_ORIGINS = [f"https://{one}" for one in ALLOWED_HOSTS if HTTPS and one != "*"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "yusuan.web.accounts",
    "yusuan.web.audit",
    "yusuan.web.budgeting",
    "yusuan.web.review",
    "yusuan.web.publishing",
    "yusuan.web.public",
    "yusuan.web.checking",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "yusuan.web.accounts.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yusuan.web.accounts.guard.Guard",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "yusuan.web.urls"
WSGI_APPLICATION = "yusuan.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
            "builtins": ["yusuan.web.words", "yusuan.web.review.tags"],
        },
    }
]

_SQLITE = f"sqlite:///{DATA / 'yusuan.sqlite3'}"
DATABASES: dict[str, Any] = {
    "default": dj_database_url.config(default=_SQLITE, conn_max_age=60, conn_health_checks=True)
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        # The map is one for all threads: a year's sums are read from it, however long the file.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        " PRAGMA foreign_keys=ON; PRAGMA mmap_size=268435456; PRAGMA cache_size=-16384;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_PASSWORDS = "yusuan.web.accounts.passwords"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_PASSWORDS}.Own",
        "OPTIONS": {"user_attributes": ("username", "name", "email", "phone")},
    },
    {"NAME": f"{_PASSWORDS}.Length", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_PASSWORDS}.Common"},
]

_OIDC = {
    key: os.environ.get(f"YUSUAN_OIDC_{key}", "")
    for key in ("ID", "SECRET", "AUTHORIZE", "TOKEN", "USER", "JWKS", "ISSUER")
}
OIDC_RP_CLIENT_ID, OIDC_RP_CLIENT_SECRET = _OIDC["ID"], _OIDC["SECRET"]
OIDC_OP_AUTHORIZATION_ENDPOINT, OIDC_OP_TOKEN_ENDPOINT = _OIDC["AUTHORIZE"], _OIDC["TOKEN"]
OIDC_OP_USER_ENDPOINT, OIDC_OP_JWKS_ENDPOINT = _OIDC["USER"], _OIDC["JWKS"]
OIDC_OP_ISSUER = _OIDC["ISSUER"]
OIDC_RP_SIGN_ALGO, OIDC_RP_SCOPES, OIDC_USE_PKCE = "RS256", "openid profile", True
OIDC_CREATE_USER, OIDC_TIMEOUT = False, 10
LOGIN_REDIRECT_URL_FAILURE = "/login/?refused=1"
if OIDC_RP_CLIENT_ID:
    if find_spec("mozilla_django_oidc") is None:
        raise ImproperlyConfigured("YUSUAN_OIDC_ID is set: install yusuan[oidc]")
    AUTHENTICATION_BACKENDS.append("yusuan.web.accounts.oidc.Backend")

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
UPLOAD_MOST = 60 * 2**20

EMAIL_URL = os.environ.get("YUSUAN_EMAIL_URL", "")
SMS_URL = os.environ.get("YUSUAN_SMS_URL", "")
VOICE_URL = os.environ.get("YUSUAN_VOICE_URL", "")
GATEWAY_KEY = os.environ.get("YUSUAN_GATEWAY_KEY", "")

#: questions to the API that one address may ask in a minute
API_RATE = int(os.environ.get("YUSUAN_API_RATE", "120"))

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = None  # files are served from where they are installed
WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("YUSUAN_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
