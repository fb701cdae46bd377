"""Rows and files of documents."""

import io

from app.cli.demo.loading.case import Case
from app.cli.demo.papers import page
from app.documents.reading import read_document
from app.documents.storage import keep


def write_documents(case: Case) -> None:
    """Each document with its file, as if somebody had chosen it: judged, sealed and on disk before its row."""
    for paper in case.home.documents:
        signed = case.signed(paper)
        key = case.ledger.put("document", paper.title, paper.kind, *signed)
        received = read_document(io.BytesIO(page(paper.lines)), paper.file_name)
        stored = keep(received.content, document_id=key, number=1)
        case.ledger.put(
            "document_version", key, 1, received.name, received.media, len(received.content), received.sha256, stored.name,
            stored.sealed_key, *signed,
        )  # fmt: skip
        case.tell(signed, "documents", "document.added", key)
