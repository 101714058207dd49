"""Who may do what. Each rule is a pair: ``check_can_x`` raises with the reason in words, ``can_x`` asks it.

Three roles, as groups of Django's users: readers look, analysts judge, editors also adopt and publish.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

ROLES = ("reader", "analyst", "editor")
Account = AbstractBaseUser | AnonymousUser


def roles_of(user: Account) -> frozenset[str]:
    """The names of the user's roles."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(user.groups.values_list("name", flat=True))  # type: ignore[attr-defined]  # every user model of ours has groups


def check_can_judge(user: Account) -> None:
    """Raise unless the user is an analyst or an editor."""
    if not roles_of(user) & {"analyst", "editor"}:
        raise PermissionDenied(_("Only analysts and editors judge. Ask an editor for the role."))


def can_judge(user: Account) -> bool:
    """Whether ``check_can_judge`` lets the user through."""
    try:
        check_can_judge(user)
    except PermissionDenied:
        return False
    return True


def check_can_edit(user: Account) -> None:
    """Raise unless the user is an editor."""
    if "editor" not in roles_of(user):
        raise PermissionDenied(_("Only editors do this. Ask one of them."))


def can_edit(user: Account) -> bool:
    """Whether ``check_can_edit`` lets the user through."""
    try:
        check_can_edit(user)
    except PermissionDenied:
        return False
    return True
