"""The lowest floor: plain Python that knows nothing of the web or the database.

Time, refusals, the citizen service number, postcodes and addresses, names, texts and dates as they are written in the
Netherlands.
"""
