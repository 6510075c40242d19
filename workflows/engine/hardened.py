"""XML from strangers: refused fast and with a reason where it attacks a parser, before anything is made of it."""

from typing import TypeAlias

from lxml import etree

from workflows.engine.faults import Fault, Unreadable

MAX_BYTES = 4_000_000
Xml: TypeAlias = etree._Element


def parse_xml(xml: bytes, max_elements: int) -> Xml:
    """Root of a file in UTF-8 without DOCTYPE and with at most so many elements. Raises Unreadable."""
    if len(xml) > MAX_BYTES:
        raise unreadable("too_large", f"The file has {len(xml)} bytes.", f"Keep it under {MAX_BYTES}.")
    try:
        text = xml.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise unreadable("encoding", "The file is not UTF-8.", "Save it as UTF-8.") from error
    # Before parsing: entities of an internal subset already cost time while they are declared.
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        line = text[: text.find("<!")].count("\n") + 1
        raise unreadable("doctype", "The file declares a DOCTYPE or entities.", "Delete that declaration.", line)
    if text.count("<") - text.count("</") > max_elements:
        raise unreadable("too_many", "The file has too many elements.", f"Keep it under {max_elements}.")
    # The declared encoding is overruled: UTF-7 and its like could hide a DOCTYPE from the look above.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise unreadable("xml", f"The file is not well-formed XML: {error.msg}.", "", error.lineno or 0) from error


def unreadable(code: str, message: str, instead: str, line: int = 0) -> Unreadable:
    """The refusal of a whole file."""
    return Unreadable((Fault("", line, code, message, instead),))
