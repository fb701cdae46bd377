"""Files for research: asked, decided, told to everybody, taken and over."""
