"""`make bench`: how fast every page is, against yardsticks that were measured on the same machine in the same run."""
