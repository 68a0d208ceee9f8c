"""What a picture shows: from a blueprint to rows, columns, cards and links, without a single length."""
