# An application that opens and registers while it is loaded what belongs to one process.
package inherited;
use strict;
use warnings;
use File::Temp;
use FindBin;
use IO::Handle;
use Socket;

our $FOLDER = $ENV{INHERITED};
our $BIN = $FindBin::Bin;
srand 7;
rand;
open our $READ, '<', "$FOLDER/read.txt" or die $!;
our $FIRST = <$READ>;
open our $APPENDED, '>>', "$FOLDER/appended.txt" or die $!;
# Without a newline it stays in a buffer.
print $APPENDED 'load,';
open our $WRITTEN, '>', "$FOLDER/written.txt" or die $!;
print $WRITTEN 'load,';
open our $DATABASE, '+<', "$FOLDER/shop.db" or die $!;
socketpair our $SOCKET, my $other, AF_UNIX, SOCK_STREAM, PF_UNSPEC;
open our $RANDOM_BYTES, '<:raw:unix', '/dev/urandom' or die $!;
our $TEMPORARY_FILE = File::Temp->new(TEMPLATE => 'load-XXXXX', DIR => $FOLDER);
our $TEMPORARY_FOLDER = File::Temp->newdir('load-XXXXX', DIR => $FOLDER);
our $PLAIN_FOLDER = File::Temp::tempdir('load-XXXXX', DIR => $FOLDER, CLEANUP => 1);
our $STARTED = $^T -= 1000;
# epoll_create1, where the system is the one that the tests know.
our $LOOP = syscall(qx(uname -m) =~ /x86_64/ ? 291 : 20, 0);
$ENV{LOADED} = 'while loading';
delete $ENV{TAKEN};
chdir '/';
umask 037;

sub farewell {
    open my $file, '>>', "$FOLDER/farewells.txt" or die $!;
    print $file "the load ends\n";
}

our $CACHE = bless [], 'inherited::cache';
sub inherited::cache::DESTROY { farewell() }
END { farewell() }

sub greet { print "greeting=$ENV{CONTROL_FREAK_SERVICE}\n" }
sub fail { die "cannot connect\n" }

1;
