# Says what a child can see of itself, a fact a line.
use strict;
use Cwd;
use POSIX ();

sub fact { print "$_[0]=$_[1]\n" }

open my $status, '<', '/proc/self/status';
/^(Sig(?:Blk|Ign|Cgt)|THP_enabled):\s*(\w+)/ and fact($1, $2) while <$status>;
close $status;
opendir my $folder, '/proc/self/fd';
my @fds = grep { /\d/ } readdir $folder;
closedir $folder;
fact(fds => join ' ', sort { $a <=> $b } grep { -e "/proc/self/fd/$_" } @fds);
fact(stdin   => readlink '/proc/self/fd/0');
fact(pid     => $$);
fact(ppid    => getppid);
# The sixth field, counted behind the name.
open my $stat, '<', '/proc/self/stat';
fact(session => (split ' ', <$stat> =~ s/.*\)//r)[3]);
close $stat;
fact(group     => getpgrp);
fact(seed      => rand);
fact(cwd       => getcwd);
fact(arguments => "@ARGV");
fact(name      => __PACKAGE__ eq 'main' ? '__main__' : __PACKAGE__);
fact("env.$_" => $ENV{$_}) for sort keys %ENV;
print STDERR "done\n";
