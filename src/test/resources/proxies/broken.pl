sub load { die "no catalogue" }
load();
