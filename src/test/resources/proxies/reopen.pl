for (1 .. 3) {
    open my $own, '<', '/etc/hostname';
    close $own;
}
opendir my $folder, '/proc/self/fd';
my @fds = grep { /\d/ } readdir $folder;
closedir $folder;
print map {"open $_\n"} grep { defined && !/reopen/ } map { readlink "/proc/self/fd/$_" } grep { $_ > 2 } @fds;
