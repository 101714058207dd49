"""Accounts of the desk: made by an editor, with a role; the password is random and shown once."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import Group, User

from everyname.domain.errors import InputError

ROLES = ("reader", "analyst", "editor")


def add(name: str, role: str, *, password: str = "") -> str:
    """Make an account, or give an existing one a new password and role; the password.

    Raises:
        InputError: no such role, or a name that is none.
    """
    if role not in ROLES:
        raise InputError(f"--role {role}: roles are {', '.join(ROLES)}")
    if not name.replace("-", "").replace("_", "").isalnum():
        raise InputError(f"«{name}» is no pseudonym: use letters, digits, - and _")
    password = password or secrets.token_urlsafe(12)
    user, _ = User.objects.get_or_create(username=name)
    user.set_password(password)
    user.save()
    group, _ = Group.objects.get_or_create(name=role)
    user.groups.set([group])
    return password


def exist() -> bool:
    """Whether anybody can sign in yet."""
    return User.objects.exists()
