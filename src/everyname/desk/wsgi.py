"""Entry of the web server; ``EVERYNAME_TALLY`` names the folder."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everyname.conf.settings")
application = get_wsgi_application()
