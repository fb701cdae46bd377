"""Files that are not kept, each with the reason: what people send by mistake, and what somebody sends on purpose."""

import struct
import zipfile
import zlib

from app.documents.media import MOST_BYTES
from app.documents.reading.names import LONGEST
from app.documents.reading.refusals import Refusal
from tests.unit.documents.samples import (
    chunk,
    exif,
    jpeg,
    office,
    opened,
    pdf,
    png,
    relations,
    segment,
    stream,
    zipped,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELS = "word/_rels/document.xml.rels"
_MACRO = '<Override PartName="/x" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'


def _bomb() -> bytes:
    return office(more={"word/media/big.xml": b"0" * 60_000_000})


def _many() -> bytes:
    return zipped({f"word/{number}.xml": b"" for number in range(1_100)})


def _overlapping() -> bytes:
    """Two entries of the directory that point to the same bytes."""
    data = bytearray(
        zipped({"word/document.xml": b"a" * 500, "word/styles.xml": b"b" * 500}, method=zipfile.ZIP_STORED)
    )
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    return bytes(data)


def _flagged() -> bytes:
    """A zip of which every entry says that it has a password."""
    data = bytearray(office())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def _lying() -> bytes:
    """A zip whose directory says that a part is smaller than it is."""
    data = bytearray(office())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1)
    return bytes(data)


def _odf(content: str) -> bytes:
    return opened(content=content)


_DTD = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'

