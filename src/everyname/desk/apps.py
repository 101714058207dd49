"""Django's name for the room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk."""

    name = "everyname.desk"
