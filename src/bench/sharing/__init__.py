"""What share-memory is made of."""
