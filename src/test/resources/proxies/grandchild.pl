my $pid = fork // die;
exec qw(sleep 600) if !$pid;
print "grandchild $pid\n";
waitpid $pid, 0;
