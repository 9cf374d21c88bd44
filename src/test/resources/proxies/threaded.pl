use threads;
# perl crashes now and then where a thread is still being made while the program goes on; so this one says when it runs.
pipe my $runs, my $say or die "pipe: $!\n";
our $thread = threads->create(sub { syswrite $say, 'x'; sleep 600 });
sysread $runs, my $word, 1;
1;
