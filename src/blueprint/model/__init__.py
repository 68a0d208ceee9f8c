"""What a blueprint is: frozen models that know nothing of files, graphs or pictures."""
