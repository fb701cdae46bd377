"""What a developer or an administrator runs by `make`: set-up, serving, checking, testing, backup."""
