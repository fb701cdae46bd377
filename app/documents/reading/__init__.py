"""What somebody sends, judged by its content: kept as a file of a kind that we know, or refused with what to do."""

from app.documents.reading.reader import Received as Received
from app.documents.reading.reader import read_document as read_document
