"""Parses the pages on standard input, a JSON list of texts, with docutils and prints how many milliseconds it took."""

import json
import sys
import time

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, roles
from docutils.utils import new_document

# Sphinx's role, which docutils alone would stop to complain about.
roles.register_generic_role("ref", nodes.literal)

settings = get_default_settings(Parser)
settings.report_level = settings.halt_level = 5
settings.syntax_highlight = "none"

pages = json.load(sys.stdin)
start = time.perf_counter()
for page in pages:
    Parser().parse(page, new_document("page.rst", settings))
print((time.perf_counter() - start) * 1000)
