"""The public static site, a pure function of the release folders.

Public face: ``build``, ``Summary``, ``SiteError``.
"""

from everyname.site.build import SiteError, Summary, build

__all__ = ["SiteError", "Summary", "build"]
