sub deeper { die "the worker broke" }
deeper();
