"""The promises of the product's security, by number, with the tests that try to break them.

The numbers are those of the design; what spoke of another database is not here, and neither are the promises about signing in,
which have tests of their own under ``tests/integration/accounts``.
"""

from prove.promises import log, loss, texts, who

PROMISES = (*who.PROMISES, *log.PROMISES, *loss.PROMISES, *texts.PROMISES)
