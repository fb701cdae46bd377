"""The bench itself: that it builds, serves, measures and ends what it started."""
