"""Addresses of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from everyname.desk.views import history, people, queue, tolls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue.next_one, name="queue"),
    path("mention/<str:uid>/", queue.mention, name="mention"),
    path("mention/<str:uid>/decide/", queue.decide, name="decide"),
    path("claim/<str:uid>/", queue.claim, name="claim"),
    path("revoke/<int:seq>/", queue.revoke, name="revoke"),
    path("search/", people.search, name="search"),
    path("persons/", people.listing, name="persons"),
    path("person/<str:public_id>/", people.person, name="person"),
    path("person/<str:public_id>/attribute/", people.attribute, name="attribute"),
    path("tolls/", tolls.comparison, name="tolls"),
    path("tolls/proposal/<str:uid>/", tolls.decide, name="toll-decide"),
    path("incident/<int:no>/", tolls.incident, name="incident"),
    path("imports/", history.imports, name="imports"),
    path("imports/<int:seq>/", history.batch, name="batch"),
    path("imports/<int:seq>/accept/", history.accept_batch, name="batch-accept"),
    path("history/", history.events, name="history"),
    path("health/", history.health, name="health"),
    path("language/", set_language, name="language"),
    path("accounts/", include("allauth.urls")),
]