#: What it is → (name, content, reason).
HOSTILE: dict[str, tuple[str, bytes, Refusal]] = {
    # ---- programs and scripts ----
    "a program": ("setup.exe", b"MZ\x90\x00" + bytes(60), Refusal.PROGRAM),
    "a program called a letter": ("brief.pdf", b"MZ\x90\x00" + bytes(60), Refusal.PROGRAM),
    "a program for Linux": ("brief.docx", b"\x7fELF\x02\x01\x01", Refusal.PROGRAM),
    "a program for Mac": ("brief.docx", b"\xcf\xfa\xed\xfe\x07", Refusal.PROGRAM),
    "a class": ("brief.pdf", b"\xca\xfe\xba\xbe\x00\x00", Refusal.PROGRAM),
    "web assembly": ("foto.png", b"\x00asm\x01\x00", Refusal.PROGRAM),
    "a short cut": ("brief.pdf", b"L\x00\x00\x00\x01\x14\x02\x00\x00", Refusal.PROGRAM),
    "a shell script": ("brief.pdf", b"#!/bin/sh\necho hi\n", Refusal.PROGRAM),
    "a batch file": ("start.bat", b"@echo off\r\ndel *.*\r\n", Refusal.PROGRAM),
    "a script of PowerShell": ("start.ps1", b"Remove-Item x\n", Refusal.PROGRAM),
    "a script of Visual Basic": ("brief.vbs", b'MsgBox "x"\n', Refusal.PROGRAM),
    "a script of a browser": ("brief.js", b"alert(1)\n", Refusal.PROGRAM),
    "an application of HTML": ("brief.hta", b"vbscript x", Refusal.PROGRAM),
    "a real PDF with the ending of a program": ("brief.pdf.exe", pdf(), Refusal.PROGRAM),
    "a real photo with the ending of a script": ("foto.scr", jpeg(), Refusal.PROGRAM),
    "a program in a zip with a manifest": (
        "a.docx",
        zipped({"META-INF/MANIFEST.MF": "x", "A.class": "x"}),
        Refusal.PROGRAM,
    ),
    # ---- pages and drawings ----
    "a web page": ("pagina.html", b"<!DOCTYPE html><script>alert(1)</script>", Refusal.WEB_PAGE),
    "a web page called a PDF": ("brief.pdf", b"<html><body>x", Refusal.WEB_PAGE),
    "a web page after blanks": ("brief.pdf", b"\xef\xbb\xbf \n\t<HTML><body>x", Refusal.WEB_PAGE),
    "a web page in UTF-16": ("brief.pdf", "<html><script>x".encode("utf-16"), Refusal.WEB_PAGE),
    "a script in a text": ("foto.png", b"hello <script>alert(1)</script>", Refusal.WEB_PAGE),
    "a page of PHP": ("foto.jpg", b"<?php system($_GET[0]);", Refusal.WEB_PAGE),
    "a page saved with its pictures": (
        "pagina.mht",
        b"MIME-Version: 1.0\nContent-Type: multipart/related",
        Refusal.WEB_PAGE,
    ),
    "a real PDF with the ending of a page": ("brief.html", pdf(), Refusal.WEB_PAGE),
    "xml": ("brief.xml", b'<?xml version="1.0"?><a/>', Refusal.WEB_PAGE),
    "a drawing": ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', Refusal.SVG),
    "a drawing with a script": ("logo.svg", b'<?xml version="1.0"?><svg onload="alert(1)"/>', Refusal.SVG),
    "a drawing called a photo": ("logo.png", b"<!-- x --><svg><script>alert(1)</script></svg>", Refusal.SVG),
    "a real image with the ending of a drawing": ("logo.svg", png(), Refusal.SVG),
    # ---- office ----
    "macros": ("a.docx", office(more={"word/vbaProject.bin": b"x"}), Refusal.MACROS),
    "macros in capitals": ("a.docx", office(more={"word/VBAPROJECT.BIN": b"x"}), Refusal.MACROS),
    "macros by their type": ("a.docx", office(types=_MACRO), Refusal.MACROS),
    "a file for macros": ("a.docm", office(), Refusal.MACROS),
    "macros of Excel 4": ("a.xlsx", office("xlsx", more={"xl/macrosheets/sheet1.xml": "<x/>"}), Refusal.MACROS),
    "a binary workbook": ("a.xlsx", office("xlsx", more={"xl/workbook.bin": b"x"}), Refusal.MACROS),
    "macros of OpenDocument": ("a.odt", opened(more={"Basic/Standard/a.xml": "<x/>"}), Refusal.MACROS),
    "scripts of OpenDocument": ("a.odt", opened(more={"Scripts/python/a.py": "x"}), Refusal.MACROS),
    "something that listens": ("a.odt", _odf('<script:event-listener xlink:href="x"/>'), Refusal.MACROS),
    "a template from elsewhere": (
        "a.docx",
        office(more={_RELS: relations(("attachedTemplate", "http://a.example/t", True))}),
        Refusal.OUTSIDE,
    ),
    "a picture from elsewhere": (
        "a.docx",
        office(more={_RELS: relations(("image", "http://a.example/p.png", True))}),
        Refusal.OUTSIDE,
    ),
    "a share of Windows": (
        "a.docx",
        office(more={_RELS: relations(("image", "\\\\a.example\\p", False))}),
        Refusal.OUTSIDE,
    ),
    "an address that does not say it is outside": (
        "a.docx",
        office(more={_RELS: relations(("frame", "https://a.example/", False))}),
        Refusal.OUTSIDE,
    ),
    "a link to a file": (
        "a.docx",
        office(more={_RELS: relations(("hyperlink", "file:///etc/passwd", True))}),
        Refusal.OUTSIDE,
    ),
    "a link that runs something": (
        "a.docx",
        office(more={_RELS: relations(("hyperlink", "ms-msdt:/id", True))}),
        Refusal.OUTSIDE,
    ),
    "data from another workbook": ("a.xlsx", office("xlsx", more={"xl/externalLinks/a.xml": "<x/>"}), Refusal.OUTSIDE),
    "a field that asks another program": ("a.docx", office(more={"word/a.xml": "<t>DDEAUTO cmd</t>"}), Refusal.OUTSIDE),
    "a picture from elsewhere in OpenDocument": (
        "a.odt",
        _odf('<draw:image a="b" xlink:href="http://a.example/p"/>'),
        Refusal.OUTSIDE,
    ),
    "a section from elsewhere": ("a.odt", _odf('<text:section-source xlink:href="../x.odt"/>'), Refusal.OUTSIDE),
    "another file inside": ("a.docx", office(more={"word/embeddings/a.bin": b"MZ"}), Refusal.EMBEDDED),
    "a control inside": ("a.docx", office(more={"word/activeX/activeX1.xml": "<x/>"}), Refusal.EMBEDDED),
    "an object inside": ("a.pptx", office("pptx", more={"ppt/oleObject1.bin": b"x"}), Refusal.EMBEDDED),
    "a locked file of Office": ("a.docx", _OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), Refusal.PASSWORD),
    "a locked zip": ("a.docx", _flagged(), Refusal.PASSWORD),
    "a locked OpenDocument": (
        "a.odt",
        opened(more={"META-INF/manifest.xml": "<x><manifest:encryption-data/></x>"}),
        Refusal.PASSWORD,
    ),
    "an old file of Word": ("brief.doc", _OLE + bytes(512), Refusal.OLD_OFFICE),
    "an old file called a new one": ("brief.docx", _OLE + bytes(512), Refusal.OLD_OFFICE),
    "rich text": ("brief.rtf", b"{\\rtf1\\ansi x}", Refusal.OLD_OFFICE),
    "a zip bomb": ("a.docx", _bomb(), Refusal.BOMB),
    "a thousand parts": ("a.docx", _many(), Refusal.BOMB),
    "parts that overlap": ("a.docx", _overlapping(), Refusal.BOMB),
    "a directory that lies": ("a.docx", _lying(), Refusal.DAMAGED),
    "entities in a part": ("a.docx", office(more={"word/styles.xml": _DTD}), Refusal.DAMAGED),
    "relations that are no XML": ("a.docx", office(more={_RELS: "<Relationships"}), Refusal.DAMAGED),
    "a part that climbs out": ("a.docx", office(more={"word/../../x": b"x"}), Refusal.DAMAGED),
    "half a zip": ("a.docx", office()[:200], Refusal.DAMAGED),
    "a zip of something": ("alles.zip", zipped({"brief.txt": "x"}), Refusal.ARCHIVE),
    "a zip called a document": ("a.docx", zipped({"brief.txt": "x"}), Refusal.ARCHIVE),
    "two kinds of Office in one": ("a.docx", office("docx", more={"xl/workbook.xml": "<x/>"}), Refusal.ARCHIVE),
    "an OpenDocument of no kind": ("a.odt", opened("formula"), Refusal.ARCHIVE),
    "packed by 7-Zip": ("a.7z", b"7z\xbc\xaf\x27\x1c\x00", Refusal.ARCHIVE),
    "packed by RAR": ("a.pdf", b"Rar!\x1a\x07\x00", Refusal.ARCHIVE),
    "packed by gzip": ("a.pdf", b"\x1f\x8b\x08\x00", Refusal.ARCHIVE),
    # ---- PDF ----
    "a PDF with a script": ("a.pdf", pdf(b"<</S/JavaScript/JS(app.alert(1))>>"), Refusal.ACTIVE_PDF),
    "a PDF with a hidden script": ("a.pdf", pdf(b"<</S/J#61vaScr#69pt>>"), Refusal.ACTIVE_PDF),
    "a PDF with a script in packed objects": ("a.pdf", pdf(stream(b"<</JS(x)>>", b"/Type/ObjStm")), Refusal.ACTIVE_PDF),
    "a PDF that starts a program": ("a.pdf", pdf(b"<</S/Launch/F(cmd.exe)>>"), Refusal.ACTIVE_PDF),
    "a PDF with a file in it": ("a.pdf", pdf(b"<</Type/EmbeddedFile>>"), Refusal.ACTIVE_PDF),
    "a PDF with a film in it": ("a.pdf", pdf(b"<</Subtype/RichMedia >>"), Refusal.ACTIVE_PDF),
    "a PDF with a password": ("a.pdf", pdf(b"<</Encrypt 9 0 R>>"), Refusal.PASSWORD),
    "a PDF that unpacks without end": ("a.pdf", pdf(stream(bytes(41 * 1024 * 1024), b"/Type/ObjStm")), Refusal.BOMB),
    "half a PDF": ("a.pdf", pdf()[:60], Refusal.DAMAGED),
    # ---- images ----
    "half a photo": ("a.jpg", jpeg()[:45], Refusal.DAMAGED),
    "a photo without an end": ("a.jpg", jpeg(end=b""), Refusal.DAMAGED),
    "a photo without a frame": ("a.jpg", b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9", Refusal.DAMAGED),
    "a photo with a segment too long": ("a.jpg", b"\xff\xd8\xff\xe1\xff\xff\x00", Refusal.DAMAGED),
    "a photo without a surface": ("a.jpg", jpeg(width=0), Refusal.DAMAGED),
    "a photo of four milliard pixels": ("a.jpg", jpeg(width=65_000, height=65_000), Refusal.PIXELS),
    "an image of four milliard pixels": ("a.png", png(width=65_000, height=65_000, rows=b"x"), Refusal.PIXELS),
    "an image that unpacks without end": ("a.png", png(rows=bytes(9_000_000)), Refusal.BOMB),
    "an image that is too short": ("a.png", png(rows=b"\x00"), Refusal.DAMAGED),
    "an image with a wrong checksum": ("a.png", png().replace(b"IDAT", b"IDAX"), Refusal.DAMAGED),
    "an image with two heads": (
        "a.png",
        png(chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))),
        Refusal.DAMAGED,
    ),
    "an image with a part of its own": ("a.png", png(chunk(b"EVIL", b"x")), Refusal.DAMAGED),
    "an image of no colour": (
        "a.png",
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 9, 0, 0, 0)),
        Refusal.DAMAGED,
    ),
    "half an image": ("a.png", png()[:40], Refusal.DAMAGED),
    "rows that are not packed": ("a.png", png(chunk(b"IDAT", b"no")), Refusal.DAMAGED),
    "an animation": ("a.gif", b"GIF89a\x01\x00", Refusal.OTHER_IMAGE),
    "a photo of a phone": ("a.heic", b"\x00\x00\x00\x18ftypheic", Refusal.OTHER_IMAGE),
    "a photo of the web": ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", Refusal.OTHER_IMAGE),
    "a scan": ("a.tif", b"II*\x00\x08", Refusal.OTHER_IMAGE),
    # ---- names and sizes ----
    "nothing": ("leeg.pdf", b"", Refusal.EMPTY),
    "blanks": ("leeg.pdf", b"\r\n \x00\x00", Refusal.EMPTY),
    "too much": ("groot.pdf", b"%PDF-" + bytes(MOST_BYTES), Refusal.TOO_LARGE),
    "a name with a folder": ("../../etc/passwd.pdf", pdf(), Refusal.STRANGE_NAME),
    "a name with a folder of Windows": ("map\\brief.pdf", pdf(), Refusal.STRANGE_NAME),
    "a name with a stream": ("brief.pdf:verborgen.exe", pdf(), Refusal.STRANGE_NAME),
    "a name that reads backwards": ("brief\u202efdp.exe", pdf(), Refusal.STRANGE_NAME),
    "a name with a line end": ("brief\r\nSet-Cookie: x.pdf", pdf(), Refusal.STRANGE_NAME),
    "a name with a nought": ("brief.pdf\x00.exe", pdf(), Refusal.STRANGE_NAME),
    "a name without an ending": ("brief", pdf(), Refusal.NO_NAME),
    "an ending without a name": (".pdf", pdf(), Refusal.NO_NAME),
    "a name that is a dot": ("brief.", pdf(), Refusal.NO_NAME),
    "a name that is too long": (f"{'a' * LONGEST}.pdf", pdf(), Refusal.LONG_NAME),
    "letters": ("brief.txt", b"Beste mevrouw, hierbij", Refusal.UNKNOWN),
    "a sound": ("gesprek.mp3", b"ID3\x04\x00", Refusal.UNKNOWN),
}

