"""Files that hold one article each: plain text and web pages."""

from __future__ import annotations

import codecs
import re
from datetime import date
from pathlib import Path

from extractor.articles.building import CONVERT, Known, Place, build, reading
from extractor.articles.pages import read_page
from extractor.records import Article

FILE_BYTES = 64 * 2**20
"""No single article is larger; a file that is gets an error and not the memory."""

_WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_CHARSET_WITHIN = 4096
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}\bcharset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w-]{1,40})|^\s{0,9}<\?xml[^>]{0,99}encoding=[\"']([\w-]{1,40})",
    re.IGNORECASE,
)
_WEB_ENCODING = re.compile(
    r"utf-(?:8|16)|utf-16-[bl]e|ascii|iso8859-\d+|cp\d+|koi8-\w|gb\w+|big5\w*|euc_\w+|shift_jis"
    r"|iso2022_jp|mac-\w+"
)
_AS_BROWSERS_READ = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""Labels that the WHATWG Encoding Standard reads as another encoding."""
_LANGUAGE = re.compile(r"<html\b[^>]{0,500}?\blang=[\"']?([a-zA-Z]{2})\b", re.IGNORECASE)


def read_bytes(path: Path, place: Place) -> bytes:
    """The whole file. Raises ArticleError if it can't be read, is empty or far too large."""
    with reading(place), path.open("rb") as file:
        data = file.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        limit = FILE_BYTES // 2**20
        raise place.error(f"is larger than {limit} MB: no single article; use JSONL for many")
    if not data.strip():
        raise place.error("is empty")
    return data


def decode(data: bytes, place: Place, encoding: str = "utf-8") -> str:
    """The text of `data`. Raises ArticleError that names the first byte that does not fit."""
    refuse_wide(data, place)
    if b"\0" in data:
        raise place.error("holds NUL bytes: it is a binary file, not text")
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = (place.line or 1) + data.count(b"\n", 0, error.start)
        problem = f"is not valid {encoding.upper()} at byte {error.start}"
        raise place._replace(line=line).error(f"{problem}; {CONVERT}") from error


def refuse_wide(beginning: bytes, place: Place) -> None:
    """Raises ArticleError if a file begins with the mark of UTF-16 or UTF-32."""
    for mark, name in _WIDE_MARKS.items():
        if beginning.startswith(mark):
            advice = CONVERT.replace("WINDOWS-1251", name)
            raise place.error(f"is in {name}, not in UTF-8; {advice}")


def read_text(path: Path, place: Place) -> Article:
    """The article in a plain text file."""
    return build(decode(read_bytes(path, place), place), place)


def read_html(path: Path, place: Place) -> Article:
    """The article in a web page, as trafilatura finds it, without comments."""
    data = read_bytes(path, place)
    html = decode(data, place, _charset(data, place))
    page = read_page(html, place)
    if page is None or not page.text:
        raise place.error("no article found in this page; is it a list, a form or a script?")
    language = _LANGUAGE.search(html[:_CHARSET_WITHIN])
    about = {name: getattr(page, name) for name in ("author", "description", "categories", "tags")}
    known = Known(
        title=page.title,
        published=date.fromisoformat(page.date) if page.date else None,
        publisher=page.sitename,
        url=page.url,
        language=language[1].lower() if language else None,
        metadata={name: value for name, value in about.items() if value},
    )
    return build(page.text, place, known)


def _charset(data: bytes, place: Place) -> str:
    """The encoding that the page declares, else UTF-8."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    declared = (match[1] or match[2]).decode() if match else "utf-8"
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        name = ""
    if not _WEB_ENCODING.fullmatch(name):
        raise place.error(f"declares an encoding that pages can't have, {declared!r}; {CONVERT}")
    return _AS_BROWSERS_READ.get(name, name)
