"""Django's name for the room."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register's tables."""

    name = "everyname.register"
    default_auto_field = "django.db.models.BigAutoField"
