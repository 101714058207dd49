"""Nobody sees a page of the desk without signing in, and nobody makes an account but an editor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

_OPEN = ("/accounts/login/", "/static/", "/language/", "/health/")


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made with ``everyname desk TALLY --add NAME``."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class SignInMiddleware:
    """Send visitors who have not signed in to the sign-in page, whatever they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the few open addresses through."""
        open_page = request.path.startswith((*_OPEN, "/accounts/2fa/authenticate"))
        if request.user.is_authenticated or open_page:
            return self.get_response(request)
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
