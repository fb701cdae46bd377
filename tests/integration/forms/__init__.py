"""Every form of the application, found in its URL map: bad input, a double click, and two people in one thing."""
