# Says what it has of the application's, uses it, makes its own, and ends as it is told.
use strict;
use warnings;
use Cwd;
use File::Temp;
use FindBin;
use I18N::Langinfo ();
use POSIX ();

sub fact { print "$_[0]=$_[1]\n" }

fact(random => rand);
fact(read => readline($inherited::READ) =~ s/\n//r);
fact(database => syswrite($inherited::DATABASE, 'x') // "failed: $!");
{
    local $SIG{PIPE} = 'IGNORE';
    fact(socket => syswrite($inherited::SOCKET, 'x') // "failed: $!");
}
sysread $inherited::RANDOM_BYTES, my $bytes, 8;
fact(urandom => length $bytes);
print $inherited::APPENDED 'heir,';
print $inherited::WRITTEN 'heir,';
our $file = File::Temp->new(TEMPLATE => 'own-XXXXX', DIR => $inherited::FOLDER);
my $folder = File::Temp->newdir('own-XXXXX', DIR => $inherited::FOLDER);
my $plain = File::Temp::tempdir('own-XXXXX', DIR => $inherited::FOLDER, CLEANUP => 1);
sub in_folder { return $folder }
open our $unclosed, '>>', "$inherited::FOLDER/unclosed.txt" or die $!;
print $unclosed 'never closed,';
END { print "farewell=own\n" }
fact(program => $0);
fact(folder => getcwd);
fact(loop => readlink "/proc/self/fd/$inherited::LOOP");
fact(bin => $FindBin::Bin);
fact(bin_of_load => $inherited::BIN);
fact(since_start => $^T - $inherited::STARTED);
fact(loaded => $ENV{LOADED});
fact(umask => sprintf '%o', umask);
fact(zone => POSIX::strftime('%z', localtime));
fact(codeset => I18N::Langinfo::langinfo(I18N::Langinfo::CODESET()));
print "up\n";
my $how = $ARGV[0] // 'return';
exit 3 if $how eq 'exit';
die "broken\n" if $how eq 'raise';
# The signal of a refork ends a sleep.
sleep 600 while $how eq 'wait';
