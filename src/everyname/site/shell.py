"""What every page has: language, links to the other pages, the tally's title, the banner of a demonstration.

Invariant: links are relative, so the site can lie under any address; nothing on a page comes from another host.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from everyname.releases import Release
from everyname.site.catalogue import LANGUAGES, Catalogue, load
from everyname.site.history import History
from everyname.site.letters import latin

_PATH = "%PATH%"  # stands for the page's own path in the shared parts


@dataclass(frozen=True)
class Site:
    """The releases a site is made of, and what is the same on all of its pages.

    ``estimates`` is the ladder beside the releases (``estimates.json``), where there is one.
    """

    releases: Sequence[Release]
    history: History
    base_url: str
    estimates: Mapping[str, Any] | None = None

    @property
    def latest(self) -> Release:
        """The release that the site shows."""
        return self.releases[-1]

    @property
    def languages(self) -> list[str]:
        """The tally's languages that the site speaks, its default first."""
        spoken = [x for x in self.latest.tally["languages"] if x in LANGUAGES]
        return spoken + [x for x in LANGUAGES if x not in spoken]

    def title(self, language: str) -> str:
        """The tally's title in a language, or in its first."""
        return self.in_words(self.latest.tally["titles"], language)

    def in_words(self, texts: dict[str, str], language: str) -> str:
        """One of several languages, the default where the wanted one is missing."""
        return texts.get(language) or next((texts[x] for x in self.languages if x in texts), "")

    def url(self, path: str) -> str:
        """The address of a file of the site."""
        return f"{self.base_url.rstrip('/')}/{path}"


@dataclass(frozen=True)
class Shell:
    """Renders the pages of one language."""

    site: Site
    t: Catalogue
    _frames: dict[tuple[str, str, str], dict[str, Markup]] = field(default_factory=dict, compare=False)

    @property
    def lang(self) -> str:
        """The language of the pages."""
        return self.t.language

    def page(self, template: str, path: str, **values: Any) -> str:
        """One page; ``path`` is relative to the language's folder."""
        return self.render(template, f"{self.lang}/{path}", path, **values)

    def render(self, template: str, file: str, path: str, root: str | None = None, **values: Any) -> str:
        """One page at ``file``; ``root`` leads from it to the site's root."""
        root = "../" * file.count("/") if root is None else root
        latest = self.site.latest
        return (
            environment()
            .get_template(template)
            .render(
                **self._frame(root, values["section"], path),
                t=self.t,
                lang=self.lang,
                root=root,
                here=f"{root}{self.lang}/",
                path=path,
                title=self.site.title(self.lang),
                number=latest.number,
                made_on=self._made_on,
                demo=latest.tally["demo"],
                show_latin=self.lang == "en",
                **values,
            )
        )

    @property
    def _made_on(self) -> str:
        return str(self.site.latest.manifest["made_at"])[:10]

    def _frame(self, root: str, section: str, path: str) -> dict[str, Markup]:
        """The parts that many pages share, rendered once: tens of thousands of pages differ in their middle only."""
        key = (root, section, path if path.count("/") == 0 or path.endswith("index.html") else "")
        if key not in self._frames:
            site = self.site
            values = {
                "lang": self.lang,
                "root": root,
                "languages": [(x, load(x)("language"), f"{root}{x}/{_PATH}") for x in site.languages],
                "default": site.languages[0],
                "absolute": site.base_url.rstrip("/"),
                "other": _PATH,
                "t": self.t,
                "title": self.site.title(self.lang),
                "here": f"{root}{self.lang}/",
                "section": section,
                "path": key[2],
                "number": self.site.latest.number,
                "made_on": self._made_on,
            }
            self._frames[key] = {
                # Escaped when it was rendered.
                name: Markup(environment().get_template(f"{name}.html").render(values))  # noqa: S704
                for name in ("sections", "footer", "feeds", "alternates", "switch")
            }
        place = escape(path)
        return {name: Markup(text.replace(_PATH, place)) for name, text in self._frames[key].items()}  # noqa: S704


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates with escaping on and no undefined values."""
    found = Environment(
        loader=PackageLoader("everyname.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["latin"] = latin
    return found
