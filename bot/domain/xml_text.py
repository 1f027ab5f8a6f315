"""Text as XML 1.0 can say it (W3C, section 2.2)."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with a blank for each character that no XML file may hold, not even as an entity."""
    return _NOT_XML.sub(" ", text)
