"""What python-docx has no words for: language, bookmarks, a contents list, links, header rows."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from simulator.workshop.debrief.blocks import Link


def element(name: str, /, **attributes: str) -> OxmlElement:
    """An element of WordprocessingML, its attributes in the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def language_of(document, tag: str) -> None:
    """Set the language that the document is written in."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=tag, eastAsia=tag, bidi="ar-SA"))


def mark_of(rank: int) -> str:
    """The name of the bookmark of a heading."""
    return f"fiche_{rank}"


def bookmark(paragraph, rank: int) -> None:
    """Mark a heading, so that the contents list leads to it."""
    start, end = element("bookmarkStart", id=str(rank), name=mark_of(rank)), element("bookmarkEnd", id=str(rank))
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def contents(document, title: str, headings: list[str]) -> None:
    """A contents list: a field that Word keeps up to date, filled already with links to the headings."""
    document.add_paragraph(title, style="Subtitle")
    if not headings:
        return
    paragraphs = [document.add_paragraph() for _ in headings]
    for rank, (paragraph, heading) in enumerate(zip(paragraphs, headings, strict=True)):
        paragraph._p.append(_inside(heading, mark_of(rank)))
    _field(paragraphs[0]._p, paragraphs[-1]._p, r'TOC \o "1-1" \h \z \u')


def _inside(words: str, mark: str) -> OxmlElement:
    """A link to a bookmark."""
    made = element("hyperlink", anchor=mark, history="1")
    made.append(_run(words))
    return made


def _field(first: OxmlElement, last: OxmlElement, instruction: str) -> None:
    """Make a field of the paragraphs from `first` to `last`."""
    text = element("instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = instruction
    opening = [element("fldChar", fldCharType="begin"), text, element("fldChar", fldCharType="separate")]
    for place, part in enumerate(opening):
        run = element("r")
        run.append(part)
        first.insert(place + (1 if first.pPr is not None else 0), run)
    closing = element("r")
    closing.append(element("fldChar", fldCharType="end"))
    last.append(closing)


def _run(words: str) -> OxmlElement:
    """A run of words that looks like a link."""
    run, properties = element("r"), element("rPr")
    properties.append(element("color", val="1F5F8B"))
    properties.append(element("u", val="single"))
    text = element("t")
    text.text = words
    run.append(properties)
    run.append(text)
    return run


def link(paragraph, target: Link) -> None:
    """Add a link to a web address; a place of another document is written without one."""
    if target.target.startswith("#"):
        paragraph.add_run(target.text)
        return
    identifier = paragraph.part.relate_to(target.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), identifier)
    made.append(_run(target.text))
    paragraph._p.append(made)


def repeat_as_header(row) -> None:
    """Let a row stand again at the top of each page that its table runs over."""
    row._tr.get_or_add_trPr().append(element("tblHeader", val="true"))


def shade(cell, colour: str) -> None:
    """Fill a cell with a colour (six hexadecimal digits)."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))