#: A name that says another kind than the file is: (name, content, right ending).
MISNAMED: dict[str, tuple[str, bytes, str]] = {
    "a photo called a PDF": ("foto.pdf", jpeg(), "jpg"),
    "a PDF called a photo": ("brief.jpg", pdf(), "pdf"),
    "an image called a photo": ("foto.jpg", png(), "png"),
    "a text called a sheet": ("tabel.xlsx", office("docx"), "docx"),
    "a PDF with no ending that we know": ("brief.concept", pdf(), "pdf"),
    "an OpenDocument called Word": ("brief.docx", opened(), "odt"),
}

#: What a camera and a program tell about the people who used them.
TELLTALE = b"52.0907N 5.1214E Pixel van Samira"
TELLING: dict[str, tuple[str, bytes]] = {
    "Exif": ("foto.jpg", jpeg(exif(1, place=TELLTALE))),
    "Exif of another make": ("foto.jpg", jpeg(exif(3, place=TELLTALE, order="<"))),
    "XMP": ("foto.jpg", jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + TELLTALE))),
    "IPTC": ("foto.jpg", jpeg(segment(0xED, b"Photoshop 3.0\x00" + TELLTALE))),
    "a comment": ("foto.jpg", jpeg(segment(0xFE, TELLTALE))),
    "a thumbnail": ("foto.jpg", jpeg(segment(0xE0, b"JFXX\x00\x10" + TELLTALE))),
    "several pictures in one": ("foto.jpg", jpeg(segment(0xE2, b"MPF\x00" + TELLTALE))),
    "what follows a photo": ("foto.jpg", jpeg(after=TELLTALE)),
    "a text": ("beeld.png", png(chunk(b"tEXt", b"Author\x00" + TELLTALE))),
    "a packed text": ("beeld.png", png(chunk(b"zTXt", b"a\x00\x00" + zlib.compress(b"x") + TELLTALE))),
    "a text of the world": ("beeld.png", png(chunk(b"iTXt", b"XML:com.adobe.xmp\x00" + TELLTALE))),
    "Exif in an image": ("beeld.png", png(chunk(b"eXIf", b"MM\x00*" + TELLTALE))),
    "what follows an image": ("beeld.png", png(after=TELLTALE)),
}
