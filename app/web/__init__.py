"""The guard, forms, templates, errors, headers and languages: everything between Flask and the features."""
