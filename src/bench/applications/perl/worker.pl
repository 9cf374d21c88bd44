# Says that it is up, and serves as much as it is let: a stage begins when its file appears in the folder of gates.
use strict;
use warnings;
use Cwd ();
use File::Basename ();

my $folder;
BEGIN { $folder = File::Basename::dirname(Cwd::abs_path(__FILE__)) }
require "$folder/shop.pl" unless defined &Shop::serve;

$| = 1;
print "done 0\n";
my $served = 0;
for my $stage (split ' ', $ENV{STAGES}) {
    select undef, undef, undef, 0.05 until -e "$ENV{GATES}/$stage";
    Shop::serve(++$served) while $served < $stage;
    print "done $stage\n";
}
sleep 60 while 1;
